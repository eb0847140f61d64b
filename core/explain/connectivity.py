"""Connectivity: how strongly each past value moves each number of an answer, by the Jacobian ∂ answer / ∂ input.

A. Madsen, "Visualizing memorization in RNNs", Distill 2019, https://doi.org/10.23915/distill.00016: the gradient of
every output by every input shows what a recurrent network still remembers. The sensitivity is local: it tells what a
small change would do, not what the value has contributed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from core.explain.answers import BATCH_SIZE, Target, answers_of
from core.explain.device import attribution_mode, fetched, placed, repeated
from core.task import Evidence


def connectivity(evidence: Evidence, targets: Sequence[Target], *, batch_size: int = BATCH_SIZE) -> tuple[Tensor, ...]:
    """Jacobian of N targets, one tensor (N, T, F) an input: units of the answer per unit of the input."""
    parts = [_jacobian(evidence, targets[start : start + batch_size]) for start in range(0, len(targets), batch_size)]
    return tuple(torch.cat(tensors) for tensors in zip(*parts, strict=True))


def _jacobian(evidence: Evidence, targets: Sequence[Target]) -> tuple[Tensor, ...]:
    """One backward pass: copy n of the input is asked for target n only, so its gradient is row n."""
    with attribution_mode(evidence.module):
        inputs = repeated(placed(evidence.inputs, evidence.module), len(targets))  # (N, T, F) each
        answers = answers_of(evidence, targets)(*inputs)  # (N, N)
        slopes = torch.autograd.grad(answers.diagonal().sum(), inputs, allow_unused=True)
        return fetched(tuple(x.new_zeros(x.shape) if g is None else g for x, g in zip(inputs, slopes, strict=True)))


def error_signal(probed: Callable[[Tensor], Tensor], probes: Tensor) -> np.ndarray:
    """‖∂ answer n / ∂ state s‖ over the steps s of a window: (N, T).

    probed: probes (T, S), added to the state after each step, to answers (N,). An absolute error |truth − answer| has
    the gradient ± ∂ answer / ∂ state, so this is the size of the error signal that training sends back to each state.
    """
    leaf = probes.detach().requires_grad_()
    answers = probed(leaf)  # (N,)
    rows = torch.eye(len(answers), dtype=answers.dtype, device=answers.device)
    (slopes,) = torch.autograd.grad(answers, leaf, rows, is_grads_batched=True)  # (N, T, S)
    return np.asarray(slopes.norm(dim=-1).cpu().numpy(), dtype=np.float64)
