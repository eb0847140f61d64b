"""A question about any passage: the sentence that answers best, or, with a reading set, the span inside it."""
