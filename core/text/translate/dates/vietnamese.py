"""Vietnamese wordings of a date: order of the parts × their forms × separators × the place of the weekday."""

from __future__ import annotations

from random import Random

from core.text.translate.dates.composing import Phrases, Weekdays, again, composed, twice, with_weekday
from core.text.translate.dates.figures import figures, roman
from core.text.translate.dates.vietnamese_orders import named

PHRASES = Phrases(
    day={
        "ngày {d}": 9, "ngày {dd}": 4, "{d}": 4, "{dd}": 2, "ngày {dvi}": 5, "{dvi}": 2, "mùng {d}": 1.2, "mồng {d}": 1,
        "mùng {dvi}": 1.2, "mồng {dvi}": 1, "ngày mùng {d}": 0.8, "ngày mồng {d}": 0.6, "ngày mùng {dvi}": 0.8,
        "ngày mồng {dvi}": 0.8, "mùng {dd}": 0.4, "ngày thứ {d}": 0.6, "ngày thứ {dvi}": 0.6, "hôm {d}": 0.4,
        "hôm {dvi}": 0.3, "ngày là {d}": 0.3, "ngày: {d}": 0.4, "vào ngày {d}": 1, "vào {d}": 0.3, "hôm mùng {d}": 0.3,
        "đúng ngày {d}": 0.3,
    },
    month={
        "tháng {m}": 9, "tháng {mm}": 4, "tháng {mvi}": 7, "của tháng {m}": 1, "của tháng {mvi}": 1, "thg {m}": 1,
        "thg. {m}": 0.6, "thg.{m}": 0.3, "thg{m}": 0.3, "thg {mm}": 0.5, "th. {m}": 0.6, "th.{m}": 0.3, "th {m}": 0.4,
        "th{m}": 0.5, "T{m}": 0.7, "T.{m}": 0.4, "t {m}": 0.3, "t. {m}": 0.2, "tháng thứ {mvi}": 0.4,
        "tháng thứ {m}": 0.3, "tháng {roman}": 0.4, "trong tháng {m}": 0.5, "trong tháng {mvi}": 0.4,
        "thuộc tháng {m}": 0.4, "vào tháng {m}": 0.6, "vào tháng {mvi}": 0.4, "tháng là {m}": 0.2,
        "tháng {m} dương lịch": 0.3, "tháng: {m}": 0.3,
    },
    year={
        "năm {y}": 10, "{y}": 7, "năm {yvi}": 4, "{yvi}": 2, "của năm {y}": 1.2, "của năm {yvi}": 0.5,
        "trong năm {y}": 0.6, "thuộc năm {y}": 0.4, "năm {yy}": 0.4, "'{yy}": 0.5, "vào năm {y}": 0.5,
        "năm là {y}": 0.2, "năm: {y}": 0.3, "năm dương lịch {y}": 0.2, "dương lịch năm {y}": 0.2, "năm '{yy}": 0.2,
        "năm {y} (dương lịch)": 0.2,
    },
    weekday={
        "{thu}": 8, "{thun}": 4, "{t}": 2, "hôm {thu}": 1, "ngày {thu}": 1, "vào {thu}": 1, "nhằm {thu}": 0.7,
        "{thu} này": 0.4, "là {thu}": 0.6, "sáng {thu}": 0.6, "tối {thu}": 0.4, "chiều {thun}": 0.3, "đúng {thu}": 0.3,
        "rơi vào {thu}": 0.3,
    },
    bound=("của ", "trong ", "thuộc ", "vào "),
)  # fmt: skip
AGAIN = {
    "d": ("dvi", "dd"), "dd": ("dvi",), "dvi": ("d", "dd"), "m": ("mvi", "mm"), "mm": ("mvi",), "mvi": ("m", "mm"),
    "y": ("yvi",), "yvi": ("y", "y", "yy"),
}  # fmt: skip
"""Slots and the forms in which the same part may be said again."""
LINKS = (
    "{}, tức {}", "{}, tức là {}", "{} hay {}", "{}, nghĩa là {}", "{} (tức {})", "{}, bằng số: {}", "{}, bằng chữ: {}",
    "{} là {}",
)  # fmt: skip
WEEKDAYS = Weekdays(
    names={"{thu}": 6, "{thun}": 3, "{t}": 2}, front=0.66, bracketed=0.76, behind=0.86,
    brackets=(
        "{body} ({day})", "{body} ({day})", "({day}) {body}", "{day} ({body})", "{body} [{day}]", "{day} [{body}]",
    ),
    links=(", ", " ", " - ", ", vào ", " là ", ", nhằm ", " nhằm ", " rơi vào ", ", là ", " đúng "),
    among=PHRASES.weekday,
)  # fmt: skip
SPOKEN_YEARS = (
    " năm {y}", " năm {y}", ", năm {y}", " {y}", ", {y}", " (năm {y})", " năm {yvi}", "/năm {y}", " của năm {y}",
    " - {y}",
)  # fmt: skip
"""A year behind a day and a month in figures."""
NEAR = (
    " này", " tới", " vừa qua", " tuần này", " tuần sau", " tuần trước", " vừa rồi", " sắp tới", " buổi sáng",
    " buổi tối",
)  # fmt: skip
"""What may follow a weekday."""


