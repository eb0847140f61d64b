"""Lab: backpropagation through time."""
