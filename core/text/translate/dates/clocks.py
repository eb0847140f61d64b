"""Times of day, which stand before or after a date and are not part of it, and other numbers that do."""

from __future__ import annotations

import re
from random import Random

from core.text.translate.dates.numerals import ONES, cardinal, vietnamese

ZONES = (
    "utc", "gmt", "cet", "est", "ict", "pst", "gmt+7", "utc+7", "utc+07:00", "(gmt)", "(utc)", "z", "local time",
    "(gmt+7)",
)  # fmt: skip
PARTS_EN = (
    "in the morning", "in the afternoon", "in the evening", "at night", "sharp", "o'clock", "this morning",
    "local time",
)  # fmt: skip
PARTS_VI = ("sáng", "trưa", "chiều", "tối", "đêm", "khuya", "rạng sáng", "buổi sáng", "đúng")

UNFINISHED = re.compile(r"(^| |\.)(\d+|giờ|past|to|" + "|".join((*ONES, "forty-five")) + r")$")


def digital(draw: Random) -> str:
    """A time with a sign between hours and minutes, both languages: 14:30, 09:05:00, 14h30."""
    hour, minute, second = draw.randrange(24), draw.randrange(60), draw.randrange(60)
    hours = draw.choice((f"{hour}", f"{hour:02d}"))
    kind = draw.random()
    if kind < 0.55:
        return f"{hours}:{minute:02d}"
    if kind < 0.75:
        return f"{hours}:{minute:02d}:{second:02d}"
    return f"{hours}{draw.choice('h.:hh')}{minute:02d}"


def stamp(draw: Random) -> str:
    """What ISO 8601 writes right behind a date: t14:30:00z."""
    hour, minute, second = draw.randrange(24), draw.randrange(60), draw.randrange(60)
    part = draw.choice(("", "", f".{draw.randrange(1000):03d}", f".{draw.randrange(10**6):06d}"))
    seconds = draw.choice(("", f":{second:02d}{part}", f":{second:02d}{part}"))
    zone = draw.choice(("", "z", "z", f"+{draw.randrange(13):02d}:00", f"-{draw.randrange(12):02d}:00", "+0700"))
    if draw.random() < 0.15:
        return f"t{hour:02d}{minute:02d}{second:02d}{draw.choice(('', 'z'))}"
    return f"t{hour:02d}:{minute:02d}{seconds}{zone}"


def english(draw: Random) -> str:
    """3 pm, 14:30 utc, half past nine, noon, 0900 hours."""
    kind, hour, minute = draw.random(), draw.randint(1, 12), draw.randrange(0, 60, 5)
    if kind < 0.3:
        return digital(draw) + draw.choice(("", "", "", " " + draw.choice(ZONES)))
    half = draw.choice(("am", "pm", "am", "pm", "a.m.", "p.m."))
    if kind < 0.65:
        clock = draw.choice((f"{hour}", f"{hour}", f"{hour}:{minute:02d}", f"{hour}.{minute:02d}"))
        return clock + draw.choice(("", " ", " ")) + half
    if kind < 0.75:
        return draw.choice((f"{hour}", cardinal(hour))) + " " + draw.choice(("o'clock", "o'clock", *PARTS_EN))
    if kind < 0.85:
        past = draw.choice(("half past", "quarter past", "quarter to", "ten past", "five to", "a quarter to"))
        if draw.random() < 0.3:
            past = f"{draw.choice((5, 10, 15, 20, 25))} {draw.choice(('past', 'to', 'minutes to'))}"
        return f"{past} {draw.choice((str(hour), cardinal(hour)))}"
    if kind < 0.9:
        return f"{cardinal(hour)} {draw.choice(('thirty', 'fifteen', 'forty-five', 'ten'))} {half}"
    return draw.choice(
        (
            "noon",
            "midnight",
            "midday",
            "dawn",
            f"{draw.randrange(24):02d}{minute:02d} hours",
            f"{hour:02d}{minute:02d}h",
        )
    )


def vietnamese_time(draw: Random) -> str:
    """9h30, 8 giờ 15 phút, ba giờ chiều, 14:30, tám giờ rưỡi."""
    kind, hour, minute = draw.random(), draw.randrange(24), draw.randrange(0, 60, 5)
    if kind < 0.25:
        return digital(draw)
    part = draw.choice(("", "", "", " " + draw.choice(PARTS_VI)))
    if kind < 0.5:
        return (
            draw.choice(
                (f"{hour}h", f"{hour:02d}h", f"{hour}h{minute:02d}", f"{hour}h{minute:02d}'", f"{hour} h {minute:02d}")
            )
            + part
        )
    if kind < 0.85:
        clock = draw.choice(
            ("", "", f" {minute} phút", f" {minute}", f" {minute:02d} phút", " rưỡi", " đúng", f" kém {minute or 5}")
        )
        hours = draw.choice((f"{hour}", f"{hour}", f"{hour:02d}"))
        return f"{hours} giờ{clock}" + ("" if clock.endswith("đúng") else part)
    if kind < 0.95:
        clock = draw.choice(("", "", " rưỡi", f" {vietnamese(draw.randint(1, 59), draw)} phút"))
        return f"{vietnamese(draw.randint(1, 24), draw)} giờ{clock}{part}"
    return draw.choice(("nửa đêm", "giữa trưa", "12 giờ trưa", "0 giờ", "12h đêm"))


def unfinished(clock: str) -> bool:
    """Whether a number that follows at once would be heard as part of the time: 9 giờ, half past three."""
    return UNFINISHED.search(clock) is not None
