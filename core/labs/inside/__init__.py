"""Lab: inside the cell."""
