"""Frames that the tests of the backtest page's charts draw, and these charts themselves."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import numpy as np
import pandas as pd

from core.charts import calibration, comparison, errors_by
from core.charts.look import Look
from core.config import QUANTILES
from core.messages import Message


def skills() -> pd.DataFrame:
    """Two networks and a baseline: model, skill, low, high, network."""
    rows = [("LSTM", 0.21, 0.1, 0.3, True), ("MLP", -0.02, -0.1, 0.05, True), ("Theta", -3.0, -9.0, -1.2, False)]
    return pd.DataFrame(rows, columns=["model", "skill", "low", "high", "network"])


def skills_by_step() -> pd.DataFrame:
    """Skill of two networks at three steps: model, step, skill, low, high."""
    slopes = {"LSTM": 0.1, "MLP": 0.02}
    rows = [(name, step, slope * step) for name, slope in slopes.items() for step in (1, 2, 3)]
    table = pd.DataFrame(rows, columns=["model", "step", "skill"])
    return table.assign(low=table["skill"] - 0.15, high=table["skill"] + 0.15)


def pairs() -> pd.DataFrame:
    """One clear difference and two that can be chance: first, second, gain, p_adjusted."""
    rows = [("LSTM", "MLP", 0.2, 0.001), ("LSTM", "Theta", 0.05, 0.4), ("MLP", "Theta", -0.1, np.nan)]
    return pd.DataFrame(rows, columns=["first", "second", "gain", "p_adjusted"])


def reliable() -> pd.DataFrame:
    """Quantiles a little off: level, held, from, to."""
    levels = np.array(QUANTILES)
    return pd.DataFrame({"level": levels, "held": levels**1.1, "from": levels * 0.9, "to": levels * 0.9 + 0.1})


def places() -> pd.DataFrame:
    """Where outcomes fell: low, high, share, from, to."""
    low = np.arange(10) / 10
    return pd.DataFrame({"low": low, "high": low + 0.1, "share": (1 + low) / 14.5, "from": 0.07, "to": 0.13})


def widths() -> pd.DataFrame:
    """Widths of two models at three steps: model, step, width."""
    rows = [(name, step, width * step) for name, width in (("LSTM", 2.0), ("ETS", 3.0)) for step in (1, 2, 3)]
    return pd.DataFrame(rows, columns=["model", "step", "width"])


def grouped() -> pd.DataFrame:
    """Errors in three groups: group, crps, count, held80, baseline."""
    rows = [("Jan", 0.5, 62, 0.8, 0.7), ("Feb", 0.4, 56, 0.7, 0.3), ("Mar", 0.6, 60, 0.9, 0.8)]
    return pd.DataFrame(rows, columns=["group", "crps", "count", "held80", "baseline"])


def backtest_charts() -> dict[str, tuple[Callable[[Look], alt.LayerChart], Message]]:
    """Every chart of the backtest page with its sentence, by name."""
    order = ["LSTM", "MLP", "Theta"]
    return {
        "skills": (lambda look: comparison.skills_chart(skills(), look), comparison.skills_alt_text(skills())),
        "steps": (
            lambda look: comparison.steps_chart(skills_by_step(), look, chosen="LSTM"),
            comparison.steps_alt_text(skills_by_step(), "LSTM"),
        ),
        "pairs": (
            lambda look: comparison.pairs_chart(pairs(), look, order, 0.05),
            comparison.pairs_alt_text(pairs(), 0.05),
        ),
        "reliability": (
            lambda look: calibration.reliability_chart(reliable(), look),
            calibration.reliability_alt_text(reliable()),
        ),
        "pit": (lambda look: calibration.pit_chart(places(), look), calibration.pit_alt_text(places())),
        "sharpness": (
            lambda look: calibration.sharpness_chart(widths(), look, chosen="LSTM", unit="°C"),
            calibration.sharpness_alt_text(widths(), "LSTM", unit="°C"),
        ),
        "errors by": (
            lambda look: errors_by.errors_chart(grouped(), look, baseline=look.word("last value")),
            errors_by.errors_alt_text(grouped(), "last value"),
        ),
    }
