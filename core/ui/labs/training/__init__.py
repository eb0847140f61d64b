"""The page of the lab of training techniques."""
