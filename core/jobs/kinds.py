"""What the worker can do: kinds of jobs, and the modules it imports before it is asked."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.task import Report

JobFunction = Callable[[Path, dict[str, Any], Report], None]
"""Called with the job's folder, its arguments and a report; what it leaves in the folder is its result."""

KINDS: dict[str, str] = {
    "forecast": "core.pipeline:forecast_job",
    "backtest": "core.pipeline:backtest_job",
    "tune": "core.pipeline:tune_job",
    "explain": "core.pipeline:windows_job",
    "cells": "core.pipeline.inside:cells_job",
    "classify-train": "core.text.classify.own_labels:classify_job",
    "classify-many": "core.text.classify.many:many_job",
    "spans": "core.text.passage.job:span_job",
    "translate": "core.text.translate.job:train_job",
    "generate": "core.text.generate.own:train_job",
}
"""Name of a kind -> "module:function"."""

WARM = (
    "torch",
    "core.pipeline",
    "core.forecasting.forecaster",
    "statsmodels.tsa.exponential_smoothing.ets",
    "statsmodels.tsa.forecasting.theta",
    "core.forecasting.evaluation",
    "core.explain.explain",
)
"""Imported by the worker while it waits, most needed first."""

HOMES = ("core.", "tests.")


def find_function(place: str) -> JobFunction:
    """The function at "module:function"; ValueError where that lies outside this project."""
    module, _, name = place.partition(":")
    if not module.startswith(HOMES):
        raise ValueError(f"A job's function must live in {' or '.join(HOMES)}, not at {place!r}.")
    function: JobFunction = getattr(importlib.import_module(module), name)
    return function
