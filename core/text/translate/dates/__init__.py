"""Dates in English and Vietnamese wordings, generated without end, and what the network's answer means."""
