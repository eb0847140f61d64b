"""How charts are drawn for one reader: light or dark, the language of words, numbers and dates, wide or narrow."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt
import pandas as pd
from babel.dates import format_datetime
from babel.numbers import format_decimal

from core.charts.colours import MAGNITUDE, PALETTES, Mode, Palette
from core.charts.vega_locale import vega_locale

FONT = '"Source Sans", sans-serif'
"""Streamlit's own family; marks that are text do not inherit the page's font."""

LABEL_SIZE = 12
HEIGHT, NARROW_HEIGHT = 360, 300
SMALL_HEIGHT = 200

DATE_PATTERNS = {"en": " d MMM y", "vi": ", d MMM, y"}
"""CLDR patterns of a date after its weekday: the day first in both languages, as on the axes."""


@dataclass(frozen=True)
class Look:
    """Everything about a chart that depends on the reader and not on the data."""

    mode: Mode
    locale: str
    translate: Callable[[str], str]
    narrow: bool = False

    @property
    def colours(self) -> Palette:
        """The colours of this mode, by what they stand for."""
        return PALETTES[self.mode]

    @property
    def magnitude(self) -> Literal["cividis", "viridis"]:
        """The scale for values without a sign."""
        return MAGNITUDE[self.mode]

    @property
    def signed(self) -> dict[str, Any]:
        """The scale for signed values, less its domain; mixed as red, green and blue, so that no other hue appears."""
        return {"range": self.colours.diverging, "interpolate": "rgb"}

    def sign(self, field: str) -> Any:
        """The colour of a bar by its sign alone, for where its length already says how much."""
        negative = alt.value(self.colours.negative)
        return alt.when(alt.datum[field] >= 0).then(alt.value(self.colours.positive)).otherwise(negative)

    @property
    def height(self) -> int:
        """Height of a full-width chart, in pixels."""
        return NARROW_HEIGHT if self.narrow else HEIGHT

    def word(self, text: str) -> str:
        """A fixed text of a chart in the reader's language."""
        return self.translate(text)

    def number(self, value: float, decimals: int) -> str:
        """A number as the reader's language writes it; a dash where there is none."""
        if not math.isfinite(value):
            return "–"
        return str(format_decimal(value, "#,##0" + ("." + "0" * decimals if decimals else ""), locale=self.locale))

    def percent(self, share: float, decimals: int = 0) -> str:
        """A share in per cent."""
        return f"{self.number(100 * share, decimals)}\u00a0%"

    def time(self, time: pd.Timestamp) -> str:
        """A date with its weekday, and with its hour where it has one."""
        return str(format_datetime(time, "EEE" + self._date_pattern(time), locale=self.locale))

    def day(self, time: pd.Timestamp) -> str:
        """The same without the weekday, for where there is little room."""
        return str(format_datetime(time, self._date_pattern(time).lstrip(", "), locale=self.locale))

    def _date_pattern(self, time: pd.Timestamp) -> str:
        return DATE_PATTERNS.get(self.locale, DATE_PATTERNS["en"]) + ("" if time == time.normalize() else " HH:mm")

    def gradient_legend(self, title: str, **own: Any) -> alt.Legend:
        """A short scale of colours above a chart, its title to the left; `own` adds to it or replaces the ticks."""
        ticks: dict[str, Any] = {} if "values" in own else {"tickCount": 3}
        return alt.Legend(
            title=title,
            orient="top",
            direction="horizontal",
            gradientLength=110 if self.narrow else 160,
            gradientThickness=8,
            titleOrient="left",
            offset=6,
            **ticks,
            **own,
        )

    def theme(
        self, layers: Sequence[alt.Chart], *, title: str = "", height: int | None = None, shared_y: bool = True
    ) -> alt.LayerChart:
        """The layers as one chart in the look of the notebook: as wide as its place, no frame, hairlines only.

        title: stands above the value axis and names its unit. shared_y: whether all layers have one value axis.
        """
        more: dict[str, Any] = {"title": alt.TitleParams(title)} if title else {}
        if not shared_y:
            more["resolve"] = alt.Resolve(scale=alt.ScaleResolveMap(y="independent"))
        # All in one call: each of Altair's methods copies the chart with its data.
        themed = alt.layer(
            *layers,
            width="container",
            height=height or self.height,
            autosize=alt.AutoSizeParams(type="fit", contains="padding"),
            padding={"left": 2, "right": 6, "top": 4, "bottom": 4},
            config=alt.Config(**self.config()),
            **more,
        )
        assert isinstance(themed, alt.LayerChart)
        return themed

    def theme_by_rows(self, layers: Sequence[alt.Chart], pixels: int) -> alt.LayerChart:
        """The same for a chart whose height is the browser's to find: so many pixels for each row that it draws."""
        autosize = alt.AutoSizeParams(type="fit-x", contains="padding")
        chart: alt.LayerChart = self.theme(layers).properties(height=alt.Step(pixels), autosize=autosize)
        return chart

    def config(self) -> dict[str, Any]:
        """The Vega-Lite config of every chart."""
        colours = self.colours
        return {
            "background": colours.paper,
            "font": FONT,
            "locale": vega_locale(self.locale),
            "view": {"stroke": None},
            "title": {
                "anchor": "start",
                "frame": "bounds",
                "font": FONT,
                "fontSize": LABEL_SIZE + 1,
                "fontWeight": "normal",
                "color": colours.ink,
                "offset": 10,
            },
            "axis": self._axis(),
            "legend": {
                "labelColor": colours.muted,
                "labelFont": FONT,
                "labelFontSize": LABEL_SIZE,
                "titleColor": colours.muted,
                "titleFont": FONT,
                "titleFontSize": LABEL_SIZE,
                "titleFontWeight": "normal",
            },
            "text": {"font": FONT, "fontSize": LABEL_SIZE, "color": colours.ink},
        }

    def _axis(self) -> dict[str, Any]:
        colours = self.colours
        return {
            "domain": False,
            "ticks": False,
            "grid": True,
            "gridColor": colours.hairline,
            "labelColor": colours.muted,
            "labelFont": FONT,
            "labelFontSize": LABEL_SIZE,
            "labelPadding": 8,
            "titleAngle": 0,
            "titleColor": colours.muted,
            "titleFont": FONT,
            "titleFontSize": LABEL_SIZE,
            "titleFontWeight": "normal",
            "titlePadding": 8,
        }


def decimals_for(*values: float) -> int:
    """Decimals that show about three digits of the spread between the values, 0 to 6."""
    finite = [value for value in values if math.isfinite(value)]
    spread = max(finite) - min(finite) if finite else 0.0
    largest = spread or max((abs(value) for value in finite), default=0.0)
    return min(max(2 - math.floor(math.log10(largest)), 0), 6) if largest > 0 else 0
