"""A language model fitted to a text: vocabulary from the training part alone, weights chosen on the validation part."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from core.messages import M
from core.models.language_model import LanguageModel, LanguageModelConfig
from core.task import Progress, Report, silent
from core.text.generate.predictor import Generator
from core.text.generate.tokens import Vocabulary
from core.text.generate.types import Parts
from core.text.generate.verse_tokens import token_kinds
from core.training.truncated import Check, TruncatedSettings, nats, train_truncated

OnCheck = Callable[[Generator, Check], None]


@dataclass(frozen=True)
class Recipe:
    """How a text becomes a model. vocabulary in `network` is filled in from the text. opening: see Generator.

    verse: whether the model is told where in a six-eight couplet it stands and which rhyme is due.
    """

    cut: str
    opening: str
    network: LanguageModelConfig
    training: TruncatedSettings
    verse: bool = False


def fit(
    parts: Parts,
    recipe: Recipe,
    report: Report = silent,
    on_check: OnCheck = lambda generator, check: None,
    cpu_limit: float | None = None,
) -> tuple[Generator, list[Check]]:
    """A generator of the text, and how its training went; on_check gets the generator as it stands."""
    vocabulary = Vocabulary.fit(parts.training, recipe.cut)
    torch.manual_seed(recipe.training.seed)
    model = _model(vocabulary, recipe)
    training = torch.tensor(vocabulary.encode(parts.training))
    clock = _Clock(report)

    def check(averaged: LanguageModel, found: Check) -> None:
        clock.checked(found)
        on_check(Generator(averaged, vocabulary, recipe.opening, {}), found)

    checks = train_truncated(
        model, training, tokens_of(vocabulary, parts.validation), recipe.training, clock.updated, check, cpu_limit
    )
    return Generator(model, vocabulary, recipe.opening, {}), checks


def _model(vocabulary: Vocabulary, recipe: Recipe) -> LanguageModel:
    """A network for the tokens; one that writes verse knows which of them rhyme by sound."""
    kinds = torch.tensor(token_kinds(vocabulary.tokens)) if recipe.verse else torch.zeros(1, dtype=torch.int64)
    rimes = int(kinds.max()) + 1 if recipe.verse else 0
    model = LanguageModel(replace(recipe.network, vocabulary=len(vocabulary), rimes=rimes))
    if recipe.verse:
        model.verse.kinds.copy_(kinds)
    return model


def tokens_of(vocabulary: Vocabulary, text: str) -> Tensor:
    """A text that was not trained on as tokens (N,); signs that are not known are replaced."""
    return torch.tensor(vocabulary.read(text, most=len(text)).tokens)


def nats_a_character(generator: Generator, text: str) -> float:
    """Mean −ln p of a text, read once from its start with the state carried along, per character.

    A token of several characters counts once in the sum and with its length below it, so that models with other
    tokens can be compared.
    """
    start = len(generator.vocabulary.encode(generator.opening))
    tokens = tokens_of(generator.vocabulary, generator.opening + text)
    return nats(generator.model, tokens, warm=start - 1) * (len(tokens) - start) / len(text)


class _Clock:
    """Turns updates into reports with the time left."""

    def __init__(self, report: Report) -> None:
        self._report, self._began, self._told = report, time.monotonic(), 0.0

    def updated(self, fraction: float) -> None:
        spent = time.monotonic() - self._began
        left = spent * (1 - fraction) / fraction if fraction > 0.02 else None
        self._report(Progress(fraction, M("Training"), left))

    def checked(self, found: Check) -> None:
        numbers = {
            "epoch": found.update,
            "train_loss": found.train_loss,
            "validation_loss": found.validation_loss,
            "gradient_norm": found.gradient_norm,
        }
        self._report(Progress(found.fraction, M("Training"), None, numbers))
