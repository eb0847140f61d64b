"""Which label a text bears: words in, one class of a fixed list out. Importing this package does not import torch."""
