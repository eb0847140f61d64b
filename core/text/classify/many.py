"""Many texts at once: from a file's bytes to a table of labels, as a background job."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, cast

from core.errors import UserError
from core.messages import M
from core.task import Progress, Report
from core.text.classify.labels_file import TEXT_NAMES, decoded, refuse_long
from core.text.cleaning import MAX_CHARACTERS, composed
from core.text.tasks import saved_predictor, shipped_predictor
from core.text.types import TextPredictor

TEXTS_FILE, ANSWERS_FILE = "texts.json", "answers.json"
MOST_TEXTS = 20_000
AT_ONCE = 64


def read_texts(name: str, content: bytes) -> list[str]:
    """The texts in a file: its column “text” where it has one, else a text a line; UserError where it holds none."""
    lines = decoded(name, content).splitlines()
    header = [cell.strip().strip('"').lower() for cell in lines[0].split(",")] if lines else []
    column = next((header.index(word) for word in TEXT_NAMES if word in header), None)
    texts = lines if column is None else _column(name, "\n".join(lines), column)
    texts = [text for text in texts if composed(text).strip()]
    if not 0 < len(texts) <= MOST_TEXTS:
        raise UserError(
            M("{name}: {count} texts found; there may be 1 to {most}.", name=name, count=len(texts), most=MOST_TEXTS),
            M("Give one text a line, or a CSV with a column “text”."),
        )
    refuse_long(texts)
    return texts


def _column(name: str, content: str, column: int) -> list[str]:
    """One column of a CSV, without its header."""
    csv.field_size_limit(10 * MAX_CHARACTERS)
    try:
        rows = list(csv.reader(io.StringIO(content), strict=True))[1:]
    except csv.Error as error:
        raise UserError(
            M("{name} cannot be read: {reason}.", name=name, reason=str(error)),
            M("Give one text a line, or a CSV with a column “text”."),
        ) from None
    return [row[column] for row in rows if len(row) > column]


def save_texts(texts: list[str], folder: Path) -> None:
    """Leaves the texts where the job finds them."""
    (folder / TEXTS_FILE).write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")


def many_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Labels the texts saved in `folder` with arguments["network"], a saved run where "saved" is set."""
    from core.text.classify.predictor import Classifier

    name = str(arguments["network"])
    found: TextPredictor = saved_predictor(name, "classify") if arguments["saved"] else shipped_predictor(name)
    texts = json.loads((folder / TEXTS_FILE).read_text(encoding="utf-8"))
    answers: list[dict[str, Any]] = []
    for start in range(0, len(texts), AT_ONCE):
        report(Progress(start / len(texts), M("Reading text {n} of {count}", n=start + 1, count=len(texts))))
        batch = cast(Classifier, found).classify(texts[start : start + AT_ONCE])
        answers += [{"text": one.input, "label": one.output, "probability": one.confidence} for one in batch]
    (folder / ANSWERS_FILE).write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")


def load_answers(folder: Path) -> list[dict[str, Any]]:
    """text, label, probability of every text, in the order of the file."""
    answers: list[dict[str, Any]] = json.loads((folder / ANSWERS_FILE).read_text(encoding="utf-8"))
    return answers
