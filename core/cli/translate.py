"""`translate`: dates in any wording to ISO, or software wording from English to Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli import text as shared
from core.errors import UserError
from core.messages import M

if TYPE_CHECKING:
    from core.text.translate.predictor import TranslationPredictor
    from core.text.types import TextAnswer

TASKS = ("dates", "en-vi")


def translate(
    text: shared.Text = None,
    task: Annotated[str, typer.Option("--task", metavar="dates|en-vi", help="What to translate.")] = "dates",
    beam: Annotated[int, typer.Option("--beam", help="Beginnings kept at every step, 1 to 10.")] = 4,
    file: shared.TextFile = None,
    run: shared.SavedRun = None,
    explain: shared.Explain = False,
    json: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the JSON; - is the terminal.")
    ] = None,
) -> None:
    """Translate dates to ISO, or software wording from English to Vietnamese."""
    from typing import cast

    if task not in TASKS:
        raise UserError(
            M("There is no translation called “{task}”.", task=task), M("Choose one of: {tasks}.", tasks=list(TASKS))
        )
    texts = shared.inputs(text, file)
    found, name = shared.predictor("translate", task, run)
    predictor = cast("TranslationPredictor", found)
    if text is not None:
        answers = predictor.translate(texts, beam, explain)
    else:
        answers = [_line_answer(predictor, line, beam, explain) for line in texts]
    shared.report("translate", name, answers, json, _line)
    refused = answers[0].evidence.get("refused") if text is not None else None
    if refused is not None:
        raise UserError(
            M("{reason}", reason=refused),
            M("Confidence that there is a date after all: {value}.", value=_percent(answers[0])),
        )


def _line_answer(predictor: TranslationPredictor, line: str, beam: int, explain: bool) -> TextAnswer:
    """One line of a file; one that cannot be read keeps its place and says why."""
    from core.text.types import TextAnswer

    try:
        return predictor.answer(line, beam, explain)
    except UserError as error:
        return TextAnswer(line, "", 0.0, {"refused": str(error)})


def _line(answer: TextAnswer) -> str:
    notes = "".join(f"  ({note})" for note in answer.evidence.get("notes", ()))
    said = answer.output or f"– {answer.evidence.get('refused', '')}"
    return f"{said}  [{_percent(answer)}]{notes}"


def _percent(answer: TextAnswer) -> str:
    return f"{100 * answer.confidence:.0f} %"
