"""Attention."""


def show(page: str) -> None:
    pass
