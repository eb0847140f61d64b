"""Small frames for the charts of the answer page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.charts import hops, ranked

TOLD = ("Mary got the milk.", "John went to the park.", "Mary went to the office.")
WEIGHTS = ((0.7, 0.1, 0.2), (0.05, 0.0, 0.95))


def looked() -> pd.DataFrame:
    """Two hops over three sentences, two of which support the answer."""
    return pd.DataFrame(
        [
            {"sentence": place + 1, "text": text, "hop": hop + 1, "weight": row[place], "support": place != 1}
            for place, text in enumerate(TOLD)
            for hop, row in enumerate(WEIGHTS)
        ]
    )


def candidates() -> pd.DataFrame:
    """Three sentences, best first."""
    return pd.DataFrame({"text": TOLD, "probability": [0.8, 0.15, 0.05]})


def matched() -> pd.DataFrame:
    """Two words of a question, of the same weight and match."""
    return pd.DataFrame(
        {"word": ["milk", "milk"], "weight": [0.5, 0.5], "match": ["milk"] * 2, "similarity": [1.0, 0.4]}
    )


def answer_charts() -> dict[str, Any]:
    """Name -> how it is drawn, and its sentence."""
    return {
        "hops": (lambda look: hops.hops_chart(looked(), look), hops.hops_alt_text(looked())),
        "ranked": (lambda look: ranked.ranked_chart(candidates(), look), ranked.ranked_alt_text(candidates())),
        "words": (lambda look: ranked.words_chart(matched(), look), ranked.words_alt_text(matched())),
    }
