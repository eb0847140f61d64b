"""Where a translator looked while it wrote: links between what was read and what was written, and the same as a map."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from core.charts.frames import require
from core.charts.look import Look
from core.messages import M, Message, Percent

COLUMNS = ("target_index", "target", "source_index", "source", "weight")
LEAST = 0.03
"""Weaker links are left out of the lines; the map and the table have all."""
ROW_PIXELS, CELL_PIXELS = 24, 22
FAINT = 0.05
CHARACTERS = 1.6
"""Pieces shorter than this on average are characters, which lie side by side; words lie one below the other."""


def links_chart(table: pd.DataFrame, look: Look, *, selected: int | None = None) -> alt.LayerChart:
    """What was read and what was written, joined by lines as strong as the attention.

    table: target_index, target, source_index, source, weight. Hovering a target leaves its links alone; selected
    does the same from outside. Raises ValueError where a column is missing.
    """
    require(table, COLUMNS, "The attention")
    flat = _characters(table)
    read, wrote = _places(table, "source"), _places(table, "target")
    hover = alt.selection_point(on="pointerover", clear="pointerout", fields=["target_index"], name="target")
    lines = table[table["weight"] >= LEAST].assign(
        p=lambda rows: rows["source_index"].map(read.set_index("source_index")["p"]),
        q=lambda rows: rows["target_index"].map(wrote.set_index("target_index")["p"]),
        a=0.0,
        b=1.0,
        share=lambda rows: [look.percent(value) for value in rows["weight"]],
    )
    drawn = [_lines(lines, look, flat, hover, selected)]
    drawn += [_words(read, look, flat, "source", 0.0, None), _words(wrote, look, flat, "target", 1.0, hover)]
    height = 190 if flat else 30 + ROW_PIXELS * max(len(read), len(wrote))
    return look.theme(drawn, height=height)


def map_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """The attention as a map: a row for each piece written, a column for each piece read."""
    require(table, COLUMNS, "The attention")
    data = table.assign(
        read=_distinct(table, "source"),
        wrote=_distinct(table, "target"),
        share=[look.percent(value, 1) for value in table["weight"]],
    )
    columns, rows = list(dict.fromkeys(data["read"])), list(dict.fromkeys(data["wrote"]))
    angle = 0 if _characters(table) else -45
    legend = alt.Legend(
        title=look.word("Attention"),
        orient="top",
        direction="horizontal",
        gradientLength=140,
        gradientThickness=8,
        tickCount=3,
        titleOrient="left",
    )
    scale = alt.Scale(scheme=look.magnitude, domain=[0, 1])  # type: ignore[arg-type]
    encoded = (
        alt.Chart(data)
        .mark_rect()
        .encode(
            x=alt.X("read:N", sort=columns, axis=alt.Axis(title=look.word("Read"), grid=False, labelAngle=angle)),
            y=alt.Y("wrote:N", sort=rows, axis=alt.Axis(title=None, grid=False, labelLimit=110)),
            color=alt.Color("weight:Q", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("target:N", title=look.word("Written")),
                alt.Tooltip("source:N", title=look.word("Read")),
                alt.Tooltip("share:N", title=look.word("Attention")),
            ],
        )
    )
    return look.theme([encoded], height=CELL_PIXELS * len(rows) + 110)


def alt_text(table: pd.DataFrame) -> Message:
    """The attention in one sentence."""
    require(table, COLUMNS, "The attention")
    top = table.iloc[int(table["weight"].to_numpy().argmax())]
    return M(
        "Attention of {written} pieces written over {read} pieces read; the strongest link is from “{target}” to "
        "“{source}” with {share}.",
        written=int(table["target_index"].nunique()),
        read=int(table["source_index"].nunique()),
        target=str(top["target"]),
        source=str(top["source"]),
        share=Percent(float(top["weight"])),
    )


def _lines(lines: pd.DataFrame, look: Look, flat: bool, hover: alt.Parameter, selected: int | None) -> alt.Chart:
    strength = alt.Opacity("weight:Q", scale=alt.Scale(domain=[0, 1], range=[0.08, 1]), legend=None)
    if selected is None:
        opacity = alt.when(hover).then(strength).otherwise(alt.value(FAINT))
    else:
        opacity = alt.when(alt.datum.target_index == selected).then(strength).otherwise(alt.value(FAINT))
    ends = {"x2": "q:Q", "y2": "b:Q"} if flat else {"x2": "b:Q", "y2": "q:Q"}
    chart: alt.Chart = (
        alt.Chart(lines)
        .mark_rule(color=look.colours.forecast, strokeWidth=2.5)
        .encode(
            **_start(flat),
            **ends,
            opacity=opacity,
            tooltip=[
                alt.Tooltip("target:N", title=look.word("Written")),
                alt.Tooltip("source:N", title=look.word("Read")),
                alt.Tooltip("share:N", title=look.word("Attention")),
            ],
        )
    )
    return chart


def _words(
    places: pd.DataFrame, look: Look, flat: bool, side: str, at: float, hover: alt.Parameter | None
) -> alt.Chart:
    """One side's pieces, at the end of their lines."""
    data = places.assign(a=at)
    shift = -10 if at == 0 else 10
    mark: dict[str, Any] = {"dy": shift} if flat else {"dx": shift, "align": "right" if at == 0 else "left"}
    chart: alt.Chart = alt.Chart(data).mark_text(color=look.colours.ink, baseline="middle", fontSize=13, **mark)
    drawn: alt.Chart = chart.encode(**_start(flat), text=f"{side}:N")
    return drawn.add_params(hover) if hover is not None else drawn  # type: ignore[no-any-return]


def _start(flat: bool) -> dict[str, Any]:
    """Where a piece that was read stands: p along the text, a from what was read (0) to what was written (1)."""
    along = alt.Scale(domain=[0, 1], nice=False, reverse=not flat)
    across = (
        alt.Scale(domain=[-0.15, 1.15], nice=False, reverse=flat) if flat else alt.Scale(domain=[-0.6, 1.6], nice=False)
    )
    if flat:
        return {"x": alt.X("p:Q", scale=along, axis=None), "y": alt.Y("a:Q", scale=across, axis=None)}
    return {"x": alt.X("a:Q", scale=across, axis=None), "y": alt.Y("p:Q", scale=along, axis=None)}


def _places(table: pd.DataFrame, side: str) -> pd.DataFrame:
    """Each piece of a side once, p from 0 to 1 along the text."""
    pieces = table[[f"{side}_index", side]].drop_duplicates(f"{side}_index").sort_values(f"{side}_index")
    return pieces.assign(p=(pieces[f"{side}_index"] + 0.5) / len(pieces))


def _distinct(table: pd.DataFrame, side: str) -> list[str]:
    """Pieces as labels that differ where the same piece comes twice, by signs that take no room."""
    return [piece + "\u200b" * index for piece, index in zip(table[side], table[f"{side}_index"], strict=True)]


def _characters(table: pd.DataFrame) -> bool:
    return float(table["source"].str.len().mean()) < CHARACTERS
