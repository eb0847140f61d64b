"""Progress and errors as plain JSON: the words between the app and its worker, and the lines of events.jsonl."""

from __future__ import annotations

from typing import Any

from core.errors import UserError
from core.messages import from_json, to_json
from core.task import Progress


def progress_to_json(progress: Progress) -> dict[str, Any]:
    """A progress report as plain JSON."""
    return {
        "fraction": float(progress.fraction),
        "stage": to_json(progress.stage),
        "seconds_left": None if progress.seconds_left is None else float(progress.seconds_left),
        "telemetry": {name: float(value) for name, value in progress.telemetry.items()},
    }


def progress_from_json(content: dict[str, Any]) -> Progress:
    """The report that `progress_to_json` wrote."""
    return Progress(
        content["fraction"], from_json(content["stage"]), content["seconds_left"], dict(content["telemetry"])
    )


def error_to_json(error: UserError) -> dict[str, Any]:
    """A sentence and its way out as plain JSON."""
    return {"message": to_json(error.message), "hint": None if error.hint is None else to_json(error.hint)}


def error_from_json(content: dict[str, Any]) -> UserError:
    """The error that `error_to_json` wrote."""
    hint = content["hint"]
    return UserError(from_json(content["message"]), None if hint is None else from_json(hint))


def plain(value: object) -> object:
    """For json.dumps: numbers of numpy and torch as Python's, anything else by its name."""
    item = getattr(value, "item", None)
    return item() if callable(item) else str(value)
