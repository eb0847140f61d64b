"""How Vega writes numbers and dates in the reader's language, taken from Unicode's CLDR through Babel."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel import Locale

MINUS = "\u2212"


@lru_cache(maxsize=8)
def vega_locale(locale: str) -> dict[str, Any]:
    """The `locale` part of a Vega config: d3's number and time definitions for `locale`."""
    cldr = Locale.parse(locale)
    return {"number": _numbers(cldr), "time": _times(cldr)}


def _numbers(cldr: Locale) -> dict[str, Any]:
    symbols = cldr.number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
        "minus": MINUS,
    }


def _times(cldr: Locale) -> dict[str, Any]:
    sunday_first = [6, 0, 1, 2, 3, 4, 5]  # CLDR through Babel counts from Monday, d3 from Sunday
    days, months = cldr.days["format"], cldr.months["format"]
    return {
        "dateTime": "%-d %b %Y %H:%M",
        "date": "%-d %b %Y",
        "time": "%H:%M",
        "periods": ["AM", "PM"],  # d3 demands them; no chart shows them
        "days": [days["wide"][day] for day in sunday_first],
        "shortDays": [days["abbreviated"][day] for day in sunday_first],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
    }
