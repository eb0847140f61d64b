"""Colours that can be told apart and read, and numbers, dates and axes in the reader's language."""

from __future__ import annotations

import pandas as pd
import pytest

from core.charts.colours import DARK, LIGHT, Palette, contrast, mix
from core.charts.look import decimals_for
from core.charts.vega_locale import vega_locale
from tests.charts.samples import english, vietnamese


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#0072B2", "#0072B2") == 1


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#FFFFFF", 0.0) == "#000000"
    assert mix("#000000", "#FFFFFF", 1.0) == "#FFFFFF"
    assert mix("#000000", "#FF8000", 0.5) == "#804000"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_and_lines_seen(palette: Palette) -> None:
    for colour in (palette.ink, palette.muted):
        assert contrast(colour, palette.paper) >= 4.5
    for colour in (palette.forecast, palette.naive, palette.actual, palette.negative, palette.positive):
        assert contrast(colour, palette.paper) >= 3
        assert contrast(palette.text(colour), palette.paper) >= 4.5
    for colour in (*palette.models, *palette.marks, palette.ghost):
        assert contrast(palette.text(colour), palette.paper) >= 4.5


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    assert LIGHT.text(LIGHT.ink) == LIGHT.ink
    assert LIGHT.text(LIGHT.forecast) == LIGHT.forecast


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_zero_is_the_quiet_middle_of_signed_maps(palette: Palette) -> None:
    assert palette.diverging[1] == palette.zero
    assert contrast(palette.zero, palette.paper) < 1.2


def test_the_colours_of_the_visual_language() -> None:
    assert (LIGHT.paper, LIGHT.ink, DARK.paper, DARK.ink) == ("#FBFAF7", "#1B1F24", "#12161B", "#E8E6E1")
    assert (LIGHT.forecast, LIGHT.actual) == ("#0072B2", "#D55E00")


def test_vega_writes_numbers_and_months_as_the_reader_does() -> None:
    number, time = vega_locale("vi")["number"], vega_locale("vi")["time"]
    assert (number["decimal"], number["thousands"]) == (",", ".")
    assert time["shortMonths"][11] == "thg 12"
    assert (time["shortDays"][0], time["shortDays"][1]) == ("CN", "Th 2")
    assert vega_locale("en")["time"]["shortMonths"][11] == "Dec"
    assert vega_locale("en")["time"]["shortDays"][0] == "Sun"


def test_numbers_and_dates_in_words() -> None:
    time = pd.Timestamp("2015-12-13 06:30")
    assert english().number(1234.5, 1) == "1,234.5"
    assert vietnamese().number(1234.5, 1) == "1.234,5"
    assert english().number(float("nan"), 1) == "–"
    assert english().percent(0.8) == "80\u00a0%"
    assert english().time(time) == "Sun 13 Dec 2015 06:30"
    assert vietnamese().time(time.normalize()) == "CN, 13 thg 12, 2015"
    assert english().day(time.normalize()) == "13 Dec 2015"
    assert vietnamese().day(time.normalize()) == "13 thg 12, 2015"


@pytest.mark.parametrize(
    ("values", "decimals"), [((0, 30), 1), ((0, 350), 0), ((0, 2), 2), ((0.01, 0.02), 4), ((5, 5), 2), ((0, 0), 0)]
)
def test_three_digits_of_the_spread(values: tuple[float, float], decimals: int) -> None:
    assert decimals_for(*values) == decimals
