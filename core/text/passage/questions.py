"""Questions made from sentences by rule: a name, place, time or number gives way to its question word.

Noisy cloze questions: P. Lewis et al., "Unsupervised question answering by cloze translation", ACL 2019.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
YEAR = re.compile(r"1[5-9]\d\d|20[0-4]\d")
PLACE_BEFORE = {"in", "at", "from", "near", "to"}
SMALL_WORDS = """
a about after all also an and any are as at be been before being but by can could did do does down for from had has have
he her here him his how i if in into is it its just may me might more most must my no not of on one only or other our
out over own same she should so some such than that the their them then there these they this those to too up us very
was we were what when where which who why will with would you your
"""
COMMON = frozenset(SMALL_WORDS.split())
LEAST, MOST = 2, 7
"""Words of the sentence that a question keeps."""
ASKED = {
    "who": ("who", "which person", "whose name"),
    "where": ("where", "in which place"),
    "when": ("when", "in which year", "what year"),
    "number": ("how many", "how much", "what number"),
    "what": ("what", "which", "what kind of"),
}
HELPERS = ("is", "was", "did", "does", "were", "are", "has", "can")


def question(sentence: str, draw: random.Random) -> str | None:
    """A question that the sentence answers; None where too few words would be left."""
    words = WORD.findall(sentence)
    content = [place for place, word in enumerate(words) if word.casefold() not in COMMON]
    if len(content) < LEAST + 1:
        return None
    asked = draw.choice(content)
    kind, answer = _kind(words, asked)
    left = [place for place in content if place not in answer]
    if len(left) < LEAST:
        return None
    kept = _near(left, asked, draw)
    said = [_other_form(words[place], draw) if draw.random() < 0.25 else words[place] for place in kept]
    start = draw.choice(ASKED[kind])
    helper = f" {draw.choice(HELPERS)}" if draw.random() < 0.8 else ""
    return f"{start.capitalize()}{helper} {_joined(said, draw)}?"


def _kind(words: Sequence[str], asked: int) -> tuple[str, range]:
    """What is asked for, and the places of the words that would be the answer."""
    word = words[asked]
    if YEAR.fullmatch(word):
        return "when", range(asked, asked + 1)
    if word[0].isdigit():
        return "number", range(asked, asked + 1)
    if word[0].isupper() and asked > 0:
        first = last = asked
        while last + 1 < len(words) and words[last + 1][0].isupper():
            last += 1
        while first - 1 > 0 and words[first - 1][0].isupper():
            first -= 1
        before = words[first - 1].casefold()
        return ("where" if before in PLACE_BEFORE else "who"), range(first, last + 1)
    return "what", range(asked, asked + 1)


def _near(left: Sequence[int], asked: int, draw: random.Random) -> list[int]:
    """Some of the words that are left, those near what is asked for first, in their order."""
    count = draw.randint(LEAST, min(MOST, len(left)))
    near = sorted(left, key=lambda place: abs(place - asked) * draw.uniform(0.5, 2.0))
    return sorted(near[:count])


def _other_form(word: str, draw: random.Random) -> str:
    """A word as another form of itself: its ending dropped or changed, as questions do."""
    small = word.casefold()
    for ending in ("ing", "ed", "es", "ly", "s"):
        if small.endswith(ending) and len(small) > len(ending) + 3:
            stem = word[: -len(ending)]
            return stem + draw.choice(("", "e", "s"))
    return word + draw.choice(("s", "ed", "ing")) if len(word) > 3 else word


def _joined(words: Sequence[str], draw: random.Random) -> str:
    """The words with small ones strewn between."""
    found: list[str] = []
    for word in words:
        if draw.random() < 0.35:
            found.append(draw.choice(("the", "of", "a", "in", "to", "for")))
        found.append(word)
    return " ".join(found)
