"""When a model errs: by month, weekday, hour, and in calm and restless times."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st
from babel.dates import get_day_names, get_month_names

from core.charts import errors_by
from core.messages import M, Message
from core.pipeline import VOLATILITY
from core.ui import address, charts, frame
from core.ui import backtest_results as results
from core.ui.language import _, current, say

KINDS: dict[str, Message] = {
    "month": M("Month"),
    "weekday": M("Weekday"),
    "hour": M("Hour"),
    VOLATILITY: M("Volatility before the origin"),
}
THIRDS = (M("calm"), M("usual"), M("restless"))


def show(page: str, folder: Path, name: str) -> None:
    """One kind of groups at a time, beside the best baseline."""
    found, said = results.comparison(folder), results.model_diagnosis(folder, name)
    kinds = list(said.errors)
    if not kinds:
        st.info(_("The test part holds too little to split it into groups."))
        return
    kind = address.segments(page, "by", _("Errors by"), kinds, kinds[0], lambda kind: say(KINDS[kind]))
    table = said.errors[kind if kind in said.errors else kinds[0]]
    table = table.assign(group=[group_name(kind, int(group)) for group in table["group"]])
    baseline = results.title(found.reference)
    charts.show(
        errors_by.errors_chart(table, frame.look(), baseline=baseline),
        errors_by.errors_alt_text(table, baseline),
        f"{page}.errors",
    )
    if kind == VOLATILITY:
        st.caption(_("Thirds of the origins by the mean change from row to row in the window before them."))
    else:
        st.caption(
            _("By the time that was forecast. Groups of few values say little; pointing at a bar shows how many.")
        )
    panel = st.expander(_("The errors in numbers"), on_change="rerun", key=f"{page}.errors.table")
    if panel.open:
        panel.dataframe(_table(table, baseline), hide_index=True)


def group_name(kind: str, group: int) -> str:
    """What a group is called: January, Monday, 13:00, calm."""
    if kind == "month":
        return str(get_month_names("abbreviated", locale=current())[group])
    if kind == "weekday":
        return str(get_day_names("abbreviated", locale=current())[group])
    if kind == "hour":
        return f"{group}:00"
    return say(THIRDS[group])


def _table(table: pd.DataFrame, baseline: str) -> pd.DataFrame:
    names = {"group": _("When"), "count": _("Values"), "crps": "CRPS", "baseline": f"CRPS, {baseline}", "mase": "MASE"}
    shown = table[[*names, "held80"]].rename(columns=names | {"held80": _("80 % band held")})
    return shown.round(3)
