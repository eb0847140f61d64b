"""Short sentences made by rule in which a negation turns praise into blame and blame into praise.

The reviews hold too few of them: "never dull" reads as "dull" to a network that has met the word in blame only. The
same frames also come without the negation, so that no frame carries a label by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

BLAME = (
    "dull", "tedious", "slow", "predictable", "silly", "weak", "stupid", "awful", "terrible", "lazy", "shallow",
    "forgettable", "disappointing", "annoying", "bland", "confusing", "clumsy", "pretentious", "ridiculous",
    "lifeless", "painful", "unfunny", "cheap", "tiresome", "flat", "poor", "ugly", "empty", "messy", "bad",
)  # fmt: skip
PRAISE = (
    "great", "wonderful", "moving", "charming", "gripping", "brilliant", "touching", "exciting", "interesting",
    "beautiful", "convincing", "fresh", "original", "powerful", "memorable", "entertaining", "enjoyable", "witty",
    "excellent", "fascinating", "amusing", "impressive", "delightful", "fun", "superb", "tender", "sharp", "fine",
)  # fmt: skip
BLAME_NOUNS = (
    "a disaster", "a mess", "a failure", "a disappointment", "a chore", "a flop", "a bad film", "a dull story",
    "a weak script", "a letdown", "an embarrassment", "trash",
)  # fmt: skip
PRAISE_NOUNS = (
    "a triumph", "a success", "a joy", "a delight", "a gem", "a great film", "a moving story", "a classic", "a treat",
    "a fine script", "a pleasure", "art",
)  # fmt: skip
BLAME_VERBS = ("bores", "disappoints", "drags", "annoys", "fails", "insults the viewer", "lets you down", "tires")
PRAISE_VERBS = ("moves", "works", "convinces", "grips", "comes alive", "makes you laugh", "surprises", "delights")

THINGS = ("it", "the film", "this movie", "the plot", "the acting", "the story", "the script", "the ending", "this")
ENDS = ("", "", ".", ".", "!", ", really.", ", i think.", ", i must say.")
PLAIN = (
    "{thing} is {word}{end}", "{thing} was {word}{end}", "{word}{end}", "{thing} gets {word}{end}",
    "{thing} is always {word}{end}", "{thing} feels {word}{end}", "i found {thing} {word}{end}",
)  # fmt: skip
NEGATED = (
    "{thing} is not {word}{end}", "{thing} was not {word}{end}", "{thing} isn't {word}{end}", "not {word}{end}",
    "{thing} wasn't {word}{end}", "{thing} is never {word}{end}", "never {word}{end}", "{thing} never gets {word}{end}",
    "{thing} is not {word} at all{end}", "not {word} at all{end}", "{thing} is hardly {word}{end}",
    "{thing} is anything but {word}{end}", "{thing} is far from {word}{end}", "i did not find {thing} {word}{end}",
    "there is nothing {word} about {thing}{end}", "{thing} never feels {word}{end}", "{thing} does not get {word}{end}",
    "nothing {word} here{end}", "{thing} isn't the least bit {word}{end}", "{thing} was never {word}{end}",
)  # fmt: skip
PLAIN_NOUNS = ("{thing} is {word}{end}", "{thing} was {word}{end}", "what {word}{end}", "{word}{end}")
NEGATED_NOUNS = (
    "{thing} is not {word}{end}", "{thing} isn't {word}{end}", "{thing} was not {word}{end}", "not {word}{end}",
    "{thing} is by no means {word}{end}", "{thing} is far from {word}{end}", "hardly {word}{end}",
)  # fmt: skip
PLAIN_VERBS = ("{thing} {word}{end}", "{thing} always {word}{end}", "{thing} often {word}{end}")
NEGATED_VERBS = ("{thing} never {word}{end}", "{thing} hardly ever {word}{end}", "never {word}{end}")
NEITHER = "{thing} is neither {word} nor {other}{end}"

KINDS = (
    (BLAME, PRAISE, PLAIN, NEGATED, 6),
    (BLAME_NOUNS, PRAISE_NOUNS, PLAIN_NOUNS, NEGATED_NOUNS, 2),
    (BLAME_VERBS, PRAISE_VERBS, PLAIN_VERBS, NEGATED_VERBS, 1),
)
"""Words of blame and of praise, frames without and with a negation, and how often each kind is drawn."""
PLAIN_SHARE = 0.35


def sentences(count: int, seed: int) -> list[tuple[str, int]]:
    """So many different sentences with their label (0 negative, 1 positive), half of each."""
    draw, found = Random(seed), dict[str, int]()
    while len(found) < count:
        label = len(found) % 2
        found.setdefault(_sentence(label, draw), label)
    return list(found.items())


def _sentence(label: int, draw: Random) -> str:
    """One sentence of a label: plain with a word of its own side, negated with one of the other."""
    blame, praise, plain, negated, _ = draw.choices(KINDS, [kind[-1] for kind in KINDS])[0]
    sides: tuple[Sequence[str], Sequence[str]] = (blame, praise)
    if draw.random() < PLAIN_SHARE:
        frame, words = draw.choice(plain), sides[label]
    else:
        frame, words = draw.choice((*negated, NEITHER) if blame is BLAME else negated), sides[1 - label]
    word, other = draw.sample(words, 2)
    return frame.format(thing=draw.choice(THINGS), word=word, other=other, end=draw.choice(ENDS))
