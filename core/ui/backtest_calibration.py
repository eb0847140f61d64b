"""Whether the bands of a model hold what they promise, and how wide they had to be for that."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from core.charts import calibration
from core.messages import M, Number
from core.pipeline import ModelDiagnosis
from core.ui import backtest_results as results
from core.ui import charts, frame
from core.ui.language import _, say


def show(page: str, folder: Path, name: str) -> None:
    """Reliability, where outcomes fell, band widths beside the baselines', and the check for a lag."""
    found, said = results.comparison(folder), results.model_diagnosis(folder, name)
    look, left = frame.look(), st.columns(2)
    with left[0]:
        charts.show(
            calibration.reliability_chart(said.reliability, look),
            calibration.reliability_alt_text(said.reliability),
            f"{page}.reliability",
        )
        st.caption(_("On the dashed line a quantile holds what it promises; inside the grey band it may, by chance."))
    with left[1]:
        charts.show(calibration.pit_chart(said.pit, look), calibration.pit_alt_text(said.pit), f"{page}.pit")
        st.caption(_("A hump in the middle: bands too wide. High ends: too narrow. A slope: forecasts to one side."))
    compared = [name, *(plain for plain in ("naive", "seasonal_naive") if plain in found.predictions and plain != name)]
    widths = results.diagnosis(folder).widths
    widths = results.titled(widths[widths["model"].isin(compared)], "model")
    unit, chosen = found.series.unit, results.title(name)
    charts.show(
        calibration.sharpness_chart(widths, look, chosen=chosen, unit=unit),
        calibration.sharpness_alt_text(widths, chosen, unit=unit),
        f"{page}.sharpness",
    )
    st.caption(_("Of two models whose bands hold what they promise, the one with the narrower bands knows more."))
    _lag(said)


def _lag(said: ModelDiagnosis) -> None:
    """What the check for a lag found."""
    if said.lag is None:
        return
    line = M(
        "Lag check: the one-step median correlates most ({most}) with the series at lag {lag} (0: the value it "
        "forecasts, 1: the last one known); foreseen and actual changes correlate by {changes} (chance: up to {bar}).",
        most=Number(said.lag.correlations[said.lag.best], 2),
        lag=said.lag.best,
        changes=Number(said.lag.changes, 2),
        bar=Number(said.lag.bar, 2),
    )
    st.caption(say(line))
