"""What a forecast from end to end leaves behind: the trained model, its forecast, its scores, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.data.series import Series
from core.explain.types import Explanation
from core.forecasting.together import together
from core.forecasting.types import Evaluation, Forecast, ForecastSettings
from core.task import Run

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster


@dataclass(frozen=True)
class ModelFacts:
    """What a reader is told about a trained model.

    name: registry name. parameters: count of trained numbers. run: the name it is saved under, None where it is not.
    companion: the baseline mixed into the forecast, "" for none; share: of the networks beside it.
    """

    name: str
    parameters: int
    train_seconds: float
    seed: int
    run: str | None = None
    companion: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Outcome:
    """A finished forecast with the model in memory.

    telemetry: what training reported, in order. seconds: time of each stage and "total". also: the other columns
    that were forecast in the same run.
    """

    series: Series
    fitted: FittedForecaster
    forecast: Forecast
    evaluation: Evaluation
    explanation: Explanation
    telemetry: tuple[dict[str, float], ...]
    seconds: dict[str, float]
    run: str | None = None
    also: tuple[Outcome, ...] = ()

    def to_run(self) -> Run:
        """The trained models of all columns as one run."""
        return together([each.fitted.to_run() for each in (self, *self.also)])

    @property
    def settings(self) -> ForecastSettings:
        """What was asked for."""
        return self.fitted.settings

    @property
    def model(self) -> ModelFacts:
        """The trained model in short."""
        fitted = self.fitted
        return ModelFacts(
            fitted.settings.model,
            fitted.parameters,
            fitted.train_seconds,
            fitted.settings.seed,
            self.run,
            fitted.plan.companion,
            fitted.plan.share,
        )
