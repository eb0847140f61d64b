"""What if the past had been another: edited values, a shifted stretch, or a history that ends earlier."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.forecasting.types import Forecast
from core.messages import M, Message
from core.pipeline.what_if import Edit, difference, edited_forecast
from core.ui import address, edits, explain_data, names
from core.ui import explain_parts as parts
from core.ui.explain_choice import View
from core.ui.language import _, say
from core.ui.language import show as written

WAYS: dict[str, Message] = {
    "shift": M("Shift a stretch"),
    "edit": M("Edit values"),
    "cut": M("Cut the history"),
}
EDITED_ROWS = 30
"""Latest rows offered for editing."""


def show(view: View) -> None:
    """One way of changing the past, and the forecast that comes of it, over the one that stands."""
    way = address.segments(view.page, "way", _("What if"), list(WAYS), "shift", lambda name: say(WAYS[name]))
    if way == "cut":
        _cut(view)
        return
    changes = _edited(view) if way == "edit" else _shifted(view)
    evidence = explain_data.observed(view.key, view.origin)
    stands = parts.forecast(view)
    before = edited_forecast(view.subject, evidence, [], stands)
    after = edited_forecast(view.subject, evidence, changes, stands)
    if changes:
        st.markdown(say(difference(before, after, view.unit)))
    else:
        st.markdown(_("Nothing is changed yet: the forecast is the one that stands."))
    past = _changed_history(view, changes)
    parts.fan_with_ghost(view, after, before if changes else None, f"{view.page}.what-if.{view.tag}", past)
    st.caption(
        _(
            "Purple: the forecast as it stands. Everything made from the changed values, such as earlier seasons, "
            "changes with them; the calibration of the bands does not. What lies far outside of what was ever seen is "
            "guesswork of the network."
        )
    )
    parts.twin(f"{view.page}.what-if.{view.tag}", _both(before, after), "what-if.csv")


def _edited(view: View) -> list[Edit]:
    """The latest rows as a table to write in, newest first."""
    series, columns = view.subject.series, _columns(view)
    rows = range(view.origin, max(view.origin - EDITED_ROWS, view.origin - _rows(view)), -1)
    asked = _asked(view, columns, len(rows))
    times = [series.times[row] for row in rows]
    table = pd.DataFrame({"time": [written(time.to_pydatetime()) for time in times]})
    for column in columns:
        table[column] = [float(value) for value in series.frame[column].ffill().bfill().iloc[list(rows)]]
    stands = table.copy()
    for (column, back), value in asked.items():
        table.loc[back, column] = value
    config = {"time": st.column_config.TextColumn(_("Time"), disabled=True)}
    config |= {name: st.column_config.NumberColumn(say(names.column(name)), required=True) for name in columns}
    st.caption(
        say(
            M(
                "Write other values into the table, newest first; the forecast follows at once. The address keeps up "
                "to {most} of them.",
                most=edits.MOST,
            )
        )
    )
    key = f"{view.page}.editor.{view.tag}"
    edited = st.data_editor(table, hide_index=True, column_config=config, height=250, key=key)
    cells = {
        (column, back): float(edited[column].iloc[back])
        for column in columns
        for back in range(len(table))
        if edited[column].iloc[back] != stands[column].iloc[back]
    }
    edits.keep(cells)
    return [
        Edit(columns.index(column), back, value - float(stands[column].iloc[back]))
        for (column, back), value in cells.items()
    ]


def _asked(view: View, columns: list[str], rows: int) -> dict[tuple[str, int], float]:
    """The cells that the address named when this forecast's table was first drawn; it starts from them.

    Later ones are the table's own, which would forget them if it started from others.
    """
    key = f"{view.page}.edits.{view.tag}"
    if key not in st.session_state:
        st.session_state[key] = edits.read(st.query_params.get(edits.NAME, ""), columns, rows)
    found: dict[tuple[str, int], float] = st.session_state[key]
    return found


def _shifted(view: View) -> list[Edit]:
    """A stretch of one column, ending at the origin, moved by a share of its values."""
    columns = _columns(view)
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    with left:
        titles = {name: say(names.column(name)) for name in columns}
        column = address.select(view.page, "column", _("Column"), columns, columns[0], titles.__getitem__, view.key)
    with middle:
        most = _rows(view)
        last = address.slider(view.page, "last", _("Last steps"), min(7, most), (1, most), view.key)
    with right:
        percent = address.slider(view.page, "percent", _("Change in %"), 20, (-50, 50))
    if percent == 0:
        return []
    values = view.subject.series.frame[column].ffill().bfill().iloc[view.origin + 1 - last : view.origin + 1]
    place = columns.index(column)
    return [Edit(place, last - 1 - row, float(value) * percent / 100) for row, value in enumerate(values)]


def _cut(view: View) -> None:
    """What the model would have said on an earlier day."""
    most = max(view.origin - view.subject.first_origin, 0)
    start = min(view.subject.settings.horizon, most)
    label = _("Steps to go back")
    back = address.slider(view.page, "cut", label, start, (0, most), view.tag)
    earlier = View(view.page, view.key, view.origin - back)
    with st.spinner(_("Asking the network…"), show_time=True):
        shown = parts.forecast(earlier)
    st.markdown(say(_hindsight(earlier, shown)))
    parts.fan_with_ghost(earlier, shown, parts.forecast(view) if back else None, f"{view.page}.cut.{view.tag}")
    st.caption(_("Vermilion: what came. Purple: the forecast as it stands. Nothing after the cut was known."))
    parts.twin(f"{view.page}.cut.{view.tag}", shown.frame(), "forecast-then.csv")


def _hindsight(view: View, shown: Forecast) -> Message:
    """How the forecast of that day fared."""
    came = view.subject.came(view.origin)
    if came is None:
        return M("This is the forecast of today; nothing of it has come yet.")
    low, high = shown.levels.index(0.1), shown.levels.index(0.9)
    actual = came["value"].to_numpy()
    bounds = shown.values[: len(actual)]
    held = int(((actual >= bounds[:, low]) & (actual <= bounds[:, high])).sum())
    return M(
        "On {time} it would have said this; of the {count} values that came since, {held} lie inside its 80 % band.",
        time=shown.origin,
        count=len(actual),
        held=held,
    )


def _columns(view: View) -> list[str]:
    """The target and the covariates that the model sees."""
    return [view.subject.series.target, *(name for name, _ahead in view.subject.settings.covariates)]


def _rows(view: View) -> int:
    """Rows that the forecast looks back on."""
    return len(explain_data.observed(view.key, view.origin).axes[0].positions)


def _changed_history(view: View, changes: list[Edit]) -> pd.DataFrame:
    """The history as it is imagined."""
    past = parts.history(view).reset_index(drop=True)
    values = past["value"].to_numpy(float).copy()
    for edit in changes:
        if edit.feature == 0 and edit.back is not None and edit.back < len(values):
            values[len(values) - 1 - edit.back] += edit.change
    return past.assign(value=values)


def _both(before: Forecast, after: Forecast) -> pd.DataFrame:
    """Both forecasts' medians and 80 % bands, a row a step."""
    table = pd.DataFrame({"time": after.times, "step": range(1, len(after.times) + 1)})
    for name, forecast in (("before", before), ("after", after)):
        for level in (0.1, 0.5, 0.9):
            table[f"{name} {level:g}"] = forecast.values[:, forecast.levels.index(level)]
    return table
