"""Every place a series may come from, for pages that take them all."""

from __future__ import annotations

from core.ui import file_panel, sample_panel, source_choice, stock_panel, weather_panel
from core.ui.language import _
from core.ui.source import Source

SAMPLES = ("seattle-weather", "sf-hourly", "aapl", "goog", "ibm", "msft")

LOCAL = ("sample", "file")
"""Names of the sources that need no network."""


def choose(page: str) -> Source | None:
    """A sample, a station, a stock or a file."""
    return source_choice.choose(
        page,
        {
            "sample": (_("Sample"), lambda: sample_panel.choose(page, SAMPLES)),
            "station": (_("Any place"), lambda: weather_panel.choose(page)),
            "ticker": (_("Any ticker"), lambda: stock_panel.choose(page)),
            "file": (_("A file"), lambda: file_panel.choose(page)),
        },
    )
