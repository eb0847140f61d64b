"""What an output is worth to the one who asked: the output itself, or why there is none, and what to know about it."""

from __future__ import annotations

from dataclasses import dataclass

from core.messages import Message


@dataclass(frozen=True)
class Reading:
    """refused: why there is no output; the output is then empty. notes: what a reader should know about it."""

    output: str
    refused: Message | None = None
    notes: tuple[Message, ...] = ()
