"""The randomised-weights check: an explanation that looks alike for any weights does not explain this network.

Adebayo et al. 2018, "Sanity checks for saliency maps", https://arxiv.org/abs/1810.03292. Their question is whether an
explanation depends on what was learned. A forecast that rests on the last value has a part that was not: it is added
back whatever the weights, is rightly explained alike for any of them, and would make a good explanation fail. Where
the evidence names such a part, its attribution is taken off both sides. All methods here are linear in the answer, so
that what is left is the attribution of the learned part alone.
"""

from __future__ import annotations

import copy
import dataclasses

import numpy as np
import pandas as pd
import torch
from torch import nn

from core.explain.registry import get_method
from core.explain.types import Explanation, RandomisedCheck
from core.task import Evidence


def randomised_check(evidence: Evidence, explanation: Explanation, *, draws: int = 5, seed: int = 0) -> RandomisedCheck:
    """Spearman correlation of what an explanation says of the learned part with those of `draws` copies with new
    weights.

    Signs count: |attribution| would be alike for any weights, because it grows with the distance of a cell from the
    reference.
    """
    method = get_method(explanation.method).load()
    reference = evidence.references[explanation.reference]

    def attributions(module: nn.Module) -> np.ndarray:
        """Of another module in this one's place, (cells,)."""
        stranger = dataclasses.replace(evidence, module=module)
        parts = method(stranger, [explanation.target], reference, seed=seed)
        return np.concatenate([part.double().numpy().ravel() for part in parts])

    whole = np.concatenate([values.ravel() for values in explanation.attributions])
    given = np.zeros_like(whole) if evidence.unlearned is None else attributions(evidence.unlearned)
    correlations = []
    for draw in range(draws):
        other = attributions(with_new_weights(evidence.module, seed + draw))
        correlations.append(rank_correlation(whole - given, other - given))
    return RandomisedCheck(tuple(correlations))


def with_new_weights(module: nn.Module, seed: int) -> nn.Module:
    """A copy whose every weight tensor is drawn anew from a normal distribution of its own mean and spread."""
    stranger = copy.deepcopy(module)
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for weight in stranger.parameters():
            if weight.numel() > 1:  # a single number has no spread to draw from
                noise = torch.randn(weight.shape, generator=generator).to(weight)
                weight.copy_(weight.mean() + weight.std() * noise)
    return stranger


def rank_correlation(first: np.ndarray, second: np.ndarray) -> float:
    """Spearman's correlation over the cells where either is not 0; 0 where one of them is constant there."""
    used = (first != 0) | (second != 0)
    ranks = [pd.Series(values[used]).rank().to_numpy() for values in (first, second)]
    if any(len(rank) < 2 or np.ptp(rank) == 0 for rank in ranks):
        return 0.0
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])
