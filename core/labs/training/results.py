"""Every technique's experiment by name, and its results over the seeds."""

from __future__ import annotations

from typing import Any

from core.errors import UserError
from core.labs.trainer import Trainer
from core.labs.training.clipping import Clipping
from core.labs.training.dropping import Dropping
from core.labs.training.forcing import Forcing
from core.labs.training.names import EVERY, SEEDS, UPDATES
from core.labs.training.norming import Norming
from core.labs.training.starting import Starting
from core.labs.training.trial import Trial
from core.labs.training.truncating import Truncating
from core.messages import M

TRIALS: dict[str, type[Trial]] = {
    trial.technique: trial for trial in (Clipping, Truncating, Forcing, Starting, Norming, Dropping)
}


def trial(technique: str, seed: int) -> Trial:
    """The experiment before its first update."""
    if technique not in TRIALS:
        raise UserError(M("There is no technique called {name}.", name=technique))
    return TRIALS[technique](seed)


def result(technique: str) -> list[dict[str, Any]]:
    """A row a seed: curves (each point a mean of ten updates) and what else was measured."""
    return [trained(technique, seed) for seed in SEEDS]


def trained(technique: str, seed: int, updates: int = UPDATES) -> dict[str, Any]:
    """One seed after all its updates."""
    trainer = Trainer(lambda: trial(technique, seed))
    trainer.advance(updates)
    found = trainer.experiment
    return {"curves": {name: thinned(curve) for name, curve in found.curves.items()}, **found.detail()}


def thinned(curve: list[float]) -> list[float]:
    """Means of ten updates each."""
    return [sum(curve[i : i + EVERY]) / len(curve[i : i + EVERY]) for i in range(0, len(curve), EVERY)]
