"""Translate: an encoder–decoder with attention from one wording to another. Importing it does not import torch."""
