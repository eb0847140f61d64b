"""One explanation from end to end: names, errors, tables, speed, and a planted cause that every method must find."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest
import torch
from torch import Tensor, nn

from core.errors import UserError
from core.explain import METHODS, Explanation, explain, explain_steps, explain_targets
from core.explain.trust import trust
from core.models.network import NetworkConfig
from core.models.registry import model_entry
from core.task import Evidence, InputAxis
from tests.explain.tiny import LEVELS, linear_attributions, linear_evidence, lstm_evidence


def test_explanation_of_a_linear_answer() -> None:
    evidence = linear_evidence()
    found = explain(evidence, (1, 2), reference="ones")
    assert (found.target, found.target_labels, found.reference) == ((1, 2), (2, 0.9), "ones")
    for values, known in zip(found.attributions, linear_attributions(evidence, (1, 2), "ones"), strict=True):
        np.testing.assert_allclose(values, known.numpy(), rtol=1e-4, atol=1e-5)
    assert found.output == pytest.approx(evidence.module(*evidence.inputs)[0, 1, 2].item())
    assert found.reference_output == pytest.approx(evidence.module(*evidence.references["ones"])[0, 1, 2].item())
    assert found.completeness_error < 1e-4
    assert found.deletion_gain > 0.0


def test_first_reference_and_integrated_gradients_are_the_default() -> None:
    found = explain(linear_evidence(), (0, 0))
    assert (found.method, found.reference) == ("integrated gradients", "zeros")


def test_steps_equal_single_explanations() -> None:
    evidence = lstm_evidence()
    for found in explain_steps(evidence, range(4), 2, reference="permuted", seed=4):
        alone = explain(evidence, found.target, reference="permuted", seed=4)
        np.testing.assert_allclose(found.attributions[0], alone.attributions[0], rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(found.deletion.ours, alone.deletion.ours, rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(found.deletion.random_mean, alone.deletion.random_mean, rtol=1e-6, atol=1e-9)
        assert found.target_labels == (found.target[0] + 1, LEVELS[2])


@pytest.mark.parametrize("method", METHODS)
def test_same_seed_same_numbers(method: str) -> None:
    evidence = lstm_evidence()
    one, other = (explain(evidence, (0, 1), method, seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(one.table(), other.table(), check_exact=True)
    pd.testing.assert_frame_equal(one.deletion.table(), other.deletion.table(), check_exact=True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"target": (4, 0)}, "(4, 0)"),
        ({"target": (-1, 0)}, "(-1, 0)"),
        ({"target": (0,)}, "(4, 3)"),
        ({"method": "guessing"}, "integrated gradients"),
        ({"reference": "zeros"}, "training mean"),
    ],
)
def test_names_that_do_not_exist_are_told_with_those_that_do(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(UserError, match="no ") as raised:
        explain(lstm_evidence(), **{"target": (0, 0), **arguments})  # type: ignore[arg-type]
    assert words in str(raised.value)
    assert raised.value.hint is not None


def test_no_targets_give_no_explanations() -> None:
    assert explain_targets(linear_evidence(), []) == []


def test_nan_in_the_inputs_is_refused() -> None:
    evidence = lstm_evidence()
    evidence.inputs[0][0, 3, 1] = float("nan")
    with pytest.raises(UserError, match="not finite"):
        explain(evidence, (0, 0))


def test_nan_gradient_is_refused() -> None:
    class Root(nn.Module):
        def forward(self, past: Tensor) -> Tensor:
            return past.diff(dim=1).square().mean(1).sqrt()  # (B, F): 0 at a constant window, its gradient 0 / 0

    past, flat = torch.randn(1, 6, 1), torch.ones(1, 6, 1)
    evidence = Evidence(Root(), (flat,), (InputAxis("past", tuple(range(6)), ("value",)),), {"x": (past,)}, ((1,),))
    with pytest.raises(UserError, match="attribution"):
        explain(evidence, (0,), "gradient x input")


def test_an_input_equal_to_its_reference_needs_no_explanation() -> None:
    evidence = lstm_evidence()
    found = explain(dataclasses.replace(evidence, references={"itself": evidence.inputs}), (1, 1))
    assert found.completeness_error == 0.0
    assert found.deletion_gain == 0.0
    assert not found.attributions[0].any()


def test_table_is_tidy_and_sorted_by_time() -> None:
    times = pd.date_range("2024-01-01", periods=7, freq="D")
    evidence = linear_evidence()
    axes = (
        dataclasses.replace(evidence.axes[1], positions=tuple(times[5:])),
        dataclasses.replace(evidence.axes[0], positions=tuple(times[:5])),
    )
    found = explain(evidence, (0, 0))
    swapped = dataclasses.replace(found, axes=axes, attributions=found.attributions[::-1])
    table = swapped.table()
    assert list(table.columns) == ["group", "index", "position", "feature", "attribution"]
    assert table["position"].is_monotonic_increasing
    assert table["group"].tolist() == ["past"] * 15 + ["known ahead"] * 4
    first = table[(table["position"] == times[1]) & (table["feature"] == "wind")]["attribution"].item()
    assert first == pytest.approx(found.attributions[0][1, 2])
    assert table["attribution"].sum() == pytest.approx(found.change, rel=1e-4)


def test_top_and_totals() -> None:
    found = explain(linear_evidence(), (0, 0))
    top = found.top(3)
    sizes = found.table()["attribution"].abs().sort_values(ascending=False)
    assert top["attribution"].abs().tolist() == sizes[:3].tolist()
    totals = found.total("group").set_index("group")
    assert totals.loc["past", "attribution"] == pytest.approx(found.attributions[0].sum())
    assert totals.loc["known ahead", "magnitude"] == pytest.approx(np.abs(found.attributions[1]).sum())


def test_tokens_and_dates_stay_in_their_own_order() -> None:
    axes = (
        InputAxis("tokens", ("b", "a", "c", "b", "d"), ("x", "y", "z")),
        InputAxis("dates", tuple(pd.date_range("2024-01-01", periods=2)), ("x", "y")),
    )
    found = dataclasses.replace(explain(linear_evidence(), (0, 0)), axes=axes)
    assert found.table()["position"].tolist()[:6] == ["b"] * 3 + ["a"] * 3


def test_importing_the_package_leaves_torch_and_captum_alone() -> None:
    program = "import sys, core.explain; sys.exit(bool({'torch', 'captum'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_speed_of_one_step_and_of_a_whole_horizon() -> None:
    evidence = _usual_size()
    explain(evidence, (0, 3))  # Captum's import
    started = time.process_time()
    explain(evidence, (13, 3))
    one = time.process_time() - started
    started = time.process_time()
    explain_steps(evidence, range(14), 3)
    assert one < 1.0, "issue: 0.3 s wanted, with room here for a busy machine"
    assert time.process_time() - started < 4.0


def _usual_size() -> Evidence:
    """Window 72, hidden 64, 14 steps, 7 levels."""
    torch.manual_seed(0)

    class Forecaster(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.recurrent, self.head = nn.LSTM(5, 64, batch_first=True), nn.Linear(64, 98)

        def forward(self, past: Tensor) -> Tensor:
            return self.head(self.recurrent(past)[0][:, -1]).view(-1, 14, 7)  # (B, h, Q)

    past = torch.randn(1, 72, 5)
    axis = InputAxis("past", tuple(range(72)), ("value", "a", "b", "c", "d"))
    return Evidence(Forecaster(), (past,), (axis,), {"zero": (past * 0,)}, (tuple(range(1, 15)), tuple(range(7))))


LAG, STEPS, BATCHES = 7, 16, 1500


@pytest.fixture(scope="module")
def planted() -> list[Evidence]:
    """The registry's LSTM trained on y = tanh(value 7 steps back) + the last step's second covariate; test windows.

    Endless fresh windows, because what a network makes up from too few of them it truly rests on, and is then rightly
    said to. The same through the whole forecaster: tests/explain/test_planted.py.
    """
    torch.manual_seed(0)

    def examples(count: int) -> tuple[Tensor, Tensor]:
        past = torch.randn(count, STEPS, 4)  # value and three covariates
        return past, torch.tanh(past[:, -LAG, 0]) + past[:, -1, 2]  # (count,)

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            config = NetworkConfig("lstm", STEPS, 1, 4, 0, 0, (0.1, 0.5, 0.9), hidden=32, width=32)
            self.network = model_entry("lstm").build_network(config)

        def forward(self, past: Tensor) -> Tensor:
            known, context = past.new_zeros(len(past), 1, 0), past.new_zeros(len(past), 0)
            return self.network(past, known, context)[:, 0, 1:2]  # (B, 1): the median

    network = Network()
    optimiser = torch.optim.Adam(network.parameters(), lr=5e-3)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, BATCHES)
    for _ in range(BATCHES):
        past, answer = examples(128)  # never the same window twice, so nothing but the cause can be learned
        optimiser.zero_grad()
        nn.functional.mse_loss(network(past)[:, 0], answer).backward()
        optimiser.step()
        schedule.step()
    past, answer = examples(500)
    loss = nn.functional.mse_loss(network(past)[:, 0], answer).item()
    assert loss < 0.01, f"the network did not learn the planted cause: {loss:.3f}"
    axis = InputAxis("past", tuple(range(1 - STEPS, 1)), ("value", "noise", "cause", "other noise"))
    zero = {"mean": (torch.zeros(1, STEPS, 4),)}
    return [Evidence(network, (past[row : row + 1],), (axis,), zero, (("answer",),)) for row in range(20)]


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_planted_cause_is_found(planted: list[Evidence], method: str) -> None:
    found = [explain(evidence, (0,), method) for evidence in planted]
    sizes = np.stack([np.abs(one.attributions[0]) for one in found])  # (windows, T, F)
    share = (sizes[:, -LAG, 0] + sizes[:, -1, 2]).sum() / sizes.sum()
    assert share >= 0.8, f"{method}: {share:.2f}"
    assert np.mean([one.deletion_gain for one in found]) > 0.0


@pytest.mark.slow
def test_explanations_of_a_trained_network_depend_on_what_it_learned(planted: list[Evidence]) -> None:
    from core.explain.randomised import randomised_check

    checks = [randomised_check(evidence, explain(evidence, (0,))) for evidence in planted[:5]]
    assert abs(np.mean([check.mean for check in checks])) < 0.3
    kinds = [trust(explain(evidence, (0,)), checks[0]).kind for evidence in planted]
    assert kinds.count("no") == 0


def test_explanation_is_frozen() -> None:
    found: Explanation = explain(linear_evidence(), (0, 0))
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.output = 1.0  # type: ignore[misc]
