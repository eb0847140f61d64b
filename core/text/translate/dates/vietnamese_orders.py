"""Vietnamese wordings with the words ngày, tháng and năm, or some of them, in the orders of everyday writing."""

from __future__ import annotations

from random import Random

from core.text.translate.dates.composing import Weighted, one

DAYS: Weighted = {
    "ngày {d}": 9, "ngày {dd}": 4, "{d}": 5, "{dd}": 3, "ngày {dvi}": 4, "{dvi}": 2, "mùng {d}": 2, "mồng {d}": 1,
    "ngày mùng {d}": 1, "ngày mồng {dvi}": 2, "mùng {dvi}": 1.5, "mồng {dvi}": 1, "ngày mùng {dvi}": 1,
    "ngày thứ {d}": 0.5, "ngày thứ {dvi}": 0.5, "hôm {d}": 0.3,
}  # fmt: skip
MONTHS: Weighted = {
    "tháng {m}": 8, "tháng {mm}": 3, "tháng {mvi}": 7, "thg {m}": 1.5, "thg. {m}": 0.5, "Th{m}": 0.4, "T.{m}": 0.4,
    "T{m}": 0.4, "th. {m}": 0.5, "thg{mm}": 0.3,
}  # fmt: skip
YEARS: Weighted = {"năm {y}": 8, "{y}": 6, "năm {yvi}": 3.5, "{yvi}": 1.5, "năm {yy}": 0.5, "'{yy}": 0.3}


def named(draw: Random) -> str:
    """One of the orders: day first, month first, year first, parts with their names, the month with its year."""
    day, month, year = one(DAYS, draw), one(MONTHS, draw), one(YEARS, draw)
    kind = draw.random()
    gap = draw.choices((" ", ", ", " ", " - ", " ,"), (6, 4, 3, 0.7, 0.5))[0]
    if kind < 0.62:
        return f"{day}{draw.choice((' ', ' ', ' ', ' ', ', ', '-', ' - ', ' của '))}{month}{gap}{year}"
    if kind < 0.7:
        said = draw.choice(("{y}", "{y}", "năm {y}", "năm {y}"))
        return f"{day}{draw.choice((' ', ', ', '-', '/', '.'))}{month}{draw.choice(('/', '-', '.', ' / '))}{said}"
    if kind < 0.84:
        return f"{month}{draw.choice((' ', ' ', ', '))}{day}{gap}{year}"
    if kind < 0.91:
        return f"{year}{gap}{month}{draw.choice((' ', ', '))}{day}"
    if kind < 0.95:
        return f"{year}{gap}{day}{draw.choice((' ', ', '))}{month}"
    return _labelled(draw) if kind < 0.97 else _month_of_year(draw)


def _labelled(draw: Random) -> str:
    """Parts with their names and a sign between, in any order: ngày: 3, tháng: 5, năm: 2021."""
    sign = draw.choice((": ", ":", " = ", "=", " - ", " là "))
    day, month = draw.choice(("{d}", "{d}", "{dd}", "{dvi}")), draw.choice(("{m}", "{m}", "{mm}", "{mvi}"))
    parts = (f"ngày{sign}{day}", f"tháng{sign}{month}", f"năm{sign}{{y}}")
    order = draw.choice(((0, 1, 2), (0, 1, 2), (1, 0, 2), (2, 1, 0), (2, 1, 0)))
    return draw.choice((", ", ", ", " ", "; ", " / ", " - ", " | ")).join(parts[place] for place in order)


def _month_of_year(draw: Random) -> str:
    """The month with its year, and the day behind them or said to be of them: tháng 5 năm 2021, ngày 3."""
    month = draw.choice(("tháng {m}", "tháng {m}", "tháng {mm}", "tháng {mvi}", "T{m}", "thg {m}"))
    of_year = month + draw.choice(("/", "-", ".", " / ") if "mvi" not in month else (" năm ", " ", ", ")) + "{y}"
    if draw.random() < 0.4:
        of_year = month + draw.choice((" năm {y}", " {y}", ", {y}", " năm {yvi}", " của năm {y}"))
    day = draw.choice(
        ("ngày {d}", "ngày {d}", "ngày {dd}", "ngày {dvi}", "mùng {d}", "ngày mồng {dvi}", "hôm {d}", "ngày thứ {dvi}")
    )
    if draw.random() < 0.3:
        return day + draw.choice((" của ", " trong ", " thuộc ")) + of_year
    return (
        draw.choice(("", "", "trong ", "vào ")) + of_year + draw.choice((", ", ", ", " ", " - ", ": ", ", vào ")) + day
    )
