"""Frames and charts of the page that looks inside, made by formulas: memories that fade, units that wave."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import numpy as np
import pandas as pd

from core.charts import attention, connectivity, states, through_time, units
from core.charts.look import Look
from core.messages import Message

CELLS = ("LSTM", "MLP", "ETS")
STEPS, WINDOW, UNITS = 5, 20, 6
PAST = pd.date_range("2015-12-01", periods=WINDOW, freq="D")
AHEAD = pd.date_range(PAST[-1] + pd.Timedelta(days=1), periods=STEPS, freq="D")
VALUES = 8 + 3 * np.sin(np.arange(WINDOW) / 3)
AHEAD_STEPS = pd.DataFrame({"step": range(1, STEPS + 1), "time": AHEAD})


def links() -> pd.DataFrame:
    """Sensitivities that fade by the cell's own factor, alternating in sign, less for later steps."""
    age = np.arange(WINDOW)[::-1]
    rows = [
        pd.DataFrame({"cell": cell, "step": step, "time": PAST, "value": VALUES, "sensitivity": (-fade) ** age / step})
        for cell, fade in zip(CELLS, (0.5, 0.8, 0.95), strict=True)
        for step in range(1, STEPS + 1)
    ]
    return pd.concat(rows, ignore_index=True)


def ahead() -> pd.DataFrame:
    """A level forecast of every cell."""
    rows = [pd.DataFrame({"cell": cell, "step": range(1, STEPS + 1), "time": AHEAD, "value": 9.0}) for cell in CELLS]
    return pd.concat(rows, ignore_index=True)


def cells() -> pd.DataFrame:
    """Units that wave with different phases."""
    rows = [
        pd.DataFrame({"unit": unit + 1, "row": unit, "time": PAST, "state": np.sin(np.arange(WINDOW) / 4 + unit)})
        for unit in range(UNITS)
    ]
    return pd.concat(rows, ignore_index=True)


def history() -> pd.DataFrame:
    """The window."""
    return pd.DataFrame({"time": PAST, "value": VALUES})


def signal() -> pd.DataFrame:
    """A gradient that fades by a fifth a step."""
    fading = 2.0 * 0.8 ** np.arange(WINDOW)[::-1]
    rows = [pd.DataFrame({"step": step, "time": PAST, "signal": fading / step}) for step in range(1, STEPS + 1)]
    return pd.concat(rows, ignore_index=True)


def weights() -> pd.DataFrame:
    """Each step ahead looks at another week."""
    rows = []
    for step, time in enumerate(AHEAD, 1):
        peak = np.exp(-((np.arange(WINDOW) - 3 * step) ** 2) / 8)
        rows.append(pd.DataFrame({"row": step, "asking": time, "time": PAST, "weight": peak / peak.sum()}))
    return pd.concat(rows, ignore_index=True)


def asking() -> pd.DataFrame:
    """The steps ahead."""
    return pd.DataFrame({"row": range(1, STEPS + 1), "time": AHEAD, "value": 9.0})


def quantiles() -> pd.DataFrame:
    """Look-alikes rise, any rows do not."""
    steps = np.arange(1, STEPS + 1)
    kinds = {"alike": steps / 2, "any": 0 * steps}
    rows = [
        pd.DataFrame({"step": steps, "kind": kind, "low": median - steps, "median": median, "high": median + steps})
        for kind, median in kinds.items()
    ]
    return pd.concat(rows, ignore_index=True)


def inside_charts() -> dict[str, tuple[Callable[[Look], alt.LayerChart], Message]]:
    """Every chart of the page with its sentence, by name."""
    period = (PAST[4], PAST[8])
    facts = pd.DataFrame({"track": "MLP", "time": PAST, "value": VALUES})
    matches = pd.DataFrame({"first": PAST[[12]], "last": PAST[[15]], "score": [0.95]})
    paths = pd.DataFrame({"step": range(1, STEPS + 1), "match": 0, "change": np.arange(STEPS) / 2})
    agreement = pd.DataFrame({"row": range(1, STEPS + 1), "correlation": [0.4, 0.1, -0.2, 0.0, 0.6]})
    return {
        "connectivity": (
            lambda look: connectivity.connectivity_chart(links(), ahead(), look, step=3, unit="°C"),
            connectivity.alt_text(links(), 3),
        ),
        "signed connectivity": (
            lambda look: connectivity.connectivity_chart(links(), ahead(), look, step=1, signed=True, common=True),
            connectivity.alt_text(links(), 1),
        ),
        "through time": (
            lambda look: through_time.through_time_chart(signal(), cells(), AHEAD_STEPS, look, step=2, unit="°C"),
            through_time.alt_text(signal(), 2),
        ),
        "states": (
            lambda look: states.states_chart(history(), cells(), look, unit=2, name="LSTM", measure="°C"),
            states.alt_text(cells(), "LSTM"),
        ),
        "attention": (
            lambda look: attention.attention_chart(history(), asking(), weights(), look, row=2, unit="°C"),
            attention.alt_text(weights()),
        ),
        "agreement": (
            lambda look: attention.agreement_chart(agreement, look),
            attention.agreement_alt_text(agreement),
        ),
        "stretch": (
            lambda look: units.stretch_chart(history(), cells(), facts, look, period=period, on=2, unit="°C"),
            units.stretch_alt_text(history(), 2, period),
        ),
        "matches": (
            lambda look: units.matches_chart(history(), matches, period, look, unit="°C"),
            units.matches_alt_text(matches),
        ),
        "next": (
            lambda look: units.next_chart(quantiles(), paths, look, unit="°C"),
            units.next_alt_text(quantiles(), unit="°C"),
        ),
    }
