"""The quantile forecaster: fitted on the rows before the cut, it forecasts from any later origin.

Nothing fitted sees a row at or after the cut. The bands follow drift: at each origin they are calibrated by the
outcomes known there, first those of the calibration part, then those that came since.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import torch

from core import config
from core.data.calendars import future_times
from core.data.series import Series
from core.errors import UserError
from core.forecasting import conformal, forms, inputs
from core.forecasting.conformal import ScoreHistory
from core.forecasting.cut import cut_position
from core.forecasting.fitting import Fitted, Rows, describe, fit_networks
from core.forecasting.inputs import InputPlan
from core.forecasting.module import ForecastModule, normalise
from core.forecasting.parts import split
from core.forecasting.seasonality import main_season
from core.forecasting.types import Forecast, ForecastSettings, OriginPredictions
from core.messages import M
from core.models.network import Network, NetworkConfig
from core.models.registry import model_entry
from core.models.trace import Trace
from core.task import Evidence, InputAxis, Report, Run, silent

PREDICTION_BATCH = 1024
ROWS_PER_SCORE = 20_000
"""Longer series take a calibration score from every second, third … row only."""


@dataclass
class FittedForecaster:
    """A trained forecaster. cut: rows seen in fitting; cut_time: the first time not seen; season: in steps, or 1."""

    settings: ForecastSettings
    plan: InputPlan
    module: ForecastModule
    cut: int
    cut_time: pd.Timestamp
    season: int
    calibration: ScoreHistory
    card: dict[str, Any]
    train_seconds: float
    telemetry: list[dict[str, float]] = field(default_factory=list)

    @property
    def parameters(self) -> int:
        """Weights in all networks together."""
        return sum(weight.numel() for weight in self.module.parameters())

    def predict(self, series: Series, origins: np.ndarray) -> OriginPredictions:
        """Calibrated quantiles from each origin (N,), in one batched pass; each origin knows only rows up to it."""
        origins = np.asarray(origins, dtype=np.int64)
        self._check(series, origins)
        times = _with_future(series, self.plan.horizon)
        after = int(series.times.searchsorted(self.cut_time))
        scored = self._scored_origins(origins, after)
        everything = np.unique(np.concatenate([origins, scored]))
        values, scale = self._raw_quantiles(series.values, times, everything)
        at_scored, at_origins = np.searchsorted(everything, scored), np.searchsorted(everything, origins)
        history = self._history(series.values, scored, values[at_scored], scale[at_scored], after)
        moved = conformal.shifts(history, np.maximum(origins, after - 1), config.QUANTILES)
        calibrated = conformal.apply(values[at_origins], moved, scale[at_origins])
        if self.plan.lower is not None:
            calibrated = np.maximum(calibrated, self.plan.lower)
        actual = inputs.targets(series.values, origins, self.plan.horizon)
        return OriginPredictions(origins, config.QUANTILES, calibrated, actual)

    def forecast(self, series: Series, origin: int | None = None) -> Forecast:
        """Quantiles of the steps after `origin` (position; default the last row), with naive lines beside them."""
        at = len(series) - 1 if origin is None else origin
        values = self.predict(series, np.array([at])).values[0]
        h, season = self.plan.horizon, self.season
        before = series.values[: at + 1]
        seasonal = None
        if season > 1 and len(before) >= season:
            seasonal = before[-season:][np.arange(h) % season]
        times = _with_future(series, h)[at + 1 : at + 1 + h]
        return Forecast(
            series.times[at],
            times,
            config.QUANTILES,
            values,
            np.full(h, before[-1]),
            seasonal,
            season if season > 1 else None,
        )

    def evidence(self, series: Series, origin: int | None = None) -> Evidence:
        """The forecast from `origin` as one differentiable function of its raw inputs, for every explainer."""
        at = len(series) - 1 if origin is None else origin
        self._check(series, np.array([at]))
        h, plan = self.plan.horizon, self.plan
        times = _with_future(series, h)
        raw = inputs.gather(series.values, times, np.array([at]), plan)
        past, known = torch.from_numpy(raw.past), torch.from_numpy(raw.known)
        axes = (
            InputAxis("past", tuple(times[at - plan.window + 1 : at + 1]), plan.past_names),
            InputAxis("known ahead", tuple(times[at + 1 : at + 1 + h]), plan.known_names),
        )
        module = ForecastModule(plan, list(self.module.networks))  # type: ignore[arg-type]
        module.shift.copy_(torch.from_numpy(self._shift_at(series, at)))
        module.eval()
        outputs = (tuple(range(1, h + 1)), config.QUANTILES)
        return Evidence(module, (past, known), axes, _references(past, known, plan), outputs)

    def trace(self, series: Series, origin: int | None = None) -> Trace:
        """Hidden states and gates of the first network over the window before `origin`."""
        at = len(series) - 1 if origin is None else origin
        raw = inputs.gather(series.values, _with_future(series, self.plan.horizon), np.array([at]), self.plan)
        ready = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), self.plan)
        network = self.module.networks[0]
        assert isinstance(network, Network)
        return network.trace(ready.past[0], ready.known[0], ready.context[0])

    def to_run(self) -> Run:
        """Everything needed to rebuild this forecaster."""
        network = self.module.networks[0]
        assert isinstance(network, Network)
        return Run(
            task="forecast",
            model=self.settings.model,
            config={"network": network.config.to_json(), "networks": len(self.module.networks)},
            state=dict(self.module.state_dict()),
            preprocessing={
                "plan": self.plan.to_json(),
                "settings": asdict(self.settings),
                "cut": self.cut,
                "cut_time": self.cut_time.isoformat(),
                "season": self.season,
                "stride": self.calibration.stride,
                "train_seconds": self.train_seconds,
            },
            tensors={"calibration_scores": torch.from_numpy(self.calibration.scores)},
            card=self.card,
        )

    def _check(self, series: Series, origins: np.ndarray) -> None:
        first = self.plan.first_origin
        if len(origins) and int(origins.min()) < first:
            raise UserError(
                M(
                    "This model needs {needed} rows before the first forecast; “{name}” offers {rows}.",
                    needed=first + 1,
                    name=series.name,
                    rows=int(origins.min()) + 1,
                ),
                M("Bring a longer history of the same kind."),
            )

    def _scored_origins(self, origins: np.ndarray, after: int) -> np.ndarray:
        """Origins since the cut whose outcomes calibrate the wanted ones."""
        reach = 10 * conformal.HALF_LIFE * self.calibration.stride
        start = max(after - 1, self.plan.first_origin, int(origins.min()) - reach)
        return np.arange(start, int(origins.max()), self.calibration.stride)

    def _history(
        self, values: np.ndarray, scored: np.ndarray, quantiles: np.ndarray, scale: np.ndarray, after: int
    ) -> ScoreHistory:
        """Scores of the calibration part, all known at the cut, followed by those of the origins since."""
        since = conformal.scores_of(inputs.targets(values, scored, self.plan.horizon), quantiles, scale)
        stored, stride = self.calibration, self.calibration.stride
        count = len(stored.scores)
        latest = (int(scored[0]) if len(scored) else after) - 1 - self.plan.horizon
        before = latest - stride * np.arange(count)[::-1]
        return ScoreHistory(
            np.concatenate([before, scored]), np.concatenate([stored.scores, since]), stored.settled, stride
        )

    def _shift_at(self, series: Series, origin: int) -> np.ndarray:
        """How far calibration moves each quantile (h, Q) at an origin, in window scales."""
        times = _with_future(series, self.plan.horizon)
        after = int(series.times.searchsorted(self.cut_time))
        scored = self._scored_origins(np.array([origin]), after)
        values, scale = self._raw_quantiles(series.values, times, scored)
        history = self._history(series.values, scored, values, scale, after)
        moved = conformal.shifts(history, np.array([max(origin, after - 1)]), config.QUANTILES)  # (1, h, Q)
        return np.asarray(moved[0])

    @torch.no_grad()
    def _raw_quantiles(
        self, values: np.ndarray, times: pd.DatetimeIndex, origins: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Quantiles before calibration (N, h, Q) and window scales (N,), both in the series' unit."""
        quantiles = np.empty((len(origins), self.plan.horizon, len(config.QUANTILES)))
        scales = np.empty(len(origins))
        for start in range(0, len(origins), PREDICTION_BATCH):
            rows = slice(start, start + PREDICTION_BATCH)
            raw = inputs.gather(values, times, origins[rows], self.plan)
            ready = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), self.plan)
            outputs = self.module.normalised_quantiles(ready).double()
            quantiles[rows] = (ready.base[..., None] + ready.scale[:, None, None] * outputs).numpy()
            scales[rows] = ready.scale.numpy()
        return quantiles, scales


