"""A forecaster as a run of plain JSON and tensors, and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
import torch

from core import config
from core.errors import UserError
from core.forecasting.conformal import ScoreHistory
from core.forecasting.forecaster import EARLIEST, FittedForecaster
from core.forecasting.inputs import InputPlan
from core.forecasting.module import ForecastModule
from core.forecasting.together import apart, targets_of
from core.forecasting.types import ForecastSettings
from core.messages import M
from core.models.network import NetworkConfig
from core.models.registry import model_entry
from core.task import Run

HELPER = "helper."
"""Prefix of the weights of a forecaster of one covariate."""


def run_of(made: FittedForecaster) -> Run:
    """Everything needed to rebuild a forecaster."""
    state, tensors, preprocessing = _parts_of(made)
    return Run(
        task="forecast",
        model=made.settings.model,
        config={"networks": len(made.module.networks)},
        state=state,
        preprocessing=preprocessing,
        tensors=tensors,
        card=made.card,
    )


def from_run(run: Run, target: str | None = None) -> FittedForecaster:
    """The forecaster that `run_of` took apart; UserError where the parts do not fit together.

    target: which one of a run of several columns, None for the first; UserError where the run has no such column.
    """
    try:
        chosen = _column(run, target)
        return _rebuilt(chosen.state, chosen.tensors, chosen.preprocessing, chosen.card)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise UserError(
            M("The saved run does not fit together: {error}.", error=str(error).splitlines()[0]),
            M("It may have been changed by hand; export it again from where it was made."),
        ) from error


def _column(run: Run, target: str | None) -> Run:
    """The run of one column of it."""
    columns = apart(run)
    if target is None:
        return columns[0]
    for column in columns:
        if column.card.get("target") == target:
            return column
    raise UserError(
        M("This run does not forecast “{column}”.", column=target),
        M("It forecasts {names}.", names=list(targets_of(run.card))),
    )


def _parts_of(made: FittedForecaster) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor], dict[str, Any]]:
    """Weights, calibration scores and settings, those of its helpers under their own names."""
    state, tensors = dict(made.module.state_dict()), {"calibration_scores": torch.from_numpy(made.calibration.scores)}
    preprocessing: dict[str, Any] = {
        "network": made.network.config.to_json(),
        "networks": len(made.module.networks),
        "plan": made.plan.to_json(),
        "settings": asdict(made.settings),
        "cut": made.cut,
        "cut_time": made.cut_time.isoformat(),
        "season": made.season,
        "companion_until": made.companion_until.isoformat(),
        "stride": made.calibration.stride,
        "symmetry": made.calibration.symmetry,
        "train_seconds": made.train_seconds,
        "helpers": {},
    }
    for number, (name, helper) in enumerate(made.helpers.items()):
        weights, scores, settings = _parts_of(helper)
        state |= {f"{HELPER}{number}.{key}": weight for key, weight in weights.items()}
        tensors |= {f"{HELPER}{number}.{key}": score for key, score in scores.items()}
        preprocessing["helpers"][name] = settings
    return state, tensors, preprocessing


def _rebuilt(
    state: dict[str, torch.Tensor], tensors: dict[str, torch.Tensor], data: dict[str, Any], card: dict[str, Any]
) -> FittedForecaster:
    plan = InputPlan.from_json(data["plan"])
    settings = NetworkConfig(**{**data["network"], "levels": tuple(data["network"]["levels"])})
    entry = model_entry(settings.encoder)
    module = ForecastModule(plan, [entry.build_network(settings) for _ in range(int(data["networks"]))])
    module.load_state_dict({key: weight for key, weight in state.items() if not key.startswith(HELPER)})
    scores = tensors["calibration_scores"].numpy()
    if settings.levels != config.QUANTILES or scores.shape[1:] != (plan.horizon, len(config.QUANTILES)):
        raise ValueError("quantile levels or horizon differ")
    helpers = {
        name: _rebuilt(_under(state, number), _under(tensors, number), content, {})
        for number, (name, content) in enumerate(data["helpers"].items())
    }
    return FittedForecaster(
        settings=ForecastSettings(**data["settings"]),
        plan=plan,
        module=module.eval(),
        cut=int(data["cut"]),
        cut_time=pd.Timestamp(data["cut_time"]),
        season=int(data["season"]),
        calibration=ScoreHistory(
            np.arange(len(scores)), scores, len(scores), int(data["stride"]), data.get("symmetry", 0.0)
        ),
        card=card,
        train_seconds=float(data["train_seconds"]),
        helpers=helpers,
        companion_until=pd.Timestamp(data["companion_until"]) if "companion_until" in data else EARLIEST,
    )


def _under(parts: dict[str, torch.Tensor], number: int) -> dict[str, torch.Tensor]:
    """The tensors of one helper, under their own names."""
    prefix = f"{HELPER}{number}."
    return {key.removeprefix(prefix): part for key, part in parts.items() if key.startswith(prefix)}
