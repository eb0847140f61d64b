"""One battery for every encoder of the registry: shapes, equations against torch, gradients, learning."""

import numpy as np
import pytest
import torch
from torch import nn

from core.errors import UserError
from core.models.elman import elman_step
from core.models.encoder import Encoder, EncoderConfig
from core.models.gru import gru_step
from core.models.jordan import Jordan
from core.models.lstm import lstm_step
from core.models.registry import MODELS, model_entry

NAMES = sorted(name for name, entry in MODELS.items() if not entry.whole)
RECURRENT = [name for name in NAMES if MODELS[name].capabilities.recurrent]
WINDOW = 9


def encoder(name: str, inputs: int = 3, hidden: int = 8) -> Encoder:
    torch.manual_seed(1)
    return model_entry(name).build_encoder(inputs, hidden, WINDOW)


@pytest.mark.parametrize("name", NAMES)
def test_a_summary_has_the_size_promised(name: str) -> None:
    model = encoder(name)
    states = model(torch.randn(4, WINDOW, 3))
    assert states.shape[::2] == (4, model.size)
    assert model.summary(states).shape == (4, model.size)


@pytest.mark.parametrize("name", RECURRENT)
def test_trace_by_equations_equals_the_fused_kernel(name: str) -> None:
    model, x = encoder(name), torch.randn(WINDOW, 3)
    trace = model.trace(x)
    np.testing.assert_allclose(trace.hidden, model(x[None])[0].detach().numpy(), atol=1e-6)
    assert tuple(trace.gates) == MODELS[name].capabilities.gates
    assert all(len(gate) == WINDOW for gate in trace.gates.values())


@pytest.mark.parametrize("name", ["elman", "gru", "lstm", "jordan", "cnn"])
def test_a_state_knows_only_the_steps_up_to_its_own(name: str) -> None:
    model, x = encoder(name), torch.randn(1, WINDOW, 3)
    changed = x.clone()
    changed[:, 5:] = 7.0
    torch.testing.assert_close(model(x)[:, :5], model(changed)[:, :5])
    assert not torch.allclose(model(x)[:, 5:], model(changed)[:, 5:])


def test_both_directions_of_the_bidirectional_network_reach_its_summary() -> None:
    model, x = encoder("bilstm"), torch.randn(1, WINDOW, 3, requires_grad=True)
    ahead, back = model.summary(model(x)).chunk(2, -1)
    for half in (ahead, back):
        (gradient,) = torch.autograd.grad(half.sum(), x, retain_graph=True)
        assert (gradient.abs().sum((0, 2)) > 0).all()


def test_jordan_feeds_back_its_output_and_not_its_hidden_state() -> None:
    """By hand for one unit each: s = α s + y, h = tanh(x + s), y = tanh(2 h)."""
    model = Jordan(EncoderConfig(1, 2, 3))
    with torch.no_grad():
        model.from_input.weight.fill_(1.0)
        model.from_input.bias.zero_()
        model.from_state.weight.fill_(1.0)
        model.to_output.weight.fill_(1.0)
        model.to_output.bias.zero_()
    trace = model.trace(torch.tensor([[0.5], [0.0]]))
    first = np.tanh(0.5)
    fed = np.tanh(2 * first)
    np.testing.assert_allclose(trace.hidden, [[first, first], [np.tanh(fed)] * 2], atol=1e-6)


def test_attention_of_the_transformer_sums_to_one_and_follows_the_equation() -> None:
    model, x = encoder("transformer").eval(), torch.randn(WINDOW, 3)
    attention = model.trace(x).attention
    assert attention is not None
    assert attention.shape == (WINDOW, WINDOW)
    np.testing.assert_allclose(attention.sum(-1), 1.0, atol=1e-6)
    block, states = model.blocks[0], torch.randn(1, WINDOW, 8)
    query, key, value = block.heads(states)
    weights = (query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5).softmax(-1)
    mixed = (weights @ value).transpose(1, 2).flatten(2)
    by_hand = states + block.merge(mixed)
    by_hand = by_hand + block.network(block.before_network(by_hand))
    torch.testing.assert_close(block(states), by_hand, atol=1e-5, rtol=1e-5)


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
    x = torch.randn(1, WINDOW, 3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: model.summary(model(x)), (x,), atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_learns_to_recall_the_input_of_three_steps_ago(name: str) -> None:
    model = encoder(name, inputs=1, hidden=16)
    head = nn.Linear(model.size, 1)
    x = torch.randn(256, WINDOW, 1)
    optimiser = torch.optim.Adam([*model.parameters(), *head.parameters()], 0.01)
    losses = []
    for _ in range(150):
        loss = (head(model.summary(model(x))) - x[:, -3]).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[0] > 0.5
    assert losses[-1] < 0.35


def test_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"no model called “prophet”.*elman, gru, jordan, lstm"):
        model_entry("prophet")
