"""The weights inside torch's fused recurrent kernels, under the names the equations use."""

from __future__ import annotations

from typing import NamedTuple

from torch import Tensor, nn


class KernelWeights(NamedTuple):
    """Of G gates stacked: w_x (G·H, F), w_h (G·H, H), b_x and b_h (G·H,)."""

    w_x: Tensor
    w_h: Tensor
    b_x: Tensor
    b_h: Tensor


def kernel_weights(kernel: nn.RNNBase) -> KernelWeights:
    """Weights of the kernel's first layer, forward in time."""
    return KernelWeights(
        *(kernel.get_parameter(f"{name}_l0") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
    )