def fit(series: Series, settings: ForecastSettings, report: Report = silent) -> FittedForecaster:
    """Fits on the rows before the cut; UserError where they are too few for the horizon or the model is unknown."""
    started = time.monotonic()
    model_entry(settings.model)
    cut = cut_position(len(series), settings.test_fraction)
    parts = split(cut, settings.horizon)
    seen = series.head(cut)
    plans = forms.candidates(seen, parts.validation, settings.horizon, settings.window)
    rows = Rows(seen.values, seen.times, parts)
    fitted = fit_networks(rows, plans, settings, report)
    forecaster = FittedForecaster(
        settings=settings,
        plan=fitted.plan,
        module=ForecastModule(fitted.plan, fitted.networks).eval(),
        cut=cut,
        cut_time=series.times[cut],
        season=main_season(seen.values, series.frequency.seasons),
        calibration=ScoreHistory(np.empty(0), np.empty((0, settings.horizon, len(config.QUANTILES))), 0),
        card={},
        train_seconds=0.0,
        telemetry=fitted.telemetry,
    )
    stride = 1 + len(series) // ROWS_PER_SCORE
    origins = parts.calibration_origins(settings.horizon)[::stride]
    values, scale = forecaster._raw_quantiles(seen.values, seen.times, origins)
    scores = conformal.scores_of(inputs.targets(seen.values, origins, settings.horizon), values, scale)
    forecaster.calibration = ScoreHistory(origins, scores, len(scores), stride)
    forecaster.train_seconds = time.monotonic() - started
    forecaster.card = _card(series, forecaster, fitted, parts.validation, parts.calibration)
    return forecaster


