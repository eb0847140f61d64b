"""Attribution of recurrent networks on any device: cuDNN off, evaluation mode on, everything restored after.

cuDNN's recurrent kernels refuse a backward pass in evaluation mode ("RNN backward can only be called in training
mode"), and training mode would switch dropout on; the plain kernels do both.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

_ONE_AT_A_TIME = threading.RLock()
# A fitted module and cuDNN's switch are shared by all sessions of a process: two explanations at once would
# restore each other's state.


@contextmanager
def attribution_mode(module: nn.Module) -> Iterator[None]:
    """Evaluation mode, frozen weights and no cuDNN around an attribution; leaves the module as it was found."""
    with _ONE_AT_A_TIME:
        training = [(part, part.training) for part in module.modules()]
        learning = [(weight, weight.requires_grad) for weight in module.parameters()]
        try:
            module.eval()
            for weight, _ in learning:
                weight.requires_grad_(False)  # gradients go to the inputs only, which saves a third of the time
            with torch.backends.cudnn.flags(enabled=False), torch.enable_grad():
                yield
        finally:
            for part, mode in training:
                part.training = mode
            for weight, mode in learning:
                weight.requires_grad_(mode)


def device_of(module: nn.Module) -> torch.device:
    """Where the module's weights live; the CPU for a module without weights."""
    for tensor in (*module.parameters(), *module.buffers()):
        return tensor.device
    return torch.device("cpu")


def placed(tensors: tuple[Tensor, ...], module: nn.Module) -> tuple[Tensor, ...]:
    """Detached tensors on the module's device."""
    return tuple(tensor.detach().to(device_of(module)) for tensor in tensors)


def repeated(tensors: tuple[Tensor, ...], count: int) -> tuple[Tensor, ...]:
    """Each (1, T, F) tensor `count` times, as leaves that take a gradient: (count, T, F)."""
    return tuple(tensor.detach().repeat(count, 1, 1).requires_grad_() for tensor in tensors)


def fetched(tensors: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """Detached tensors on the CPU, where results are kept."""
    return tuple(tensor.detach().cpu() for tensor in tensors)
