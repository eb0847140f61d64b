"""Lab “Inside the cell”: the small network against torch, sums of gates against the gates, interventions by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from core.labs.inside import gates, little, memory
from core.labs.inside.held import UNITS, advance, held_network, nothing
from core.labs.inside.steps import HELD, PULSES, STEPS
from core.labs.inside.tasks import draw_held, held, last_pulse
from core.models.elman import elman_update


@pytest.mark.parametrize("name", [*little.NETS, little.TRAINED])
def test_the_small_network_is_torch_s_own(name: str) -> None:
    net = little.net(name)
    kernel = nn.RNN(1, net.units, batch_first=True).double()
    with torch.no_grad():
        kernel.weight_ih_l0.copy_(torch.tensor(net.w_x)[:, None])
        kernel.weight_hh_l0.copy_(torch.tensor(net.w_h))
        kernel.bias_ih_l0.copy_(torch.tensor(net.b))
        kernel.bias_hh_l0.zero_()
        wanted = kernel(torch.tensor(PULSES["many"], dtype=torch.float64)[None, :, None])[0][0]
    run = little.run(name, "many")
    torch.testing.assert_close(run["hidden"], wanted, atol=1e-6, rtol=0)
    output = wanted.numpy() @ np.array(net.v) + net.c
    np.testing.assert_allclose(run["output"], output, atol=1e-5)


def test_gradients_of_the_equation_match_finite_differences() -> None:
    parts = [torch.randn(size, dtype=torch.float64, requires_grad=True) for size in ((2,), (3,), (3, 2), (3, 3), (3,))]
    assert torch.autograd.gradcheck(elman_update, parts, atol=1e-6)


def test_every_edge_can_be_set_and_nothing_else_moves() -> None:
    net = little.net("delay")
    for name in net.edges():
        changed = net.changed({name: 4.25})
        moved = [edge for edge, weight in changed.edges().items() if weight != net.edges()[edge]]
        assert moved == [name]
    with pytest.raises(KeyError):
        net.changed({"h9>h1": 1.0})


def test_edits_survive_the_address_and_nonsense_does_not() -> None:
    net, edits = little.net("latch"), {"x>h1": -0.5, "h1>h1": 0.0}
    assert little.parse_edits(little.write_edits(edits), net) == edits
    assert little.parse_edits("x>h1:nan,h1>h1:1e9,h7>h1:1,x>h2:zwei,:,", net) == {}


def test_an_edit_changes_the_run() -> None:
    assert little.run("latch", "one", "h1>y:0")["output"] == pytest.approx([0.0] * STEPS)


@pytest.mark.parametrize("cell", gates.GATES)
def test_sums_make_the_gates(cell: str) -> None:
    found = gates.trace(cell, "a")
    for name in gates.GATES[cell]:
        from_input, from_state, bias = found["parts"][name]
        reset = torch.from_numpy(found["gates"]["reset"]) if (cell, name) == ("gru", "candidate") else 1.0
        total = from_input + reset * from_state + bias
        made = torch.tanh(total) if name == "candidate" else torch.sigmoid(total)
        torch.testing.assert_close(made, torch.from_numpy(found["gates"][name]), atol=1e-6, rtol=0)


@pytest.mark.parametrize("cell", UNITS)
def test_a_step_by_equation_is_the_network_s_own(cell: str) -> None:
    network, state = held_network(cell), nothing(held_network(cell))
    x = torch.tensor(HELD["b"], dtype=torch.float32)
    wanted = network.encoder(x[None])[0]
    for t in range(STEPS):
        state = advance(network, x[t], state)
        torch.testing.assert_close(state.hidden, wanted[t], atol=1e-6, rtol=0)


@pytest.mark.parametrize("cell", UNITS)
def test_the_shipped_cells_hold_values_on_sequences_never_seen(cell: str) -> None:
    x = draw_held(200, 2 * STEPS, torch.Generator().manual_seed(7))
    right = (held_network(cell)(x) - held(x)).abs() < 0.5
    assert right.float().mean() > 0.95


def test_erased_and_frozen_by_hand() -> None:
    plain, erased, frozen = (memory.operate("lstm", surgery, 6) for surgery in ("none", "erase", "freeze"))
    for name in HELD:
        torch.testing.assert_close(plain[name]["hidden"][:5], erased[name]["hidden"][:5])
        assert torch.equal(frozen[name]["hidden"][5:], plain[name]["hidden"][4:5].expand(STEPS - 5, -1))
    step = advance(held_network("lstm"), torch.tensor(HELD["a"][5], dtype=torch.float32), nothing(held_network("lstm")))
    torch.testing.assert_close(erased["a"]["hidden"][5], step.hidden)


def test_what_is_to_be_remembered() -> None:
    assert last_pulse(torch.tensor([0.0, 1, 0, -1, 0])[None, :, None]).tolist() == [[0, 1, 1, -1, -1]]
    assert held(torch.tensor([[[1.0, 0], [-1, 1], [1, 0], [1, 1]]])).tolist() == [[0, -1, -1, 1]]
