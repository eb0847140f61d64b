"""The lab trainer: the same seed and count of updates give the same network, however they were asked for."""

from __future__ import annotations

import torch

from core.labs.inside.steps import PULSES
from core.labs.inside.training import LittleExperiment
from core.labs.trainer import Trainer


def trained(*goals: int, seed: int = 3) -> tuple[list[float], list[float]]:
    trainer = Trainer(lambda: LittleExperiment(seed))
    for goal in goals:
        assert trainer.advance(goal)
    return trainer.losses, trainer.experiment.output_over(PULSES["many"])


def test_the_way_to_a_count_of_updates_makes_no_difference() -> None:
    torch.manual_seed(99)
    at_once = trained(12)
    torch.manual_seed(1)  # other sessions draw from torch's own generator meanwhile
    assert trained(1, 2, 12) == at_once
    assert trained(12, seed=4) != at_once


def test_a_tick_ends_when_its_time_is_up() -> None:
    trainer = Trainer(lambda: LittleExperiment(0))
    assert not trainer.advance(10_000, seconds=0.0)
    assert trainer.steps == 1


def test_it_learns() -> None:
    losses, _output = trained(300)
    assert sum(losses[-20:]) < 0.2 * sum(losses[:20])
