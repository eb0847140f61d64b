"""What a reader calls the baselines: short in a table, in words within a sentence."""

from __future__ import annotations

from core.data.series import Frequency
from core.messages import M, Message

BASELINE_TITLES: dict[str, Message] = {
    "naive": M("last value"),
    "seasonal_naive": M("same time one season ago"),
    "ets": M("ETS"),
    "theta": M("Theta"),
}

_IN_WORDS: dict[str, Message] = {
    "naive": M("the last value"),
    "seasonal_naive": M("the value one season ago"),
    "ets": M("exponential smoothing (ETS)"),
    "theta": M("the Theta method"),
}

_YESTERDAY = M("the same time yesterday")
_LAST_WEEK = M("the same time a week ago")
_MONTH_LAST_YEAR = M("the same month last year")
_QUARTER_LAST_YEAR = M("the same quarter last year")

_SEASONS_IN_WORDS: dict[tuple[str, int], Message] = {
    ("h", 24): M("the same hour yesterday"),
    ("h", 168): M("the same hour a week ago"),
    ("30min", 48): _YESTERDAY,
    ("30min", 336): _LAST_WEEK,
    ("15min", 96): _YESTERDAY,
    ("15min", 672): _LAST_WEEK,
    ("D", 7): M("the same day last week"),
    ("D", 365): M("the same day last year"),
    ("B", 5): M("the value five trading days ago"),
    ("B", 252): M("the value 252 trading days ago"),
    ("W", 52): M("the same week last year"),
    ("MS", 12): _MONTH_LAST_YEAR,
    ("ME", 12): _MONTH_LAST_YEAR,
    ("QS", 4): _QUARTER_LAST_YEAR,
    ("QE", 4): _QUARTER_LAST_YEAR,
}
"""By frequency code, without an anchor such as -SUN, and season in steps."""


def in_words(name: str, frequency: Frequency, season: int) -> Message:
    """A baseline within a sentence, for a series of this frequency and season in steps: "the same hour yesterday"."""
    if name == "seasonal_naive":
        return _SEASONS_IN_WORDS.get((frequency.code.split("-")[0], season), _IN_WORDS[name])
    return _IN_WORDS[name]
