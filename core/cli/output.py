"""What a command writes: JSON whole or not at all, aligned tables, a line of progress."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from core.errors import UserError
from core.messages import M, Message, Number
from core.task import Progress


class Output:
    """Where a command's JSON and its readable summary go; with JSON on standard output the summary moves over."""

    def __init__(self, json_target: str | None) -> None:
        self._target = json_target
        self._stream = sys.stderr if json_target == "-" else sys.stdout
        if json_target not in (None, "-"):
            check_writable(Path(str(json_target)))

    def json(self, content: object) -> None:
        """Writes the JSON, if it was asked for."""
        if self._target is None:
            return
        text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        if self._target == "-":
            sys.stdout.write(text)
        else:
            write_whole(Path(self._target), text.encode())

    def say(self, *lines: str) -> None:
        """Prints lines of the summary."""
        for line in lines:
            print(line, file=self._stream)

    def note(self, messages: Sequence[Message]) -> None:
        """Says on standard error what a reader should know about the data, whatever the summary does."""
        for message in messages:
            print(f"Note: {message}", file=sys.stderr)


def check_writable(path: Path) -> None:
    """Raises UserError where `path` could not be written, before any work is done for it."""
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise UserError(M("The file {path} cannot be written.", path=str(path)), M("Name a file in a folder of yours."))


def write_whole(path: Path, content: bytes) -> None:
    """Replaces the file by the content in one step, so that a failure leaves the old one as it was."""
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table: the first column to the left, the others to the right."""
    widths = [max(len(line[column]) for line in (header, *rows)) for column in range(len(header))]
    return [
        "  "
        + "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (header, *rows)
    ]


def decimals(value: float, places: int = 2) -> str:
    """A number with a fixed count of decimals, thousands apart."""
    return str(M("{value}", value=Number(value, places)))


class TerminalProgress:
    """A report that keeps one line of the terminal up to date, and stays quiet where nobody watches."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        if self._shown:
            left = "" if progress.seconds_left is None else f", {progress.seconds_left:.0f} s left"
            print(f"\r\033[K{progress.fraction:4.0%} {progress.stage}{left}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Takes the line away."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
