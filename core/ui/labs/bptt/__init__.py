"""The page of the lab of backpropagation through time."""
