"""Lab: shapes of sequences."""
