"""The checkpoint of software wording: its pairs, their split and its training, made anew with the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from core.models.translator import TranslatorConfig
from core.task import Report
from core.text.translate.fitting import Fitted, fit
from core.text.translate.pairs.cleaning import Pair, sides
from core.text.translate.subwords import Subwords
from core.training.loop import TrainingSettings

TOKENS = 4_000
HELD = 1_000
EPOCHS = 4


def fit_pairs(
    training: Sequence[Pair], validation: Sequence[Pair], report: Report, seed: int, epochs: int = EPOCHS
) -> tuple[Fitted, Subwords]:
    """Trains on the training part; the validation part chooses the epoch."""
    rows = list(training)
    Random(seed).shuffle(rows)
    sources, targets = sides([*rows, *validation])
    tokens = Subwords.fit([*sources[: len(rows)], *targets[: len(rows)]], TOKENS)
    config = TranslatorConfig(len(tokens), embedding=160, hidden=192, dropout=0.15)
    settings = TrainingSettings(epochs=epochs, batch=64, learning_rate=3e-3, weight_decay=1e-2, seed=seed)
    fitted = fit(
        [tokens.encode(text) for text in sources], [tokens.target(text) for text in targets],
        len(validation), config, settings, report, sampled_batches=1 / 3,
    )  # fmt: skip
    return fitted, tokens
