"""Hidden units that follow a known fact of the text: searched on one text, scored on another.

A. Karpathy, J. Johnson and L. Fei-Fei, "Visualizing and understanding recurrent networks" (2015). Of hundreds of units
some fit any fact by chance on the text where they were looked for, so the score is taken on a text of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from core.text.generate.tracks import TRACKS, VERSE, Track

if TYPE_CHECKING:
    from core.text.generate.predictor import Generator

MOST_TOKENS = 12_000
"""Tokens read for the search, and again for the score."""
LEAST_SHARE = 0.002
"""A fact that fewer tokens show, or fewer lack, is not looked for."""
UNITS_A_TRACK = 3


@dataclass(frozen=True)
class FoundUnit:
    """unit: its number, from 0. sign: 1 where it is high when the fact holds, −1 where it is low.

    score: on the text not searched: AUC for yes or no (0.5 is chance), |correlation| for graded (0 is chance).
    """

    track: str
    unit: int
    sign: int
    score: float

    def to_json(self) -> dict[str, Any]:
        """For a card."""
        return asdict(self)


def find_units(generator: Generator, searched: str, scored: str) -> list[FoundUnit]:
    """The units that follow each track best on `searched`, with their score on `scored`; also noted on the card."""
    first, second = (_read(generator, text) for text in (searched, scored))
    found = [
        FoundUnit(track.name, unit, sign, round(_score(track, second, unit, sign), 4))
        for track in TRACKS.values()
        if (generator.vocabulary.cut != "characters" or track.name not in VERSE) and _shown(track, first, second)
        for unit, sign in best_units(track, first[0], first[1])
    ]
    generator.card["units"] = [unit.to_json() for unit in found]
    return found


def best_units(track: Track, tokens: Sequence[str], states: NDArray[np.floating]) -> list[tuple[int, int]]:
    """Numbers and signs of the units that follow a track most closely, the closest first."""
    strengths = follow(track.of_tokens(tokens), states, track.kind == "yes or no")  # (H,), 0 is chance
    order = np.argsort(-np.abs(strengths), kind="stable")[:UNITS_A_TRACK]
    return [(int(unit), 1 if strengths[unit] >= 0 else -1) for unit in order]


def follow(values: NDArray[np.floating], states: NDArray[np.floating], binary: bool) -> NDArray[np.float64]:
    """(H,): how each unit of states (T, H) follows values (T,): 2·AUC − 1 for yes or no, else Pearson's correlation."""
    if binary:
        yes = values > 0.5
        ranks = rankdata(states, axis=0)
        count, rest = int(yes.sum()), int((~yes).sum())
        auc = (ranks[yes].sum(axis=0) - count * (count + 1) / 2) / (count * rest)
        strengths: NDArray[np.float64] = 2 * auc - 1
        return strengths
    centred, moved = values - values.mean(), states - states.mean(axis=0)
    spread = np.sqrt((centred**2).sum() * (moved**2).sum(axis=0))
    correlations: NDArray[np.float64] = centred @ moved / np.where(spread > 0, spread, 1.0)
    return correlations


Read = tuple[list[str], NDArray[np.floating]]


def _read(generator: Generator, text: str) -> Read:
    """The first tokens of a text and the hidden states after each."""
    numbers = generator.vocabulary.read(text, most=len(text)).tokens[:MOST_TOKENS]
    tokens = [generator.vocabulary.tokens[number] for number in numbers]
    return tokens, generator.states("", tokens).astype(np.float64)


def _score(track: Track, read: Read, unit: int, sign: int) -> float:
    strength = sign * float(follow(track.of_tokens(read[0]), read[1][:, [unit]], track.kind == "yes or no")[0])
    return (strength + 1) / 2 if track.kind == "yes or no" else strength


def _shown(track: Track, *reads: Read) -> bool:
    """Whether a fact happens, and not always, in every text."""
    shares = [float(np.mean(track.of_tokens(tokens) > 0)) for tokens, _ in reads]
    return all(share > LEAST_SHARE and (track.kind == "graded" or share < 1 - LEAST_SHARE) for share in shares)
