"""Where a model errs: bars by month, weekday, hour or volatility, with a baseline's error as a mark on each."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.frames import require
from core.charts.look import Look
from core.messages import M, Message, Number

HEIGHT = 240
COLUMNS = ("group", "crps", "count", "held80", "baseline")


def errors_chart(table: pd.DataFrame, look: Look, *, baseline: str) -> alt.LayerChart:
    """The model's error (CRPS) in each group as a bar, that of the baseline as a tick; smaller is better.

    table: group (the name a reader sees, in their order), crps, baseline (its CRPS there), count, held80.
    baseline: what it is called.
    """
    require(table, COLUMNS, "The errors by group")
    order = [str(group) for group in table["group"]]
    data = table[list(COLUMNS)].assign(
        group=order,
        shown=[look.number(value, 3) for value in table["crps"]],
        plain=[look.number(value, 3) for value in table["baseline"]],
        held=[look.percent(share) for share in table["held80"]],
        values=[look.number(count, 0) for count in table["count"]],
    )
    top = 1.08 * float(table[["crps", "baseline"]].max().max())
    angle = -45 if look.narrow and len(order) > 7 else 0
    x = alt.X("group:N", sort=order, axis=alt.Axis(title=None, grid=False, labelAngle=angle, labelOverlap="parity"))
    scale = alt.Scale(domain=[0, top], nice=False)
    y, colours = alt.Y("crps:Q", scale=scale, axis=alt.Axis(title=None, tickCount=5)), look.colours
    tooltip = [
        alt.Tooltip("group:N", title=look.word("When")),
        alt.Tooltip("shown:N", title=look.word("Error (CRPS)")),
        alt.Tooltip("plain:N", title=baseline),
        alt.Tooltip("held:N", title=look.word("80 % band held")),
        alt.Tooltip("values:N", title=look.word("Values")),
    ]
    base = alt.Chart(data).encode(x=x)
    bars = base.mark_bar(color=colours.forecast, width={"band": 0.6}, cornerRadiusEnd=2).encode(y=y, tooltip=tooltip)
    mark = base.mark_tick(color=colours.ink, thickness=2, width={"band": 0.8}, aria=False)
    marks = mark.encode(y=alt.Y("baseline:Q", scale=scale, axis=alt.Axis(title=None, tickCount=5)))
    return look.theme([bars, marks], title=look.word("Error (CRPS); the mark is the best baseline's"), height=HEIGHT)


def errors_alt_text(table: pd.DataFrame, baseline: str) -> Message:
    """The errors by group in one sentence."""
    require(table, COLUMNS, "The errors by group")
    errors = table["crps"].to_numpy(float)
    best, worst = table.iloc[int(errors.argmin())], table.iloc[int(errors.argmax())]
    return M(
        "Bar chart of the error in {groups} groups, smallest in {best} ({least}) and largest in {worst} ({most}); it "
        "is below that of {baseline} in {wins} of them.",
        groups=len(table),
        best=str(best["group"]),
        least=Number(float(best["crps"]), 3),
        worst=str(worst["group"]),
        most=Number(float(worst["crps"]), 3),
        baseline=baseline,
        wins=int((table["crps"] < table["baseline"]).sum()),
    )
