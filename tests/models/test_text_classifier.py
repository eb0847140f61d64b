"""The recurrent classifier: attention pooling by hand, directions that know no padding, gradients to every weight."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn

from core.models.text_classifier import (
    PADDING,
    TextClassifier,
    TextClassifierConfig,
    pooling_weights,
    reversal,
    rows_at,
    same_dropout,
)


@pytest.fixture
def network() -> TextClassifier:
    torch.manual_seed(0)
    return TextClassifier(TextClassifierConfig(12, 3, embedding=5, hidden=4, attention=3)).eval()


def test_attention_pooling_by_hand() -> None:
    """Three states of which the second scores log 2 more than the first and the third is padding: ⅓, ⅔, 0."""
    known = torch.tensor([[True, True, False]])
    weights = pooling_weights(torch.tensor([[0.0, math.log(2), 9.0]]), known)
    assert weights[0].tolist() == pytest.approx([1 / 3, 2 / 3, 0.0])


def test_the_summary_is_the_weighed_mean_of_the_states_and_the_head_reads_it(network: TextClassifier) -> None:
    tokens = torch.tensor([[3, 4, 5, 6]])
    known, embedded = tokens != PADDING, network.embed(tokens)
    states = network.states(embedded, known)[0]  # (T, 2H)
    with torch.no_grad():
        scores = [network.query(torch.tanh(network.project(state))).item() for state in states]
        total = sum(math.exp(score) for score in scores)
        summary = sum(math.exp(score) / total * state for score, state in zip(scores, states, strict=True))
        reading = network.read(tokens)
    assert torch.allclose(reading.summary[0], torch.as_tensor(summary), atol=1e-6)
    assert torch.allclose(reading.logits[0], network.head(torch.as_tensor(summary)), atol=1e-6)


def test_states_are_those_of_torchs_bidirectional_lstm(network: TextClassifier) -> None:
    both = nn.LSTM(5, 4, batch_first=True, bidirectional=True)
    weights = dict(network.forwards.named_parameters())
    weights |= {f"{name}_reverse": value for name, value in network.backwards.named_parameters()}
    both.load_state_dict(weights)
    embedded = torch.randn(2, 6, 5)
    expected: Tensor = both(embedded)[0]
    assert torch.allclose(network.states(embedded, torch.ones(2, 6, dtype=torch.bool)), expected, atol=1e-6)


def test_padding_changes_nothing(network: TextClassifier) -> None:
    alone = network.read(torch.tensor([[3, 4, 5]]))
    padded = network.read(torch.tensor([[3, 4, 5, PADDING, PADDING], [7, 8, 9, 10, 11]]))
    assert torch.allclose(alone.logits[0], padded.logits[0], atol=1e-6)
    assert padded.attention[0, 3:].tolist() == [0.0, 0.0]


def test_turning_round_twice_gives_the_text_back() -> None:
    known = torch.tensor([[True, True, True, False]])
    sequence = torch.arange(4.0).view(1, 4, 1)
    turned = rows_at(sequence, reversal(known))
    assert turned.flatten().tolist() == [2, 1, 0, 3]
    assert torch.equal(rows_at(turned, reversal(known)), sequence)


def test_dropout_hides_the_same_units_at_every_step() -> None:
    torch.manual_seed(1)
    kept = same_dropout(torch.ones(2, 7, 50), 0.5, training=True)
    assert torch.equal(kept, kept[:, :1].expand_as(kept))
    assert set(kept.unique().tolist()) == {0.0, 2.0}
    assert torch.equal(same_dropout(torch.ones(1, 2, 3), 0.5, training=False), torch.ones(1, 2, 3))


def test_every_weight_learns(network: TextClassifier) -> None:
    network.train()
    loss = nn.functional.cross_entropy(network(torch.tensor([[3, 4, 5], [6, 7, PADDING]])), torch.tensor([0, 2]))
    loss.backward()  # type: ignore[no-untyped-call]
    assert all(weight.grad is not None and weight.grad.abs().sum() > 0 for weight in network.parameters())
