"""The two kinds of translation: how a text is made ready, and how what was written is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.errors import UserError
from core.messages import M, Message
from core.text.cleaning import clean
from core.text.translate.dates import reading as dates
from core.text.translate.pairs.cleaning import one_line
from core.text.translate.pairs.placeholders import put_back, take_out
from core.text.translate.reading import Reading


@dataclass(frozen=True)
class Prepared:
    """text: as the network reads it. placeholders: what its marks stand for."""

    text: str
    placeholders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """most: longest text in characters. length_power: of the beam search, chosen on the validation part.

    read: (written, prepared) -> what it means. refuses: whether an output can be refused.
    """

    name: str
    most: int
    length_power: float
    prepare: Callable[[str], Prepared]
    read: Callable[[str, Prepared], Reading]
    refuses: bool
    confidence: Message

    def prepared(self, text: str) -> Prepared:
        """UserError where the text is empty or too long."""
        cleaned = clean(text)
        if len(cleaned) > self.most:
            raise UserError(
                M("The text has {count} characters; this network takes {most}.", count=len(cleaned), most=self.most),
                M("Give it one sentence or one date at a time; a file may hold many lines."),
            )
        return self.prepare(cleaned)


def _marked(text: str) -> Prepared:
    marked, placeholders = take_out(one_line(text))
    return Prepared(marked, tuple(placeholders))


def _wording(written: str, prepared: Prepared) -> Reading:
    return Reading(put_back(written, prepared.placeholders))


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "dates",
            200,
            0.0,
            Prepared,
            lambda written, prepared: dates.read(written),
            True,
            M("Confidence: how often answers that sure were right, on wordings not trained on."),
        ),
        Kind(
            "pairs",
            300,
            1.0,
            _marked,
            _wording,
            False,
            M("Confidence: the likeness (chrF) to the true translation that held-out messages so sure had."),
        ),
    )
}
