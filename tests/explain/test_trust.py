"""The randomised-weights check on networks where its answer is known, and the sentence that sums the checks up."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor, nn

from core.explain import Explanation, RandomisedCheck, explain
from core.explain.randomised import randomised_check, rank_correlation, with_new_weights
from core.explain.trust import trust
from core.task import Evidence, InputAxis
from tests.explain.tiny import linear_evidence, lstm_evidence


def test_an_answer_that_ignores_its_weights_is_found_out() -> None:
    class Fixed(nn.Module):
        """A sum with given weights; what it learned does not matter."""

        def __init__(self) -> None:
            super().__init__()
            self.learned = nn.Parameter(torch.randn(4))

        def forward(self, past: Tensor) -> Tensor:
            return (past * torch.arange(1.0, 9.0)[:, None]).sum((1, 2))[:, None] + 1e-6 * self.learned.sum()

    past = torch.randn(1, 8, 1)
    axis = InputAxis("past", tuple(range(8)), ("value",))
    evidence = Evidence(Fixed(), (past,), (axis,), {"zero": (past * 0,)}, ((1,),))
    found = explain(evidence, (0,))
    check = randomised_check(evidence, found)
    assert check.mean > 0.99
    verdict = trust(found, check)
    assert verdict.kind == "no"
    assert "random weights" in str(verdict.message)


def test_learned_weights_drawn_anew_give_another_explanation() -> None:
    evidence = linear_evidence()
    check = randomised_check(evidence, explain(evidence, (0, 0)), draws=40)
    assert len(check.correlations) == 40
    assert abs(check.mean) < 0.2
    assert check == randomised_check(evidence, explain(evidence, (0, 0)), draws=40)


def test_what_no_weight_has_touched_is_left_out_of_the_comparison() -> None:
    """past · (given + learned), the given part a hundred times as large: whole attributions look alike under any
    weights, those of the learned part are learned × past, and their correlations can be had by hand."""
    given = torch.arange(1.0, 41.0)[:, None] * 100

    class Given(nn.Module):
        def forward(self, past: Tensor) -> Tensor:
            return (past * given).sum((1, 2))[:, None]

    class Both(Given):
        def __init__(self) -> None:
            super().__init__()
            self.learned = nn.Parameter(torch.randn(40, 1, generator=torch.Generator().manual_seed(3)))

        def forward(self, past: Tensor) -> Tensor:
            return super().forward(past) + (past * self.learned).sum((1, 2))[:, None]

    past = torch.randn(1, 40, 1, generator=torch.Generator().manual_seed(4)).double()
    axis = InputAxis("past", tuple(range(40)), ("value",))
    module = Both()
    evidence = Evidence(module, (past,), (axis,), {"zero": (past * 0,)}, ((1,),), unlearned=Given())
    found = explain(evidence, (0,), "feature ablation")
    assert randomised_check(dataclasses.replace(evidence, unlearned=None), found).mean > 0.99
    check = randomised_check(evidence, found)
    for draw, correlation in enumerate(check.correlations):
        other = dict(with_new_weights(module, draw).named_parameters())["learned"]
        parts = [(weight.detach() * past[0]).numpy().ravel() for weight in (module.learned, other)]
        assert correlation == pytest.approx(rank_correlation(*parts), abs=0.02)
    assert trust(found, check).kind != "no"


def test_new_weights_keep_the_original_and_depend_on_the_seed() -> None:
    module = lstm_evidence().module
    before = {name: weight.clone() for name, weight in module.state_dict().items()}
    one, same, other = (with_new_weights(module, seed).state_dict() for seed in (1, 1, 2))
    name = "recurrent.weight_hh_l0"
    assert torch.equal(module.state_dict()[name], before[name])
    assert torch.equal(one[name], same[name])
    assert not torch.equal(one[name], before[name])
    assert not torch.equal(one[name], other[name])
    assert float(one[name].std()) == pytest.approx(float(before[name].std()), rel=0.15)


def test_rank_correlation_of_known_orders() -> None:
    import numpy as np

    assert rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 90.0])) == pytest.approx(1.0)
    assert rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0])) == pytest.approx(-1.0)
    assert rank_correlation(np.array([1.0, 0.0, 2.0, 0.0]), np.array([2.0, 0.0, 1.0, 0.0])) == pytest.approx(-1.0)
    assert rank_correlation(np.zeros(3), np.zeros(3)) == 0.0


def test_sentences() -> None:
    good = _checked(error=0.002, gain=0.4, chance=0.1)
    assert trust(good).kind == "yes"
    assert "0.2" in str(trust(good).message)
    assert trust(good, RandomisedCheck((0.1, -0.2))).kind == "yes"
    assert trust(good, RandomisedCheck((0.9, 0.8))).kind == "no"
    assert trust(_checked(error=0.02, gain=0.4, chance=0.1)).kind == "caution"
    assert trust(_checked(error=0.02, gain=0.4, chance=0.1, method="occlusion")).kind == "yes"
    assert trust(_checked(error=0.002, gain=0.05, chance=0.1)).kind == "caution"
    assert trust(_checked(error=0.002, gain=-0.05, chance=0.1)).kind == "no"
    both = trust(_checked(error=0.6, gain=-0.05, chance=0.1))
    assert "miss 60" in str(both.message)
    assert "gain -0.05" in str(both.message)


def _checked(error: float, gain: float, chance: float, method: str = "integrated gradients") -> Explanation:
    """A real explanation with other scores."""
    found = explain(linear_evidence(), (0, 0), method)
    curve = dataclasses.replace(found.deletion, chance_gain=chance)
    return dataclasses.replace(found, completeness_error=error, deletion_gain=gain, deletion=curve)