def from_run(run: Run) -> FittedForecaster:
    """The forecaster that `to_run` took apart; UserError where the parts do not fit together."""
    try:
        data, network = run.preprocessing, run.config["network"]
        plan = InputPlan.from_json(data["plan"])
        settings = NetworkConfig(**{**network, "levels": tuple(network["levels"])})
        module = ForecastModule(
            plan, [model_entry(settings.encoder).build_network(settings) for _ in range(int(run.config["networks"]))]
        )
        module.load_state_dict(run.state)
        scores = run.tensors["calibration_scores"].numpy()
        if settings.levels != config.QUANTILES or scores.shape[1:] != (plan.horizon, len(config.QUANTILES)):
            raise ValueError("quantile levels or horizon differ")
        return FittedForecaster(
            settings=ForecastSettings(**data["settings"]),
            plan=plan,
            module=module.eval(),
            cut=int(data["cut"]),
            cut_time=pd.Timestamp(data["cut_time"]),
            season=int(data["season"]),
            calibration=ScoreHistory(np.arange(len(scores)), scores, len(scores), int(data["stride"])),
            card=run.card,
            train_seconds=float(data["train_seconds"]),
        )
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise UserError(
            M("The saved run does not fit together: {error}.", error=str(error).splitlines()[0]),
            M("It may have been changed by hand; export it again from where it was made."),
        ) from error


def _with_future(series: Series, horizon: int) -> pd.DatetimeIndex:
    """Times of the series followed by those of the next `horizon` steps."""
    return pd.DatetimeIndex(series.times.append(future_times(series, horizon)))


def _references(past: torch.Tensor, known: torch.Tensor, plan: InputPlan) -> dict[str, tuple[torch.Tensor, ...]]:
    """Baselines to explain against; calendar inputs are kept, since the date of a forecast is not in question."""
    values, lags = (2 if plan.seasonal else 1), len(plan.known_lags)
    order = torch.randperm(past.shape[1], generator=torch.Generator().manual_seed(0))

    def constant(level: float) -> tuple[torch.Tensor, torch.Tensor]:
        flat_past, flat_known = past.clone(), known.clone()
        flat_past[..., :values], flat_known[..., :lags] = level, level
        return flat_past, flat_known

    permuted = past.clone()
    permuted[..., :values] = past[:, order, :values]
    return {
        "training mean": constant(plan.mean),
        "persistence": constant(float(past[0, -1, 0])),
        "permuted history": (permuted, known),
    }


def _card(series: Series, made: FittedForecaster, fitted: Fitted, validation: int, calibration: int) -> dict[str, Any]:
    """What a reader should know of the run."""
    times = series.times
    return {
        "series": series.name,
        "target": series.target,
        "unit": series.unit,
        "frequency": series.frequency.code,
        "origin": series.provenance.origin,
        "licence": series.provenance.licence,
        "rows": len(series),
        "training": [times[0].isoformat(), times[validation - 1].isoformat()],
        "validation": [times[validation].isoformat(), times[calibration - 1].isoformat()],
        "calibration": [times[calibration].isoformat(), times[made.cut - 1].isoformat()],
        "test": [times[made.cut].isoformat(), times[-1].isoformat()],
        "form": describe(fitted.plan),
        "forms_tried": fitted.trials,
        "window": fitted.plan.window,
        "horizon": fitted.plan.horizon,
        "networks": len(fitted.networks),
        "parameters": made.parameters,
        "train_seconds": round(made.train_seconds, 2),
        "stopped_by_budget": fitted.cut_short,
        "seed": made.settings.seed,
    }
