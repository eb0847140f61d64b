"""Scores of translations against the true ones: BLEU and chrF by sacrebleu, and how many are exactly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """bleu, chrf: 0 to 100. exact: share between 0 and 1."""

    bleu: float
    chrf: float
    exact: float

    def to_json(self) -> dict[str, float]:
        """Rounded as it is told."""
        return {"bleu": round(self.bleu, 1), "chrf": round(self.chrf, 1), "exact": round(self.exact, 4)}


def score(outputs: Sequence[str], truths: Sequence[str]) -> Score:
    """Over a whole test part."""
    import sacrebleu

    same = sum(output == truth for output, truth in zip(outputs, truths, strict=True)) / len(truths)
    return Score(
        sacrebleu.corpus_bleu(list(outputs), [list(truths)]).score,
        sacrebleu.corpus_chrf(list(outputs), [list(truths)]).score,
        same,
    )


def likeness(output: str, truth: str) -> float:
    """chrF of one translation, 0 to 1."""
    import sacrebleu

    return float(sacrebleu.sentence_chrf(output, [truth]).score) / 100
