"""One battery for every encoder of the registry: shapes, equations against torch, gradients, learning."""

import numpy as np
import pytest
import torch
from torch import nn

from core.errors import UserError
from core.models.elman import elman_step
from core.models.gru import gru_step
from core.models.lstm import lstm_step
from core.models.registry import MODELS, model_entry

NAMES = sorted(MODELS)


def encoder(name: str, inputs: int = 3, hidden: int = 5) -> nn.Module:
    torch.manual_seed(1)
    return model_entry(name).build(inputs=inputs, hidden=hidden)


@pytest.mark.parametrize("name", NAMES)
def test_states_have_a_row_a_step(name: str) -> None:
    assert encoder(name)(torch.randn(4, 7, 3)).shape == (4, 7, 5)


@pytest.mark.parametrize("name", NAMES)
def test_trace_by_equations_equals_the_fused_kernel(name: str) -> None:
    model, x = encoder(name), torch.randn(9, 3)
    trace = model.trace(x)
    np.testing.assert_allclose(trace.hidden, model(x[None])[0].detach().numpy(), atol=1e-6)
    assert tuple(trace.gates) == MODELS[name].capabilities.gates
    assert all(gate.shape == (9, 5) for gate in trace.gates.values())


def test_one_step_equals_torch_cells() -> None:
    x, h, c = torch.randn(3), torch.randn(5), torch.randn(5)
    rnn, gru, lstm = nn.RNN(3, 5), nn.GRU(3, 5), nn.LSTM(3, 5)
    for kernel, cell in ((rnn, nn.RNNCell(3, 5)), (gru, nn.GRUCell(3, 5)), (lstm, nn.LSTMCell(3, 5))):
        cell.load_state_dict({key.removesuffix("_l0"): value for key, value in kernel.state_dict().items()})
        if isinstance(kernel, nn.LSTM):
            step = lstm_step(x, h, c, kernel)
            wanted_h, wanted_c = cell(x[None], (h[None], c[None]))
            torch.testing.assert_close(step.cell, wanted_c[0], atol=1e-6, rtol=0)
            torch.testing.assert_close(step.hidden, wanted_h[0], atol=1e-6, rtol=0)
        else:
            made = gru_step(x, h, kernel).hidden if isinstance(kernel, nn.GRU) else elman_step(x, h, kernel)
            torch.testing.assert_close(made, cell(x[None], h[None])[0], atol=1e-6, rtol=0)


@pytest.mark.parametrize("name", NAMES)
def test_gradients_match_finite_differences(name: str) -> None:
    model = encoder(name).double()
    x = torch.randn(1, 4, 3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: model(x)[:, -1], (x,), atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_learns_to_recall_the_first_of_three_inputs(name: str) -> None:
    model, head = encoder(name, inputs=1, hidden=16), nn.Linear(16, 1)
    x = torch.randn(256, 3, 1)
    optimiser = torch.optim.Adam([*model.parameters(), *head.parameters()], 0.02)
    losses = []
    for _ in range(120):
        loss = (head(model(x)[:, -1]) - x[:, 0]).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[0] > 0.5
    assert losses[-1] < 0.1


def test_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"no model called “prophet”.*elman, gru, lstm"):
        model_entry("prophet")
