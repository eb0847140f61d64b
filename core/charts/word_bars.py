"""What each of a few words does, as signed bars beside the words, in the order of the text."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.frames import largest, require
from core.charts.look import Look, decimals_for
from core.charts.marks import Side
from core.messages import M, Message, Number

COLUMNS = ("word", "value")
ROW_PIXELS = 26
LABEL_PIXELS = 160


def word_bars(words: pd.DataFrame, look: Look, *, title: str = "") -> alt.LayerChart:
    """Signed bars, a word a row, in the order of the frame.

    words: word, value; at most about two dozen rows. title: what a value is, with its unit. Raises ValueError where a
    column is missing.
    """
    require(words, COLUMNS, "Bars of words")
    values = words["value"].to_numpy(float)
    decimals = decimals_for(0.0, largest(values))
    data = pd.DataFrame({"row": range(len(words)), "v": values})
    # A word may stand twice in a text, so rows are told apart by number and show the word as their label.
    data["name"] = [f"{row}\u2063{word}" for row, word in enumerate(words["word"])]
    data["word"] = list(words["word"])
    data["amount"] = [look.number(value, decimals) for value in values]
    label = alt.Axis(title=None, grid=False, labelLimit=LABEL_PIXELS, labelExpr="split(datum.label, '\u2063')[1]")
    y = alt.Y("name:N", sort=list(data["name"]), axis=label)
    # Room at the ends, so that the value of the longest bar fits beyond it.
    low, high, room = min(0.0, values.min()), max(0.0, values.max()), 0.14 * max(abs(values).max(), 1e-9)
    x = alt.X("v:Q", scale=alt.Scale(domain=[low - room * (low < 0), high + room], nice=False), axis=None)
    colours = look.colours
    tooltip = [alt.Tooltip("word:N", title=look.word("Word")), alt.Tooltip("amount:N", title=look.word("Value"))]
    bars = alt.Chart(data).mark_bar(height={"band": 0.6}).encode(x=x, y=y, color=look.sign("v"), tooltip=tooltip)
    zero = alt.Chart(pd.DataFrame({"v": [0.0]})).mark_rule(color=colours.muted, aria=False).encode(x=x)
    sides: tuple[tuple[pd.Series, Side, int], ...] = ((data["v"] >= 0, "left", 6), (data["v"] < 0, "right", -6))
    amounts = [
        alt.Chart(data[side])
        .mark_text(align=align, dx=shift, color=colours.ink, aria=False)
        .encode(x=x, y=y, text="amount:N")
        for side, align, shift in sides
        if side.any()
    ]
    return look.theme([bars, zero, *amounts], title=title, height=ROW_PIXELS * len(data) + 20)


def alt_text(words: pd.DataFrame) -> Message:
    """The bars in one sentence."""
    require(words, COLUMNS, "Bars of words")
    top = words.iloc[int(words["value"].abs().argmax())]
    return M(
        "Bar chart of {count} words; the longest bar is “{word}” with {value}.",
        count=len(words),
        word=str(top["word"]),
        value=Number(float(top["value"]), decimals_for(0.0, largest(words["value"]))),
    )
