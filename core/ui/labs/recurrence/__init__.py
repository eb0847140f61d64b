"""The figures of the lab “Why recurrence”."""
