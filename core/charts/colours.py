"""The colours of every chart, light and dark, by what they stand for.

Okabe and Ito, "Color Universal Design" (2008), for what has to be told apart; contrast as in WCAG 2.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Mode = Literal["light", "dark"]

TEXT_CONTRAST = 4.5
"""Least contrast of text with the paper it stands on."""


@dataclass(frozen=True)
class Palette:
    """What each colour stands for, the same on every page.

    paper, panel: surfaces. ink: text and history. muted: axis labels and notes. hairline: grid.
    forecast: its median; band: the colour of its bands, and band_opacity their strengths, widest band first
    (bands overlap, so the middle is the strongest). naive: the plain baselines. actual: what truly came.
    ghost: an earlier forecast. negative, zero, positive: signed values.
    models: models in comparisons, in a fixed order, ours first.
    marks: rows that deserve a look, in the order in which their kinds come.
    """

    paper: str
    panel: str
    ink: str
    muted: str
    hairline: str
    forecast: str
    band: str
    band_opacity: tuple[float, float, float]
    naive: str
    actual: str
    ghost: str
    negative: str
    zero: str
    positive: str
    models: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def diverging(self) -> list[str]:
        """Signed values, low to high, through the paper's own shade at zero."""
        return [self.negative, self.zero, self.positive]

    def text(self, colour: str) -> str:
        """`colour`, drawn towards the ink until it can be read as text on the paper."""
        share, readable = 0.0, colour
        while contrast(readable, self.paper) < TEXT_CONTRAST and share < 1:
            share += 0.05
            readable = mix(colour, self.ink, share)
        return readable


BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"

LIGHT = Palette(
    paper="#FBFAF7",
    panel="#F3F1EB",
    ink="#1B1F24",
    muted="#696660",
    hairline="#E3DFD6",
    forecast=BLUE,
    band=BLUE,
    band_opacity=(0.15, 0.20, 0.28),
    naive="#85817A",
    actual=VERMILION,
    ghost=PURPLE,
    negative=BLUE,
    zero="#F6F4EF",
    positive=VERMILION,
    models=(BLUE, "#85817A", GREEN, PURPLE, ORANGE, SKY, VERMILION),
    marks=(VERMILION, PURPLE, GREEN, ORANGE, SKY, BLUE),
)

DARK = replace(
    LIGHT,
    paper="#12161B",
    panel="#1A2027",
    ink="#E8E6E1",
    muted="#A3A6A8",
    hairline="#2C343D",
    forecast=SKY,
    band=SKY,
    band_opacity=(0.13, 0.16, 0.24),
    naive="#8E9297",
    actual="#F0782B",
    negative=SKY,
    zero="#1D242B",
    positive="#F0782B",
    models=(SKY, "#8E9297", GREEN, PURPLE, ORANGE, BLUE, VERMILION),
    marks=("#F0782B", PURPLE, GREEN, ORANGE, SKY, BLUE),
)

PALETTES: dict[Mode, Palette] = {"light": LIGHT, "dark": DARK}

MAGNITUDE: dict[Mode, Literal["cividis", "viridis"]] = {"light": "cividis", "dark": "viridis"}
"""Vega's name of the perceptually even scale for values without a sign."""


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG relative luminance of a #RRGGBB colour, 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(first: str, second: str, share: float) -> str:
    """`first` with `share` (0 to 1) of `second` mixed in."""
    parts = (
        round((1 - share) * one + share * other) for one, other in zip(channels(first), channels(second), strict=True)
    )
    return "#" + "".join(f"{part:02X}" for part in parts)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a #RRGGBB colour, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
