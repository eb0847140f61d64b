"""A reader's own pairs: a file of two columns, checked row by row, and a network trained on them."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Sequence
from random import Random
from typing import Any

from core.errors import UserError
from core.messages import M
from core.task import Report, Run

LEAST, MOST = 20, 50_000
MOST_CHARACTERS = 300
HEADS = {
    "source",
    "target",
    "from",
    "to",
    "input",
    "output",
    "en",
    "vi",
    "english",
    "vietnamese",
    "text",
    "translation",
    "label",
    "tiếng anh",
    "tiếng việt",
    "nguồn",
    "đích",
    "câu",
    "bản dịch",
}
WAY_OUT = M("Give a CSV or TSV file in UTF-8 with two columns: what is read and what shall be written.")
UPDATES = 2_000
"""Updates that training aims at; a few hundred pairs are then seen many times."""


def read_pairs(content: bytes) -> list[tuple[str, str]]:
    """The pairs of a file; UserError that names the row where it is not two filled columns."""
    rows = _rows(_decoded(content))
    numbered = [(number, row) for number, row in enumerate(rows, 1) if row]
    if numbered and {cell.strip().casefold() for cell in numbered[0][1]} <= HEADS:
        del numbered[0]
    pairs = [_pair(number, row) for number, row in numbered]
    if len(pairs) < LEAST:
        raise UserError(
            M("The file has {count} pairs; at least {least} are needed.", count=len(pairs), least=LEAST), WAY_OUT
        )
    if len(pairs) > MOST:
        raise UserError(
            M("The file has {count} pairs; at most {most} can be used.", count=len(pairs), most=MOST), WAY_OUT
        )
    if len({target for _, target in pairs}) == 1:
        raise UserError(M("All pairs have the same output; there is nothing to learn."), WAY_OUT)
    return pairs


def _rows(text: str) -> list[list[str]]:
    """The cells of every row; UserError where a quotation mark is left open or a cell is endless."""
    try:
        return list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise UserError(M("The file cannot be read: {reason}.", reason=str(error)), WAY_OUT) from None


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError:
        raise UserError(M("The file is no text in UTF-8."), WAY_OUT) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")  # a lone \r ended a line on old Macs


def _delimiter(text: str) -> str:
    first = text.lstrip().splitlines()[:1] or [""]
    return max("\t;,", key=first[0].count)


def _pair(number: int, row: Sequence[str]) -> tuple[str, str]:
    if len(row) != 2:
        raise UserError(M("Row {row} has {count} columns, not 2.", row=number, count=len(row)), WAY_OUT)
    source, target = (" ".join(cell.split()) for cell in row)
    if not source or not target:
        raise UserError(M("Row {row} has an empty cell.", row=number), M("Fill it, or leave the row out."))
    if max(len(source), len(target)) > MOST_CHARACTERS:
        raise UserError(
            M("Row {row} is longer than {most} characters.", row=number, most=MOST_CHARACTERS),
            M("Shorten it, or leave it out."),
        )
    return source, target


def train(rows: Sequence[tuple[str, str]], seconds: float, report: Report, seed: int) -> Run:
    """A network for the pairs, a tenth of them kept aside to choose the epoch; the card has the score on these."""
    from core.models.translator import TranslatorConfig
    from core.text.translate.calibration import Calibration
    from core.text.translate.fitting import fit
    from core.text.translate.kinds import KINDS
    from core.text.translate.predictor import TranslationPredictor
    from core.text.translate.shipped import calibrated_on, halved
    from core.text.translate.subwords import Subwords
    from core.training.loop import TrainingSettings

    training, held = _parts(rows, seed)
    tokens = Subwords.fit([text for pair in training for text in (pair.source, pair.target)], 4_000)
    ordered = [*training, *held]
    epochs = max(4, min(80, round(UPDATES * 32 / len(training))))
    fitted = fit(
        [tokens.encode(pair.source) for pair in ordered],
        [tokens.target(pair.target) for pair in ordered],
        len(held),
        TranslatorConfig(len(tokens), embedding=96, hidden=128, dropout=0.2),
        TrainingSettings(epochs=epochs, batch=32, learning_rate=3e-3, seed=seed),
        report,
        deadline=time.monotonic() + seconds,
    )
    raw = halved(TranslationPredictor(fitted.module, tokens, KINDS["pairs"], Calibration(), {}))
    ready = TranslationPredictor(raw.module, tokens, raw.kind, calibrated_on(raw, held[:200]), {})
    ready.card = _card(ready, training, held, fitted.seconds, fitted.result.cut_short, seed)
    return ready.to_run()


def _parts(rows: Sequence[tuple[str, str]], seed: int) -> tuple[list[Any], list[Any]]:
    """The pairs in random order; a tenth, at least 5 and at most 500, is held out, equal sources on one side."""
    from core.text.translate.pairs.cleaning import Pair, cleaned, unique

    pairs = unique(cleaned(source, target) or Pair(source, target) for source, target in rows)
    if len(pairs) < LEAST:
        raise UserError(
            M("Only {count} of the pairs differ; at least {least} are needed.", count=len(pairs), least=LEAST), WAY_OUT
        )
    Random(seed).shuffle(pairs)
    count = min(500, max(5, len(pairs) // 10))
    return pairs[count:], pairs[:count]


def _card(
    ready: Any, training: Sequence[Any], held: Sequence[Any], seconds: float, cut_short: bool, seed: int
) -> dict[str, Any]:
    from core.text.translate.memory import TranslationMemory
    from core.text.translate.pairs.cleaning import sides
    from core.text.translate.scoring import score

    shown = held[:200]
    texts, truths = sides(shown)
    ours = [ready.detail(text).best.text for text in texts]
    memory = TranslationMemory(*sides(training)).translate(texts)
    return {
        "title": "Your pairs",
        "pairs": {"training": len(training), "validation": len(held)},
        "scores": {"network": score(ours, truths).to_json(), "memory": score(memory, truths).to_json()},
        "measured": "On the pairs held out, which also chose the epoch.",
        "examples": [list(row) for row in zip(texts[:8], ours[:8], truths[:8], strict=True)],
        "cut_short": cut_short,
        "train_seconds": round(seconds),
        "seed": seed,
    }
