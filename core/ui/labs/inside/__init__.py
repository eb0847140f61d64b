"""The figures of the lab “Inside the cell”."""
