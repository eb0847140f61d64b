"""What people do to a wording: words around it, capitals, accents left out, slips of the finger, loose commas."""

from __future__ import annotations

import re
import unicodedata
from random import Random

BEFORE = {
    "en": (
        "on ", "on the ", "date: ", "date of birth: ", "due ", "due date: ", "dated ", "as of ", "from ", "since ",
        "until ",
        "by ", "signed ", "london, ", "today is ", "born ", "the meeting is on ", "published ", "posted on ",
        "updated: ",
        "before ", "after ", "deadline: ", "expires ", "we met on ", "it happened on ", "start date - ", "effective ",
        "last modified ", "it was ", "date ", "d.o.b. ", "paris, ", "delivered on ", "created: ", "see you on ",
        "the date is ",
    ),
    "vi": (
        "vào ", "vào ngày ", "hà nội, ", "hà nội, ngày ", "tp. hồ chí minh, ", "đà nẵng, ngày ", "ngày sinh: ",
        "hạn: ",
        "hôm nay là ", "từ ", "đến ", "trước ", "sau ", "sinh ", "sinh ngày ", "cập nhật: ", "đăng ", "đăng lúc ",
        "hết hạn ",
        "ngày: ", "bắt đầu ", "hạn nộp: ", "huế, ", "ký ", "ban hành ", "hẹn gặp ", "cuộc họp diễn ra ",
        "nhằm ngày ", "tính đến ",
    ),
}  # fmt: skip
AFTER = {
    "en": (".", "!", ",", ";", " at 5 pm", " 14:30", ", 14:30", "t14:30:00z", " 09:15:00", " utc", " ad",
    " please", " (today)",
           " in london", " - final", ", 9am", " onwards", "?"),
    "vi": (".", "!", ",", ";", " lúc 14:30", ", 14:30", " lúc 5 giờ chiều", " 08:00", " tại hà nội", " dương lịch",
    " (dương lịch)",
           " trở đi", ", 9h sáng", " - bản cuối", "?"),
}  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SYLLABLES = (
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "ho",
    "ki",
    "la",
    "me",
    "no",
    "pa",
    "ro",
    "su",
    "ta",
    "vi",
    "we",
    "xa",
    "yo",
    "ze",
    "tran",
    "ster",
    "mond",
    "brik",
    "lun",
    "dor",
    "pel",
)
QUOTES = (("(", ")"), ("[", "]"), ('"', '"'), ("“", "”"), ("<", ">"))


def disturb(text: str, language: str, draw: Random) -> str:
    """One reading of a wording as people send it; two in five are left as they are."""
    if draw.random() < 0.3:
        text = _surrounded(text, language, draw)
    if language == "vi" and draw.random() < 0.2:
        text = without_accents(text) if draw.random() < 0.7 else _some_accents(text, draw)
    if draw.random() < 0.10:
        text = _slip(text, draw)
    if draw.random() < 0.15:
        text = _spacing(text, draw)
    return text


def without_accents(text: str) -> str:
    """Vietnamese as it is typed without a keyboard for it."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return bare.replace("đ", "d").replace("Đ", "D")


def invented(draw: Random) -> str:
    """A word that no language has, for what may stand around a date."""
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(1, 3)))


def _surrounded(text: str, language: str, draw: Random) -> str:
    if draw.random() < 0.6:
        before = draw.choice(BEFORE[language])
        if not (before.rstrip().endswith("ngày") and text.startswith("ngày")):
            text = before + text
    if draw.random() < 0.15:
        text = (
            " ".join(invented(draw) for _ in range(draw.randint(1, 3))) + draw.choice((" ", ", ", ": ", " - ")) + text
        )
    if draw.random() < 0.45:
        text += draw.choice(AFTER[language])
    if draw.random() < 0.06:
        text += draw.choice((" ", ", ", " - ")) + " ".join(invented(draw) for _ in range(draw.randint(1, 3)))
    if draw.random() < 0.08:
        opening, closing = draw.choice(QUOTES)
        text = opening + text + closing
    return text


def _some_accents(text: str, draw: Random) -> str:
    return " ".join(without_accents(word) if draw.random() < 0.5 else word for word in text.split(" "))


def _slip(text: str, draw: Random) -> str:
    """One letter of a word of five or more left out, doubled, swapped with the next, or another."""
    words = [found.span() for found in re.finditer(r"[^\W\d_]{5,}", text)]
    if not words:
        return text
    start, end = draw.choice(words)
    place = draw.randint(start + 1, end - 2)
    kind = draw.randint(0, 3)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    if kind == 2:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + draw.choice(LETTERS) + text[place + 1 :]


def _spacing(text: str, draw: Random) -> str:
    kind = draw.random()
    if kind < 0.35:
        return text.replace(",", "")
    if kind < 0.5:
        return text.replace(", ", ",")
    if kind < 0.6:
        return text.replace(",", " ,")
    if kind < 0.7:
        return text.replace("-", "–")
    if kind < 0.8:
        return text.replace(" ", "  ", 1)
    if kind < 0.9:
        return text.replace("'", "’")
    return re.sub(r"\.(?!\d)", "", text)
