"""Charts of written text: they take the layout that their place has room for."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

import pandas as pd
import pytest

from core.charts import generate_strip, hops
from tests.charts.answer_samples import looked
from tests.charts.render import SVG, svg
from tests.charts.samples import english, vietnamese

TEXT = "Why, we read so slaught and suffer'd to the barbarous of the victor with the hand of grace.\nSo!"
LETTER_PIXELS = 9
"""Room that a letter of twelve pixels takes; a capital W is ten wide."""


def written() -> pd.DataFrame:
    return pd.DataFrame({"token": list(TEXT), "probability": 0.5, "others": "e 50 %"})


def letters(picture: Element) -> list[tuple[float, float]]:
    """Where the letters stand: (y, x) in pixels, in reading order."""
    groups = [group for group in picture.iter(f"{SVG}g") if "mark-text role-mark" in group.get("class", "")]
    places = [
        re.match(r"translate\(([-\d.]+),([-\d.]+)\)", node.get("transform", "")) for node in groups[0] if node.text
    ]
    found = [(float(place[2]), float(place[1])) for place in places if place]
    return sorted(found)


@pytest.mark.parametrize("width", [330, 800])
def test_letters_of_the_strip_have_room_at_every_width(width: int) -> None:
    places = letters(svg(generate_strip.probability_strip(written(), english(), 3), width))
    assert len(places) == len(TEXT.replace(" ", ""))
    gaps = [right - left for (row, left), (same, right) in pairwise(places) if row == same]
    assert min(gaps) >= LETTER_PIXELS
    assert max(x for _, x in places) <= width


def test_the_strip_takes_more_rows_where_it_is_narrow() -> None:
    chart = generate_strip.probability_strip(written(), english(), 3)
    rows = {width: len({y for y, _ in letters(svg(chart, width))}) for width in (330, 800)}
    assert rows == {330: 4, 800: 3}


def test_hops_are_headed_by_numbers_and_the_dots_by_words() -> None:
    heads = {node.text for node in svg(hops.hops_chart(looked(), vietnamese())).iter(f"{SVG}text")}
    assert {"1", "2", "«Hop»", "«true support»"} <= heads
