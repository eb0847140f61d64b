"""Texts that are no complete date, for the network to refuse: a part is missing, other numbers, plain words."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from babel import Locale

from core.text.translate.dates import clocks, english, vietnamese
from core.text.translate.dates.frames import FRAMES, surrounded
from core.text.translate.dates.noise import gibberish
from core.text.translate.dates.slots import Moment, fill

TEXTS = (
    "may i help you", "march on", "the second one", "it was a sunday", "see you on monday", "next friday", "tomorrow",
    "yesterday at noon", "in three days", "once upon a time", "hello", "hello world", "how are you today", "open file",
    "save as", "error 404", "first of all", "august company", "april showers", "mar. 3 points", "three of seven",
    "i was born", "the year 2020 was hard", "twenty twenty-one was better", "today", "no date here", "call me maybe",
    "the third man", "hôm nay", "ngày mai", "hôm qua", "thứ hai tuần sau", "chủ nhật", "xin chào", "tháng sau",
    "cuối năm", "đầu tháng", "mở tệp", "lưu thành", "không có ngày nào", "năm người bạn", "ba con mèo", "hai năm trước",
    "mười hai tháng", "tuần này", "mùng một tết", "sáng thứ bảy", "một trăm năm", "năm năm", "tôi là sinh viên",
    "cảm ơn bạn rất nhiều", "lịch sử việt nam", "this sentence says nothing about time",
    "the quick brown fox jumps over the lazy dog", "a b c", "lorem ipsum dolor sit amet",
    "i would like a cup of coffee", "what is the weather like", "thời tiết hôm nay thế nào", "bao giờ bạn về",
    "price on request", "what day is it", "christmas day", "new year's eve", "easter 2021", "tết nguyên đán",
    "quốc khánh", "mid-june", "spring 1999", "q3 2021", "week 12", "quý 3 năm 2021", "thế kỷ 20", "the 1990s",
    "21st century", "31 days", "12 months", "2021 people came",
)  # fmt: skip
NUMBERS = (
    "{a}", "{a}{b}", "{a},{b}", "{a}.{b} kg", "${a}.{b}", "+84 {a} {b} {c}", "0{a}{b}{c}", "{a}.{b}.{c}.{d}", "{a}:{b}",
    "{a}:{b}:{c}", "v{s}.{t}", "version {s}.{t}", "{a} % of {b}", "{a}/{b}", "{a}-{b}", "{a} x {b}", "page {a}",
    "trang {a}", "{a} + {b} = {c}", "{a}e{b}", "#{a}", "id {a}-{b}-{c}-{d}", "{y}", "{a}.000 đ", "{a} people",
    "{a} usd", "room {a}", "+84 {a} {b} {c}", "0{a} {b} {c}", "({a}) {b}-{c}", "tel. 0{a}.{b}.{c}", "đt: 0{a} {b} {c}",
    "{a},{b} usd", "€{a}.{t}", "{a}.{b} đồng", "giá {a}.000 đ", "price {a}", "no. {a}/{y}", "số {a}/{y}/nđ-cp",
    "{s}/{t}", "{s}-{t}", "{s}:{t}", "{t}/{y}", "{y}/{t}", "{y}-{t}", "{s} {t}", "{y}-{y}", "{s} of {t}",
    "{s} x {t} x {s}", "192.168.{s}.{t}", "{s} °c", "{s} km, {t} km", "{y} {a}", "isbn {a}-{b}-{c}",
)  # fmt: skip
YEARS, DAYS = r"y|yy|ywords|yvi", r"d|dd|dth|dsth|dord|dcard|dvi"
MONTHS = r"m|mm|month|mon|mvi|roman|mord|mcard"
"""Slots that say the year, the day, the month."""
RANGE_EN = (
    "{} to {}", "{} - {}", "{} until {}", "from {} to {}", "{} through {}", "between {} and {}", "{} and {}",
    "from {} until {}",
)  # fmt: skip
RANGE_VI = (
    "{} đến {}", "từ {} đến {}", "từ ngày {} đến ngày {}", "{} - {}", "{} tới {}", "từ {} tới {}", "{} và {}",
    "giữa {} và {}",
)  # fmt: skip
DAYS_EN = ("{d}-{e} {month} {y}", "{d} to {e} {month} {y}", "from the {d}th to the {e}th of {month} {y}",
           "{month} {d}-{e}, {y}",
           "{d} and {e} {month} {y}", "{month} {d} to {e}, {y}", "{d}/{e} {month} {y}")  # fmt: skip
DAYS_VI = ("ngày {d}-{e} tháng {m} năm {y}", "từ {d} đến {e}/{m}/{y}",
           "từ ngày {d} đến ngày {e} tháng {m} năm {y}", "{d}-{e}/{m}/{y}",
           "ngày {d} và {e}/{m}/{y}", "{d} và {e} tháng {m} năm {y}")  # fmt: skip
"""From one date to another, which is no single date."""


def negative(draw: Random) -> str:
    """One text that names no complete date, or more than one."""
    kind = draw.random()
    if kind < 0.44:
        return _incomplete(draw)
    if kind < 0.62:
        return _numbers(draw)
    if kind < 0.68:
        return _framed(draw)
    if kind < 0.75:
        return _range(draw)
    if kind < 0.81:
        return gibberish(draw, 6)
    if kind < 0.85:
        return "".join(draw.choice("abcdeghiklmnoprstuvxy0123456789 .,-/!?") for _ in range(draw.randint(1, 40)))
    if kind < 0.9:
        return " ".join(draw.choice(_names()) for _ in range(draw.randint(1, 3)))
    if kind < 0.97:
        return draw.choice(TEXTS)
    return " ".join(" ".join(draw.sample(TEXTS, 2)).split()[: draw.randint(1, 9)])


def _moment(draw: Random) -> Moment:
    return Moment(draw.randint(1900, 2099), draw.randint(1, 12), draw.randint(1, 28), draw.randint(1, 7))


def _incomplete(draw: Random) -> str:
    """A wording with the year, the month or the day taken out, and what stood before it, and words around it."""
    name = draw.choice(("en", "vi"))
    wording = english.wording(draw) if name == "en" else vietnamese.wording(draw)
    missing = draw.choice((YEARS, YEARS, MONTHS, DAYS))
    words = r"(năm |tháng |ngày |mùng |mồng |thg\.? ?|th\.? ?|the |of |in |')*"
    cut = re.sub(rf"[ ,./_-]*{words}\{{(?:{missing})\}}", " ", wording).strip(" ,./-")
    return fill(surrounded(cut, name, draw), _moment(draw), draw) or "?"


def _framed(draw: Random) -> str:
    """What may stand around a date, without one: a time of day, a document's number, a label."""
    kind = draw.random()
    if kind < 0.5:
        clock = draw.choice((clocks.english, clocks.vietnamese_time, clocks.digital))(draw)
        before = draw.choice(("", "at ", "lúc ", "", "vào hồi "))
        return before + clock + draw.choice(("", "", " - " + clocks.digital(draw)))
    frame = FRAMES[draw.choice(("en", "vi"))]
    return (frame.lead(draw).strip() + draw.choice((" ", " ", ", ")) + frame.tail(draw).strip()).strip()


