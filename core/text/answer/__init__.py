"""A question about a story, answered by a recurrent reader that shows the sentences it looked at."""
