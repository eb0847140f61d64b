"""The same gradients by torch: its own recurrent kernels with our weights copied, and its automatic derivative."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.labs.bptt.cell import Weights
from core.labs.bptt.network import Gradient, Network, Settings, Way

KERNELS = {"elman": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


def gradient(settings: Settings, net: Network, way: Way) -> Gradient:
    """The gradient of L as autograd has it; the way forward is computed anew."""
    weights = [torch.tensor(part, requires_grad=True) for part in (*net.weights, net.v)]
    c = torch.tensor(net.c, dtype=torch.float64, requires_grad=True)
    x = torch.tensor([step.x[0] for step in way.steps], dtype=torch.float64)[:, None]  # (T, 1)
    hidden = _hidden(settings, weights[:4], x)  # (T, H)
    outputs = hidden @ weights[4] + c  # (T,)
    loss = 0.5 * (outputs - torch.tensor(way.targets)).square().sum()
    found = torch.autograd.grad(loss, [*weights, c])
    return Gradient(Weights(*(part.numpy() for part in found[:4])), found[4].numpy(), float(found[5]))


def _hidden(settings: Settings, weights: list[Tensor], x: Tensor) -> Tensor:
    """Hidden states (T, H) of torch's kernel; it has no linear one, which is written out."""
    if settings.cell == "elman" and settings.activation == "linear":
        w_x, w_h, b_x, b_h = weights
        h, states = torch.zeros(settings.units, dtype=torch.float64), []
        for row in x:
            h = w_x @ row + b_x + w_h @ h + b_h
            states.append(h)
        return torch.stack(states)
    extra = {"nonlinearity": settings.activation} if settings.cell == "elman" else {}
    kernel = KERNELS[settings.cell](1, settings.units, **extra).double()
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    outputs: tuple[Tensor, object] = torch.func.functional_call(kernel, dict(zip(names, weights, strict=True)), (x,))
    return outputs[0]
