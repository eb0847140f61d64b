"""Each method against attributions known by hand, finite differences, and what every method must do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from core.explain import explain
from core.explain.completeness import completeness_error
from core.explain.feature_ablation import feature_ablation
from core.explain.gradient_shap import gradient_shap
from core.explain.gradient_x_input import gradient_x_input
from core.explain.integrated_gradients import integrated_gradients
from core.explain.occlusion import occlusion
from core.explain.registry import METHODS
from core.task import Evidence, InputAxis
from tests.explain.tiny import linear_attributions, linear_evidence, lstm_evidence

TARGETS = [(0, 0), (1, 2), (0, 1)]


@pytest.mark.parametrize("reference", ["zeros", "ones"])
@pytest.mark.parametrize("name", METHODS)
def test_linear_module_has_weight_times_distance(name: str, reference: str) -> None:
    evidence = linear_evidence()
    parts = METHODS[name].load()(evidence, TARGETS, evidence.references[reference])
    for row, target in enumerate(TARGETS):
        for found, known in zip(parts, linear_attributions(evidence, target, reference), strict=True):
            torch.testing.assert_close(found[row], known, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", METHODS)
def test_several_targets_give_the_same_as_one_by_one(name: str) -> None:
    evidence = lstm_evidence()
    reference = evidence.references["training mean"]
    options = {"samples": 2000} if name == "gradient SHAP" else {}  # drawn points differ, their mean does not
    together = METHODS[name].load()(evidence, TARGETS, reference, **options)[0]
    for row, target in enumerate(TARGETS):
        alone = METHODS[name].load()(evidence, [target], reference, **options)[0][0]
        tolerance = 0.05 * float(alone.abs().max()) if name == "gradient SHAP" else 1e-9
        torch.testing.assert_close(together[row], alone, rtol=1e-6, atol=tolerance)


@pytest.mark.parametrize("name", METHODS)
def test_module_is_left_as_found_and_results_are_detached(name: str) -> None:
    evidence = lstm_evidence()
    evidence.module.train()
    evidence.module.get_submodule("head").eval()
    next(evidence.module.parameters()).requires_grad_(False)
    before = [(part.training) for part in evidence.module.modules()]
    learning = [weight.requires_grad for weight in evidence.module.parameters()]
    first = METHODS[name].load()(evidence, TARGETS[:1], evidence.references["permuted"], seed=3)
    second = METHODS[name].load()(evidence, TARGETS[:1], evidence.references["permuted"], seed=3)
    assert [part.training for part in evidence.module.modules()] == before
    assert [weight.requires_grad for weight in evidence.module.parameters()] == learning
    assert all(weight.grad is None for weight in evidence.module.parameters())
    assert not any(part.requires_grad for part in first)
    assert all(torch.equal(one, other) for one, other in zip(first, second, strict=True)), "dropout or an unseeded draw"


@pytest.mark.parametrize("name", METHODS)
def test_small_batches_change_nothing(name: str) -> None:
    evidence = lstm_evidence()
    reference = evidence.references["training mean"]
    options = {"samples": 1500} if name == "gradient SHAP" else {}
    small = METHODS[name].load()(evidence, TARGETS, reference, batch_size=7 if not options else 500, **options)[0]
    large = METHODS[name].load()(evidence, TARGETS, reference, batch_size=1500, **options)[0]
    torch.testing.assert_close(small, large, rtol=1e-6, atol=0.05 * float(large.abs().max()) if options else 1e-9)


@pytest.mark.parametrize("name", METHODS)
def test_an_input_without_features_is_no_hindrance(name: str) -> None:
    class Beside(nn.Module):
        def forward(self, nothing: Tensor, past: Tensor) -> Tensor:
            return past.sum((1, 2))[:, None] + nothing.sum((1, 2))[:, None]  # (B, 1)

    nothing, past = torch.ones(1, 4, 0), torch.tensor([[[2.0], [5.0]]])
    axes = (InputAxis("known ahead", (1, 2, 3, 4), ()), InputAxis("past", (-1, 0), ("value",)))
    evidence = Evidence(Beside(), (nothing, past), axes, {"zero": (nothing, past * 0)}, (("answer",),))
    found = explain(evidence, (0,), name)
    assert found.attributions[0].shape == (4, 0)
    assert found.attributions[1].ravel().tolist() == pytest.approx([2.0, 5.0])
    assert found.table()["position"].tolist() == [-1, 0]


def test_gradient_x_input_against_finite_differences() -> None:
    evidence = lstm_evidence()
    (past,), (reference,) = evidence.inputs, evidence.references["training mean"]
    found = gradient_x_input(evidence, [(2, 1)], (reference,))[0][0]
    evidence.module.eval()
    for step, feature in [(0, 0), (29, 0), (17, 1), (28, 2)]:
        nudge = torch.zeros_like(past)
        nudge[0, step, feature] = 1e-5
        with torch.no_grad():
            up, down = (evidence.module(past + sign * nudge)[0, 2, 1] for sign in (1, -1))
        slope = (up - down) / 2e-5
        expected = slope * (past - reference)[0, step, feature]
        torch.testing.assert_close(found[step, feature], expected, rtol=1e-4, atol=1e-6)


def test_integrated_gradients_of_a_product_is_shared_equally() -> None:
    # f = a · b from (0, 0) to (2, 3): each has ∫ α·2·3 dα = 3, while gradient × input gives each all 6.
    evidence = _of_two(lambda a, b: a * b)
    torch.testing.assert_close(integrated_gradients(evidence, [(0,)], evidence.references["zero"])[0], _pair(3.0, 3.0))
    torch.testing.assert_close(gradient_x_input(evidence, [(0,)], evidence.references["zero"])[0], _pair(6.0, 6.0))
    torch.testing.assert_close(feature_ablation(evidence, [(0,)], evidence.references["zero"])[0], _pair(6.0, 6.0))


def test_integrated_gradients_looks_closer_where_the_line_is_bent() -> None:
    # Nearly all of this change happens on 0.3 % of the line, where none of the first 24 nodes lies.
    evidence = _of_two(lambda a, b: torch.sigmoid(2000 * (a - 1)))
    reference = evidence.references["zero"]
    few = integrated_gradients(evidence, [(0,)], reference, max_splits=0)[0][0].numpy()
    enough = integrated_gradients(evidence, [(0,)], reference)[0][0].numpy()
    assert completeness_error((few,), 1.0, 0.0) > 0.01
    assert completeness_error((enough,), 1.0, 0.0) < 0.01
    assert enough[0].tolist() == pytest.approx([1.0, 0.0], abs=0.01)


def test_integrated_gradients_looks_closer_at_several_places() -> None:
    """Two steep places far apart, as a baseline heard inside a band brings them: twelve halvings were too few."""
    evidence = _of_two(lambda a, b: torch.sigmoid(4000 * (a - 0.31)) + torch.sigmoid(4000 * (a - 1.37)))
    found = integrated_gradients(evidence, [(0,)], evidence.references["zero"])[0][0].numpy()
    assert completeness_error((found,), 2.0, 0.0) < 0.01


def test_integrated_gradients_through_a_kink_is_known() -> None:
    # max(a - 0.7, 0) + b from (0, 0) to (2, 3): 1.3 and 3, with a kink at 35 % of the line.
    evidence = _of_two(lambda a, b: (a - 0.7).clamp_min(0) + b)
    found = integrated_gradients(evidence, [(0,)], evidence.references["zero"], tolerance=1e-4)[0]
    torch.testing.assert_close(found, _pair(1.3, 3.0), rtol=0, atol=5e-4)


@pytest.mark.parametrize("reference", ["persistence", "training mean", "permuted"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_integrated_gradients_is_complete_through_window_normalisation(seed: int, reference: str) -> None:
    evidence = lstm_evidence(seed)
    targets = [(step, level) for step in range(4) for level in range(3)]
    parts = integrated_gradients(evidence, targets, evidence.references[reference])
    evidence.module.eval()
    with torch.no_grad():
        output, start = evidence.module(evidence.inputs[0])[0], evidence.module(evidence.references[reference][0])[0]
    for row, target in enumerate(targets):
        error = completeness_error((parts[0][row].numpy(),), float(output[target]), float(start[target]))
        assert error < 0.01, f"{target}: {error:.4f}"


def test_gradient_shap_comes_close_to_integrated_gradients_and_depends_on_its_seed() -> None:
    evidence = lstm_evidence()
    reference = evidence.references["permuted"]
    exact = integrated_gradients(evidence, [(1, 1)], reference)[0]
    drawn = gradient_shap(evidence, [(1, 1)], reference, seed=1, samples=4000)[0]
    other = gradient_shap(evidence, [(1, 1)], reference, seed=2, samples=4000)[0]
    assert float((drawn - exact).abs().sum() / exact.abs().sum()) < 0.1
    assert not torch.equal(drawn, other)


def test_gradient_shap_leaves_the_global_generators_alone() -> None:
    evidence = linear_evidence()
    torch.manual_seed(5)
    np.random.seed(5)
    expected = torch.rand(3), np.random.rand(3)
    torch.manual_seed(5)
    np.random.seed(5)
    gradient_shap(evidence, [(0, 0)], evidence.references["zeros"], seed=9)
    assert torch.equal(torch.rand(3), expected[0])
    assert (np.random.rand(3) == expected[1]).all()


def test_occlusion_window_shares_its_effect() -> None:
    # Effects of single cells 1, 2, 3 of one feature; windows of 2: {1, 2} and {2, 3}.
    evidence = _summing([1.0, 2.0, 3.0])
    found = occlusion(evidence, [(0,)], evidence.references["zero"], width=2)[0]
    assert found[0, :, 0].tolist() == pytest.approx([1.5, 2.0, 2.5])


def test_ablation_block_shares_its_effect() -> None:
    evidence = _summing([1.0, 2.0, 6.0])
    found = feature_ablation(evidence, [(0,)], evidence.references["zero"], block=2)[0]
    assert found[0, :, 0].tolist() == pytest.approx([1.5, 1.5, 6.0])


class _Answer(nn.Module):
    """A function of past (B, T, F) that gives one number a row."""

    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function

    def forward(self, past: Tensor) -> Tensor:
        return self.function(past)[:, None]  # (B, 1)


def _of_two(function: Callable[[Tensor, Tensor], Tensor]) -> Evidence:
    """f(a, b) at a = 2, b = 3, against zeros."""
    past = torch.tensor([[[2.0, 3.0]]], dtype=torch.float64)
    module = _Answer(lambda past: function(past[:, 0, 0], past[:, 0, 1]))
    return Evidence(
        module, (past,), (InputAxis("past", (0,), ("a", "b")),), {"zero": (torch.zeros_like(past),)}, (("answer",),)
    )


def _summing(effects: list[float]) -> Evidence:
    """The sum over steps of one feature whose values are their own effects against zeros."""
    past = torch.tensor(effects)[None, :, None]
    axis = InputAxis("past", tuple(range(len(effects))), ("value",))
    module = _Answer(lambda past: past.sum((1, 2)))
    return Evidence(module, (past,), (axis,), {"zero": (torch.zeros_like(past),)}, (("answer",),))


def _pair(a: float, b: float) -> Tensor:
    return torch.tensor([[[a, b]]], dtype=torch.float64)


def test_integrated_gradients_are_those_of_captum() -> None:
    """Ours spare the worker Captum's import; both must say the same, target by target."""
    from captum.attr import IntegratedGradients

    from core.explain.answers import answers_of
    from core.explain.device import attribution_mode

    evidence = lstm_evidence()
    reference = evidence.references["training mean"]
    ours = integrated_gradients(evidence, TARGETS, reference)[0]
    for row, target in enumerate(TARGETS):
        with attribution_mode(evidence.module):
            theirs = IntegratedGradients(answers_of(evidence, [target])).attribute(
                evidence.inputs, baselines=reference, target=0, n_steps=400, method="gausslegendre"
            )[0]
        torch.testing.assert_close(ours[row], theirs[0], rtol=2e-3, atol=2e-3 * float(theirs.abs().max()))
