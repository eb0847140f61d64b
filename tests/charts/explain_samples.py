"""Charts of the page Explain, from frames made by a formula."""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import numpy as np
import pandas as pd

from core.charts import deletion, dependence, gains, horizon_matrix, step_shares, sums
from core.charts.look import Look
from core.messages import Message

Draw = Callable[[Look], alt.LayerChart]


def matrix_cells() -> pd.DataFrame:
    """20 past days by 6 steps; later days weigh more, and more on the first steps."""
    times = pd.date_range("2021-03-01", periods=20)
    rows = [
        (time, step, np.exp(-(19 - place) / 4) / step * (-1) ** place)
        for step in range(1, 7)
        for place, time in enumerate(times)
    ]
    return pd.DataFrame(rows, columns=list(horizon_matrix.COLUMNS))


def kinds() -> pd.DataFrame:
    """Three kinds, one of which cancels itself."""
    return pd.DataFrame({"name": ["a", "b", "c"], "attribution": [2.0, -0.5, 0.0], "magnitude": [2.5, 0.5, 1.0]})


def window_gains() -> pd.DataFrame:
    """Thirty windows, most above chance, one far beyond the axis."""
    gain = 0.3 + 0.4 * np.sin(np.arange(30))
    gain[7] = 9.0
    return pd.DataFrame({"window": pd.date_range("2021-01-01", periods=30, freq="3D"), "deletion_gain": gain})


def curves() -> pd.DataFrame:
    """Three windows whose curves fan out, and their mean."""
    shift = np.linspace(-2, 2, 9)
    frames = [
        pd.DataFrame({"window": name, "shift": shift, "change": slope * shift})
        for name, slope in (("1", 0.2), ("2", 0.6), ("3", 1.0), ("mean", 0.6))
    ]
    return pd.concat(frames, ignore_index=True)


def shares() -> pd.DataFrame:
    """Twelve steps of a signed share."""
    steps = np.arange(-9, 3)
    return pd.DataFrame({"step": steps, "share": 0.3 * np.cos(steps)})


def insertion() -> pd.DataFrame:
    """A curve that beats random order."""
    share = np.linspace(0, 1, 11)
    table = {"share_removed": share, "ours": np.sqrt(share), "random_mean": share}
    return pd.DataFrame({**table, "random_low": 0.7 * share, "random_high": np.minimum(1.2 * share, 1.0)})


def explain_charts() -> dict[str, tuple[Draw, Message]]:
    """Every chart of the page with its sentence, by name."""
    domain = step_shares.common_domain(shares())
    return {
        "insertion": (
            lambda look: deletion.deletion_chart(insertion(), look, unit="°C", inserted=True),
            deletion.alt_text(insertion(), unit="°C", inserted=True),
        ),
        "horizon matrix": (
            lambda look: horizon_matrix.matrix_chart(matrix_cells(), look, unit="°C", chosen=2),
            horizon_matrix.alt_text(matrix_cells(), unit="°C"),
        ),
        "sums": (lambda look: sums.sums_chart(kinds(), look, unit="°C"), sums.alt_text(kinds(), unit="°C")),
        "gains": (
            lambda look: gains.gains_chart(window_gains(), look, interval=(0.1, 0.4)),
            gains.alt_text(window_gains(), interval=(0.1, 0.4)),
        ),
        "dependence": (
            lambda look: dependence.dependence_chart(curves(), look, unit="°C", input_unit="°C"),
            dependence.alt_text(curves(), unit="°C", input_unit="°C"),
        ),
        "step shares": (
            lambda look: step_shares.step_shares_chart(shares(), look, domain=domain, span=(-9, 3), marked=0),
            step_shares.alt_text(shares()),
        ),
    }
