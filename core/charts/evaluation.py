"""How good a forecast was: its skill by step, its error beside every baseline's, and what its bands held."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import PERCENT_LABEL, count_x, value_y
from core.charts.frames import bounds, require
from core.charts.look import Look
from core.charts.marks import text_at
from core.messages import M, Message, Number, Percent

HEIGHT = 260
ROW_PIXELS = 34


def skill_chart(by_step: pd.DataFrame, look: Look) -> alt.LayerChart:
    """Skill of the model at every step ahead; above the zero line it beats the best baseline.

    by_step: step (from 1), skill (1 − ours / best baseline in CRPS), one row a step: our rows of
    `Evaluation.by_step`. Steps of unknown skill are left out.
    """
    table = _steps(by_step)
    low, high = bounds([*table["skill"], 0.0], margin=0.12)
    x, y = count_x(*_ends(table), look.word("Steps ahead"), room=0.4), value_y((low, high), percent=True)
    data = pd.DataFrame({"t": table["step"], "y": table["skill"]})
    data["shown"] = [look.percent(value, 1) for value in table["skill"]]
    base, colour = alt.Chart(data).encode(x=x, y=y), look.colours.forecast
    tooltip = [alt.Tooltip("t:Q", title=look.word("Step")), alt.Tooltip("shown:N", title=look.word("Skill"))]
    layers = [
        alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.colours.muted, aria=False).encode(y=y),
        base.mark_line(color=colour, strokeWidth=2, strokeJoin="round", aria=False),
        base.mark_circle(color=colour, opacity=1, size=40).encode(tooltip=tooltip),
        *_sides(table, look, x, y),
    ]
    return look.theme(layers, title=look.word("Skill against the best baseline"), height=HEIGHT)


def skill_alt_text(by_step: pd.DataFrame) -> Message:
    """The skill by step in one sentence."""
    table = _steps(by_step)
    return M(
        "Line chart: the skill against the best baseline is {first} at step {start} and {last} at step {end}; "
        "it is above zero at {better} of {steps} steps.",
        first=Percent(float(table["skill"].iloc[0])),
        start=int(table["step"].iloc[0]),
        last=Percent(float(table["skill"].iloc[-1])),
        end=int(table["step"].iloc[-1]),
        better=int((table["skill"] > 0).sum()),
        steps=len(table),
    )


def crps_chart(scores: pd.DataFrame, look: Look) -> alt.LayerChart:
    """The error of the model and its baselines as bars, best first; smaller is better.

    scores: model (the name a reader sees), crps (in units of the MASE scale), ours (true for the model itself).
    """
    require(scores, ("model", "crps", "ours"), "The scores by model")
    table = scores.sort_values("crps", kind="stable").reset_index(drop=True)
    data = table.assign(shown=[look.number(value, 3) for value in table["crps"]])[["model", "crps", "ours", "shown"]]
    y = alt.Y("model:N", sort=list(table["model"]), axis=alt.Axis(title=None, grid=False, labelLimit=220))
    x = alt.X("crps:Q", scale=alt.Scale(domain=[0, float(table["crps"].max())], nice=False), axis=None)
    colour = alt.when(alt.datum.ours).then(alt.value(look.colours.forecast)).otherwise(alt.value(look.colours.naive))
    tooltip = [alt.Tooltip("model:N", title=look.word("Model")), alt.Tooltip("shown:N", title="CRPS")]
    base = alt.Chart(data).encode(x=x, y=y)
    bars = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=2).encode(color=colour, tooltip=tooltip)
    values = base.mark_text(align="left", dx=6, color=look.colours.ink, aria=False).encode(text="shown:N")
    title = look.word("Error (CRPS), smaller is better")
    return look.theme([bars, values], title=title, height=ROW_PIXELS * len(table) + 40)


def crps_alt_text(scores: pd.DataFrame) -> Message:
    """The errors by model in one sentence."""
    require(scores, ("model", "crps", "ours"), "The scores by model")
    table = scores.sort_values("crps", kind="stable")
    ours, other = (table[table["ours"].astype(bool) == side].iloc[0] for side in (True, False))
    return M(
        "Bar chart of the error of {count} models: {model} {error}, the best baseline ({best}) {smallest}.",
        count=len(table),
        model=str(ours["model"]),
        error=Number(float(ours["crps"]), 3),
        best=str(other["model"]),
        smallest=Number(float(other["crps"]), 3),
    )


def coverage_chart(coverage: pd.DataFrame, look: Look) -> alt.LayerChart:
    """What each band held, a point, beside what it promised, a tick.

    coverage: band (0 to 1), held (share of the values that fell inside, 0 to 1).
    """
    require(coverage, ("band", "held"), "The coverage by band")
    table = coverage.sort_values("band").reset_index(drop=True)
    data = table.assign(
        name=[look.percent(band) for band in table["band"]], shown=[look.percent(held) for held in table["held"]]
    )
    data["side"] = [1 if held >= band else -1 for band, held in zip(table["band"], table["held"], strict=True)]
    y = alt.Y("name:N", sort=list(data["name"]), axis=alt.Axis(title=None, grid=True))
    low = max(0.0, float(table[["band", "held"]].min().min()) - 0.15)
    axis = alt.Axis(title=None, grid=False, labelExpr=PERCENT_LABEL, tickCount=5)
    scale = alt.Scale(domain=[low, 1.0], nice=False)
    x = alt.X("held:Q", scale=scale, axis=axis)
    base, colours = alt.Chart(data).encode(y=y), look.colours
    promised = base.encode(x=alt.X("band:Q", scale=scale, axis=axis))
    tooltip = [
        alt.Tooltip("name:N", title=look.word("Band")),
        alt.Tooltip("shown:N", title=look.word("Held")),
    ]
    layers = [
        promised.mark_rule(color=colours.forecast, strokeWidth=2, opacity=0.5, aria=False).encode(x2="held:Q"),
        promised.mark_tick(color=colours.ink, thickness=2, size=22, aria=False),
        base.mark_circle(color=colours.forecast, opacity=1, size=110).encode(x=x, tooltip=tooltip),
        *(_held(data[data["side"] == side], side, look, x, y) for side in (-1, 1) if (data["side"] == side).any()),
    ]
    title = look.word("Point: what the band held. Tick: what it promised.")
    return look.theme(layers, title=title, height=ROW_PIXELS * len(table) + 70)


def coverage_alt_text(coverage: pd.DataFrame) -> Message:
    """What the bands held in one sentence."""
    require(coverage, ("band", "held"), "The coverage by band")
    table = coverage.sort_values("band")
    bands = [
        M("{held} in the {band} band", held=Percent(float(held)), band=Percent(float(band)))
        for band, held in zip(table["band"], table["held"], strict=True)
    ]
    return M("Dot plot of the share of values that fell inside each band: {bands}.", bands=bands)


def _held(data: pd.DataFrame, side: int, look: Look, x: alt.X, y: alt.Y) -> alt.Chart:
    """What the band held, in figures, on the side of the point that is free."""
    mark = alt.Chart(data).mark_text(
        align="left" if side > 0 else "right", dx=10 * side, color=look.colours.text(look.colours.forecast), aria=False
    )
    drawn: alt.Chart = mark.encode(x=x, y=y, text="shown:N")
    return drawn


def _steps(by_step: pd.DataFrame) -> pd.DataFrame:
    require(by_step, ("step", "skill"), "The skill by step")
    table = by_step[["step", "skill"]].dropna().sort_values("step")
    require(table, (), "The skill by step, where it is known,")
    if table["step"].duplicated().any():
        raise ValueError("The skill by step has several rows a step; choose those of one model.")
    return table


def _ends(table: pd.DataFrame) -> tuple[float, float]:
    return float(table["step"].min()), float(table["step"].max())


def _sides(table: pd.DataFrame, look: Look, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """What it means to be above or below the zero line, said at its right end."""
    at, colour = _ends(table)[1] + 0.4, look.colours.muted
    return [
        text_at(look.word("better"), at, 0.0, x, y, align="left", baseline="bottom", dx=6, dy=-5, color=colour),
        text_at(look.word("worse"), at, 0.0, x, y, align="left", baseline="top", dx=6, dy=6, color=colour),
    ]
