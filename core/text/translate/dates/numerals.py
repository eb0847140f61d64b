"""Numbers in words, English and Vietnamese, in the forms in which days, months and years are written out."""

from __future__ import annotations

from random import Random

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def suffix(day: int) -> str:
    """The letters of an ordinal: st, nd, rd or th."""
    return "th" if 10 < day % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def cardinal(number: int, dash: str = "-") -> str:
    """0 to 99 in English words."""
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + (dash + ONES[ones] if ones else "")


def ordinal(number: int, dash: str = "-") -> str:
    """1 to 99 as "first", "twenty-first"."""
    if number < 20:
        return ORDINALS[number]
    tens, ones = divmod(number, 10)
    return TENS[tens] + dash + ORDINALS[ones] if ones else TENS[tens][:-1] + "ieth"


def english_year(year: int, draw: Random) -> str:
    """1900 to 2099 as it is said: nineteen eighty-four, two thousand (and) one, twenty oh one, twenty twenty-one."""
    dash = draw.choice("- ")
    century, rest = divmod(year, 100)
    if century == 20 and (rest == 0 or draw.random() < (0.7 if rest < 10 else 0.35)):
        return "two thousand" + (draw.choice((" ", " and ")) + cardinal(rest, dash) if rest else "")
    if rest == 0:
        return cardinal(century, dash) + " hundred"
    if century == 19 and draw.random() < 0.05:
        return "nineteen hundred" + draw.choice((" ", " and ")) + cardinal(rest, dash)
    return f"{cardinal(century, dash)} {draw.choice(('oh ', 'o ')) if rest < 10 else ''}{cardinal(rest, dash)}"


def vietnamese(number: int, draw: Random) -> str:
    """1 to 99 in Vietnamese words, with the shorter forms: hai mươi mốt, hai mốt, hăm mốt, mười lăm."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _digit(ones, draw)
    if tens == 1:
        return "mười" + ("" if ones == 0 else " lăm" if ones == 5 else " " + _digit(ones, draw))
    if ones == 0:
        return DIGITS[tens] + " mươi"
    last = {1: "mốt", 4: draw.choice(("tư", "bốn")), 5: draw.choice(("lăm", "nhăm"))}.get(ones) or _digit(ones, draw)
    heads = [f"{DIGITS[tens]} mươi", DIGITS[tens], *(["hăm"] if tens == 2 else [])]
    return f"{draw.choices(heads, (5, 2, 1)[: len(heads)])[0]} {last}"


def vietnamese_year(year: int, draw: Random) -> str:
    """1900 to 2099: hai nghìn không trăm hai mươi mốt, một chín tám tư, hai không hai mốt."""
    thousands, rest = divmod(year, 1000)
    hundreds, last = divmod(rest, 100)
    if draw.random() < 0.3:
        tail = (
            f"{DIGITS[last // 10]} {DIGITS[last % 10]}" if last < 10 or draw.random() < 0.6 else vietnamese(last, draw)
        )
        return f"{DIGITS[thousands]} {DIGITS[hundreds]} {tail}"
    words = f"{DIGITS[thousands]} {draw.choice(('nghìn', 'ngàn'))}"
    if hundreds or (last and draw.random() < 0.6):
        words += f" {DIGITS[hundreds]} trăm"
    if not last:
        return words
    if last > 9 and not hundreds and words.endswith(("nghìn", "ngàn")) and draw.random() < 0.1:
        return f"{words} {draw.choice(('lẻ', 'linh'))} {vietnamese(last, draw)}"
    return words + (f" {draw.choice(('lẻ', 'linh'))} {DIGITS[last]}" if last < 10 else f" {vietnamese(last, draw)}")


def _digit(ones: int, draw: Random) -> str:
    return "bẩy" if ones == 7 and draw.random() < 0.1 else DIGITS[ones]
