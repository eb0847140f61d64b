"""What the text commands share: their input, the checkpoint or run they use, and how their answers are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.output import Output
from core.cli.settings import use_one_thread
from core.errors import UserError
from core.messages import M

if TYPE_CHECKING:
    from core.text.types import TextAnswer, TextPredictor

Text = Annotated[str | None, typer.Option("--text", metavar="TEXT", help="The text itself.")]
TextFile = Annotated[Path | None, typer.Option("--file", metavar="FILE", help="Many at once: one input a line.")]
SavedRun = Annotated[
    str | None, typer.Option("--run", metavar="NAME", help="A saved run instead of the shipped checkpoint.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Add what each answer rests on.")]


def inputs(text: str | None, file: Path | None) -> list[str]:
    """The texts to answer, in order; UserError unless exactly one of the two options is given and holds some."""
    if (text is None) == (file is None):
        raise UserError(M("Give either --text or --file."), M("--file takes one input a line."))
    return [text] if text is not None else lines_of(file)  # type: ignore[arg-type]


def lines_of(file: Path) -> list[str]:
    """The lines of a file that are not blank; UserError where it cannot be read or holds none."""
    try:
        content = file.read_text(encoding="utf-8-sig")
    except OSError:
        raise UserError(M("The file {path} cannot be read.", path=str(file)), M("Check its name.")) from None
    except UnicodeDecodeError:
        raise UserError(M("The file {path} is no text in UTF-8.", path=str(file)), M("Save it as UTF-8.")) from None
    lines = [line for line in content.splitlines() if line.strip()]
    if not lines:
        raise UserError(M("The file {path} holds no text.", path=str(file)), M("Put one input on each line."))
    return lines


def predictor(task: str, shipped: str, run: str | None) -> tuple[TextPredictor, str]:
    """The fitted task to ask and its name: the saved run where one is named, else the shipped checkpoint."""
    from core.text.tasks import saved_predictor, shipped_predictor

    use_one_thread()
    return (shipped_predictor(shipped), shipped) if run is None else (saved_predictor(run, task), run)


def report(
    task: str, run: str, answers: Sequence[TextAnswer], json: str | None, line: Callable[[TextAnswer], str]
) -> None:
    """Writes the JSON and prints a line an answer."""
    from core.text.types import answers_json

    output = Output(json)
    output.json(answers_json(task, run, answers))
    output.say(*(line(answer) for answer in answers))
