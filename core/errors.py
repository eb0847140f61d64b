"""Errors that a user can act on: one sentence naming what is wrong, one naming the way out."""

from __future__ import annotations

from core.messages import Message


class UserError(Exception):
    """Bad input or a missing outside service, told in one sentence, with the way out as a hint."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        self.message = message
        self.hint = hint
        super().__init__(str(message) if hint is None else f"{message} {hint}")

    def __reduce__(self) -> tuple[type[UserError], tuple[Message, Message | None]]:
        return type(self), (self.message, self.hint)


class Cancelled(Exception):  # noqa: N818 (nothing went wrong: the work was asked to stop)
    """A job was asked to stop; raised out of the progress report."""
