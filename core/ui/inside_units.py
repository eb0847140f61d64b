"""What units remember."""


def show(page: str) -> None:
    pass
