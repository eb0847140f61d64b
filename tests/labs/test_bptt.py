"""Lab “Backpropagation through time”: gradients by hand against autograd, finite differences and known answers."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.errors import UserError
from core.explain.connectivity import error_signal
from core.labs.bptt import automatic, results, sources
from core.labs.bptt.cell import Weights
from core.labs.bptt.lab import PLAIN
from core.labs.bptt.names import ACTIVATIONS, CELLS, LEAST, OWN
from core.labs.bptt.network import Network, Settings, Way, backward, forward, jacobians, network, signals
from core.models.registry import model_entry

X, TARGETS = [0.4, -1.1, 0.7, 0.2, -0.5], [0.3, 0.1, -0.6, 0.9, 0.0]
KINDS = [("elman", activation) for activation in ACTIVATIONS] + [("lstm", "tanh"), ("gru", "tanh")]


def run(settings: Settings) -> tuple[Network, Way]:
    net = network(settings)
    return net, forward(net, X, TARGETS)


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(("cell", "activation"), KINDS)
def test_gradients_by_hand_are_autograd_s(cell: str, activation: str, seed: int) -> None:
    settings = Settings(cell, 3, 1.1, activation, bias=0.7, seed=seed)
    net, way = run(settings)
    ours, theirs = results.parts(backward(net, way)[0]), results.parts(automatic.gradient(settings, net, way))
    for name, part in ours.items():
        np.testing.assert_allclose(part, theirs[name], atol=1e-6, rtol=0, err_msg=name)
        assert np.abs(part).max() > 1e-4, name


@pytest.mark.parametrize(("cell", "activation"), KINDS)
def test_gradients_by_hand_match_finite_differences(cell: str, activation: str) -> None:
    net, way = run(Settings(cell, 2, 0.9, activation, bias=0.5, seed=3))
    gradient = backward(net, way)[0]
    for place, part in enumerate(net.weights):
        for index in np.ndindex(part.shape):
            losses = []
            for nudge in (1e-6, -1e-6):
                moved = [weight.copy() for weight in net.weights]
                moved[place][index] += nudge
                losses.append(forward(Network(net.cell, Weights(*moved), net.v, net.c), X, TARGETS).losses.sum())
            assert (losses[0] - losses[1]) / 2e-6 == pytest.approx(gradient.weights[place][index], abs=1e-6)


@pytest.mark.parametrize("cell", CELLS)
def test_the_matrix_is_what_the_app_s_own_networks_and_explainer_find(cell: str) -> None:
    net, way = run(Settings(cell, 3, 0.9, seed=2))
    encoder = model_entry(cell).build_encoder(1, 3, 0).double()
    with torch.no_grad():
        for name, part in zip(("weight_ih", "weight_hh", "bias_ih", "bias_hh"), net.weights, strict=True):
            encoder.kernel.get_parameter(f"{name}_l0").copy_(torch.from_numpy(part))
    x, v = torch.tensor(X, dtype=torch.float64)[:, None], torch.from_numpy(net.v)

    def losses(probes: torch.Tensor) -> torch.Tensor:
        outputs = encoder.probed(x, probes) @ v + net.c
        return 0.5 * (outputs - torch.tensor(TARGETS, dtype=torch.float64)).square()

    found = error_signal(losses, torch.zeros(len(X), encoder.carried, dtype=torch.float64))
    np.testing.assert_allclose(signals(net, way), found, atol=1e-9)


def test_losses_add_up() -> None:
    """∂L/∂h(1) is the sum over t of ∂loss(t)/∂h(1): of two numbers each, the triangle of norms cannot be smaller."""
    net, way = run(Settings("elman", 2))
    by_state, matrix = backward(net, way)[1], signals(net, way)
    assert np.allclose(np.triu(matrix, 1), 0)
    assert np.linalg.norm(by_state[-1]) == pytest.approx(matrix[-1, -1])
    assert np.linalg.norm(by_state[0]) <= matrix[:, 0].sum() + 1e-12


@pytest.mark.parametrize("radius", [0.5, 1.0, 1.4])
def test_a_linear_network_stretches_by_its_radius_and_tanh_never_more(radius: float) -> None:
    linear, squashed = (jacobians(*run(Settings("elman", 4, radius, name))) for name in ("linear", "tanh"))
    np.testing.assert_allclose(linear, radius ** np.arange(len(X)), rtol=1e-9)
    assert (squashed <= linear * (1 + 1e-9)).all()


def test_an_open_forget_gate_hands_the_cell_state_on_unchanged() -> None:
    net, way = run(Settings("lstm", 3, bias=40.0))
    error = np.eye(6)[3:]  # by c alone
    before = net.cell.backward(way.steps[2], error, net.weights).before
    np.testing.assert_allclose(before[:, 3:], np.eye(3), atol=1e-9)


def test_one_s_own_numbers_are_read_and_scaled() -> None:
    x, target = sources.sequence("own", OWN, 10)
    assert len(x) == len(target) == 10
    np.testing.assert_allclose(x[1:], target[:-1])
    shown = np.append(x, target[-1])
    assert (shown.mean(), shown.std()) == pytest.approx((0, 1))
    flat, _target = sources.sequence("own", "5 " * 9, 8)
    assert not flat.any()


@pytest.mark.parametrize(
    ("text", "said"), [("1 2 drei 4 5 6 7 8", "drei"), ("1 2 3", "These are 3"), ("", "0"), ("nan " * 9, "nan")]
)
def test_what_is_no_series_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        sources.sequence("own", text, 10)


@pytest.mark.parametrize("cell", CELLS)
def test_the_check_on_one_s_own_series(cell: str) -> None:
    found = results.check(cell=cell, source="own", **{**PLAIN, "numbers": OWN, "radius": 1.3})
    assert max(found["differences"].values()) == LEAST


def test_a_difference_would_be_seen() -> None:
    ours = np.array([1.0, 2.0])
    assert results.gap(ours, ours + 1e-3) == pytest.approx(-3.3, abs=0.01)
    assert results.gap(1e6 * ours, 1e6 * ours + 1) == pytest.approx(-6.3, abs=0.01)
