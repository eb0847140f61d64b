"""The arithmetic of one choice: logit, divided by T, softmax, cut, drawn, as columns side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.generate_strip import shown
from core.charts.look import Look
from core.messages import M, Message, Percent

NEEDED = ("token", "logit", "scaled", "probability", "kept", "final", "chosen")
ROW_PIXELS = 26
GAP = 0.16
"""Room between two columns, as a share of a column."""
WORDS = {"logit": "Logit", "scaled": "Divided by T", "probability": "Softmax", "final": "After the cut"}


def columns_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """Four columns of bars, a row a token, the likeliest first; what is cut is grey, what was drawn stands out.

    table: token, logit, scaled (logit / T), probability (softmax of scaled), kept (not cut by top-k or top-p), final
    (probability it was drawn with), chosen (the token that was drawn), a row for each of the likeliest tokens.
    """
    missing = [name for name in NEEDED if name not in table.columns]
    if missing or table.empty:
        raise ValueError(f"The columns of a choice lack {', '.join(missing) or 'rows'}.")
    bars = _bars(table, look)
    colours = look.colours
    names = list(dict.fromkeys(bars["row"]))
    y = alt.Y("row:N", sort=names, axis=alt.Axis(title=None, grid=False, labelLimit=90, labelFontSize=13))
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, len(WORDS)], nice=False), axis=None)
    # Every layer has the same axis, none: one that differs leaves the whole chart blank.
    ends = alt.X("x2:Q", scale=alt.Scale(domain=[0, len(WORDS)], nice=False), axis=None)
    fill = (
        alt.when(alt.datum.chosen)
        .then(alt.value(colours.actual))
        .when(alt.datum.kept)
        .then(alt.value(colours.forecast))
        .otherwise(alt.value(colours.hairline))
    )
    tooltip = [
        alt.Tooltip("row:N", title=look.word("Token")),
        alt.Tooltip("stage:N", title=look.word("Stage")),
        alt.Tooltip("words:N", title=look.word("Value")),
    ]
    base = alt.Chart(bars)
    rects = base.mark_bar(height={"band": 0.62}).encode(x=x, x2="x2:Q", y=y, color=fill, tooltip=tooltip)
    numbers = base.mark_text(align="left", dx=4, color=colours.ink, aria=False).encode(x=ends, y=y, text="words:N")
    heads = pd.DataFrame({"x": range(len(WORDS)), "word": [look.word(word) for word in WORDS.values()]})
    titles = (
        alt.Chart(heads)
        .mark_text(align="left", baseline="bottom", color=colours.muted, aria=False, y=-8)
        .encode(x=x, text="word:N")
    )
    return look.theme([rects, numbers, titles], height=ROW_PIXELS * len(names) + 40)


def columns_alt_text(table: pd.DataFrame) -> Message:
    """The choice in one sentence."""
    drawn = table[table["chosen"]].iloc[0]
    return M(
        "Columns from logit to choice for the likeliest tokens: “{token}” was drawn with a probability of {final}; "
        "the model's own was {own}; {kept} of the {count} shown were left after the cut.",
        token=shown(str(drawn["token"])),
        final=Percent(float(drawn["final"]), 1),
        own=Percent(float(drawn["own"]), 1),
        kept=int(table["kept"].sum()),
        count=len(table),
    )


def _bars(table: pd.DataFrame, look: Look) -> pd.DataFrame:
    """A row a bar: each column scaled to its own room; logits measured from the lowest one shown."""
    rows = []
    room = 1 - GAP - (0.34 if look.narrow else 0.2)
    names = [f"{shown(str(token))}" for token in table["token"]]
    for column, (field, word) in enumerate(WORDS.items()):
        values = table[field].to_numpy(float)
        signed = field in ("logit", "scaled")
        low = min(values.min(), 0.0) if signed else 0.0
        span = max(values.max() - low, 1e-9) if signed else 1.0
        for name, value, kept, chosen in zip(names, values, table["kept"], table["chosen"], strict=True):
            words = look.number(value, 1) if signed else look.percent(value, 1)
            length = room * (value - low) / span
            rows.append((name, look.word(word), column, column + length, words, bool(kept), bool(chosen)))
    return pd.DataFrame(rows, columns=["row", "stage", "x", "x2", "words", "kept", "chosen"])
