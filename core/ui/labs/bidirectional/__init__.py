"""The figures of the lab “Bidirectional”."""
