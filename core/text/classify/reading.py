"""Everything that `--explain` and the page show of one text, as plain values: probabilities, words, checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import torch

from core.explain.explain import explain
from core.explain.trust import trust
from core.explain.types import Explanation, Trust
from core.text.classify.calibration import log_softmax
from core.text.classify.evidence import evidence_of
from core.text.classify.neighbours import Neighbour
from core.text.classify.pieces import Pieces, pieces_of
from core.text.classify.predictor import Classifier
from core.text.cleaning import clean
from core.text.types import TextAnswer

MOST_REMOVED = 60
"""Words tried without, those of the largest attribution first: each costs a reading of the whole text."""


@dataclass(frozen=True)
class Reading:
    """One text with its label and what that rests on.

    text: as it was read. probabilities: by label. shares: log-odds that the parts add, by name. tokens: how many the
    text has; read: how many of them the recurrent part read. known_share: of the words, those seen in training.
    words: frame start, end (places in `text`), word, attention (sums to 1), attribution, recurrent, runs (log-odds of
    the label); explanation: the attributions with their checks.
    """

    text: str
    label: str
    confidence: float
    probabilities: dict[str, float]
    tokens: int
    read: int
    known_share: float
    words: pd.DataFrame
    explanation: Explanation
    trust: Trust
    removals: pd.DataFrame
    neighbours: tuple[Neighbour, ...]

    def answer(self, given: str) -> TextAnswer:
        """The answer of the command line with its evidence. given: the text as it was typed."""
        return TextAnswer(given, self.label, self.confidence, self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "text": self.text,
            "probabilities": self.probabilities,
            "tokens": self.tokens,
            "tokens_read": self.read,
            "known_share": self.known_share,
            "method": self.explanation.method,
            "reference": self.explanation.reference,
            "output": self.explanation.output,
            "reference_output": self.explanation.reference_output,
            "completeness_error": self.explanation.completeness_error,
            "deletion_gain": self.explanation.deletion_gain,
            "chance_gain": self.explanation.deletion.chance_gain,
            "trust": {"kind": self.trust.kind, "sentence": str(self.trust.message)},
            "words": self.words.to_dict("records"),
            "removals": self.removals.to_dict("records"),
            "neighbours": [vars(neighbour) for neighbour in self.neighbours],
        }


def read(classifier: Classifier, typed: str, seed: int = 0) -> Reading:
    """One text read, explained and checked; UserError where it cannot be read."""
    text = clean(typed)
    tokens = classifier.parts.vocabulary.tokens(text)
    pieces = pieces_of(text, tokens)
    scores = classifier.scores([text])
    probabilities = scores.probabilities[0]
    best = int(probabilities.argmax())
    found = explain(evidence_of(classifier.parts, classifier.labels, text, tokens.ids, pieces), (best,), seed=seed)
    words = _words(text, pieces, attention_of(classifier, tokens.ids), found)
    return Reading(
        text=text,
        label=classifier.labels[best],
        confidence=float(probabilities[best]),
        probabilities=dict(zip(classifier.labels, map(float, probabilities), strict=True)),
        tokens=tokens.whole,
        read=len(tokens.ids),
        known_share=classifier.known_share(text),
        words=words,
        explanation=found,
        trust=trust(found),
        removals=without_each(classifier, text, words, best),
        neighbours=tuple(classifier.nearest(text)),
    )


@torch.no_grad()
def attention_of(classifier: Classifier, ids: tuple[int, ...]) -> np.ndarray:
    """Attention of each token, (T,)."""
    attention: np.ndarray = classifier.parts.network.read(torch.tensor([ids])).attention[0].double().numpy()
    return attention


def _words(text: str, pieces: Pieces, attention: np.ndarray, found: Explanation) -> pd.DataFrame:
    recurrent, runs = found.attributions[0].T  # (W,) each
    return pd.DataFrame(
        {
            "start": [start for start, _ in pieces.spans],
            "end": [end for _, end in pieces.spans],
            "word": pieces.texts(text),
            "attention": pieces.summed(attention),
            "attribution": recurrent + runs,
            "recurrent": recurrent,
            "runs": runs,
        }
    )


def without_each(classifier: Classifier, text: str, words: pd.DataFrame, label: int) -> pd.DataFrame:
    """The label's log-odds and probability once a word is really taken out and the text read anew.

    Frame start, end, word, probability, change (of the log-odds of `label`), output (the label then), in the order of
    the text; at most MOST_REMOVED words, those of the largest attribution.
    """
    columns = ["start", "end", "word", "probability", "change", "output"]
    order = words["attribution"].abs().sort_values(ascending=False, kind="stable").index[:MOST_REMOVED]
    chosen = words.loc[sorted(order)]
    left = {row: clean_without(text, int(chosen.at[row, "start"]), int(chosen.at[row, "end"])) for row in chosen.index}
    rows = [row for row, rest in left.items() if rest]
    if not rows:
        return pd.DataFrame(columns=columns)
    scores = classifier.scores([text, *(left[row] for row in rows)])
    odds, probabilities = odds_of(scores.logits, label), scores.probabilities[1:]
    found = chosen.loc[rows, ["start", "end", "word"]].reset_index(drop=True)
    found["probability"], found["change"] = probabilities[:, label], odds[1:] - odds[0]
    found["output"] = [classifier.labels[best] for best in probabilities.argmax(1)]
    return found


def odds_of(logits: np.ndarray, label: int) -> np.ndarray:
    """log p − log (1 − p) of a class, (N,)."""
    others = np.delete(log_softmax(logits), label, axis=1)
    odds: np.ndarray = log_softmax(logits)[:, label] - np.logaddexp.reduce(others, axis=1)
    return odds


def clean_without(text: str, start: int, end: int) -> str:
    """The text less what stands between two places, without a double space where it stood."""
    before, after = text[:start], text[end:]
    return (before.rstrip(" ") + after if after[:1] in " ,.;:!?" else before + after).strip()
