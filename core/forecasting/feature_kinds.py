"""What kind of thing an input of a forecast is: a past value, a lag, a covariate, or the calendar."""

from __future__ import annotations

import re

import pandas as pd

from core.forecasting.calendar_inputs import CYCLES, calendar_names
from core.messages import M, Message

LAG = re.compile(r"value \d+ steps earlier")
COMPANION = re.compile(r"\w+ forecast")

KINDS: dict[str, Message] = {
    "past values": M("past values"),
    "lags": M("earlier seasons"),
    "covariates": M("other columns"),
    "calendar": M("the calendar"),
    "companion": M("a baseline's forecast"),
}


def kind(feature: str) -> str:
    """The kind of an input by its name, as core.forecasting.inputs gives it."""
    if feature == "value":
        return "past values"
    if LAG.fullmatch(feature):
        return "lags"
    if COMPANION.fullmatch(feature):
        return "companion"
    return "calendar" if feature in calendar_names(tuple(CYCLES)) else "covariates"


def by_kind(table: pd.DataFrame) -> pd.DataFrame:
    """Attribution and its magnitude summed over each kind: kind, attribution, magnitude; in the order of KINDS.

    table: `Explanation.table()`.
    """
    kinds = pd.Categorical([kind(str(name)) for name in table["feature"]], list(KINDS), ordered=True)
    cells = table.assign(kind=kinds, magnitude=table["attribution"].abs())
    sums = cells.groupby("kind", observed=True)[["attribution", "magnitude"]].sum().reset_index()
    return sums.assign(kind=sums["kind"].astype(str))
