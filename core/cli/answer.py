"""`answer`: a question about a story or a passage; `train-reader`: a span reader from a reading set."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.cli.options import Json
from core.cli.output import TerminalProgress
from core.cli.settings import use_one_thread
from core.cli.sources import read_bytes
from core.cli.text import Explain, SavedRun, lines_of, report
from core.errors import UserError
from core.messages import M

if TYPE_CHECKING:
    from core.text.types import TextAnswer, TextPredictor

Asked = tuple[str, str]
"""A passage and a question."""
SHIPPED = {"stories": "babi", "passage": "passage"}
Passage = Annotated[Path | None, typer.Option("--passage", metavar="FILE", help="A file with the story or passage.")]
Question = Annotated[str | None, typer.Option("--question", metavar="TEXT", help="The question about it.")]
Many = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help='Many at once: JSON lines {"passage": …, "question": …}.')
]
Task = Annotated[
    str | None,
    typer.Option(
        "--task", metavar="stories|passage", help="stories where every word is one of the story reader's, else passage."
    ),
]


def answer(
    passage: Passage = None,
    question: Question = None,
    file: Many = None,
    task: Task = None,
    run: SavedRun = None,
    explain: Explain = False,
    json: Json = None,
) -> None:
    """Answer a question about a story or a passage, with the sentences that the answer rests on."""
    asked = questions(passage, question, file)
    use_one_thread()
    if run is not None and task is not None:
        raise UserError(M("Give either --run or --task."), M("A saved run knows its own task."))
    found: list[tuple[TextAnswer, str]] = []
    for text, words in asked:
        answerer, name = chosen(run, task, text, words)
        found.append((answerer.answer(text, words, explain=explain), name))  # type: ignore[attr-defined]
    names = dict.fromkeys(name for _, name in found)
    by = {id(one): name for one, name in found}
    report("answer", ", ".join(names), [one for one, _ in found], json, lambda one: line(one, by[id(one)]))


def line(found: TextAnswer, name: str) -> str:
    """An answer as the terminal shows it: which reader, how sure, and in what it rests."""
    told = f"{found.output}  ({found.confidence:.0%}, {name})"
    evidence = found.evidence
    used = [evidence["sentences"][place]["text"] for place in evidence.get("supporting", ())]
    return "\n".join([told, *(f"  · {text}" for text in used), *(f"  ! {text}" for text in evidence.get("doubts", ()))])


def chosen(run: str | None, task: str | None, passage: str, question: str) -> tuple[TextPredictor, str]:
    """The reader for one question and its name: the saved run, the one asked for, or the one whose words fit."""
    from core.store import load_run
    from core.text.tasks import predictor_of, shipped_predictor

    if run is not None:
        kept = load_run(run)
        if kept.task not in ("answer", "passage"):
            raise UserError(
                M("The run “{name}” does not answer questions, it is for {task}.", name=run, task=kept.task)
            )
        return predictor_of(kept), run
    if task is not None and task not in SHIPPED:
        raise UserError(M("There is no task “{task}”.", task=task), M("Choose stories or passage."))
    stories = shipped_predictor(SHIPPED["stories"]) if task != "passage" else None
    kind = task or ("stories" if stories is not None and stories.knows(passage, question) else "passage")  # type: ignore[attr-defined]
    return shipped_predictor(SHIPPED[kind]), SHIPPED[kind]


def questions(passage: Path | None, question: str | None, file: Path | None) -> list[Asked]:
    """Passages and questions, in order; UserError unless one way of giving them is used, and used well."""
    if file is not None:
        if passage is not None or question is not None:
            raise UserError(M("Give either --file or --passage with --question."))
        return [_asked(row, text) for row, text in enumerate(lines_of(file), start=1)]
    if passage is None or question is None:
        raise UserError(M("Give both --passage and --question, or --file."), M("--passage names a text file."))
    return [("\n".join(_text(passage).splitlines()), question)]


def _text(file: Path) -> str:
    try:
        return read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(M("The file {path} is no text in UTF-8.", path=str(file)), M("Save it as UTF-8.")) from None


def _asked(row: int, text: str) -> Asked:
    try:
        entry = json_module.loads(text)
        passage, question = entry["passage"], entry["question"]
    except (ValueError, KeyError, TypeError):
        passage = question = None
    if not isinstance(passage, str) or not isinstance(question, str):
        raise UserError(
            M("Line {row} is not JSON with a passage and a question.", row=row),
            M("It should look like {example}.", example='{"passage": "…", "question": "…"}'),
        )
    return passage, question


def train_reader(
    squad: Annotated[Path, typer.Option("--squad", metavar="FILE", help="A reading set in SQuAD's format (JSON).")],
    save: Annotated[str, typer.Option("--save", metavar="NAME", help="Save the trained reader under this name.")],
    epochs: Annotated[int, typer.Option("--epochs", min=1, max=200, help="Passes over the questions.")] = 20,
    seconds: Annotated[float, typer.Option("--seconds", min=1, max=36000, help="Longest time to train.")] = 600.0,
    seed: Annotated[int, typer.Option("--seed", help="Same seed, same machine: same weights.")] = 0,
) -> None:
    """Train a reader that answers with spans of a passage, from a reading set of your own."""
    from core.store import save_run
    from core.text.passage.span_training import SpanSettings, train_spans
    from core.text.passage.squad import read_squad

    use_one_thread()
    reading = read_squad(read_bytes(squad))
    progress = TerminalProgress()
    try:
        found = train_spans(reading, SpanSettings(epochs, seconds, seed), progress)
    finally:
        progress.clear()
    name = save_run(found.to_run(), save)
    score = found.card["score"]
    print(f"Saved {name}: exact match {score['exact_match']:.1%}, F1 {score['f1']:.1%} on passages not trained on.")
