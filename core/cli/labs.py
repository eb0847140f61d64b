"""`labs`: makes the small checkpoints and results again that the lab pages open on."""

from __future__ import annotations

from typing import Annotated

import typer

from core.cli.output import TerminalProgress
from core.cli.settings import use_one_thread
from core.labs.registry import LABS


def labs(
    only: Annotated[str | None, typer.Option("--only", metavar="NAME", help=f"One of {', '.join(LABS)}.")] = None,
    train: Annotated[bool, typer.Option(help="Train the checkpoints too, not only compute results from them.")] = True,
) -> None:
    """Make what the labs ship again."""
    if only is not None and only not in LABS:
        raise typer.BadParameter(f"There is no lab {only}; there are {', '.join(LABS)}.")
    from core.labs import making

    use_one_thread()
    for name in [only] if only else list(LABS):
        progress = TerminalProgress()
        making.make([name], train=train, report=progress)
        progress.clear()
        print(making.summary(name))
