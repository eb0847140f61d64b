"""Lab: why recurrence."""
