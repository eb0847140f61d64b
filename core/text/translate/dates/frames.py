"""What stands around a date without being part of it: lead words, a time of day, a place, a number, what follows.

A frame is drawn from its pieces, so that most texts have one that no other has: [before] [time] date [time] [after].
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from core.text.translate.dates import clocks
from core.text.translate.dates import frames_english as en
from core.text.translate.dates import frames_vietnamese as vi
from core.text.translate.dates.around import tail
from core.text.translate.dates.clocks import stamp, unfinished
from core.text.translate.dates.composing import between
from core.text.translate.dates.noise import gibberish

Said = Callable[[Random], str]
STAMPED = re.compile(r"\{y\}.*\{(m|mm)\}.*\{(d|dd)\}|\d{4}-\d\d-\d\d")
QUOTES = (("(", ")"), ("[", "]"), ('"', '"'), ("“", "”"), ("<", ">"), ("'", "'"), ("*", "*"), ("- ", ""), ("• ", ""))
WORDS_FIRST = ("{t", "{w", "ngày", "hôm", "thứ", "the ", "on ")
FRAMED = 0.42
"""The share of texts with something around the date."""


@dataclass(frozen=True)
class Frame:
    """lead, tail: words before and behind. clock: a time of day. at: before a time that comes first.

    to_date, to_clock: between a time and the date after it, a date and the time after it. until: between two times.
    """

    lead: Said
    tail: Said
    clock: Said
    at: Sequence[str]
    to_date: Sequence[str]
    to_clock: Sequence[str]
    until: str


FRAMES = {
    "en": Frame(en.lead, partial(tail, en.WORDS), clocks.english, en.AT, en.TO_DATE, en.TO_CLOCK, " to "),
    "vi": Frame(vi.lead, partial(tail, vi.WORDS), clocks.vietnamese_time, vi.AT, vi.TO_DATE, vi.TO_CLOCK, " đến "),
}


def surrounded(text: str, language: str, draw: Random) -> str:
    """A wording, or a text, with words around it; most are left as they are."""
    if draw.random() >= FRAMED:
        return text
    frame = FRAMES[language]
    kind = draw.random()
    if kind < 0.26:
        text = _timed_before(text, frame, draw)
        if draw.random() < 0.3:
            text = led(frame.lead(draw), text)
    elif kind < 0.72:
        text = led(frame.lead(draw), text)
    elif kind < 0.77:
        text = led(gibberish(draw, 3) + draw.choice((" ", ", ", ": ", " - ")), text)
    kind = draw.random()
    if kind < 0.2:
        text = _timed_behind(text, frame, draw)
    elif kind < 0.48:
        text += frame.tail(draw)
    elif kind < 0.51:
        text = between(text, frame.clock(draw), draw)
    elif kind < 0.56:
        text += draw.choice((" ", ", ", " - ")) + gibberish(draw, 3)
    if draw.random() < 0.06:
        text += frame.tail(draw)
    if draw.random() < 0.08:
        opening, closing = draw.choice(QUOTES)
        text = opening + text + closing
    return text


def led(before: str, text: str) -> str:
    """Words and the text behind them; a word that ends one and begins the other is said once."""
    last = before.split()[-1:] if before.endswith(" ") else []
    return before[: before.rstrip().rfind(last[0])] + text if last and text.startswith(last[0] + " ") else before + text


def _timed_before(text: str, frame: Frame, draw: Random) -> str:
    clock = frame.clock(draw)
    heard = unfinished(clock) and not text.startswith(WORDS_FIRST)
    links = [link for link in frame.to_date if link.strip() or not heard]
    return led(draw.choice(frame.at) + clock + draw.choice(links), text)


def _timed_behind(text: str, frame: Frame, draw: Random) -> str:
    if STAMPED.search(text) and draw.random() < 0.5:
        return text + stamp(draw)
    clock = clocks.digital(draw) if draw.random() < 0.3 else frame.clock(draw)
    tight = clock[0].isdigit() and ":" in clock
    text += draw.choice([link for link in frame.to_clock if tight or link not in (" ", ":")]) + clock
    if draw.random() < 0.15:
        text += draw.choice((" - ", "-", " – ", frame.until)) + frame.clock(draw)
    return text
