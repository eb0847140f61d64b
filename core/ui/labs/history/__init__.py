"""The figures of the lab “History”."""
