"""The windows in which a model failed worst; a click on one shows what it forecast and what came."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from core.charts import fan
from core.messages import M, Number, Percent
from core.pipeline import window_forecast
from core.ui import backtest_results as results
from core.ui import charts, frame
from core.ui.language import _, say
from core.ui.language import show as written


def show(page: str, folder: Path, name: str) -> None:
    """The table of the worst windows, and the chosen one as a fan chart; the worst until another is chosen."""
    found, worst = results.comparison(folder), results.model_diagnosis(folder, name).worst
    st.caption(_("Choose a row to see its forecast. The windows do not overlap."))
    event = st.dataframe(
        _table(worst, results.title(found.reference)),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"{page}.worst.{folder.name}.{name}",
    )
    row = worst.iloc[event.selection.rows[0] if event.selection.rows else 0]
    forecast, history, came = window_forecast(found, name, int(row["place"]))
    table, unit = forecast.frame(), found.series.unit
    title = M(
        "{model} from {origin}: {times} times its usual error; the 80 % band held {held} of the window.",
        model=results.title(name),
        origin=forecast.origin,
        times=Number(float(row["times_usual"]), 1),
        held=Percent(float(row["held80"])),
    )
    st.markdown(say(title))
    charts.show(
        fan.fan_chart(history, table, frame.look(), unit=unit, actual=came),
        fan.alt_text(history, table, unit=unit),
        f"{page}.window",
    )


def _table(worst: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """One row a window, worst first."""
    return pd.DataFrame(
        {
            _("From"): [written(time.to_pydatetime()) for time in worst["start"]],
            _("To"): [written(time.to_pydatetime()) for time in worst["end"]],
            "CRPS": [written(Number(value, 3)) for value in worst["crps"]],
            f"CRPS, {baseline}": [written(Number(value, 3)) for value in worst["reference"]],
            _("Times its usual error"): [written(Number(value, 1)) for value in worst["times_usual"]],
            _("80 % band held"): [written(Percent(value)) for value in worst["held80"]],
        }
    )
