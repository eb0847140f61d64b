"""Sentences or spans in order of how likely each is the answer, as bars with their words."""

from __future__ import annotations

import altair as alt
import pandas as pd

from core.charts.frames import require
from core.charts.look import Look
from core.messages import M, Message, Percent

COLUMNS = ("text", "probability")
ROW_PIXELS = 30
LABEL_PIXELS, NARROW_LABEL_PIXELS = 520, 200


def ranked_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """table: text, probability (0 to 1), best first, a dozen rows at most."""
    require(table, COLUMNS, "The ranked sentences")
    rows = [f"{place}  {text}" for place, text in enumerate(table["text"], start=1)]
    data = table.assign(row=rows, amount=[look.percent(share) for share in table["probability"]])
    data = data.rename(columns={"text": "said"})
    limit = NARROW_LABEL_PIXELS if look.narrow else LABEL_PIXELS
    y = alt.Y("row:N", sort=rows, axis=alt.Axis(title=None, grid=False, labelLimit=limit))
    x = alt.X("probability:Q", scale=alt.Scale(domain=[0, 1.12]), axis=None)
    tooltip = [
        alt.Tooltip("said:N", title=look.word("Sentence")),
        alt.Tooltip("amount:N", title=look.word("Probability")),
    ]
    bars = alt.Chart(data).mark_bar(height={"band": 0.6}, color=look.colours.forecast)
    words = alt.Chart(data).mark_text(align="left", dx=6, color=look.colours.ink, aria=False)
    layers = [bars.encode(x=x, y=y, tooltip=tooltip), words.encode(x=x, y=y, text="amount:N")]
    return look.theme(layers, height=ROW_PIXELS * len(rows) + 20)


def ranked_alt_text(table: pd.DataFrame) -> Message:
    """The chart in one sentence."""
    require(table, COLUMNS, "The ranked sentences")
    best = table.iloc[0]
    return M(
        "Bars of {count} candidates; the likeliest is “{text}” with {share}.",
        count=len(table),
        text=str(best["text"]),
        share=Percent(float(best["probability"])),
    )


def words_chart(table: pd.DataFrame, look: Look) -> alt.LayerChart:
    """How much each word of the question counts, with its nearest word in the sentence.

    table: word, weight (shares of the question, 0 to 1), match, similarity (−1 to 1); heaviest first.
    """
    require(table, ("word", "weight", "match", "similarity"), "The words")
    rows = [f"{word} → {match}" for word, match in zip(table["word"], table["match"], strict=True)]
    numbered = [f"{row}{' ' * place}" for place, row in enumerate(rows)]  # the same pair may come twice
    data = table.assign(
        row=numbered,
        amount=[look.percent(weight) for weight in table["weight"]],
        near=[look.number(value, 2) for value in table["similarity"]],
    )
    y = alt.Y("row:N", sort=numbered, axis=alt.Axis(title=None, grid=False, labelLimit=NARROW_LABEL_PIXELS + 60))
    x = alt.X("weight:Q", scale=alt.Scale(domain=[0, 1.12 * float(table["weight"].max())]), axis=None)
    tooltip = [
        alt.Tooltip("word:N", title=look.word("Word of the question")),
        alt.Tooltip("match:N", title=look.word("Nearest word of the sentence")),
        alt.Tooltip("amount:N", title=look.word("Weight")),
        alt.Tooltip("near:N", title=look.word("Similarity")),
    ]
    scale = alt.Scale(
        domain=[0, 1], range=[look.colours.hairline, look.colours.forecast], interpolate="rgb", clamp=True
    )
    bars = alt.Chart(data).mark_bar(height={"band": 0.6})
    bars = bars.encode(x=x, y=y, color=alt.Color("similarity:Q", scale=scale, legend=None), tooltip=tooltip)
    words = alt.Chart(data).mark_text(align="left", dx=6, color=look.colours.ink, aria=False)
    return look.theme([bars, words.encode(x=x, y=y, text="amount:N")], height=ROW_PIXELS * len(rows) + 20)


def words_alt_text(table: pd.DataFrame) -> Message:
    """The chart in one sentence."""
    best = table.iloc[0]
    return M(
        "Bars of the {count} words of the question; “{word}” counts most ({weight}) and is nearest to “{match}”.",
        count=len(table),
        word=str(best["word"]),
        weight=Percent(float(best["weight"])),
        match=str(best["match"]),
    )
