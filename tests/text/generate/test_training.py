"""Truncated backpropagation carries the state; stepping equals the full pass; a repeated string is learned."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from core.models.language_model import KERNELS, LanguageModel, LanguageModelConfig, State
from core.training.truncated import TruncatedSettings, nats, pieces, streams_of, train_truncated


def model(kernel: str = "lstm", vocabulary: int = 7, **settings: int) -> LanguageModel:
    torch.manual_seed(3)
    return LanguageModel(LanguageModelConfig(vocabulary, kernel, **{"embedding": 5, "hidden": 11, **settings})).eval()


@pytest.mark.parametrize("kernel", list(KERNELS))
@pytest.mark.parametrize("layers", [1, 2])
@torch.no_grad()
def test_stepping_equals_the_full_pass(kernel: str, layers: int) -> None:
    network, tokens = (
        model(kernel, layers=layers),
        torch.randint(7, (1, 40), generator=torch.Generator().manual_seed(0)),
    )
    whole, _ = network(tokens)
    state, stepped = None, []
    for at in range(tokens.shape[1]):
        logits, state = network(tokens[:, at : at + 1], state)
        stepped.append(logits)
    torch.testing.assert_close(torch.cat(stepped, 1), whole, atol=1e-5, rtol=0)


def test_streams_and_pieces_cover_the_text_in_order() -> None:
    rows = streams_of(torch.arange(23), 2)
    assert rows.tolist() == [list(range(11)), list(range(11, 22))]
    cut = list(pieces(rows, 4))
    assert torch.cat([inputs for inputs, _ in cut], 1).tolist() == [list(range(10)), list(range(11, 21))]
    assert all(torch.equal(targets, inputs + 1) for inputs, targets in cut)


def test_the_loss_in_pieces_is_the_loss_in_one_go() -> None:
    """Only if the state is carried from piece to piece."""
    network, tokens = model(), torch.randint(7, (50,), generator=torch.Generator().manual_seed(1))
    assert nats(network, tokens, steps=7) == pytest.approx(nats(network, tokens, steps=49), abs=1e-6)
    assert nats(network, tokens, warm=10, steps=7) == pytest.approx(nats(network, tokens, warm=10, steps=49), abs=1e-6)


def test_a_uniform_model_has_ln_v_nats() -> None:
    network = model()
    for value in (network.head.weight, network.head.bias):
        torch.nn.init.zeros_(value)
    assert nats(network, torch.arange(7).repeat(5)) == pytest.approx(math.log(7), abs=1e-6)


class Recording(LanguageModel):
    """Keeps the state it was given and the one it gave, at every piece in training."""

    def __init__(self, config: LanguageModelConfig) -> None:
        super().__init__(config)
        self.given: list[State | None] = []
        self.gave: list[State] = []

    def forward(self, tokens: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        logits, after = super().forward(tokens, state)
        if self.training:
            self.given.append(state)
            self.gave.append(after)
        return logits, after


def test_the_state_is_carried_from_piece_to_piece_without_its_history() -> None:
    network = Recording(LanguageModelConfig(7, embedding=5, hidden=11))
    tokens = torch.randint(7, (82,), generator=torch.Generator().manual_seed(0))
    train_truncated(network, tokens, tokens[:9], TruncatedSettings(epochs=1, streams=2, steps=10, checks=1))
    assert network.given[0] is None
    assert len(network.given) == 4  # 41 tokens a stream, of which the last is only a target
    for before, given in zip(network.gave, network.given[1:], strict=False):
        assert given is not None
        assert all(torch.equal(one, other) for one, other in zip(before, given, strict=True))
        assert not any(part.requires_grad for part in given)


def test_a_repeated_string_is_learned_by_heart() -> None:
    tokens = torch.tensor([0, 1, 2, 1, 3, 1, 4, 2] * 20)
    network = model(hidden=24)
    settings = TruncatedSettings(epochs=12, streams=2, steps=16, learning_rate=3e-2, checks=2, warm_up=5, averaging=0.8)
    checks = train_truncated(network, tokens, tokens[:41], settings)
    assert checks[-1].validation_loss < 0.15
    assert nats(network, tokens[:41], warm=8) < 0.02  # once it has seen where in the string it is


def test_the_same_seed_gives_the_same_weights_and_the_best_are_kept() -> None:
    tokens = torch.randint(7, (300,), generator=torch.Generator().manual_seed(2))
    settings = TruncatedSettings(epochs=6, streams=4, steps=10, learning_rate=3e-2, checks=6, warm_up=3, seed=5)
    first, second = model(dropout=0), model(dropout=0)
    checks = train_truncated(first, tokens, tokens[:60].flip(0), settings)
    train_truncated(second, tokens, tokens[:60].flip(0), settings)
    assert all(torch.equal(a, b) for a, b in zip(first.parameters(), second.parameters(), strict=True))
    best = min(check.validation_loss for check in checks)
    assert nats(first, tokens[:60].flip(0)) == pytest.approx(best, abs=1e-5)
    assert checks[-1].validation_loss > best  # noise cannot be learned, so the last weights are not the best


def test_training_stops_at_the_limit_of_time() -> None:
    tokens = torch.randint(7, (3000,), generator=torch.Generator().manual_seed(2))
    settings = TruncatedSettings(epochs=500, streams=4, steps=20)
    checks = train_truncated(model(), tokens, tokens[:50], settings, cpu_limit=0.2)
    assert checks[-1].fraction < 0.5
