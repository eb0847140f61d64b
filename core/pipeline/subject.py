"""What can be explained: a finished forecast in a folder, or a saved run together with the series it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from core.data.samples import SAMPLES, load_sample
from core.data.series import Series
from core.errors import UserError
from core.forecasting.cut import cut_position
from core.forecasting.together import targets_of
from core.forecasting.types import Forecast, ForecastSettings
from core.messages import M
from core.pipeline.storage import SavedOutcome, load_outcome
from core.store import load_run

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster


@dataclass(frozen=True)
class Subject:
    """A trained forecaster with its series. outcome: where the forecast is finished and stored; run: a saved one, of
    which the column that is the series' target is meant.

    Nothing here imports torch until the model itself is asked for.
    """

    series: Series
    outcome: SavedOutcome | None = None
    run: str | None = None

    @cached_property
    def fitted(self) -> FittedForecaster:
        """The trained model; imports torch and reads the weights."""
        if self.outcome is not None:
            return self.outcome.fitted()
        from core.forecasting.saved import from_run

        run = load_run(str(self.run))
        return from_run(run, self.series.target if len(targets_of(run.card)) > 1 else None)

    @property
    def settings(self) -> ForecastSettings:
        """What was asked for."""
        return self.fitted.settings if self.outcome is None else self.outcome.settings

    @property
    def first_origin(self) -> int:
        """The first position from which a forecast can be looked at: the last row that was seen in training."""
        if self.outcome is not None:
            return max(cut_position(len(self.series), self.settings.test_fraction) - 1, 0)
        return max(int(self.series.times.searchsorted(self.fitted.cut_time)) - 1, self.fitted.plan.first_origin)

    def forecast(self, origin: int) -> Forecast:
        """The forecast from a position; the stored one where that is the last row."""
        if self.outcome is not None and origin == len(self.series) - 1:
            return self.outcome.forecast
        return self.fitted.forecast(self.series, origin)

    def seen_range(self) -> tuple[float, float]:
        """Least and largest value of the target in the training part."""
        values = self.series.values[: self.first_origin + 1]
        return float(values.min()), float(values.max())

    def came(self, origin: int) -> pd.DataFrame | None:
        """What came after a position, as far as the horizon goes: time, value; None where nothing is known yet."""
        rows = slice(origin + 1, origin + 1 + self.settings.horizon)
        table = pd.DataFrame({"time": self.series.times[rows], "value": self.series.values[rows]})
        return table if len(table) else None

    def test_origins(self, count: int) -> np.ndarray:
        """Up to `count` positions evenly spread over the test part, the last row among them."""
        first = max(self.first_origin, self.fitted.plan.first_origin)
        return np.unique(np.linspace(first, len(self.series) - 1, count).astype(int))


def load_subject(arguments: dict[str, Any]) -> Subject:
    """The subject of {"folder": path} or {"run": name}, the latter with a "column" where it has several; UserError
    where it is gone or its series is not at hand."""
    if arguments.get("folder"):
        outcome = load_outcome(Path(arguments["folder"]))
        return Subject(outcome.series, outcome=outcome)
    name = str(arguments["run"])
    card = load_run(name).card
    if not has_series(card):
        raise UserError(
            M("The saved run “{name}” was made from data that is not kept with it.", name=name),
            M("Use it under Saved runs with fresh data; the forecast made there can be explained."),
        )
    target = str(arguments.get("column") or card["target"])
    return Subject(load_sample(str(card["series"]), target), run=name)


def has_series(card: dict[str, Any]) -> bool:
    """Whether a saved run's series is one that the program brings itself."""
    return str(card.get("series")) in SAMPLES and bool(card.get("target"))