def _range(draw: Random) -> str:
    """Two dates, or two days of a month."""
    english_said = draw.random() < 0.5
    if draw.random() < 0.55:
        language = english if english_said else vietnamese
        wording = language.body_of(draw)
        other = wording if draw.random() < 0.7 else language.body_of(draw)
        first, second = (fill(said, _moment(draw), draw) for said in (wording, other))
        return draw.choice(RANGE_EN if english_said else RANGE_VI).format(first, second)
    moment = _moment(draw)
    later = str(moment.day + draw.randint(1, 3))
    return fill(draw.choice(DAYS_EN if english_said else DAYS_VI).replace("{e}", later), moment, draw)


def _numbers(draw: Random) -> str:
    numbers = {name: str(draw.randint(0, 10 ** draw.randint(1, 4))) for name in "abcd"}
    small = {name: str(draw.randint(0, 30)) for name in "st"}
    return draw.choice(NUMBERS).format(**numbers, **small, y=draw.randint(1900, 2099))


@lru_cache
def _names() -> tuple[str, ...]:
    """Names of countries and languages, by CLDR."""
    found: list[str] = []
    for name in ("en", "vi"):
        locale = Locale.parse(name)
        found += [*locale.territories.values(), *locale.languages.values()]
    return tuple(text for text in found if len(text) < 30)
