"""Equations with this step's numbers: TeX pieces, numbers as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core.messages import Number
from core.ui.language import show


def number(value: float, decimals: int = 2) -> str:
    """A number in TeX; a decimal comma must not become a list's comma with a gap after it."""
    return show(Number(value + 0.0 if round(value, decimals) else 0.0, decimals)).replace(",", "{,}")


def bracketed(value: float, decimals: int = 2) -> str:
    """A number that follows an operator: a negative one stands in brackets."""
    return f"({number(value, decimals)})" if round(value, decimals) < 0 else number(value, decimals)


def column(values: Sequence[float]) -> str:
    """A column vector."""
    return matrix([[value] for value in values])


def matrix(rows: Sequence[Sequence[float]]) -> str:
    """A matrix."""
    body = r" \\ ".join(" & ".join(number(value) for value in row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def lines(*equations: str) -> None:
    """Equations aligned at their first `&=`."""
    body = r" \\[2pt] ".join(equations)
    st.latex(rf"\begin{{aligned}} {body} \end{{aligned}}")
