"""Towns found without a network, whatever their accents."""

from __future__ import annotations

import pytest

from core.data.places import find_places
from core.errors import UserError


@pytest.mark.parametrize(
    "text", ["Ha Noi", "Hà Nội", "hanoi", "HANOI", " Hà  Nội".replace("  ", " "), "Hanoi, VN", "Hanoi, Vietnam"]
)
def test_spellings_of_hanoi(text: str) -> None:
    first = find_places(text)[0]
    assert (first.name, first.country) == ("Hanoi", "VN")
    assert first.latitude == pytest.approx(21.02, abs=0.01)
    assert first.longitude == pytest.approx(105.84, abs=0.01)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Zürich", "Zürich"), ("zurich", "Zürich"), ("Đà Nẵng", "Da Nang"), ("Sài Gòn", "Ho Chi Minh City")],
)
def test_accents_do_not_matter(text: str, name: str) -> None:
    assert find_places(text)[0].name == name


def test_the_most_populous_comes_first() -> None:
    found = find_places("Springfield")
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)
    assert find_places("Paris")[0].country == "FR"
    assert find_places("Paris, US")[0].country == "US"
    assert find_places("New York")[0].name == "New York City"
    assert len(find_places("San", limit=3)) == 3


@pytest.mark.parametrize(
    "text", ["47.6, -122.3", "47.6 -122.3", "47,6; -122,3", "47.6N 122.3W", "47.6° n, 122.3° w", "+47.6,-122.3"]
)
def test_coordinates(text: str) -> None:
    (place,) = find_places(text)
    assert (place.latitude, place.longitude) == (47.6, -122.3)
    assert place.name == "47.60, -122.30"


def test_points_that_are_not_on_earth() -> None:
    with pytest.raises(UserError, match=r"There is no point 99\.0, 200\.0 on Earth"):
        find_places("99, 200")


@pytest.mark.parametrize("text", ["", "   ", "Nowhereville", "Paris, Atlantis", "|", ", ,"])
def test_nothing_is_found(text: str) -> None:
    assert find_places(text) == []
