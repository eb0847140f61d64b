"""`classify`: the label of a text with its probability, by the shipped sentiment checkpoint or a saved run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from core.cli import options
from core.cli import text as shared

if TYPE_CHECKING:
    from core.text.types import TextAnswer

TASK, SHIPPED = "classify", "sentiment"
SHOWN = 60
"""Characters of a text on the terminal."""


def classify(
    text: shared.Text = None,
    file: shared.TextFile = None,
    run: shared.SavedRun = None,
    explain: shared.Explain = False,
    json: options.Json = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the random orders that evidence is checked against.")] = 0,
) -> None:
    """Say which label a text bears."""
    inputs = shared.inputs(text, file)
    predictor, name = shared.predictor(TASK, SHIPPED, run)
    from core.text.classify.predictor import Classifier, cleaned

    assert isinstance(predictor, Classifier)
    if explain:
        from core.text.classify.explaining import read

        cleaned(inputs)  # refuses any of them before the first is explained
        answers = [read(predictor, given, seed).answer(given) for given in inputs]
    else:
        answers = predictor.classify(inputs)
    shared.report(TASK, name, answers, json, _line)


def _line(answer: TextAnswer) -> str:
    short = " ".join(answer.input.split())
    short = short if len(short) <= SHOWN else short[: SHOWN - 1] + "…"
    line = f"{answer.output} ({answer.confidence:.0%}): {short}"
    return line + _because(answer) if answer.evidence else line


def _because(answer: TextAnswer) -> str:
    """The three words that speak most for the label, and whether to believe it."""
    words = sorted(answer.evidence["attributions"], key=lambda word: -word["attribution"])[:3]
    named = ", ".join(f"{word['word']} ({word['attribution']:+.2f})" for word in words)
    return f"\n    most in favour: {named}. {answer.evidence['trust']['sentence']}"
