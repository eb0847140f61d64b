"""Whether an attribution points at what matters: the answer's change as inputs are removed in its order, or at random.

Petsiuk, Das and Saenko, "RISE" (2018), for the deletion curve.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import PERCENT_LABEL, value_y
from core.charts.frames import bounds, require
from core.charts.labels import Label, label_layers, place
from core.charts.look import Look, decimals_for
from core.charts.marks import after, line
from core.messages import M, Message, Number, Percent

COLUMNS = ("share_removed", "ours", "random_mean", "random_low", "random_high")
HEIGHT = 260


def deletion_chart(
    curve: pd.DataFrame, look: Look, *, unit: str = "", inserted: bool = False, title: str = ""
) -> alt.LayerChart:
    """The deletion curve over the range of random orders; the insertion curve where `inserted`.

    curve: `DeletionCurve.table()`: share_removed (0 to 1); ours, random_mean, random_low, random_high, the |change| of
    the answer in `unit`. title: what changes, where it is no forecast. Raises ValueError where a column is missing.
    """
    require(curve, COLUMNS, "A deletion curve")
    low, high = bounds(curve[list(COLUMNS[1:])])
    domain, colours = (min(0.0, low), high), look.colours
    shares = look.word("Share of the inputs put back") if inserted else look.word("Share of the inputs removed")
    axis = alt.Axis(title=shares, titleAnchor="end", grid=False, labelExpr=PERCENT_LABEL, tickCount=5)
    x = alt.X("t:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)
    y = value_y(domain)
    base = curve.rename(columns={"share_removed": "t"})
    spread = base[["t", "random_low", "random_high"]].rename(columns={"random_low": "y", "random_high": "y2"})
    layers = [
        alt.Chart(spread).mark_area(color=colours.naive, opacity=0.2, aria=False).encode(x=x, y=y, y2="y2:Q"),
        line(base, x, y, field="random_mean", color=colours.naive, strokeDash=[5, 4], strokeWidth=1.5),
        line(base, x, y, field="ours", color=colours.forecast, strokeWidth=2.25),
        _points(base, look, unit, x, y, inserted),
    ]
    ends = [
        Label(look.word("by attribution"), float(curve["ours"].iloc[-1]), colours.text(colours.forecast)),
        Label(look.word("random order"), float(curve["random_mean"].iloc[-1]), colours.text(colours.naive)),
    ]
    layers += label_layers(place(ends, domain, 0.75 * HEIGHT), 1.0, x, y)
    changes = title or look.word("Change of the forecast")
    return look.theme(layers, title=changes + (f", {unit}" if unit else ""), height=HEIGHT)


def alt_text(curve: pd.DataFrame, *, unit: str = "", inserted: bool = False) -> Message:
    """The deletion or insertion curve in one sentence."""
    require(curve, COLUMNS, "A deletion curve")
    middle = curve.iloc[(curve["share_removed"] - 0.25).abs().argmin()]
    decimals = decimals_for(0.0, float(curve[list(COLUMNS[1:])].max().max()))
    values = {
        "share": Percent(float(middle["share_removed"])),
        "ours": Number(float(middle["ours"]), decimals),
        "random": Number(float(middle["random_mean"]), decimals),
        "unit": after(unit),
    }
    if inserted:
        return M(
            "Line chart: with {share} of the inputs put back in the order of attribution the forecast changes by "
            "{ours}{unit}, in random order by {random}{unit} on average.",
            **values,
        )
    return M(
        "Line chart: with {share} of the inputs removed in the order of attribution the forecast changes by "
        "{ours}{unit}, in random order by {random}{unit} on average.",
        **values,
    )


def _points(base: pd.DataFrame, look: Look, unit: str, x: alt.X, y: alt.Y, inserted: bool) -> alt.Chart:
    """The points of our curve, with both values as text."""
    decimals, end = decimals_for(0.0, float(base["ours"].abs().max())), after(unit)
    fields = {"ours": look.word("By attribution"), "random_mean": look.word("Random order, mean")}
    shown = {f"text_{name}": [look.number(value, decimals) + end for value in base[name]] for name in fields}
    share = [look.percent(value) for value in base["t"]]
    data = pd.DataFrame({"t": base["t"], "y": base["ours"], "share": share, **shown})
    tooltip = [alt.Tooltip("share:N", title=look.word("Put back") if inserted else look.word("Removed"))]
    tooltip += [alt.Tooltip(f"text_{name}:N", title=word) for name, word in fields.items()]
    points = alt.Chart(data).mark_circle(color=look.colours.forecast, opacity=1, size=28)
    drawn: alt.Chart = points.encode(x=x, y=y, tooltip=tooltip)
    return drawn
