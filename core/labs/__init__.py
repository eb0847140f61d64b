"""The computations behind the learning pages. Importing this package does not import torch."""
