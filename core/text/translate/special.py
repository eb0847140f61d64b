"""Ids that every vocabulary begins with; core.models.translator counts on the same, and a test holds them together."""

PAD, BEGIN, END, UNKNOWN = range(4)
