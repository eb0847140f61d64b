"""Vietnamese wordings with the words ngày, tháng and năm, or some of them, in the orders of everyday writing."""

from __future__ import annotations

from random import Random


def _day(draw: Random) -> str:
    return draw.choices(
        ("ngày {d}", "ngày {dd}", "{d}", "{dd}", "ngày {dvi}", "{dvi}", "mùng {d}", "mồng {d}", "ngày mùng {d}",
         "ngày mồng {dvi}", "mùng {dvi}", "mồng {dvi}", "ngày mùng {dvi}", "ngày thứ {d}", "ngày thứ {dvi}", "hôm {d}"),
        (9, 4, 5, 3, 4, 2, 2, 1, 1, 2, 1.5, 1, 1, 0.5, 0.5, 0.3),
    )[0]  # fmt: skip


def _month(draw: Random) -> str:
    return draw.choices(
        (
            "tháng {m}",
            "tháng {mm}",
            "tháng {mvi}",
            "thg {m}",
            "thg. {m}",
            "Th{m}",
            "T.{m}",
            "T{m}",
            "th. {m}",
            "thg{mm}",
        ),
        (8, 3, 7, 1.5, 0.5, 0.4, 0.4, 0.4, 0.5, 0.3),
    )[0]


def _year(draw: Random) -> str:
    return draw.choices(("năm {y}", "{y}", "năm {yvi}", "{yvi}", "năm {yy}", "'{yy}"), (8, 6, 3.5, 1.5, 0.5, 0.3))[0]


def named(draw: Random) -> str:
    """One of the orders: day first, month first, year first, parts with their names, the month with its year."""
    day, month, year = _day(draw), _month(draw), _year(draw)
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
