"""Forecasting: what a changed day moves in a network that has read it, and errors with and without the future."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import tracks
from core.charts.labs.bars import Bar, bars_alt_text, bars_chart
from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.bidirectional.lab import CHANGE, LAB, OFF, SEEN
from core.labs.bidirectional.names import DAYS
from core.labs.knobs import Values
from core.messages import M, Message, Number
from core.ui import frame
from core.ui.labs import drawings, linked, links, maths, numbers, state
from core.ui.labs.bidirectional.gaps import PLACES
from core.ui.language import _, say

TITLES: dict[str, Message] = {
    "leaky": M("Both ways over the whole window"),
    "ahead": M("Forwards only"),
    "window": M("Both ways over the past only"),
}


def draw_change(values: Values) -> None:
    """The window with one day changed, and how far each network's forecasts move."""
    day, by = values.whole("day"), int(values.text("by"))
    found = CHANGE(window=values.whole("window"), day=day, by=by)
    moved = {kind: [after - before for before, after in zip(*found[kind], strict=True)] for kind in TITLES}
    st.markdown(say(sentence(moved, day, by)))
    _stack(found, moved, day)
    st.caption(
        say(
            M(
                "Both ways over the past only, there is one forecast, on day {day}: it moves by {moved} °C.",
                day=DAYS,
                moved=Number(moved["window"][0], 2),
            )
        )
    )
    _equations(found, day)
    numbers.show(LAB, table(found), f"change-{day}")


def _stack(found: dict[str, Any], moved: dict[str, list[float]], day: int) -> None:
    """What is read, and below it how far the forecasts made on each day move."""
    shown = linked.Stack()
    read = [
        tracks.Track(_("as it was"), found["days"][:DAYS], "target"),
        tracks.Track(_("changed"), found["changed"][:DAYS]),
    ]
    low, high = min(found["days"] + found["changed"]), max(found["days"] + found["changed"])
    shown.tracks(_("What is read, °C"), read, domain=(low - 2, high + 2), x_title=_("Day"))
    drawn = [
        Curve(say(TITLES[kind]), range(1, DAYS + 1), moved[kind], number=PLACES[place])
        for place, kind in enumerate(("leaky", "ahead"))
    ]
    end = max(1.0, *(abs(value) for row in moved.values() for value in row)) * 1.1
    shown.curves(_("How far the forecast of the next day moves, °C"), drawn, domain=(-end, end), height=140)
    shown.show(LAB, "window", "day", day)


def sentence(moved: dict[str, list[float]], day: int, by: int) -> Message:
    """Which forecasts made before the changed day have moved."""
    if by == 0:
        return M("Nothing is changed. Choose by how much a day is to change.")
    leaky = sum(abs(value) > SEEN for value in moved["leaky"][: day - 1])
    honest = sum(abs(value) > SEEN for value in moved["ahead"][: day - 1])
    told = M(
        "Day {day} is changed. Of the {count} forecasts made before it, {leaky} move where both ways are read, and "
        "{honest} where forwards only.",
        day=day,
        count=day - 1,
        leaky=leaky,
        honest=honest,
    )
    if day == 1:
        return told
    return M(
        "{told} The one of the day before moves by {by} °C: it had read its own answer.",
        told=told,
        by=Number(moved["leaky"][day - 2], 1),
    )


def _equations(found: dict[str, Any], day: int) -> None:
    """What each network may read, and the forecast made on the day before the changed one, before and after."""
    at = max(day - 1, 1)
    before, after = (found["leaky"][place][at - 1] for place in (0, 1))
    one, other = (found["ahead"][place][at - 1] for place in (0, 1))
    maths.lines(
        rf"\text{{{say(TITLES['leaky'])}:}}\quad \hat x_{{t+1}} &= "
        r"x_t + V [\overrightarrow{\mathbf{h}}(x_1 \dots x_t),\, "
        r"\overleftarrow{\mathbf{h}}(x_T \dots x_{t+1}, x_t)] + c",
        rf"\hat x_{{{at + 1}}} &: \; {maths.number(before, 1)} \to {maths.number(after, 1)}",
        rf"\text{{{say(TITLES['ahead'])}:}}\quad \hat x_{{t+1}} &= "
        r"x_t + V\, \overrightarrow{\mathbf{h}}(x_1 \dots x_t) + c",
        rf"\hat x_{{{at + 1}}} &: \; {maths.number(one, 1)} \to {maths.number(other, 1)}",
    )


