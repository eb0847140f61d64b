"""The search for settings as a background job, and what it leaves: one file, written again after each trial."""

from __future__ import annotations

import dataclasses
import json
import math
import os
from pathlib import Path
from typing import Any

from core.data.series import Series
from core.errors import UserError
from core.forecasting.tuning.types import Again, Choice, Trial, Tuning, TuningLimits
from core.forecasting.types import ForecastSettings
from core.messages import M, Message, Percent
from core.pipeline.results import number
from core.pipeline.targets import jobs_of
from core.store.series import load_series
from core.task import Report, silent

TUNING_FILE = "tuning.json"
TUNING_VERSION = 1
"""Version of the saved form of a search; another one is refused by name."""


def run_tuning(
    series: Series, settings: ForecastSettings, limits: TuningLimits | None = None, report: Report = silent
) -> Tuning:
    """Searches for settings better than the given ones; see core.forecasting.tuning.search.

    Of several columns the search is for the series' own target, with the past of the others beside it.
    """
    from core.forecasting.tuning.search import tune  # imports torch: only once there is something to train

    return tune(*jobs_of(series, settings)[0], limits, report)


def tune_arguments(settings: ForecastSettings, limits: TuningLimits) -> dict[str, Any]:
    """Arguments of `tune_job`, plain JSON; the series goes into the job's folder by `save_series`."""
    return {"settings": dataclasses.asdict(settings), "limits": dataclasses.asdict(limits)}


def tune_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Searches for settings of the series saved in `folder`; what was found by a cancelled search stays there too."""
    from core.forecasting.tuning.search import tune

    settings, limits = ForecastSettings(**arguments["settings"]), TuningLimits(**arguments["limits"])
    column, own = jobs_of(load_series(folder), settings)[0]
    tune(column, own, limits, report, lambda found: save_tuning(found, folder))


def verdict(found: Tuning) -> Message:
    """Whether the best setting is worth using, in one sentence."""
    if len(found.trials) <= found.usual:
        return M("There was time for the settings so far only; allow the search more of it.")
    if found.best is None or found.start is None or found.best == found.start:
        return M("None of the {trials} settings tried was better than the ones so far.", trials=len(found.trials))
    gain = Percent(found.gain, 1)
    if found.interval is None:
        return M(
            "The best setting scored {gain} better on the validation part; there was no time to check it.", gain=gain
        )
    low, high = (Percent(bound, 1) for bound in found.interval)
    values = {"gain": gain, "again": Percent(found.gain_again, 1), "seeds": len(found.again), "low": low, "high": high}
    if found.better:
        return M(
            "The best setting scored {gain} better on the validation part; trained again with {seeds} other seeds it "
            "is {again} better ({low} to {high}).",
            **values,
        )
    return M(
        "The best setting scored {gain} better on the validation part; trained again with {seeds} other seeds that is "
        "{again} ({low} to {high}), which may be chance: no better than the settings so far.",
        **values,
    )


def save_tuning(found: Tuning, folder: Path) -> None:
    """Writes the search so far into `folder`, whole or not at all."""
    unfinished = folder / f"{TUNING_FILE}.part"
    unfinished.write_text(json.dumps(tuning_json(found), ensure_ascii=False, allow_nan=False), encoding="utf-8")
    os.replace(unfinished, folder / TUNING_FILE)


def load_tuning(folder: Path) -> Tuning | None:
    """The search in `folder` as far as it has come; None before its first trial ends."""
    path = folder / TUNING_FILE
    return tuning_from_json(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def tuning_json(found: Tuning) -> dict[str, Any]:
    """The JSON of `python -m core tune`: the settings found, what they gain, and every trial."""
    best, start = found.best, found.start
    return {
        "version": TUNING_VERSION,
        "settings": dataclasses.asdict(found.tuned),
        "crps": None if best is None else best.crps,
        "crps_before": None if start is None else start.crps,
        "gain": number(found.gain),
        "gain_again": number(found.gain_again),
        "interval": None if found.interval is None else [number(bound) for bound in found.interval],
        "better": found.better,
        "again": [dataclasses.asdict(other) for other in found.again],
        "started_from": dataclasses.asdict(found.settings),
        "limits": dataclasses.asdict(found.limits),
        "ended": found.ended,
        "seconds": found.seconds,
        "unit": found.unit,
        "training_rows": found.training_rows,
        "validation_rows": found.validation_rows,
        "start_trials": found.usual,
        "trials": [_trial_json(trial) for trial in found.trials],
    }


def tuning_from_json(content: dict[str, Any]) -> Tuning:
    """The search that `tuning_json` wrote; raises UserError where its version is unknown."""
    if content["version"] != TUNING_VERSION:
        raise UserError(
            M(
                "These tuned settings have version {version}; this program reads version {known}.",
                version=content["version"],
                known=TUNING_VERSION,
            ),
            M("Tune again."),
        )
    return Tuning(
        settings=ForecastSettings(**content["started_from"]),
        limits=TuningLimits(**content["limits"]),
        usual=content["start_trials"],
        training_rows=content["training_rows"],
        validation_rows=content["validation_rows"],
        unit=content["unit"],
        trials=tuple(_trial(trial) for trial in content["trials"]),
        again=tuple(Again(**other) for other in content["again"]),
        interval=_interval(content["interval"]),
        ended=content["ended"],
        seconds=content["seconds"],
    )


def _interval(bounds: list[float | None] | None) -> tuple[float, float] | None:
    if bounds is None:
        return None
    low, high = (math.nan if bound is None else bound for bound in bounds)
    return low, high


def _trial_json(trial: Trial) -> dict[str, Any]:
    return {**dataclasses.asdict(trial), "crps": number(trial.crps)}


def _trial(content: dict[str, Any]) -> Trial:
    crps = math.inf if content["crps"] is None else content["crps"]
    return Trial(**{**content, "choice": Choice(**content["choice"]), "crps": crps})
