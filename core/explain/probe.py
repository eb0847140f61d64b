"""Answers of a model to changed inputs: the base of what-if, counterfactuals and partial dependence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from core.explain.answers import Target
    from core.task import Evidence


def answers(
    evidence: Evidence, targets: list[Target] | None, rows: np.ndarray, places: np.ndarray, axis: int = 0
) -> np.ndarray:
    """Answers when some cells of one input are set to other values.

    targets: index along each output axis, None for all numbers of the answer. rows: (B, N) new values, in the input's
    own unit; places: (N, 2) position and feature of each cell. Returns float64 (B, targets) or (B, *outputs).
    """
    import torch

    from core.explain.answers import BATCH_SIZE, answers_of, batched
    from core.explain.device import attribution_mode, placed

    shape = tuple(len(labels) for labels in evidence.outputs)
    wanted = targets or list(np.ndindex(*shape))
    inputs = placed(evidence.inputs, evidence.module)
    found = []
    with attribution_mode(evidence.module):
        forward = answers_of(evidence, wanted)
        for start in range(0, len(rows), BATCH_SIZE):
            part = torch.as_tensor(rows[start : start + BATCH_SIZE]).to(inputs[axis])  # (B, N)
            batch = [tensor.expand(len(part), -1, -1) for tensor in inputs]
            changed = batch[axis].clone()
            changed[:, places[:, 0], places[:, 1]] = part
            batch[axis] = changed
            found.append(batched(forward, [tuple(batch)]))
    values = np.concatenate(found)
    return values if targets else values.reshape(len(rows), *shape)


def cell_values(evidence: Evidence, places: np.ndarray, axis: int = 0) -> np.ndarray:
    """What the cells (N, 2) hold, (N,) float64."""
    values = evidence.inputs[axis][0].detach().cpu().numpy().astype(np.float64)
    return np.asarray(values[places[:, 0], places[:, 1]])