def table(found: dict[str, Any]) -> pd.DataFrame:
    """One row a day."""
    columns: dict[str, Any] = {"day": range(1, DAYS + 1), "read": found["days"][:DAYS]}
    columns |= {"read, changed": found["changed"][:DAYS]}
    for kind in ("leaky", "ahead"):
        columns |= {kind: found[kind][0], f"{kind}, changed": found[kind][1]}
    return pd.DataFrame(columns)


def draw_errors(values: Values) -> None:
    """Mean errors by day, and at the last day beside the last value."""
    found, look = OFF(), frame.look()
    tried = found["tried"]
    told = M(
        "Where it has read the answer the network is off by {inside} °C; where it has not, by {end} °C, against "
        "{naive} °C of the last value. Read both ways over the past only: {window} °C.",
        inside=Number(tried["inside"], 2),
        end=Number(tried["end"]["leaky"], 2),
        naive=Number(tried["naive"], 2),
        window=Number(tried["end"]["window"], 2),
    )
    st.markdown(say(told))
    drawn = [
        Curve(say(TITLES[kind]), range(1, DAYS + 1), tried["place"][kind], number=PLACES[place])
        for place, kind in enumerate(("leaky", "ahead"))
    ]
    chart = curves_chart(
        drawn, look, title=_("Mean error by day of the window, °C"), x_title=_("Day"), domain=(-0.1, 4.0), height=220
    )
    drawings.show(chart, curves_alt_text(drawn), state.key(LAB, "errors.day"))
    bars = [
        Bar(say(title), tried["end"][kind], look.number(tried["end"][kind], 2), PLACES[place])
        for place, (kind, title) in enumerate(TITLES.items())
    ]
    bars.append(Bar(_("Last value"), tried["naive"], look.number(tried["naive"], 2), None))
    chart = bars_chart(bars, look, title=_("Mean error at the last day, °C"))
    drawings.show(chart, bars_alt_text(bars), state.key(LAB, "errors.end"))
    note = M(
        "{windows} windows of 2015, which was not trained on. On windows trained on: {inside} °C inside, {end} °C at "
        "the last day.",
        windows=int(tried["windows"]),
        inside=Number(found["trained"]["inside"], 2),
        end=Number(found["trained"]["end"]["leaky"], 2),
    )
    st.caption(say(note))
    maths.lines(
        r"\hat x_{T+1} &= x_T + V [\overrightarrow{\mathbf{h}}_T,\, \overleftarrow{\mathbf{h}}_1] + c",
        rf"\frac{{\text{{{say(M('error at the last day'))}}}}}{{\text{{{say(M('error inside'))}}}}} &= "
        rf"\frac{{{maths.number(tried['end']['leaky'], 3)}}}{{{maths.number(tried['inside'], 3)}}} = "
        rf"{maths.number(tried['end']['leaky'] / tried['inside'], 0)}",
    )
    links.show(("backtest", "weather"))
    numbers.show(LAB, errors_table(tried), "errors")


def errors_table(tried: dict[str, Any]) -> pd.DataFrame:
    """Mean error in °C, a row a network and day; what answers once, or is a yardstick, has the last day alone."""
    rows = [
        {"network": kind, "day": day, "error": error}
        for kind, errors in tried["place"].items()
        for day, error in enumerate(errors, 1)
    ]
    last = {"window": tried["end"]["window"], "last value": tried["naive"]}
    return pd.DataFrame([*rows, *({"network": kind, "day": DAYS, "error": error} for kind, error in last.items())])
