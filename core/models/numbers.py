"""Numbers that word embeddings keep for what is no word."""

PADDING, UNKNOWN = 0, 1
