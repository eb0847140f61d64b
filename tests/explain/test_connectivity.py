"""Connectivity and the error signal: closed forms of linear recurrent nets, finite differences, planted memory."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.explain.connectivity import connectivity, error_signal
from core.explain.reach import reach
from core.task import Evidence, InputAxis
from tests.explain.tiny import STEPS, linear_evidence, lstm_evidence


class LinearRecurrence(nn.Module):
    """h[t] = a h[t-1] + b x[t], answer s = c_s h[T]: ∂ answer s / ∂ x[t] = c_s b a^(T - t)."""

    def __init__(self, a: float, b: float, c: tuple[float, ...]) -> None:
        super().__init__()
        self.a, self.b = a, b
        self.register_buffer("c", torch.tensor(c, dtype=torch.float64))

    def forward(self, past: Tensor) -> Tensor:
        return self.answers(past, past.new_zeros(past.shape[1]))

    def answers(self, past: Tensor, probes: Tensor) -> Tensor:
        h = past.new_zeros(len(past))
        for t in range(past.shape[1]):
            h = self.a * h + self.b * past[:, t, 0] + probes[t]
        return h[:, None] * self.c


def recurrence(steps: int = 6) -> tuple[LinearRecurrence, Evidence]:
    module = LinearRecurrence(0.5, 2.0, (1.0, -3.0))
    inputs = (torch.randn(1, steps, 1, dtype=torch.float64),)
    return module, Evidence(module, inputs, (InputAxis("past", tuple(range(steps)), ("value",)),), {}, (STEPS,))


def test_of_a_linear_recurrence_it_is_known_in_closed_form() -> None:
    _, evidence = recurrence()
    (found,) = connectivity(evidence, [(0,), (1,)])
    wanted = np.outer([1.0, -3.0], 2.0 * 0.5 ** np.arange(5, -1, -1))
    np.testing.assert_allclose(found[..., 0].numpy(), wanted, rtol=1e-12)


def test_the_error_signal_of_a_linear_recurrence_fades_by_its_factor() -> None:
    module, evidence = recurrence()
    found = error_signal(
        lambda probes: module.answers(evidence.inputs[0], probes[:, 0])[0], torch.zeros(6, 1, dtype=torch.float64)
    )
    np.testing.assert_allclose(found, np.outer([1.0, 3.0], 0.5 ** np.arange(5, -1, -1)), rtol=1e-12)


def test_it_does_not_depend_on_how_targets_are_batched() -> None:
    evidence = lstm_evidence()
    targets = [(step, level) for step in range(4) for level in range(3)]
    whole, split = connectivity(evidence, targets)[0], connectivity(evidence, targets, batch_size=5)[0]
    torch.testing.assert_close(whole, split)


def finite_differences(evidence: Evidence, target: tuple[int, int], step: float = 1e-4) -> np.ndarray:
    """Slopes (T, F) of one target by its only input, each cell moved up and down."""
    evidence.module.eval()
    (x,) = evidence.inputs
    moves = step * torch.eye(x[0].numel(), dtype=x.dtype).reshape(-1, *x.shape[1:])  # (T · F, T, F)
    with torch.no_grad():
        up, down = (evidence.module(x + sign * moves)[:, target[0], target[1]] for sign in (1.0, -1.0))
    return ((up - down) / (2 * step)).reshape(x.shape[1:]).numpy()


@pytest.mark.parametrize("target", [(0, 1), (3, 2)])
def test_it_equals_finite_differences_through_a_normalised_lstm(target: tuple[int, int]) -> None:
    evidence = lstm_evidence(length=12)
    (found,) = connectivity(evidence, [target])
    slow = finite_differences(evidence, target)
    np.testing.assert_allclose(found[0].numpy(), slow, atol=1e-6 * np.abs(slow).max())


def test_every_input_has_its_own_slopes_and_the_module_is_left_as_it_was() -> None:
    evidence = linear_evidence()
    evidence.module.train()
    past, known = connectivity(evidence, [(1, 2)])
    torch.testing.assert_close(past[0], 6 * evidence.module.past_weight.detach())
    torch.testing.assert_close(known[0], 6 * evidence.module.known_weight.detach())
    assert evidence.module.training
    assert all(weight.requires_grad and weight.grad is None for weight in evidence.module.parameters())


def test_an_input_that_the_answer_ignores_has_slope_zero() -> None:
    class Ignores(nn.Module):
        def forward(self, past: Tensor, known: Tensor) -> Tensor:
            return past.sum((1, 2))[:, None]

    inputs = (torch.randn(1, 3, 1), torch.randn(1, 2, 1))
    axes = (InputAxis("past", (0, 1, 2), ("value",)), InputAxis("known ahead", (3, 4), ("lag",)))
    past, known = connectivity(Evidence(Ignores(), inputs, axes, {}, ((1,),)), [(0,)])
    assert past.eq(1.0).all()
    assert known.eq(0.0).all()


def test_reach_counts_the_last_steps_that_hold_the_share() -> None:
    sensitivity = np.array([[0.0, 0.0, 1.0, 9.0], [1.0, 1.0, -1.0, 1.0], [0.0, 0.0, 0.0, 0.0], [5.0, 0.0, 0.0, 0.0]])
    assert list(reach(sensitivity)) == [1, 4, 0, 4]
    assert list(reach(sensitivity, share=0.5)) == [1, 2, 0, 4]
