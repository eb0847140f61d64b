"""Vietnamese syllables by their parts: onset, glide, nucleus, coda and tone, as the spelling writes them.

L. C. Thompson, "A Vietnamese Reference Grammar" (1965). In verse the six tones fall into two classes: level
(bằng: no mark or grave) and oblique (trắc: acute, hook, tilde, dot below).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ONSETS = tuple(
    "ngh ng nh gh gi qu ch kh ph th tr b c d đ g h k l m n p q r s t v x".split()  # noqa: SIM905  the longest first
)
CODAS = ["ch", "ng", "nh", "c", "m", "n", "p", "t", "i", "y", "o", "u"]
NUCLEI = {
    # spelling: sound; the three diphthongs are written one way before a coda and another at the end
    **{vowel: vowel for vowel in ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư"]},
    **{"y": "i", "iê": "ia", "yê": "ia", "ia": "ia", "ya": "ia", "uô": "ua", "ua": "ua", "ươ": "ưa", "ưa": "ưa"},
    **{"oo": "o", "ôô": "ô"},
}
TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
LEVEL = ("ngang", "huyền")

WORD = re.compile(r"[^\W\d_]+")
ONSET = re.compile("|".join(ONSETS), re.IGNORECASE)


@dataclass(frozen=True)
class Syllable:
    """onset, glide, nucleus, coda: "" where there is none. nucleus: by sound, so that `iê` and `ia` are one.

    tone: its Vietnamese name.
    """

    onset: str
    glide: str
    nucleus: str
    coda: str
    tone: str

    @property
    def level(self) -> bool:
        """Whether its tone is of the level class (bằng)."""
        return self.tone in LEVEL


def words(line: str) -> list[str]:
    """The syllables of a line as written; every run of letters is one."""
    return WORD.findall(unicodedata.normalize("NFC", line))


def onset_of(word: str) -> str:
    """The consonants a written syllable begins with, in its own capitals; "" for a vowel.

    Of `gi` alone, before a consonant or before ê only the g is the onset: the i belongs to the vowel (gì, gìn, giếng).
    """
    found = ONSET.match(word)
    onset = found.group() if found else ""
    if len(onset) == len(word) and len(onset) > 1:
        return onset[:-1]
    if onset.lower() == "gi" and (not _is_vowel(word[2]) or _without_tone(word[2].lower())[0] == "ê"):
        return onset[:1]
    return onset if len(onset) < len(word) else ""


def parse(word: str) -> Syllable | None:
    """The parts of a written syllable; None for what is no Vietnamese syllable."""
    plain, tone = _without_tone(word.lower())
    onset = onset_of(plain)
    glide, rime = _glide(onset, plain[len(onset) :])
    found = _nucleus_and_coda(rime)
    return None if found is None else Syllable(onset, glide, *found, tone)


def _without_tone(word: str) -> tuple[str, str]:
    tone, kept = "ngang", []
    for sign in unicodedata.normalize("NFD", word):
        tone = TONES.get(sign, tone)
        kept.append("" if sign in TONES else sign)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def _is_vowel(sign: str) -> bool:
    return _without_tone(sign.lower())[0] in "aăâeêioôơuưy"


def _glide(onset: str, rime: str) -> tuple[str, str]:
    """The rounded glide before the main vowel: written u after q, o before a, ă, e, and u before â, ê, ơ, y."""
    if onset == "qu":
        return "w", rime
    if re.match("o[aăe]|u[âêơy]", rime):
        return "w", rime[1:]
    return "", rime


def _nucleus_and_coda(rime: str) -> tuple[str, str] | None:
    """The longest vowel that leaves a known coda."""
    for length in (2, 1):
        nucleus, coda = NUCLEI.get(rime[:length]), rime[length:]
        if nucleus is not None and len(rime) >= length and (coda == "" or coda in CODAS):
            return nucleus, coda
    return None
