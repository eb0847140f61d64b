"""Small frames for the charts of the generate page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from core.charts import generate_columns


def choice() -> pd.DataFrame:
    """Four likeliest tokens, the last of them cut, the third drawn."""
    return pd.DataFrame(
        {
            "token": ["e", "a", "k", " "],
            "logit": [5.0, 4.0, 2.0, 1.0],
            "scaled": [7.1, 5.7, 2.9, 1.4],
            "probability": [0.7, 0.2, 0.07, 0.03],
            "own": [0.6, 0.2, 0.1, 0.1],
            "kept": [True, True, True, False],
            "final": [0.72, 0.21, 0.07, 0.0],
            "chosen": [False, False, True, False],
        }
    )


def generate_charts() -> dict[str, Any]:
    """Name -> how it is drawn, and its sentence."""
    return {
        "choice": (
            lambda look: generate_columns.columns_chart(choice(), look),
            generate_columns.columns_alt_text(choice()),
        ),
    }
