"""Tuning: a small, sensible space of settings is searched on the validation part only."""
