"""Lab: bidirectional networks."""
