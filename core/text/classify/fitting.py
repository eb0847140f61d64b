"""Fits a classifier: vocabulary, recurrent part, wide part, then how the two are weighed on the validation part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.messages import M
from core.task import Progress, Report
from core.text.classify import ngrams
from core.text.classify.calibration import Mixture, calibration_error, fit_mixture
from core.text.classify.learning import config_for, learn_network, telemetry
from core.text.classify.neighbours import Index, make_index
from core.text.classify.ngrams import words_of
from core.text.classify.parts import Parts
from core.text.classify.settings import ClassifierSettings
from core.text.classify.vocabulary import Vocabulary, learn
from core.training.loop import Epoch

NETWORK_BEGINS, NETWORK_ENDS = 0.05, 0.85
"""Shares of the progress between which the recurrent part is trained."""


@dataclass(frozen=True)
class Labelled:
    """Cleaned texts with their labels (numbers) and the rows of each part; rows of `training` may repeat.

    network_only: training rows that runs of words do not learn from.
    """

    texts: list[str]
    labels: np.ndarray
    names: tuple[str, ...]
    training: np.ndarray
    validation: np.ndarray
    network_only: tuple[int, ...] = ()


def fit(data: Labelled, settings: ClassifierSettings, report: Report) -> Parts:
    """The parts fitted on the training rows and weighed on the validation rows."""
    classes, rows = len(data.names), np.unique(data.training)
    report(Progress(0.0, M("Learning the vocabulary")))
    vocabulary = learn([data.texts[row] for row in rows], settings.vocabulary, settings.most)
    tokens = tokens_of(vocabulary, data, settings.most_learning)

    def on_network(share: float, epoch: Epoch | None) -> None:
        done = NETWORK_BEGINS + (NETWORK_ENDS - NETWORK_BEGINS) * share
        report(Progress(done, M("Training the network"), None, telemetry(epoch)))

    config = config_for(vocabulary, classes, settings)
    network = learn_network(tokens, data.labels, data.training, data.validation, config, settings, on_network)
    report(Progress(NETWORK_ENDS, M("Weighing runs of words")))
    rows = np.setdiff1d(rows, np.array(data.network_only, np.int64))
    words = [[word.text for word in words_of(data.texts[row])] for row in rows]
    wide = ngrams.fit(words, data.labels[rows], classes, settings.ngrams)
    report(Progress(0.95, M("Calibrating")))
    return weighed(Parts(vocabulary, network, wide, Mixture((0.5, 0.0), (0.5, 0.0), (0.0,) * classes)), data)


def tokens_of(vocabulary: Vocabulary, data: Labelled, most_learning: int) -> list[tuple[int, ...]]:
    """Token ids of every text, in training with less of a long one; empty for a text of neither part."""
    tokens: list[tuple[int, ...]] = [()] * len(data.texts)
    learning = Vocabulary(vocabulary.content, min(vocabulary.most, most_learning))
    for rows, reader in ((data.validation, vocabulary), (np.unique(data.training), learning)):
        for row in rows:
            tokens[row] = reader.tokens(data.texts[row]).ids
    return tokens


def weighed(parts: Parts, data: Labelled) -> Parts:
    """The parts with the mixture that suits the validation rows best."""
    held = parts.scores([data.texts[row] for row in data.validation])
    mixture = fit_mixture(held.network, held.wide, held.words, data.labels[data.validation])
    return replace(parts, mixture=mixture)


def index_of(parts: Parts, data: Labelled, rows: Sequence[int], settings: ClassifierSettings) -> Index:
    """Short training texts among `rows`, chosen at random, as neighbours to show."""
    short = [row for row in rows if len(data.texts[row]) <= settings.index_letters]
    drawn = np.random.default_rng(settings.seed).permutation(len(short))[: settings.index]
    chosen = [short[place] for place in np.sort(drawn)]
    texts = [data.texts[row] for row in chosen]
    summaries = parts.scores(texts).summaries if texts else np.zeros((0, 2 * parts.network.config.hidden))
    return make_index(texts, [int(data.labels[row]) for row in chosen], summaries)


@dataclass(frozen=True)
class Score:
    """Shares of texts labelled rightly: by both parts together, by each alone. ece: calibration error of both."""

    texts: int
    accuracy: float
    recurrent_alone: float
    ngrams_alone: float
    ece: float
    log_loss: float

    def to_json(self) -> dict[str, float]:
        """For a card."""
        return {name: round(value, 4) for name, value in vars(self).items()}


def score(parts: Parts, texts: Sequence[str], labels: np.ndarray) -> Score:
    """How the parts do on texts they have not seen."""
    found = parts.scores(texts)
    chosen = found.probabilities[np.arange(len(labels)), labels]

    def right(logits: np.ndarray) -> float:
        return float((logits.argmax(1) == labels).mean())

    return Score(
        len(labels),
        right(found.logits),
        right(found.network),
        right(found.wide),
        calibration_error(found.probabilities, labels),
        float(-np.log(np.maximum(chosen, 1e-12)).mean()),
    )
