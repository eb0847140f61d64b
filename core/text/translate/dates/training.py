"""The checkpoint of dates: its examples and its training, made anew with the same seed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from core.messages import M
from core.models.translator import TranslatorConfig
from core.task import Progress, Report
from core.text.translate.characters import Characters
from core.text.translate.dates.examples import Example, example
from core.text.translate.fitting import Fitted, fit
from core.training.loop import TrainingSettings

EXAMPLES = 620_000
VALIDATION = 2_000
EPOCHS = 8
BATCH = 64
SAMPLED_BATCHES = 0.5
"""The share of batches with scheduled sampling in the second half of training, where all would cost a sixth more."""


def fit_dates(report: Report, seed: int, examples: int = EXAMPLES) -> tuple[Fitted, Characters]:
    """Trains on generated examples, each seen about once; the validation examples have wordings kept from training."""
    draw = Random(seed)
    rows = _generated(draw, examples, report)
    rows += [example(draw, test=True) for _ in range(VALIDATION)]
    signs = Characters.fit((row.text for row in rows[:-VALIDATION]), (row.target for row in rows))
    sources, targets = [signs.encode(row.text) for row in rows], [signs.target(row.target) for row in rows]
    settings = TrainingSettings(
        epochs=EPOCHS,
        batch=BATCH,
        batches_per_epoch=examples // BATCH // EPOCHS,
        learning_rate=3e-3,
        weight_decay=1e-3,
        seed=seed,
    )
    config = TranslatorConfig(len(signs), embedding=48, hidden=128, dropout=0.05)
    fitted = fit(
        sources, targets, VALIDATION, config, settings, report, share=later(0.05), sampled_batches=SAMPLED_BATCHES
    )
    return fitted, signs


def later(start: float) -> Callable[[float], float]:
    """Shares of the whole work for a stage that begins at `start`."""
    return lambda done: start + (1 - start) * done


def _generated(draw: Random, count: int, report: Report) -> list[Example]:
    rows = []
    for number in range(count):
        rows.append(example(draw))
        if number % 10_000 == 0:
            report(Progress(0.05 * number / count, M("Writing examples")))
    return rows
