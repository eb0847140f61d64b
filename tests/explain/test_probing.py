"""Changed inputs of a module whose answers are known by hand: counterfactuals, sweeps, stability, matrix, windows."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import torch

from core.explain import METHODS, explain, explain_steps
from core.explain.counterfactual import SHARES, counterfactual
from core.explain.disagreement import disagreement
from core.explain.matrix import MOST_CELLS, horizon_matrix, steps_shown
from core.explain.partial import sweep
from core.explain.probe import answers
from core.explain.stability import stability
from core.explain.trust import trust
from core.explain.types import Stability
from core.explain.windows import check_windows, checks_of, median_interval
from core.task import Evidence
from tests.explain.tiny import Linear, linear_evidence, lstm_evidence

MIDDLE = (0, 1)
"""Step 1, the median: twice the weighted sum."""


def weights(evidence: Evidence) -> np.ndarray:
    """What one unit of the first feature, at each past step, adds to the answer at MIDDLE."""
    module = evidence.module
    assert isinstance(module, Linear)
    return 2 * module.past_weight.detach().numpy()[:, 0]


def test_answers_of_changed_cells_are_those_of_the_module() -> None:
    evidence = linear_evidence()
    found = answers(evidence, [MIDDLE], np.array([[0.0, 5.0], [1.0, -1.0]]), np.array([[0, 0], [3, 2]]))
    for row, (first, second) in enumerate(((0.0, 5.0), (1.0, -1.0))):
        past = evidence.inputs[0].clone()
        past[0, 0, 0], past[0, 3, 2] = first, second
        known = evidence.module(past, evidence.inputs[1])[0, 0, 1].item()
        assert found[row, 0] == pytest.approx(known, rel=1e-5)
    assert answers(evidence, None, np.zeros((2, 1)), np.array([[0, 0]])).shape == (2, 2, 3)


def test_one_change_suffices_where_the_steepest_cell_has_room() -> None:
    evidence = linear_evidence()
    output = explain(evidence, MIDDLE).output
    steepest = int(np.abs(weights(evidence)).argmax())
    found = counterfactual(evidence, MIDDLE, output + 1.0, most=3, limits=(-50.0, 50.0))
    assert found.reached
    assert [change.position for change in found.changes] == [steepest]
    assert found.cost == pytest.approx(1.0 / abs(weights(evidence)[steepest]), rel=1e-4)
    assert found.changed_output == pytest.approx(output + 1.0, abs=1e-4)


def test_an_answer_that_rounds_otherwise_in_a_larger_batch_is_no_fault() -> None:
    """Matrix products of another size round otherwise: a change found at the very bound may then fall short of it."""

    class Rounded(Linear):
        def forward(self, past: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
            answer: torch.Tensor = super().forward(past, known)
            return answer - 1e-3 * (len(past) == len(SHARES))

    evidence = linear_evidence()
    module = Rounded()
    module.load_state_dict(evidence.module.state_dict())
    evidence = dataclasses.replace(evidence, module=module)
    output = explain(evidence, MIDDLE).output
    found = counterfactual(evidence, MIDDLE, output + 1.0, most=1, limits=(-50.0, 50.0))
    assert found.reached
    assert found.changed_output == pytest.approx(output + 1.0, abs=2e-3)


@pytest.mark.parametrize("above", [True, False])
def test_several_changes_fill_the_steepest_cells_first(above: bool) -> None:
    """By hand: with little room the cells with the largest room × slope go to their limits, the rest is taken back."""
    evidence = linear_evidence()
    held = evidence.inputs[0][0, :, 0].numpy().astype(float)
    limits = (float(held.min()), float(held.max()))
    slopes, sign = weights(evidence), 1 if above else -1
    rooms = np.where(sign * slopes > 0, limits[1] - held, held - limits[0])
    reach = np.sort(np.abs(slopes) * rooms)[::-1]
    output = explain(evidence, MIDDLE).output
    bound = output + sign * (reach[0] + 0.5 * reach[1])
    found = counterfactual(evidence, MIDDLE, bound, above=above, most=2, limits=limits)
    assert found.reached
    assert len(found.changes) == 2
    assert sign * (found.changed_output - bound) >= -1e-4
    assert all(limits[0] - 1e-9 <= change.new <= limits[1] + 1e-9 for change in found.changes)


def test_out_of_reach_is_said_and_the_nearest_is_told() -> None:
    evidence = linear_evidence()
    held = evidence.inputs[0][0, :, 0].numpy().astype(float)
    limits = (float(held.min()), float(held.max()))
    output = explain(evidence, MIDDLE).output
    found = counterfactual(evidence, MIDDLE, output + 1e6, most=5, limits=limits)
    slopes = weights(evidence)
    most = output + float((np.abs(slopes) * np.where(slopes > 0, limits[1] - held, held - limits[0])).sum())
    assert not found.reached
    assert found.changed_output == pytest.approx(most, rel=1e-4)


def test_a_bound_already_passed_needs_no_change() -> None:
    evidence = linear_evidence()
    found = counterfactual(evidence, MIDDLE, explain(evidence, MIDDLE).output - 1.0, limits=(-9.0, 9.0))
    assert found.reached
    assert (found.changes, found.cost) == ((), 0.0)


def test_a_sweep_of_a_linear_answer_is_a_line_of_its_weight() -> None:
    evidence = linear_evidence()
    shifts = np.linspace(-2, 2, 9)
    one = sweep([evidence, evidence], MIDDLE, shifts, back=1, feature=2)
    weight = 2 * float(evidence.module.past_weight[3, 2])  # type: ignore[union-attr, index]
    np.testing.assert_allclose(one.mean, weight * shifts, atol=1e-5)
    assert one.slope() == pytest.approx(weight, rel=1e-3)
    assert one.value == pytest.approx(float(evidence.inputs[0][0, 3, 2]))
    together = sweep([evidence], MIDDLE, shifts, back=None, feature=0)
    np.testing.assert_allclose(together.curves[0], weights(evidence).sum() * shifts, atol=1e-4)
    assert set(one.table()["window"]) == {"1", "2", "mean"}


@pytest.mark.parametrize("method", METHODS)
def test_a_linear_answer_is_explained_the_same_under_noise_and_seeds(method: str) -> None:
    evidence = linear_evidence()
    steady = stability(evidence, explain(evidence, MIDDLE, method), draws=5)
    assert steady.kind == ("seeds" if METHODS[method].draws else "noise")
    assert steady.mean > 0.95
    assert steady.interval[0] <= steady.mean <= steady.interval[1]
    assert steady == stability(evidence, explain(evidence, MIDDLE, method), draws=5)


def test_an_explanation_that_jumps_is_unsteady_and_said_to_be() -> None:
    class Jumpy(torch.nn.Module):
        """Its slopes swing from one sign to the other within a hundredth of the input's spread."""

        def forward(self, past: torch.Tensor) -> torch.Tensor:
            return torch.sin(1000 * past).sum((1, 2))[:, None]  # (B, 1)

    past = torch.randn(1, 30, 1, generator=torch.Generator().manual_seed(0))
    axis = dataclasses.replace(linear_evidence().axes[0], positions=tuple(range(30)), features=("value",))
    evidence = Evidence(Jumpy(), (past,), (axis,), {"zero": (past * 0,)}, ((1,),))
    steady = stability(evidence, explain(evidence, (0,), "gradient x input"))
    assert abs(steady.mean) < 0.4
    assert "under all but the same conditions" in str(
        trust(explain(linear_evidence(), MIDDLE), stability=steady).message
    )
    assert trust(explain(linear_evidence(), MIDDLE), stability=Stability("noise", (0.99, 0.98))).kind == "yes"


