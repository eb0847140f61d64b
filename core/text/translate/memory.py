"""The baseline: a translation memory, which gives the translation of the message most like the one asked for."""

from __future__ import annotations

from collections.abc import Sequence

from core.text.translate.similarity import Grams, nearest


class TranslationMemory:
    """Nearest neighbour by the cosine of weighted character n-grams."""

    def __init__(self, sources: Sequence[str], targets: Sequence[str]) -> None:
        self._grams, self._targets = Grams(sources), list(targets)

    def translate(self, texts: Sequence[str]) -> list[str]:
        """The translation of each text's nearest source."""
        rows, _ = nearest(self._grams, texts)
        return [self._targets[row] for row in rows.tolist()]
