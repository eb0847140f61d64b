"""Short sentences made by rule in which a negation turns praise into blame and blame into praise.

The reviews hold too few of them: "never dull" reads as "dull" to a network that has met the word in blame only. Frames
without a negation, and frames whose negation turns nothing ("never less than dull"), come beside them, so that no
frame carries a label by itself. A fifth of the frames and of the words is held out: sentences of those alone tell how
far the rule was learned and not the sentences.
"""

from __future__ import annotations

from random import Random

from core.text.classify.negation_frames import DETAILS, ENDS, KINDS, OBJECTS, SAYINGS, SAYINGS_OFTEN, STARTS, THINGS

PARTS = ("train", "validation")
HELD_EVERY = 5
"""Of so many frames or words in a row the last is held out."""

PLAIN_SHARE, KEEPING_SHARE = 0.3, 0.15
"""Shares of the sentences without a negation, and with one that turns nothing."""


def sentences(count: int, seed: int, part: str = PARTS[0]) -> list[tuple[str, int]]:
    """So many different sentences with their label (0 negative, 1 positive), half of each.

    part: "train", or "validation" for those of the frames and words that the training sentences leave out.
    """
    draw, found = Random(seed), dict[str, int]()
    while len(found) < count:
        label = len(found) % 2
        found.setdefault(_sentence(label, draw, part), label)
    return list(found.items())


def of_part(items: tuple[str, ...], part: str) -> tuple[str, ...]:
    """Those of frames or words that belong to a part."""
    held = part == PARTS[1]
    return tuple(item for place, item in enumerate(items, 1) if (place % HELD_EVERY == 0) == held)


def _sentence(label: int, draw: Random, part: str) -> str:
    """One sentence of a label; words of its own side, or of the other in a frame that turns them round."""
    kind = draw.choices((*KINDS, None), [*(kind.often for kind in KINDS), SAYINGS_OFTEN])[0]
    if kind is None:
        return _filled(draw.choice(of_part(SAYINGS[label], part)), {"part": draw.choice(DETAILS)}, draw)
    luck, side = draw.random(), label
    if luck < PLAIN_SHARE:
        frames = kind.plain
    elif luck < PLAIN_SHARE + KEEPING_SHARE:
        frames = kind.keeping
    else:
        frames, side = kind.turning, 1 - label
    word, other = draw.sample(of_part(kind.words[side], part), 2)
    against = draw.choice(of_part(kind.words[1 - side], part))
    forms = {"word": word, "other": other, "against": against, "does": third_person(word), "did": past(word)}
    forms |= {"other_does": third_person(other), "other_did": past(other)}
    return _filled(draw.choice(of_part(frames, part)), forms, draw)


def _filled(frame: str, forms: dict[str, str], draw: Random) -> str:
    chosen = {"thing": draw.choice(THINGS), "object": draw.choice(OBJECTS)}
    return draw.choice(STARTS) + frame.format(**forms, **chosen) + draw.choice(ENDS)


def third_person(verb: str) -> str:
    """'fall flat' -> 'falls flat'."""
    first, *rest = verb.split(" ", 1)
    if first.endswith(("s", "sh", "ch", "x", "o")):
        first += "es"
    elif first.endswith("y") and first[-2] not in "aeou":
        first = first[:-1] + "ies"
    else:
        first += "s"
    return " ".join([first, *rest])


def past(verb: str) -> str:
    """'hate' -> 'hated', for the regular verbs of FEELINGS."""
    return verb + ("d" if verb.endswith("e") else "ed")
