"""A series that a reader chose but that is not loaded yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core import config
from core.data.series import Series
from core.messages import Message


@dataclass(frozen=True)
class Source:
    """title: what the reader chose. load: fetches it. horizon: steps ahead that suit it.

    example: name of the sample whose shipped forecast shows this series, None where there is none. variant: what else
    was chosen that makes it another series, such as the column, in words no reader sees. columns: others of numbers
    beside the one to forecast. known_ahead: whether some of them go on after its last value.
    """

    title: Message
    load: Callable[[], Series]
    horizon: int = config.DEFAULT_HORIZON
    example: str | None = None
    variant: str = ""
    columns: tuple[str, ...] = ()
    known_ahead: bool = False

    @property
    def identity(self) -> str:
        """The same for the same choice, in every language: what settings and jobs belong to."""
        return f"{self.title} | {self.variant}"
