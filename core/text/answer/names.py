"""Names a story uses that the reader never learnt: each is read as one of the people it knows and the story lacks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from core.text.answer.varied import PEOPLE, names_in
from core.text.answer.words import WORD, Vocabulary, split_words

STAND_INS = ("sandra", "john", "mary", "daniel", "julie", "fred", "bill")
PRONOUNS = {"she": PEOPLE[0], "he": PEOPLE[1]}


def stand_ins(texts: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Unknown words written with a capital throughout, each with the known name that stands for it.

    texts: the sentences of a story and its question, last; a name is in the story, so a question word is none. Names
    run out after a few; the rest stay unknown.
    """
    told = {word for text in texts[:-1] for word in split_words(text)}
    unknown = set(vocabulary.unknown(texts))
    written: dict[str, list[str]] = {}
    for text in texts:
        for word in WORD.findall(text):
            written.setdefault(word.casefold(), []).append(word)
    new = [word for word in written if word in unknown and word in told]
    strangers = [word for word in new if all(form[0].isupper() for form in written[word])]
    free = [name for name in STAND_INS if name not in names_in(texts) and name in vocabulary.words]
    found: dict[str, str] = {}
    for stranger in strangers:
        fitting = [name for name in free if name in _sex(stranger, texts)] or free
        if fitting:
            found[stranger] = fitting[0]
            free.remove(fitting[0])
    return found


def _sex(name: str, texts: Sequence[str]) -> tuple[str, ...]:
    """The known people of the sex that a pronoun in the next sentence gives away; all where none does."""
    for before, after in pairwise(texts):
        told = [PRONOUNS[word] for word in split_words(after) if word in PRONOUNS]
        if name in split_words(before) and told:
            return told[0]
    return PEOPLE[0] + PEOPLE[1]
