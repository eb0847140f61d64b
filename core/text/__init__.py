"""Text: cleaning, vocabularies, decoding, and one task a folder. Importing this package does not import torch."""
