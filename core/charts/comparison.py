"""Several models on the same origins: their skill, how it fades with the steps, which differences are no chance."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.axes import PERCENT_LABEL, count_x, value_y
from core.charts.frames import bounds, require
from core.charts.labels import Label, label_layers, place
from core.charts.look import Look
from core.charts.marks import line
from core.messages import M, Message, Percent

ROW_PIXELS = 34
LABEL_PIXELS, NARROW_LABEL_PIXELS = 220, 130
WORST_SHOWN = -1.0
"""Skills below -100 % are drawn at the edge: how bad a bad model is must not hide what sets the good ones apart."""

STRONG = 0.3
"""A gain of this share has the full colour in the table of pairs."""

SKILLS = ("model", "skill", "low", "high")
STEPS = ("model", "step", "skill", "low", "high")
PAIRS = ("first", "second", "gain", "p_adjusted")


def model_colours(names: list[str], look: Look) -> dict[str, str]:
    """A colour for each network of a comparison, in their order; grey stays with the baselines."""
    colours = [colour for colour in look.colours.models if colour != look.colours.naive]
    return dict(zip(names, colours, strict=False))


def skills_chart(scores: pd.DataFrame, look: Look) -> alt.LayerChart:
    """Skill of every model with its 95 % interval, best first; right of zero it beats the best baseline.

    scores: model (the name a reader sees), skill, low, high, and network (true for networks).
    """
    require(scores, (*SKILLS, "network"), "The skills by model")
    table = scores.sort_values("skill", ascending=False, kind="stable").reset_index(drop=True)
    shown = table[["skill", "low", "high"]].clip(lower=WORST_SHOWN)
    data = shown.assign(model=table["model"], network=table["network"].astype(bool))
    data["interval"] = _intervals(table, look)
    low, high = bounds(shown, [0.0], margin=0.08)
    limit = NARROW_LABEL_PIXELS if look.narrow else LABEL_PIXELS
    y = alt.Y("model:N", sort=list(table["model"]), axis=alt.Axis(title=None, grid=True, labelLimit=limit))
    axis = alt.Axis(title=None, grid=False, labelExpr=PERCENT_LABEL, tickCount=5)
    scale = alt.Scale(domain=[low, high], nice=False)
    x = alt.X("skill:Q", scale=scale, axis=axis)
    ours, plain = alt.value(look.colours.forecast), alt.value(look.colours.naive)
    colour = alt.when(alt.datum.network).then(ours).otherwise(plain)
    tooltip = [
        alt.Tooltip("model:N", title=look.word("Model")),
        alt.Tooltip("interval:N", title=look.word("Skill")),
    ]
    base = alt.Chart(data).encode(y=y, color=colour)
    zero = alt.Chart(pd.DataFrame({"skill": [0.0]})).mark_rule(color=look.colours.muted, aria=False).encode(x=x)
    whiskers = base.mark_rule(strokeWidth=2, opacity=0.6, aria=False)
    layers = [
        zero,
        whiskers.encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"),
        base.mark_circle(size=90, opacity=1).encode(x=x, tooltip=tooltip),
    ]
    title = look.word("Skill against the best baseline, with its 95 % interval")
    return look.theme(layers, title=title, height=ROW_PIXELS * len(table) + 70)


def skills_alt_text(scores: pd.DataFrame) -> Message:
    """The skills by model in one sentence."""
    require(scores, (*SKILLS, "network"), "The skills by model")
    best = scores.iloc[int(scores["skill"].to_numpy().argmax())]
    return M(
        "Dot plot of the skill of {count} models; the largest is that of {model}, {skill} ({low} to {high}).",
        count=len(scores),
        model=str(best["model"]),
        skill=Percent(float(best["skill"])),
        low=Percent(float(best["low"])),
        high=Percent(float(best["high"])),
    )


def steps_chart(by_step: pd.DataFrame, look: Look, *, chosen: str, height: int = 300) -> alt.LayerChart:
    """Skill of every network at every step ahead; the interval of `chosen` is drawn as a band.

    by_step: model (the name a reader sees), step (from 1), skill, low, high.
    """
    table = _steps(by_step, chosen)
    names = list(dict.fromkeys(table["model"]))
    colours = model_colours(names, look)
    mine = table[table["model"] == chosen]
    low, high = bounds(table["skill"], mine[["low", "high"]].clip(lower=WORST_SHOWN), [0.0])
    last = float(table["step"].max())
    x = count_x(float(table["step"].min()), last, look.word("Steps ahead"), room=0.4)
    y = value_y((max(low, WORST_SHOWN), high), percent=True)
    band = alt.Chart(pd.DataFrame({"t": mine["step"], "y": mine["low"].clip(lower=WORST_SHOWN), "y2": mine["high"]}))
    layers = [
        alt.Chart(pd.DataFrame({"y": [0.0]})).mark_rule(color=look.colours.muted, aria=False).encode(y=y),
        band.mark_area(color=colours[chosen], opacity=0.16, aria=False).encode(x=x, y=y, y2="y2:Q"),
    ]
    labels = []
    for name in names:
        part = table[table["model"] == name].rename(columns={"step": "t", "skill": "y"})
        part = part.assign(y=part["y"].clip(lower=WORST_SHOWN))
        layers += [line(part, x, y, color=colours[name], strokeWidth=2.5 if name == chosen else 1.5)]
        layers += [_points(part, name, colours[name], look, x, y)]
        labels.append(Label(name, float(part["y"].iloc[-1]), look.colours.text(colours[name])))
    layers += label_layers(place(labels, (low, high), 0.7 * height), last + 0.4, x, y)
    title = look.word("Skill against the best baseline")
    return look.theme(layers, title=title, height=height)


def steps_alt_text(by_step: pd.DataFrame, chosen: str) -> Message:
    """The skill by step in one sentence."""
    table = _steps(by_step, chosen)
    mine = table[table["model"] == chosen]
    return M(
        "Line chart of the skill of {count} networks by step ahead; that of {model} goes from {first} to {last} and "
        "its interval lies above zero at {sure} of {steps} steps.",
        count=table["model"].nunique(),
        model=chosen,
        first=Percent(float(mine["skill"].iloc[0])),
        last=Percent(float(mine["skill"].iloc[-1])),
        sure=int((mine["low"] > 0).sum()),
        steps=len(mine),
    )


def pairs_chart(pairs: pd.DataFrame, look: Look, order: list[str], chance: float) -> alt.LayerChart:
    """Every pair of models: how much less the row's model errs than the column's, coloured where it is no chance.

    pairs: first, second (names a reader sees), gain (1 - CRPS of first / second), p_adjusted. order: of the names.
    chance: a difference with a p value below it is no chance.
    """
    data = _both_ways(pairs, look, chance)
    limit = NARROW_LABEL_PIXELS if look.narrow else LABEL_PIXELS
    y = alt.Y("row:N", sort=order, axis=alt.Axis(title=None, grid=False, labelLimit=limit))
    top = alt.Axis(title=None, grid=False, labelLimit=limit, orient="top", labelAngle=-45)
    x = alt.X("column:N", sort=order, axis=top)
    scale = alt.Scale(domain=[-STRONG, 0, STRONG], range=look.colours.diverging[::-1], interpolate="rgb", clamp=True)
    tooltip = [
        alt.Tooltip("row:N", title=look.word("Model")),
        alt.Tooltip("column:N", title=look.word("Compared with")),
        alt.Tooltip("shown:N", title=look.word("Smaller error by")),
        alt.Tooltip("p:N", title=look.word("p value")),
    ]
    base = alt.Chart(data).encode(x=x, y=y)
    cells = base.mark_rect(stroke=look.colours.paper, strokeWidth=2).encode(
        color=alt.Color("drawn:Q", scale=scale, legend=None), tooltip=tooltip
    )
    ink = alt.when(alt.datum.strong).then(alt.value(look.colours.paper)).otherwise(alt.value(look.colours.ink))
    words = base.mark_text(aria=False, fontSize=10 if look.narrow else 12).encode(text="shown:N", color=ink)
    return look.theme([cells, words], height=ROW_PIXELS * len(order) + 110)


def pairs_alt_text(pairs: pd.DataFrame, chance: float) -> Message:
    """The table of pairs in one sentence; chance: p values below it are no chance."""
    require(pairs, PAIRS, "The pairs of models")
    return M(
        "Table of {pairs} pairs of models; in {different} of them one errs less by more than chance.",
        pairs=len(pairs),
        different=int((pairs["p_adjusted"] < chance).sum()),
    )


def _both_ways(pairs: pd.DataFrame, look: Look, chance: float) -> pd.DataFrame:
    """A row for each ordered pair; `drawn` is 0, the paper's shade, where the difference can be chance."""
    require(pairs, PAIRS, "The pairs of models")
    rows = []
    for first, second, gain, p_value in zip(*(pairs[column] for column in PAIRS), strict=True):
        back = 1.0 - 1.0 / (1.0 - gain) if gain < 1.0 else float("-inf")
        for row, column, share in ((first, second, gain), (second, first, back)):
            shown = max(float(share), WORST_SHOWN)
            drawn = shown if p_value < chance else 0.0
            strong = abs(drawn) > 0.75 * STRONG
            rows.append((row, column, drawn, _signed(shown, look), look.number(p_value, 3), strong))
    return pd.DataFrame(rows, columns=["row", "column", "drawn", "shown", "p", "strong"])


