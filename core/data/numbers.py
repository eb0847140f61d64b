"""Text to numbers: decimal commas, thousands separators, currency and per cent signs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

MISSING_WORDS = ("", "-", "--", ".", "?", "na", "n/a", "nan", "null", "none", "missing")
"""What people write where there is no value."""

DECORATION = r"[\s\u00a0\u202f'’€$£¥₫%]"
POINT_DECIMAL = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?"
COMMA_DECIMAL = r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d*)?"


@dataclass(frozen=True)
class Numbers:
    """values: float64 (T,), NaN where missing or unreadable. unreadable: (T,), True where text is no number.

    comma: True where commas were read as decimal commas.
    """

    values: np.ndarray
    unreadable: np.ndarray
    comma: bool = False


def to_numbers(column: pd.Series, prefer_comma: bool = False) -> Numbers:
    """The numbers of a column, with the cells that are none marked.

    prefer_comma: how to read a column that fits both conventions, such as "1,234"; True in files whose fields are
    not separated by commas.
    """
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_complex_dtype(column.dtype):
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        return Numbers(values, np.zeros(len(values), dtype=bool))
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return Numbers(np.full(len(column), np.nan), column.notna().to_numpy())
    text = column.astype("str").str.replace(DECORATION, "", regex=True)
    missing = (column.isna() | text.str.lower().isin(MISSING_WORDS)).to_numpy(dtype=bool)
    comma = _uses_comma(text[~missing], prefer_comma)
    if comma:
        point = text.str.replace(".", "", regex=False).str.replace(",", ".", regex=False)
        text = point.where(text.str.fullmatch(COMMA_DECIMAL), "unreadable")
    else:
        text = text.where(~text.str.fullmatch(POINT_DECIMAL), text.str.replace(",", "", regex=False))
    values = pd.to_numeric(text, errors="coerce").to_numpy(dtype=np.float64, copy=True)
    values[missing] = np.nan
    return Numbers(values, np.isnan(values) & ~missing, comma)


def _uses_comma(text: pd.Series, prefer_comma: bool) -> bool:
    """True where more cells are numbers with a decimal comma than with a decimal point."""
    if not text.str.contains(r",|\..*\.").any():  # neither a comma nor points that can only mark thousands
        return False
    comma, point = (int(text.str.fullmatch(pattern).sum()) for pattern in (COMMA_DECIMAL, POINT_DECIMAL))
    return comma > point or (comma == point > 0 and prefer_comma)
