"""Lab: history."""
