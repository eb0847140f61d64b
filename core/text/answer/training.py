"""Fits the story reader: the answer word by word, and its hops towards the sentences known to support it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from core.models.story_reader import END, Reading, StoryReader, StoryReaderConfig
from core.text.answer.examples import NO_SUPPORT, Codec, Examples
from core.training.bucketed import bucketed
from core.training.loop import Batch, Epoch, TrainingResult, TrainingSettings, train

SUPPORT_WEIGHT = 1.0
"""Weight of the hops' loss beside the answer's."""
SETTINGS = TrainingSettings(epochs=10, batch=96, learning_rate=3e-3, weight_decay=1e-3, clip=2.0)


SECOND = TrainingSettings(epochs=2, batch=96, learning_rate=1e-3, weight_decay=1e-3, clip=2.0)
"""The second pass, which adds questions of every kind about stories of other kinds."""


def new_reader(codec: Codec, seed: int) -> StoryReader:
    """A fresh reader for these vocabularies."""
    torch.manual_seed(seed)
    return StoryReader(StoryReaderConfig(len(codec.words), len(codec.answers) + 1, answer_words=codec.most))


def fit(
    reader: StoryReader,
    training: Examples,
    held: Examples,
    settings: TrainingSettings = SETTINGS,
    on_batch: Callable[[float], None] = lambda share: None,
    on_epoch: Callable[[Epoch], None] = lambda epoch: None,
    deadline: float | None = None,
) -> TrainingResult:
    """Trains on `training` and keeps the weights of the epoch that does best on `held`, which shares no story."""
    both = joined(training, held)
    first = torch.arange(len(training))
    second = len(training) + torch.argsort(held.length, stable=True)  # of like length, as little padding as may be

    def arrange(rows: Tensor, batch: int, generator: torch.Generator) -> Sequence[Tensor]:
        return bucketed(rows, both.length, batch, generator)

    def loss(module: nn.Module, batch: Batch) -> Tensor:
        assert isinstance(module, StoryReader)
        return reading_loss(module, both.table, batch)

    return train(reader, both.rows(), first, second, loss, settings, on_batch, on_epoch, deadline, arrange)


def joined(training: Examples, held: Examples) -> Examples:
    """Both as one, over a table of both."""
    shift = len(training.table)
    wide = max(training.table.shape[1], held.table.shape[1])
    table = torch.cat([_widened(training.table, wide, 0), _widened(held.table, wide, 0)])
    most = max(training.story.shape[1], held.story.shape[1])
    supports = max(training.support.shape[1], held.support.shape[1])
    return Examples(
        table,
        torch.cat([_widened(training.story, most, 0), _widened(held.story + shift, most, 0)]),
        torch.cat([training.question, held.question + shift]),
        torch.cat([training.length, held.length]),
        torch.cat([training.answer, held.answer]),
        torch.cat([_widened(training.support, supports, NO_SUPPORT), _widened(held.support, supports, NO_SUPPORT)]),
        torch.cat([training.task, held.task]),
    )


def _widened(rows: Tensor, width: int, value: int) -> Tensor:
    return F.pad(rows, (0, width - rows.shape[1]), value=value)


def reading(reader: StoryReader, table: Tensor, story: Tensor, question: Tensor, length: Tensor) -> Reading:
    """One pass over the questions of a batch, each of their sentences read once."""
    longest = int(length.max())
    story = story[:, : max(longest, 1)]
    used, places = torch.unique(torch.cat([story.reshape(-1), question]), return_inverse=True)
    words = table[used]
    words = words[:, : max(1, int((words != 0).sum(1).max()))]
    return reader(words, places[: -len(question)].view_as(story), places[-len(question) :], length)  # type: ignore[no-any-return]


def reading_loss(reader: StoryReader, table: Tensor, batch: Batch) -> Tensor:
    """Mean loss of the answers, and of the hops where support is known."""
    story, question, length, answer, support = batch
    read = reading(reader, table, story, question, length)
    return answer_loss(reader, read, answer) + SUPPORT_WEIGHT * support_loss(read.hops, support)


def answer_loss(reader: StoryReader, read: Reading, answer: Tensor) -> Tensor:
    """Cross-entropy of the answer's words up to its end, a question each."""
    return -answer_log_probability(reader, read, answer).mean()


def answer_log_probability(reader: StoryReader, read: Reading, answer: Tensor) -> Tensor:
    """Of whole answers (B, A), their end counted: (B,)."""
    found = reader.log_probabilities(read, answer).gather(-1, answer[..., None])[..., 0]  # (B, A)
    ended = (answer == END).long().cumsum(1) - (answer == END).long()  # 0 up to the first END
    return (found * (ended == 0)).sum(1)


def support_loss(hops: Tensor, support: Tensor) -> Tensor:
    """Cross-entropy between the hops' weights (B, K, T) and where they should look, a question each."""
    wanted = targets(support, hops.shape[1], hops.shape[2])
    return -(wanted * hops.clamp(min=1e-9).log()).sum((1, 2)).mean() / hops.shape[1]


def targets(support: Tensor, hops: int, sentences: int) -> Tensor:
    """Where each hop should look, (B, K, T): one or two facts in turn, of more all at once and then the last.

    support (B, P): supporting sentences in order; rows of zeros where none is known.
    """
    count = (support != NO_SUPPORT).sum(1)  # (B,)
    marks = F.one_hot(support.clamp(min=0), sentences).float() * (support != NO_SUPPORT)[..., None]  # (B, P, T)
    every = marks.sum(1).clamp(max=1)
    every = every / every.sum(1, keepdim=True).clamp(min=1)
    last = marks[torch.arange(len(marks)), (count - 1).clamp(min=0)]  # (B, T)
    rows = []
    for hop in range(hops):
        place = min(hop, marks.shape[1] - 1)
        in_turn = torch.where((hop < count)[:, None], marks[:, place], last)
        rows.append(in_turn if hop == hops - 1 else torch.where((count > 2)[:, None], every, in_turn))
    rows[-1] = torch.where((count > 2)[:, None], last, rows[-1])
    return torch.stack(rows, 1)