def _signed(share: float, look: Look) -> str:
    rounded = round(share, 2)
    return ("+" if rounded > 0 else "") + look.percent(abs(rounded) if rounded == 0 else rounded)


def _intervals(table: pd.DataFrame, look: Look) -> list[str]:
    """Each skill with its interval in brackets."""
    numbers = ([look.percent(value, 1) for value in table[column]] for column in ("skill", "low", "high"))
    return [f"{skill} ({low} … {high})" for skill, low, high in zip(*numbers, strict=True)]


def _steps(by_step: pd.DataFrame, chosen: str) -> pd.DataFrame:
    require(by_step, STEPS, "The skill by step")
    table = by_step[list(STEPS)].dropna().sort_values(["step"], kind="stable")
    require(table[table["model"] == chosen], (), f"The skill by step of {chosen}")
    return table


def _points(part: pd.DataFrame, name: str, colour: str, look: Look, x: alt.X, y: alt.Y) -> alt.Chart:
    """Points that say model, step and interval when pointed at."""
    data = part[["t", "y"]].assign(model=name, shown=_intervals(part.rename(columns={"y": "skill"}), look))
    tooltip = [
        alt.Tooltip("model:N", title=look.word("Model")),
        alt.Tooltip("t:Q", title=look.word("Step")),
        alt.Tooltip("shown:N", title=look.word("Skill")),
    ]
    mark = alt.Chart(data).mark_circle(color=colour, opacity=1, size=28)
    drawn: alt.Chart = mark.encode(x=x, y=y, tooltip=tooltip)
    return drawn
