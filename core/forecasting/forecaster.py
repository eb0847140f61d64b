"""The quantile forecaster: fitted on the rows before the cut, it forecasts from any later origin.

Nothing fitted sees a row at or after the cut. The bands follow drift: at each origin they are calibrated by the
outcomes known there, first those of the calibration part, then those that came since.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
import torch

from core import config
from core.data.calendars import future_times
from core.data.series import Series
from core.errors import UserError
from core.forecasting import conformal, forms, inputs
from core.forecasting.card import card_of
from core.forecasting.companion import LEAST_ROWS, Past, with_companion
from core.forecasting.conformal import ScoreHistory
from core.forecasting.covariates import Beside, as_target, fitted_covariates
from core.forecasting.cut import cut_position
from core.forecasting.fitting import Fitted, Rows, fit_networks, of_form
from core.forecasting.inputs import InputPlan
from core.forecasting.module import ForecastModule, normalise
from core.forecasting.parts import Parts, split
from core.forecasting.references import references, steps_back
from core.forecasting.seasonality import main_season
from core.forecasting.types import Forecast, ForecastSettings, OriginPredictions
from core.messages import M
from core.models.network import Network
from core.models.registry import model_entry
from core.models.trace import Trace
from core.task import Evidence, InputAxis, Progress, Report, Run, silent

PREDICTION_BATCH = 256
HELPER_MODEL = "elman"
HELPER_SHARE = 0.15
MOST_FOR_HELPERS = 0.6
"""Shares of the budget for each covariate that is forecast too, and for all of them."""
EARLIEST = pd.Timestamp.min
ROWS_PER_SCORE = 20_000
"""Longer series take a calibration score from every second, third … row only."""


@dataclass
class FittedForecaster:
    """A trained forecaster. cut: rows seen in fitting; cut_time: the first time not seen; season: in steps, or 1.

    helpers: forecasters of covariates that are forecast too, by column. companion_until: the first time that the
    companion was not estimated on.
    """

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
    helpers: dict[str, FittedForecaster] = field(default_factory=dict)
    companion_until: pd.Timestamp = EARLIEST

    @property
    def parameters(self) -> int:
        """Weights in all networks together."""
        return sum(weight.numel() for weight in self.module.parameters())

    @property
    def network(self) -> Network:
        """The first of the networks."""
        network = self.module.networks[0]
        assert isinstance(network, Network)
        return network

    def predict(self, series: Series, origins: np.ndarray) -> OriginPredictions:
        """Calibrated quantiles from each origin (N,), in one batched pass; each origin knows only rows up to it."""
        origins = np.asarray(origins, dtype=np.int64)
        self._check(series, origins)
        times = _with_future(series, self.plan.horizon)
        after = int(series.times.searchsorted(self.cut_time))
        scored = self._scored_origins(origins, after)
        everything = np.unique(np.concatenate([origins, scored]))
        values, scale = self.raw_quantiles(series, times, everything)
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
        return self.evidences(series, np.array([len(series) - 1 if origin is None else origin]))[0]

    def evidences(self, series: Series, origins: np.ndarray) -> list[Evidence]:
        """The same from each of several origins (N,), which share the work of calibration."""
        self._check(series, origins)
        h, plan = self.plan.horizon, self.plan
        times, shifts = _with_future(series, h), self._shifts_at(series, origins)
        raw = self.raw_inputs(series, times, origins)
        before = self._earlier(series, times, origins)
        outputs = (tuple(range(1, h + 1)), config.QUANTILES)
        found = []
        for place, at in enumerate(origins.tolist()):
            past, known = torch.from_numpy(raw.past[[place]]), torch.from_numpy(raw.known[[place]])
            axes = (
                InputAxis("past", tuple(times[at - plan.window + 1 : at + 1]), plan.past_names),
                InputAxis("known ahead", tuple(times[at + 1 : at + 1 + h]), plan.known_names),
            )
            module = ForecastModule(plan, list(self.module.networks))  # type: ignore[arg-type]
            module.shift.copy_(torch.from_numpy(shifts[place]))
            module.eval()
            compared = references(past, known, plan, before[place])
            found.append(Evidence(module, (past, known), axes, compared, outputs, module.unlearned().eval()))
        return found

    def earlier_origins(self, origins: np.ndarray) -> np.ndarray:
        """The origin of the earlier window that each forecast (N,) is compared with; −1 where there is none."""
        before = origins - steps_back(self.plan, self.season)
        return np.where(before >= self.plan.first_origin, before, -1)

    def _earlier(
        self, series: Series, times: pd.DatetimeIndex, origins: np.ndarray
    ) -> list[tuple[torch.Tensor, torch.Tensor] | None]:
        """Raw inputs past (1, L, F) and known (1, h, K) of the earlier window of each origin, where there is one."""
        before = self.earlier_origins(origins)
        if not (before >= 0).any():
            return [None] * len(origins)
        raw = self.raw_inputs(series, times, before[before >= 0])
        pairs = iter(zip(raw.past, raw.known, strict=True))
        return [
            tuple(torch.from_numpy(part[None]) for part in next(pairs)) if at >= 0 else None  # type: ignore[misc]
            for at in before.tolist()
        ]

    def trace(self, series: Series, origin: int | None = None) -> Trace:
        """Hidden states and gates of the first network over the window before `origin`."""
        at = len(series) - 1 if origin is None else origin
        raw = self.raw_inputs(series, _with_future(series, self.plan.horizon), np.array([at]))
        ready = normalise(torch.from_numpy(raw.past), torch.from_numpy(raw.known), self.plan)
        return self.network.trace(ready.past[0], ready.known[0], ready.context[0])

    def to_run(self) -> Run:
        """Everything needed to rebuild this forecaster."""
        from core.forecasting.saved import run_of  # which rebuilds forecasters, so it imports this module

        return run_of(self)

    def raw_inputs(self, series: Series, times: pd.DatetimeIndex, origins: np.ndarray) -> inputs.RawInputs:
        """What the networks are shown at each origin (N,), in the series' unit. times: those of the series and of the
        steps after it."""
        medians = self.companion_medians(series, origins)
        return inputs.gather(series.values, times, origins, self.plan, self._beside(series), medians)

    def raw_batches(
        self, series: Series, times: pd.DatetimeIndex, origins: np.ndarray, size: int
    ) -> Iterator[tuple[slice, inputs.RawInputs]]:
        """The same for `size` origins at a time, with their places among all: the covariates are read and the
        companion is asked once."""
        beside, medians = self._beside(series), self.companion_medians(series, origins)
        for start in range(0, len(origins), size):
            rows = slice(start, start + size)
            yield rows, inputs.gather(series.values, times, origins[rows], self.plan, beside, medians[rows])

    def _beside(self, series: Series) -> Beside | None:
        """The covariates' values in a series; None where the model looks at none."""
        if not self.plan.covariates:
            return None
        return Beside(series, self.plan.covariates, self.plan.horizon, self.helpers)

    def companion_medians(self, series: Series, origins: np.ndarray) -> np.ndarray:
        """The companion's medians (N, h), zeros where the plan brings none.

        Its parameters are those of the rows before the validation part; of another series that starts later, those
        of the rows up to the first origin wanted.
        """
        if not self.plan.brings_medians or len(origins) == 0:
            return np.zeros((len(origins), self.plan.horizon))
        rows = int(series.times.searchsorted(self.companion_until))
        rows = rows if rows >= LEAST_ROWS else int(origins.min()) + 1
        return Past(series.values, self.season, rows).medians(self.plan.companion, origins, self.plan.horizon)

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
            np.concatenate([before, scored]),
            np.concatenate([stored.scores, since]),
            stored.settled,
            stride,
            stored.symmetry,
        )

    def _shifts_at(self, series: Series, origins: np.ndarray) -> np.ndarray:
        """How far calibration moves each quantile at each origin (N,), in window scales: (N, h, Q)."""
        times = _with_future(series, self.plan.horizon)
        after = int(series.times.searchsorted(self.cut_time))
        scored = self._scored_origins(origins, after)
        values, scale = self.raw_quantiles(series, times, scored)
        history = self._history(series.values, scored, values, scale, after)
        return np.asarray(conformal.shifts(history, np.maximum(origins, after - 1), config.QUANTILES))

    @torch.no_grad()
    def raw_quantiles(
        self, series: Series, times: pd.DatetimeIndex, origins: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Quantiles before calibration (N, h, Q) and window scales (N,), both in the series' unit."""
        quantiles = np.empty((len(origins), self.plan.horizon, len(config.QUANTILES)))
        scales = np.empty(len(origins))
        for rows, raw in self.raw_batches(series, times, origins, PREDICTION_BATCH):
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
    helpers = covariate_helpers(series, settings, report)
    fitted = _fit_networks(seen, parts, settings, helpers, report)
    nothing = ScoreHistory(np.empty(0), np.empty((0, settings.horizon, len(config.QUANTILES))), 0)
    forecaster = FittedForecaster(
        settings=settings,
        plan=fitted.plan,
        module=ForecastModule(fitted.plan, fitted.networks).eval(),
        cut=cut,
        cut_time=series.times[cut],
        season=main_season(seen.values, series.frequency.seasons),
        calibration=nothing,
        card={},
        train_seconds=0.0,
        telemetry=fitted.telemetry,
        helpers=helpers,
        companion_until=seen.times[parts.validation],
    )
    _mix_in(forecaster, seen, parts)
    forecaster.calibration = _calibration(forecaster, seen, parts)
    forecaster.train_seconds = time.monotonic() - started
    forecaster.card = card_of(series, forecaster, fitted, parts)
    return forecaster


def _mix_in(forecaster: FittedForecaster, seen: Series, parts: Parts) -> None:
    """Chooses the baseline that goes beside the networks, if one improves them."""

    def raw(origins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return forecaster.raw_quantiles(seen, seen.times, origins)

    past = Past(seen.values, forecaster.season, parts.validation)
    forecaster.plan = forecaster.module.plan = with_companion(forecaster.plan, raw, past, parts)


def _fit_networks(
    seen: Series, parts: Parts, settings: ForecastSettings, helpers: dict[str, FittedForecaster], report: Report
) -> Fitted:
    """Form and networks from the rows before the cut; the budget left by the helpers is theirs."""
    rows, plans = rows_and_forms(seen, parts, settings, helpers)
    left = settings.budget_seconds * (1 - min(HELPER_SHARE * len(helpers), MOST_FOR_HELPERS))
    return fit_networks(rows, of_form(plans, settings.form), replace(settings, budget_seconds=left), report)


def rows_and_forms(
    seen: Series, parts: Parts, settings: ForecastSettings, helpers: dict[str, FittedForecaster]
) -> tuple[Rows, list[InputPlan]]:
    """The rows before the cut as the trainer may see them, and the forms worth trying for the wanted window."""
    covariates = fitted_covariates(seen, dict(settings.covariates), parts.validation)
    beside = Beside(seen, covariates, settings.horizon, helpers) if covariates else None
    earliest = max((helper.plan.first_origin for helper in helpers.values()), default=0)
    plans = forms.candidates(seen, parts.validation, settings.horizon, settings.window, beside, earliest)
    return Rows(seen.values, seen.times, parts, beside), plans


def _calibration(forecaster: FittedForecaster, seen: Series, parts: Parts) -> ScoreHistory:
    """Scores of the forecasts made in the calibration part."""
    stride = 1 + len(seen) // ROWS_PER_SCORE
    origins = parts.calibration_origins(forecaster.plan.horizon)[::stride]
    values, scale = forecaster.raw_quantiles(seen, seen.times, origins)
    actual = inputs.targets(seen.values, origins, forecaster.plan.horizon)
    history = ScoreHistory(origins, conformal.scores_of(actual, values, scale), len(origins), stride)
    return conformal.with_symmetry(history, config.QUANTILES)


def covariate_helpers(series: Series, settings: ForecastSettings, report: Report) -> dict[str, FittedForecaster]:
    """A forecaster, of one small network, for each covariate that is forecast too; fitted on the same rows."""
    wanted = [name for name, ahead in settings.covariates if ahead == "forecast"]
    seconds = settings.budget_seconds * min(HELPER_SHARE, MOST_FOR_HELPERS / max(len(wanted), 1))
    usual = ForecastSettings(horizon=settings.horizon, seed=settings.seed, window=settings.window)
    own = replace(usual, model=HELPER_MODEL, budget_seconds=seconds, networks=1, test_fraction=settings.test_fraction)

    def told(progress: Progress) -> None:
        report(Progress(0.0, M("Learning to forecast the other columns"), progress.seconds_left))

    return {name: fit(as_target(series, name), own, told) for name in wanted}


def _with_future(series: Series, horizon: int) -> pd.DatetimeIndex:
    """Times of the series followed by those of the next `horizon` steps."""
    return pd.DatetimeIndex(series.times.append(future_times(series, horizon)))
