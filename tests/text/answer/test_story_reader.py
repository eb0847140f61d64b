"""The story reader's arithmetic on nets small enough to follow by hand, and that it learns."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from core.models.story_reader import END, Reading, StoryReader, StoryReaderConfig
from core.text.answer import scores
from core.text.answer.examples import Codec, Examples, examples
from core.text.answer.stories import Question, Story
from core.text.answer.training import SETTINGS, answer_log_probability, fit, new_reader, support_loss, targets
from core.text.answer.words import Vocabulary


def tiny(hops: int = 2) -> StoryReader:
    torch.manual_seed(0)
    config = StoryReaderConfig(6, 4, embedding=3, sentence=2, hidden=2, hops=hops, answer_words=3, dropout=0.0)
    return StoryReader(config).eval()


def test_the_hops_follow_their_equation() -> None:
    """softmax(K[m, s] · W u / √H), then u = GRU(Σ a m, u), recomputed step by step."""
    reader = tiny()
    table = torch.tensor([[2, 3], [4, 0], [5, 2]])
    reading = reader(table, torch.tensor([[0, 1]]), torch.tensor([2]), torch.tensor([2]))
    s = torch.stack(
        [reader.sentence(reader.words(table[i : i + 1, :n]))[0][0, -1] for i, n in ((0, 2), (1, 1), (2, 2))]
    )
    q = s[2]
    memory = reader.story(torch.stack([torch.cat([s[i], s[i] * q, q]) for i in (0, 1)])[None])[0][0]
    u = torch.tanh(reader.start(q))
    for hop in range(2):
        look = reader.looks[hop](u)
        keys = torch.stack([reader.key(torch.cat([memory[i], s[i]])) for i in (0, 1)])
        weights = (keys @ look / math.sqrt(2)).softmax(0)
        assert torch.allclose(reading.hops[0, hop], weights, atol=1e-6)
        u = reader.update((weights @ memory)[None], u[None])[0]
    assert torch.allclose(reading.state[0], u, atol=1e-6)


def test_padding_changes_nothing() -> None:
    reader = tiny()
    table = torch.tensor([[2, 3, 0], [4, 0, 0], [5, 2, 0]])
    short = reader(table[:, :2], torch.tensor([[0, 1]]), torch.tensor([2]), torch.tensor([2]))
    long = reader(table, torch.tensor([[0, 1, 2, 0]]), torch.tensor([2]), torch.tensor([2]))
    assert torch.allclose(short.state, long.state, atol=1e-6)
    assert torch.equal(long.hops[:, :, 2:], torch.zeros(1, 2, 2))


def test_the_answer_given_has_the_probability_it_claims() -> None:
    reader = tiny()
    reading = Reading(torch.ones(1, 2, 1), torch.tensor([[0.3, -0.8]]))
    words, confidence = reader.answer(reading)
    claimed = answer_log_probability(reader, reading, words).exp()
    assert torch.allclose(claimed, confidence, atol=1e-6)
    every = torch.cartesian_prod(*[torch.arange(4)] * 3)
    ended = (every[:, :2] != END) | (every[:, 1:] == END)  # after its end an answer goes on with END only
    whole = every[ended.all(1)]
    state = reading.state.expand(len(whole), -1)
    total = answer_log_probability(reader, Reading(reading.hops, state), whole).exp().sum()
    assert float(total) == pytest.approx(1.0, abs=1e-5)


def test_where_hops_should_look() -> None:
    """One fact: always there. Two: in turn, then the last. Three: all, all, the last. None: nowhere."""
    support = torch.tensor([[1, -1, -1], [2, 0, -1], [0, 1, 3], [-1, -1, -1]])
    wanted = targets(support, 3, 4)
    one = torch.eye(4)
    third = torch.tensor([1, 1, 0, 1]) / 3
    assert torch.equal(wanted[0], one[[1, 1, 1]])
    assert torch.equal(wanted[1], one[[2, 0, 0]])
    assert torch.allclose(wanted[2], torch.stack([third, third, one[3]]))
    assert torch.equal(wanted[3], torch.zeros(3, 4))


def test_the_support_loss_is_the_mean_cross_entropy() -> None:
    hops = torch.tensor([[[0.25, 0.75], [0.5, 0.5]]])
    assert float(support_loss(hops, torch.tensor([[1]]))) == pytest.approx(-(math.log(0.75) + math.log(0.5)) / 2)


def stories(count: int) -> list[Story]:
    """Mary is where the last sentence about her says."""
    places = ("park", "office", "garden")
    draw = torch.Generator().manual_seed(1)
    found = []
    for _ in range(count):
        first, second, other = (places[int(i)] for i in torch.randint(3, (3,), generator=draw))
        told = (f"Mary went to the {first}.", f"Mary went to the {second}.", f"John went to the {other}.")
        found.append(Story(1, told, (Question("Where is Mary?", 3, (second,), (1,)),)))
    return found


def learnt() -> tuple[StoryReader, Examples]:
    codec = Codec(Vocabulary.of(["Mary John went to the park office garden where is"]), ("garden", "office", "park"), 2)
    reader = new_reader(codec, 0)
    training, held = examples(stories(300), codec), examples(stories(400)[300:], codec)
    fit(reader, training, held, replace(SETTINGS, epochs=5, batch=16, learning_rate=1e-2))
    return reader, held


def test_it_learns_where_mary_is_and_where_it_says_so() -> None:
    reader, held = learnt()
    found = scores.answered(reader, held)
    assert float(found.right.float().mean()) == 1.0
    assert scores.support(found, held, 0.5).f1 > 0.95
    gone = scores.deletion(reader, held, found, 0.5, 0)
    assert gone is not None
    looked, others = gone
    assert looked < 0.6 < 0.75 < others  # without the first sentence or John's the answer stays


def test_support_is_counted_by_hand() -> None:
    held = Examples(*(torch.zeros(1, 1),) * 2, torch.zeros(2), torch.tensor([3, 3]), torch.zeros(2, 1),
                    torch.tensor([[0, 2], [1, -1]]), torch.zeros(2))  # fmt: skip
    held = replace(held, story=torch.zeros(2, 3))
    weight = torch.tensor([[0.9, 0.2, 0.05], [0.4, 0.6, 0.0]])
    found = scores.Answered(torch.ones(2), torch.ones(2), torch.zeros(2, 1), weight)
    counted = scores.support(found, held, 0.2)
    assert (counted.both, counted.looked, counted.supporting) == (2, 2, 1)
    assert (counted.precision, counted.recall) == (0.5, pytest.approx(2 / 3))


def test_calibration_error_by_hand() -> None:
    """Two bins: 0.95 sure and half right, 0.15 sure and never right."""
    found = scores.Answered(
        torch.tensor([1, 0, 0, 0]), torch.tensor([0.95, 0.95, 0.15, 0.15]), *(torch.zeros(4, 1),) * 2
    )
    assert scores.calibration_error(found) == pytest.approx(0.5 * 0.45 + 0.5 * 0.15)