def test_the_matrix_holds_every_step_and_joins_neighbours_only_when_it_must() -> None:
    evidence = lstm_evidence()
    found = explain_steps(evidence, range(4), 1)
    matrix = horizon_matrix(found)
    assert matrix.values.shape == (4, 30)
    assert matrix.steps == (1, 2, 3, 4)
    for row, one in zip(matrix.values, found, strict=True):
        np.testing.assert_allclose(row, one.attributions[0].sum(axis=1))
    long = [
        dataclasses.replace(
            one,
            attributions=(np.ones((6001, 1)),),
            axes=(dataclasses.replace(one.axes[0], positions=tuple(range(6001)), features=("value",)),),
        )
        for one in found[:3]
    ]
    wide = horizon_matrix(long)
    assert wide.width == 2
    assert wide.values.size <= MOST_CELLS
    assert wide.values.sum() == 3 * 6001
    assert wide.labels[1] == 2
    assert steps_shown(4) == (0, 1, 2, 3)
    assert len(steps_shown(500)) == 60
    assert steps_shown(500)[-1] == 499


def test_many_windows_give_an_interval_that_holds_its_median() -> None:
    windows = [lstm_evidence(seed) for seed in range(6)]
    found = check_windows(list(range(6)), windows, (1, 1), "integrated gradients", "training mean")
    assert found.table["window"].tolist() == list(range(6))
    assert found.interval[0] <= found.gain <= found.interval[1]
    alone = explain(windows[2], (1, 1), reference="training mean")
    assert found.table["deletion_gain"][2] == alone.deletion_gain
    assert found.table["trust"][2] == trust(alone).kind
    table = pd.DataFrame({"deletion_gain": [0.2] * 30, "insertion_gain": [-0.1] * 30, "trust": ["yes"] * 30})
    assert checks_of(table).interval == (0.2, 0.2)
    assert checks_of(table).better == 1.0


def test_the_interval_of_the_median_covers_as_it_says() -> None:
    """Of 300 samples of 50 exponential values, the 95 % interval holds the true median, ln 2, about as often."""
    rng = np.random.default_rng(0)
    held = 0
    for _ in range(300):
        low, high = median_interval(rng.exponential(size=50))
        held += low <= np.log(2) <= high
    assert 0.90 <= held / 300 <= 0.99


def test_two_explanations_disagree_where_they_do() -> None:
    first = explain(linear_evidence(), MIDDLE)
    moved = first.attributions[0].copy()
    moved[[1, 4]] = moved[[4, 1]]
    moved[2, 1] += 50.0
    found = disagreement(first, dataclasses.replace(first, attributions=(moved, first.attributions[1])))
    assert found.step["step"] == -2
    assert found.feature["feature"] == "rain"
    assert found.by_step["step"].tolist() == [-4, -3, -2, -1, 0, 1, 2]
    same = disagreement(first, first)
    assert same.correlation == pytest.approx(1.0)
    assert (same.by_step["first"] == same.by_step["second"]).all()
