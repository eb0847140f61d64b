"""Edited values in a page's address: `edit=temp_max:0:12.5,wind:3:4`, column, steps before the last row, new value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from core.ui import address

NAME = "edit"
MOST = 20
"""Cells that an address holds; a link with more of them would be cut off by those who pass it on."""

Cells = Mapping[tuple[str, int], float]
"""New values by column and steps before the last row."""


def written(cells: Cells) -> str:
    """The cells as they stand in the address; nothing where they are too many for it."""
    if len(cells) > MOST:
        return ""
    return ",".join(f"{quote(column, safe='')}:{back}:{value!r}" for (column, back), value in sorted(cells.items()))


def read(text: str, columns: Sequence[str], rows: int) -> dict[tuple[str, int], float]:
    """The cells that an address names, as far as there are such columns and rows and the values are numbers."""
    found = {}
    for part in text.split(",")[:MOST]:
        column, back, value = ([*part.split(":"), "", ""])[:3]
        name = unquote(column)
        if name in columns and back.isdecimal() and int(back) < rows and _is_number(value):
            found[name, int(back)] = float(value)
    return found


def keep(cells: Cells) -> None:
    """Writes the cells into the address."""
    address.write(NAME, written(cells), "")


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
