"""Vietnamese wordings of a date: order of the parts × their forms × separators × the words around them."""

from __future__ import annotations

from random import Random

NUMERIC = ("/", "/", "/", "-", ".", " - ", " / ", "-")


def wording(draw: Random) -> str:
    """One random wording with slots."""
    body = _numeric(draw) if draw.random() < 0.3 else _named(draw)
    return _with_weekday(body, draw) if draw.random() < 0.35 else body


def lunar_wording(draw: Random) -> str:
    """A date of the lunar calendar: a month called giêng or chạp, a full moon, or the words that say so."""
    kind = draw.random()
    day = draw.choice(
        ("{d}", "{dd}", "{dvi}", "ngày {d}", "ngày {dvi}", "mùng {d}", "mồng {d}", "mùng {dvi}", "mồng {dvi}")
    )
    year = draw.choice((" năm {y}", " {y}", ", {y}", " năm {yvi}", "/{y}"))
    if kind < 0.7:
        return f"{day} tháng {{lunar}}{year}"
    said = draw.choice((" âm lịch", " (âm lịch)", " âm", " ÂL", " (ÂL)", ", âm lịch"))
    return (
        draw.choice((f"{day} tháng {{m}}{year}", f"{day} tháng {{mvi}}{year}", "{d}/{m}/{y}", "ngày {d}-{m}-{y}"))
    ) + said


def _numeric(draw: Random) -> str:
    between = draw.choice(NUMERIC)
    day, month = draw.choice((("{d}", "{m}"), ("{dd}", "{mm}"), ("{dd}", "{mm}"), ("{d}", "{mm}")))
    kind = draw.random()
    if kind < 0.72:
        year = draw.choices(("{y}", "{yy}"), (4, 1))[0]
        return draw.choice(("ngày ", "", "")) + between.join((day, month, year))
    if kind < 0.9:
        return (
            draw.choice(("ngày ", "")) + f"{day}{between}{month}" + draw.choice((" năm ", ", năm ", " ", ", ")) + "{y}"
        )
    return between.join(("{y}", month, day))


def _day(draw: Random) -> str:
    return draw.choices(
        ("ngày {d}", "ngày {dd}", "{d}", "{dd}", "ngày {dvi}", "{dvi}", "mùng {d}", "mồng {d}", "ngày mùng {d}",
         "ngày mồng {dvi}", "mùng {dvi}", "mồng {dvi}", "ngày mùng {dvi}", "ngày thứ {d}", "ngày thứ {dvi}", "hôm {d}"),
        (9, 4, 5, 3, 4, 2, 2, 1, 1, 2, 1.5, 1, 1, 0.5, 0.5, 0.3),
    )[0]  # fmt: skip


def _month(draw: Random) -> str:
    return draw.choices(
        ("tháng {m}", "tháng {mm}", "tháng {mvi}", "thg {m}", "thg. {m}", "Th{m}", "T.{m}"),
        (8, 3, 7, 1.5, 0.5, 0.4, 0.4),
    )[0]


def _year(draw: Random) -> str:
    return draw.choices(("năm {y}", "{y}", "năm {yvi}", "năm {yy}", "'{yy}"), (8, 6, 3, 0.5, 0.3))[0]


def _named(draw: Random) -> str:
    """Wordings with the words ngày, tháng, năm or some of them."""
    day, month, year = _day(draw), _month(draw), _year(draw)
    kind = draw.random()
    gap = draw.choices((" ", ", ", " ", " - ", " ,"), (6, 4, 3, 0.7, 0.5))[0]
    if kind < 0.62:
        return f"{day}{draw.choice((' ', ' ', ' ', ' ', ', ', '-', ' - ', ' của '))}{month}{gap}{year}"
    if kind < 0.7:
        return f"{day}{draw.choice((' ', ', '))}{month}{draw.choice(('/', '-', '.'))}{{y}}"
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
    month = draw.choice(("tháng {m}", "tháng {m}", "tháng {mm}", "tháng {mvi}"))
    of_year = month + draw.choice(("/", "-", ".", " / ") if "mvi" not in month else (" năm ", " ", ", ")) + "{y}"
    if draw.random() < 0.4:
        of_year = month + draw.choice((" năm {y}", " {y}", ", {y}", " năm {yvi}", " của năm {y}"))
    day = draw.choice(
        ("ngày {d}", "ngày {d}", "ngày {dd}", "ngày {dvi}", "mùng {d}", "ngày mồng {dvi}", "hôm {d}", "ngày thứ {dvi}")
    )
    if draw.random() < 0.3:
        return day + draw.choice((" của ", " trong ", " thuộc ")) + of_year
    return draw.choice(("", "", "trong ")) + of_year + draw.choice((", ", ", ", " ", " - ", ": ", ", vào ")) + day


def _with_weekday(body: str, draw: Random) -> str:
    day = draw.choices(("{thu}", "{thun}", "{t}"), (6, 3, 2))[0]
    kind = draw.random()
    if kind < 0.82:
        to_date = draw.choice((", ", ", ", " ", " ", " - ", ",", " - ", ": ", " nhằm "))
        return day + to_date + body
    if kind < 0.9:
        return draw.choice((f"{body} ({day})", f"{body} ({day})", f"({day}) {body}", f"{day} ({body})"))
    if kind < 0.93:
        return body.replace(" năm ", f" ({day}) năm ", 1)
    return body + draw.choice((", ", " ", " - ", ", vào ", " là ")) + day
