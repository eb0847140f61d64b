"""Everything that `--explain` and the page show of one text, as plain values that JSON can hold; free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from core.explain.types import Trust
from core.messages import from_json as message_from_json
from core.messages import to_json as message_to_json
from core.text.types import TextAnswer


@dataclass(frozen=True)
class Check:
    """The explanation's checks, as in core.explain.types.Explanation. deletion: `DeletionCurve.table()`.

    output, reference_output: log-odds of the label with all words, and with every word hidden.
    """

    method: str
    reference: str
    output: float
    reference_output: float
    completeness_error: float
    deletion_gain: float
    chance_gain: float
    deletion: pd.DataFrame
    trust: Trust


@dataclass(frozen=True)
class Reading:
    """One text with its label and what that rests on.

    text: as it was read. probabilities: by label. tokens: how many the text has; tokens_read: how many of them the
    recurrent part read. known_share: of the words, those that the vocabulary holds whole. words: frame start, end
    (places in `text`), word, attention (sums to 1), attribution, recurrent, runs (log-odds of the label, the last two
    sum to the first).
    removals: frame start, end, word, probability, change (of the log-odds), output, once a word is really taken out.
    neighbours: frame text, label, similarity; training texts that the network reads most alike.
    """

    text: str
    label: str
    confidence: float
    probabilities: dict[str, float]
    tokens: int
    tokens_read: int
    known_share: float
    words: pd.DataFrame
    check: Check
    removals: pd.DataFrame
    neighbours: pd.DataFrame

    def answer(self, given: str) -> TextAnswer:
        """The answer of the command line with its evidence. given: the text as it was typed."""
        return TextAnswer(given, self.label, self.confidence, self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, the evidence of the command line."""
        plain = ("text", "label", "confidence", "probabilities", "tokens", "tokens_read", "known_share")
        checks = ("method", "reference", "output", "reference_output", "completeness_error", "deletion_gain")
        trust = self.check.trust
        return {
            **{name: getattr(self, name) for name in plain},
            **{name: getattr(self.check, name) for name in (*checks, "chance_gain")},
            "trust": {"kind": trust.kind, "sentence": str(trust.message), "message": message_to_json(trust.message)},
            "attributions": self.words.to_dict("records"),
            "deletion": self.check.deletion.to_dict("records"),
            "removals": self.removals.to_dict("records"),
            "neighbours": self.neighbours.to_dict("records"),
        }


def from_json(content: dict[str, Any]) -> Reading:
    """The reading that `to_json` wrote."""
    told, frame = dict(content), pd.DataFrame
    trust = Trust(told["trust"]["kind"], message_from_json(told["trust"]["message"]))
    checks = ("method", "reference", "output", "reference_output", "completeness_error", "deletion_gain")
    check = Check(
        **{name: told[name] for name in (*checks, "chance_gain")}, deletion=frame(told["deletion"]), trust=trust
    )
    plain = ("text", "label", "confidence", "probabilities", "tokens", "tokens_read", "known_share")
    return Reading(
        **{name: told[name] for name in plain},
        words=frame(told["attributions"]),
        check=check,
        removals=frame(told["removals"], columns=REMOVAL_COLUMNS),
        neighbours=frame(told["neighbours"], columns=NEIGHBOUR_COLUMNS),
    )


REMOVAL_COLUMNS = ["start", "end", "word", "probability", "change", "output"]
NEIGHBOUR_COLUMNS = ["text", "label", "similarity"]
