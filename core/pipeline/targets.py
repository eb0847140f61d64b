"""Several columns forecast in one run: one network a column, each seeing the past of all the others.

The columns share their inputs and the budget, and each has bands, an evaluation and a verdict of its own; a sum of
losses in different units, which one network for all would need, would let the column of the largest scale decide.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from core.data.samples import SAMPLES
from core.data.series import Series
from core.errors import UserError
from core.forecasting.covariates import columns_of
from core.forecasting.types import Ahead, ForecastSettings
from core.messages import M
from core.task import Progress, Report

MOST_TARGETS = 4


def jobs_of(series: Series, settings: ForecastSettings) -> list[tuple[Series, ForecastSettings]]:
    """Series and settings of each column, the series' own target first; one pair where no other is wanted.

    Raises UserError where a wanted column is not there, is wanted twice, or there are more than MOST_TARGETS.
    """
    wanted = (series.target, *settings.also)
    if len(set(wanted)) < len(wanted):
        raise UserError(M("A column can be forecast once only: {names}.", names=list(wanted)), M("Name each once."))
    if len(wanted) > MOST_TARGETS:
        raise UserError(
            M("{count} columns cannot be forecast at once.", count=len(wanted)),
            M("Choose at most {most} of them.", most=MOST_TARGETS),
        )
    return [(retargeted(series, name), _settings(settings, name, wanted)) for name in wanted]


def retargeted(series: Series, name: str) -> Series:
    """The same rows with another column as the one to forecast; its gaps filled from the past, and told."""
    if name == series.target:
        return series
    values = columns_of(series, [name])[:, 0]
    missing = np.flatnonzero(~np.isfinite(series.frame[name].to_numpy(dtype=np.float64)))
    frame = series.frame.assign(**{name: values})
    return dataclasses.replace(series, frame=frame, target=name, unit=unit_of(series, name), filled=tuple(missing))


def unit_of(series: Series, name: str) -> str:
    """The unit of a column; of prices all are alike, of a file none is known."""
    sample = SAMPLES.get(series.name)
    if sample is not None:
        return sample.columns.get(name, "")
    if series.provenance.source == "stock":
        return "" if name == "Volume" else series.unit
    if series.provenance.source != "weather":
        return ""
    from core.data.weather import UNITS  # brings a client of the service along

    return UNITS.get(name, "")


def _settings(settings: ForecastSettings, name: str, wanted: tuple[str, ...]) -> ForecastSettings:
    """The settings for one column: the others beside it, of which only the past is known, and its part of the time.

    A form that was chosen is the first column's: another one may not have the season that it rests on.
    """
    if len(wanted) == 1:
        return settings
    form = settings.form if name == wanted[0] else None
    others: tuple[tuple[str, Ahead], ...] = tuple((other, "past only") for other in wanted if other != name)
    chosen = tuple((column, ahead) for column, ahead in settings.covariates if column not in wanted)
    return dataclasses.replace(
        settings,
        covariates=(*chosen, *others),
        also=(),
        budget_seconds=settings.budget_seconds / len(wanted),
        form=form,
    )


def part_of(report: Report, done: int, count: int, name: str) -> Report:
    """Progress of one column among all."""

    def told(progress: Progress) -> None:
        stage = M("{column}: {stage}", column=name, stage=progress.stage)
        left = None if progress.seconds_left is None else progress.seconds_left * (count - done)
        report(Progress((done + progress.fraction) / count, stage, left, progress.telemetry if done == 0 else {}))

    return told
