"""Words coloured by a value each: a text that stays a text, to be read, marked and read aloud.

The result is HTML, since no chart flows words into lines. Colours are mixed on the paper of the look, so that the
strongest word still carries readable letters.
"""

from __future__ import annotations

from html import escape

import pandas as pd

from core.charts.colours import contrast, mix
from core.charts.frames import largest, require
from core.charts.look import Look, decimals_for
from core.messages import M, Message, Number

COLUMNS = ("start", "end", "value")
"""Columns of the frame that goes with a text: a word's place in characters, and its value."""

STRONGEST = {"light": 0.62, "dark": 0.45}
"""Share of the full colour that the largest value gets; more would leave letters unreadable."""

FAINTEST = 0.04
"""Shares of the largest value below which a word stays uncoloured."""

STRENGTH_LIGHT, STRENGTH_DARK = "#B58900", "#C9A227"
"""Values without a sign: one hue that neither sign uses."""

STYLE = "line-height:1.9;font-size:1rem;overflow-wrap:anywhere;white-space:pre-wrap"
NAMED = 4
"""Words that the sentence names for either sign."""


def words_html(text: str, words: pd.DataFrame, look: Look, *, signed: bool = True, label: str = "") -> str:
    """The text with each of its words on a colour by value.

    words: start, end (places in `text`, in order, not overlapping), value; above zero in the positive colour where
    `signed`, else values without a sign in one hue. label: what assistive technology announces it as. A word's value
    stands in its tooltip. Raises ValueError where a column is missing.
    """
    require(words, COLUMNS, "A text with coloured words")
    most, decimals = largest(words["value"]), decimals_for(0.0, largest(words["value"]))
    parts, at = [], 0
    for start, end, value in zip(words["start"], words["end"], words["value"], strict=True):
        parts.append(escape(text[at:start]))
        parts.append(_word(text[start:end], float(value), float(value) / most, look, signed, decimals))
        at = end
    parts.append(escape(text[at:]))
    return f'<div dir="auto" role="group" aria-label="{escape(label)}" style="{STYLE}">{"".join(parts)}</div>'


def scale_html(look: Look, low: str, high: str, *, signed: bool = True) -> str:
    """A strip of the colours between the words for their ends."""
    shares = [place / 4 for place in range(-4, 5)] if signed else [place / 4 for place in range(5)]
    cells = "".join(
        f'<span style="background:{background(share, look, signed)};width:1.1rem;height:.8rem"></span>'
        for share in shares
    )
    row = "display:flex;align-items:center;gap:.5rem;font-size:.8rem"
    strip = f'<span style="display:flex;border:1px solid {look.colours.hairline}" aria-hidden="true">{cells}</span>'
    colour = f"color:{look.colours.muted}"
    return f'<div style="{row};{colour}"><span>{escape(low)}</span>{strip}<span>{escape(high)}</span></div>'


def background(share: float, look: Look, signed: bool = True) -> str:
    """The colour behind a word. share: its value over the largest absolute one, −1 to 1."""
    colours = look.colours
    if abs(share) < FAINTEST:
        return colours.paper
    if not signed:
        full = STRENGTH_LIGHT if look.mode == "light" else STRENGTH_DARK
    else:
        full = colours.positive if share > 0 else colours.negative
    return mix(colours.paper, full, STRONGEST[look.mode] * min(abs(share), 1.0))


def alt_text(text: str, words: pd.DataFrame, *, signed: bool = True) -> Message:
    """The coloured words in one sentence."""
    require(words, COLUMNS, "A text with coloured words")
    values, decimals = words["value"].to_numpy(float), decimals_for(0.0, largest(words["value"]))
    order = (-values).argsort(kind="stable")
    high = [_named(text, words.iloc[row], decimals) for row in order[:NAMED] if values[row] > 0]
    low = [_named(text, words.iloc[row], decimals) for row in order[::-1][:NAMED] if values[row] < 0]
    if not signed:
        return M("Of {count} words and signs the strongest are: {words}.", count=len(words), words=high or ["–"])
    return M(
        "Of {count} words and signs, most in favour: {high}; most against: {low}.",
        count=len(words),
        high=high or ["–"],
        low=low or ["–"],
    )


def _named(text: str, word: pd.Series, decimals: int) -> Message:
    shown = text[int(word["start"]) : int(word["end"])]
    return M("{word} ({value})", word=shown, value=Number(float(word["value"]), decimals))


def _word(word: str, value: float, share: float, look: Look, signed: bool, decimals: int) -> str:
    """One word; uncoloured where its value is next to nothing."""
    title = escape(look.number(value, decimals))
    if abs(share) < FAINTEST:
        return f'<span title="{title}">{escape(word)}</span>'
    behind, colours = background(share, look, signed), look.colours
    ink = max((colours.ink, colours.paper), key=lambda colour: contrast(colour, behind))
    style = f"background:{behind};color:{ink};border-radius:3px;padding:.08em 0"
    return f'<span title="{title}" style="{style}">{escape(word)}</span>'
