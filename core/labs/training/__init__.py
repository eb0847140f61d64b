"""Lab: training techniques."""
