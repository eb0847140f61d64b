"""The figures of the lab “Shapes of sequences”."""
