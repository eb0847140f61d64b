"""What a classifier is made with; free of torch, so that a page may read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.text.classify.ngrams import NgramSettings


@dataclass(frozen=True)
class ClassifierSettings:
    """vocabulary: subword tokens at most. most: tokens that the network reads of one text; most_learning: in training,
    where long texts cost the most.

    embedding, hidden: units. epochs, batch, learning_rate: of the network's training. average: decay of the running
    mean of its weights. index: training texts kept to be shown as neighbours, none longer than `index_letters`.
    seconds: after which the training of the network ends with what it has; None for no limit.
    """

    vocabulary: int = 8_000
    most: int = 400
    most_learning: int = 192
    embedding: int = 128
    hidden: int = 96
    dropout: float = 0.5
    word_dropout: float = 0.1
    epochs: int = 3
    batch: int = 32
    learning_rate: float = 4e-3
    average: float = 0.998
    index: int = 400
    index_letters: int = 110
    seconds: float | None = None
    seed: int = 0
    ngrams: NgramSettings = field(default_factory=NgramSettings)
