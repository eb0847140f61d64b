"""Six-eight verse (lục bát): does a text keep its count of syllables and its rhymes?

A six-syllable line rhymes with the sixth syllable of the eight-syllable line below it, whose eighth rhymes with the
sixth of the next six-syllable line. Rhyming syllables have a level tone. Onset and glide do not count; nucleus and
coda do. Besides full rhyme the tradition allows near rhyme (vần thông) between related sounds; NEAR lists what counts
here, and `full` says where the sounds are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.text.generate.syllables import Syllable, parse, words

SIX, EIGHT = 6, 8

NEAR = tuple(
    frozenset(group.split())
    for group in (
        # open syllables
        "a ơ ưa", "e ê i ia", "o ô u ua", "ơ ư ưa",
        # before i or y
        "ai oi ôi ơi ui uai ưai", "ai ay ây",
        # before o or u
        "ao au âu", "eo êu iu iau", "âu ưu ưau",
        # before m
        "am ăm âm ơm", "om ôm um uam", "em êm im iam",
        # before n
        "an ăn ân ơn", "on ôn un uan ơn ân", "en ên in ian", "ân ơn ưn ưan",
        # before ng and nh
        "ang ăng âng ưang", "ong ông ung uang", "âng ưng ăng", "anh ênh inh iang",
    )
)  # fmt: skip
"""Groups of rimes that rhyme nearly: a neighbouring vowel before the same ending."""


@dataclass(frozen=True)
class Rhyme:
    """first, second: the syllables as written. kept: they rhyme, fully or nearly, on level tones. full: same rime."""

    first: str
    second: str
    kept: bool
    full: bool

    @property
    def repeated(self) -> bool:
        """Whether a syllable rhymes with itself, which poets avoid."""
        return self.first.lower() == self.second.lower()


@dataclass(frozen=True)
class Couplet:
    """Two lines that stand where a couplet should. line: number of the first, from 0.

    syllables: counts of both. inner: rhyme within the couplet; link: from the couplet before; None where a line is
    too short or there is none before.
    """

    line: int
    syllables: tuple[int, int]
    inner: Rhyme | None
    link: Rhyme | None

    @property
    def in_form(self) -> bool:
        """Six syllables, then eight."""
        return self.syllables == (SIX, EIGHT)


@dataclass(frozen=True)
class Form:
    """What a text keeps of the form. Shares are of couplets; of rhymes, of those couplets that could have them."""

    couplets: tuple[Couplet, ...]

    @property
    def form_share(self) -> float:
        """Couplets of six and eight syllables."""
        return _share([couplet.in_form for couplet in self.couplets])

    @property
    def inner_share(self) -> float:
        """Rhyme of the sixth syllables, among couplets in form."""
        return _share([couplet.inner.kept for couplet in self.couplets if couplet.in_form and couplet.inner])

    @property
    def link_share(self) -> float:
        """Rhyme with the couplet before, among neighbouring couplets in form."""
        return _share([couplet.link.kept for couplet in self.couplets if couplet.link])

    @property
    def full_share(self) -> float:
        """Rhymes whose sounds are the same, among all rhymes that are kept."""
        return _share([rhyme.full for rhyme in self._kept])

    @property
    def repeated_share(self) -> float:
        """Rhymes of a syllable with itself, among all rhymes that are kept."""
        return _share([rhyme.repeated for rhyme in self._kept])

    @property
    def _kept(self) -> list[Rhyme]:
        found = [rhyme for couplet in self.couplets for rhyme in (couplet.inner, couplet.link) if rhyme]
        return [rhyme for rhyme in found if rhyme.kept]

    @property
    def whole_share(self) -> float:
        """Couplets of six and eight syllables that keep every rhyme they could have."""
        return _share(
            [
                couplet.in_form and all(rhyme.kept for rhyme in (couplet.inner, couplet.link) if rhyme)
                for couplet in self.couplets
            ]
        )


def check_form(lines: Sequence[str]) -> Form:
    """The form of a text, its blank lines left out.

    Lines are taken two by two from the first. After a pair out of form the next begins one line later where a six-
    and an eight-syllable line stand there, so that one slip is counted once and does not shift all that follows.
    """
    spoken = [words(line) for line in lines]
    rows = [(number, syllables) for number, syllables in enumerate(spoken) if syllables]
    couplets: list[Couplet] = []
    before: list[str] | None = None  # the eight-syllable line of the couplet before, where it was in form
    at = 0
    while at + 1 < len(rows):
        (number, six), (_, eight) = rows[at], rows[at + 1]
        in_form = (len(six), len(eight)) == (SIX, EIGHT)
        inner = rhyme(six[SIX - 1], eight[SIX - 1]) if in_form else None
        link = rhyme(before[EIGHT - 1], six[SIX - 1]) if before and in_form else None
        couplets.append(Couplet(number, (len(six), len(eight)), inner, link))
        before = eight if in_form else None
        at += 2 if in_form or not _couplet_at(rows, at + 1) else 1
    return Form(tuple(couplets))


def rhyme(first: str, second: str) -> Rhyme:
    """Whether two written syllables rhyme."""
    one, other = parse(first), parse(second)
    if one is None or other is None:
        return Rhyme(first, second, False, False)
    level = one.level and other.level
    full = level and rime(one) == rime(other)
    return Rhyme(first, second, full or (level and _near(one, other)), full)


def rime(syllable: Syllable) -> str:
    """What rhymes: nucleus and coda by sound; y and i, o and u end alike."""
    nucleus, coda = syllable.nucleus, syllable.coda
    if coda == "y":  # ay is ă + i, and written so to be told from ai
        return {"a": "ay", "â": "ây"}.get(nucleus, nucleus + "i")
    if coda in ("o", "u"):
        return {"ao": "ao", "eo": "eo"}.get(nucleus + coda, nucleus + "u")
    return nucleus + coda


def _near(one: Syllable, other: Syllable) -> bool:
    pair = {rime(one), rime(other)}
    return any(pair <= group for group in NEAR)


def _couplet_at(rows: Sequence[tuple[int, list[str]]], at: int) -> bool:
    return at + 1 < len(rows) and (len(rows[at][1]), len(rows[at + 1][1])) == (SIX, EIGHT)


def _share(kept: Sequence[bool]) -> float:
    return sum(kept) / len(kept) if kept else 0.0
