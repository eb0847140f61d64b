"""`train`: makes a shipped checkpoint of the text tasks again from its data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.cli.output import TerminalProgress
from core.cli.settings import use_one_thread
from core.errors import UserError
from core.messages import M


def train(
    name: Annotated[str, typer.Argument(metavar="TASK", help="A task, or one of its checkpoints.")],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="FOLDER", help="Folder of the data; UNROLLED_DATA names it too.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where to write; the shipped one's place by default.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same machine: same weights.")] = 0,
) -> None:
    """Make a shipped checkpoint again."""
    from core.store import write_run
    from core.text.tasks import CHECKPOINTS, SHIPPED, train_shipped

    known = sorted({*SHIPPED, *(entry.task for entry in SHIPPED.values())})
    names = [key for key, shipped in SHIPPED.items() if name in (key, shipped.task)]
    if not names:
        raise UserError(
            M("There is nothing to train called “{name}”.", name=name),
            M(
                "Choose a task or a checkpoint: {names}.",
                names=known,
            ),
        )
    use_one_thread()
    for key in names:
        progress = TerminalProgress()
        try:
            run = train_shipped(key, data, progress, seed)
        finally:
            progress.clear()
        folder = (out or CHECKPOINTS) / key
        write_run(run, folder, key)
        print(f"Wrote {key} to {folder}.")
