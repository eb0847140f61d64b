"""Our AdamW and one-cycle schedule give the same weights as torch's own, step by step."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from core.training.adamw import AdamW, OneCycle


@pytest.mark.parametrize("steps", [7, 40])
def test_equals_torch(steps: int) -> None:
    torch.manual_seed(0)
    ours = nn.Sequential(nn.Linear(5, 7), nn.Tanh(), nn.Linear(7, 1))
    theirs = copy.deepcopy(ours)
    made = AdamW(ours.parameters(), OneCycle(5e-3, steps), 1e-2)
    reference = torch.optim.AdamW(theirs.parameters(), lr=5e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(reference, 5e-3, total_steps=steps, pct_start=0.25)
    for step in range(steps - 1):
        x = torch.randn(16, 5)
        group = reference.param_groups[0]
        assert made.schedule.at(step) == pytest.approx((group["lr"], group["betas"][0]), abs=1e-12)
        made.forget_gradients()
        ours(x).square().mean().backward()
        made.update()
        reference.zero_grad()
        theirs(x).square().mean().backward()
        reference.step()
        schedule.step()
    for mine, other in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(mine, other, rtol=0, atol=1e-7)


def test_a_weight_without_gradient_stays() -> None:
    used, unused = nn.Parameter(torch.ones(3)), nn.Parameter(torch.ones(2))
    made = AdamW([used, unused], OneCycle(0.1, 10), 0.5)
    used.sum().backward()
    made.update()
    assert torch.equal(unused.detach(), torch.ones(2))
    assert (used < 1).all()
