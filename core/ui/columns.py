"""Which of several columns that were forecast together is shown."""

from __future__ import annotations

from collections.abc import Sequence

from core.data.series import Series
from core.ui import address, names
from core.ui.language import _, say


def choose(page: str, found: Sequence[Series]) -> int:
    """Place of the chosen one among series of different targets, the first to begin with; nothing is drawn for one."""
    columns = [series.target for series in found]
    if len(columns) == 1:
        return 0
    chosen = address.segments(page, "showing", _("Column"), columns, columns[0], lambda name: say(names.column(name)))
    return columns.index(chosen)
