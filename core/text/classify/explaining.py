"""Reads one text with all that its label rests on: attention, attributions and their checks, removals, neighbours."""

from __future__ import annotations

import numpy as np
import pandas as pd
import torch

from core.explain.explain import explain
from core.explain.trust import trust
from core.explain.types import Explanation
from core.text.classify.calibration import log_softmax
from core.text.classify.evidence import evidence_of
from core.text.classify.pieces import Pieces, pieces_of
from core.text.classify.predictor import Classifier
from core.text.classify.reading import NEIGHBOUR_COLUMNS, REMOVAL_COLUMNS, Check, Reading
from core.text.cleaning import clean

MOST_REMOVED = 60
"""Words tried without, those of the largest attribution first: each costs a reading of the whole text."""


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
        tokens_read=len(tokens.ids),
        known_share=classifier.known_share(text),
        words=words,
        check=_check(found),
        removals=without_each(classifier, text, words, best),
        neighbours=pd.DataFrame([vars(near) for near in classifier.nearest(text)], columns=NEIGHBOUR_COLUMNS),
    )


def _check(found: Explanation) -> Check:
    return Check(
        found.method,
        found.reference,
        found.output,
        found.reference_output,
        found.completeness_error,
        found.deletion_gain,
        found.deletion.chance_gain,
        found.deletion.table(),
        trust(found),
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

    Frame of REMOVAL_COLUMNS in the order of the text; at most MOST_REMOVED words, those of the largest attribution.
    """
    order = words["attribution"].abs().sort_values(ascending=False, kind="stable").index[:MOST_REMOVED]
    chosen = words.loc[sorted(order), ["start", "end", "word"]]
    places = zip(chosen["start"].astype(int), chosen["end"].astype(int), strict=True)
    left = [clean_without(text, start, end) for start, end in places]
    chosen = chosen[[bool(rest) for rest in left]].reset_index(drop=True)
    if chosen.empty:
        return pd.DataFrame(columns=REMOVAL_COLUMNS)
    scores = classifier.scores([text, *filter(None, left)])
    odds, probabilities = odds_of(scores.logits, label), scores.probabilities[1:]
    return chosen.assign(
        probability=probabilities[:, label],
        change=odds[1:] - odds[0],
        output=[classifier.labels[best] for best in probabilities.argmax(1)],
    )


def odds_of(logits: np.ndarray, label: int) -> np.ndarray:
    """log p − log (1 − p) of a class, (N,)."""
    others = np.delete(log_softmax(logits), label, axis=1)
    odds: np.ndarray = log_softmax(logits)[:, label] - np.logaddexp.reduce(others, axis=1)
    return odds


def clean_without(text: str, start: int, end: int) -> str:
    """The text less what stands between two places, without a double space where it stood."""
    before, after = text[:start], text[end:]
    return (before.rstrip(" ") + after if after[:1] in " ,.;:!?" else before + after).strip()