def wording(draw: Random) -> str:
    """One random wording with slots."""
    if draw.random() < 0.24:
        said = composed(PHRASES, draw)
    else:
        body = body_of(draw)
        said = with_weekday(body, WEEKDAYS, _weekday_first, draw) if draw.random() < 0.36 else body
    if draw.random() < 0.06:
        return twice(said, AGAIN, draw)
    return again(said, body_of(draw), LINKS, draw) if draw.random() < 0.05 else said


def body_of(draw: Random) -> str:
    """A wording without a weekday, in figures or with its words."""
    kind = draw.random()
    if kind < 0.02:
        return draw.choice(("", "ngày ")) + roman(draw)
    return _numeric(draw) if kind < 0.3 else named(draw)


def lunar_wording(draw: Random) -> str:
    """A date of the lunar calendar: a month called giêng or chạp, a full moon, or the words that say so."""
    kind = draw.random()
    day = draw.choice(
        ("{d}", "{dd}", "{dvi}", "ngày {d}", "ngày {dvi}", "mùng {d}", "mồng {d}", "mùng {dvi}", "mồng {dvi}",
         "ngày mùng {d}", "ngày mồng {dvi}")
    )  # fmt: skip
    year = draw.choice((" năm {y}", " {y}", ", {y}", " năm {yvi}", "/{y}", ", năm {y}", " của năm {y}"))
    if kind < 0.55:
        return f"{day} tháng {{lunar}}{year}"
    if kind < 0.65:
        return f"{draw.choice(('', 'ngày ', 'hôm '))}rằm tháng {draw.choice(('{m}', '{mvi}', '{lunar}'))}{year}"
    body = draw.choice((f"{day} tháng {{m}}{year}", f"{day} tháng {{mvi}}{year}", "{d}/{m}/{y}", "ngày {d}-{m}-{y}"))
    if kind < 0.72:
        return f"{day} tháng {draw.choice(('{m}', '{mvi}'))} {draw.choice(('âm lịch', '(âm lịch)', 'âm'))}{year}"
    if kind < 0.8:
        return draw.choice(("âm lịch: ", "âm lịch ", "ngày âm lịch: ", "âm lịch, ", "(âm lịch) ")) + body
    return body + draw.choice((" âm lịch", " (âm lịch)", " âm", " ÂL", " (ÂL)", ", âm lịch", " lịch âm", " - âm lịch"))


def _numeric(draw: Random) -> str:
    """Figures, at times with the words ngày and năm: ngày 3/5 năm 2021."""
    said = draw.choice(
        ("ngày ", "ngày ", "", "", "", "mùng ", "hôm ", "ngày mùng ") if draw.random() < 0.3 else ("ngày ", "", "")
    )
    if draw.random() < 0.76:
        return said + figures(draw, 0.18 if said in ("", "ngày ") else 0.0)
    year = draw.choice(SPOKEN_YEARS)
    both = figures(draw, day_and_month=True)
    if draw.random() < 0.12:
        return draw.choice(("năm {y}", "{y}", "năm {yvi}")) + draw.choice((", ", " ", " - ", ": ")) + f"ngày {both}"
    return said + both + year


def _weekday_first(day: str, body: str, draw: Random) -> str:
    if draw.random() < 0.08:
        day += draw.choice(NEAR)
    links = (", ", ", ", " ", " ", " - ", ",", " - ", ": ", " nhằm ", " là ", "; ", " | ", "/", ". ")
    return day + draw.choice(links) + body
