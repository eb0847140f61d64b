"""Numbers that a reader pastes: one column of a table, or a list in any usual writing."""

from __future__ import annotations

import re

from core.errors import UserError
from core.messages import M


def pasted(text: str, least: int, most: int) -> tuple[float, ...]:
    """The numbers of a text, with blanks, lines, semicolons or commas between them; decimal commas are understood.

    Commas part numbers where a blank follows, or where nothing else does. UserError naming what is no number, or where
    there are fewer than `least` or more than `most`.
    """
    import numpy as np
    import pandas as pd

    from core.data.numbers import to_numbers

    words = [word for word in re.split(r"[\s;]+|,(?=\s|$)", text) if word]
    if len(words) == 1:
        words = [word for word in text.split(",") if word.strip()]
    values = to_numbers(pd.Series(words, dtype="str")).values if words else np.zeros(0)
    if not np.isfinite(values).all():
        wrong = words[int(np.flatnonzero(~np.isfinite(values))[0])]
        raise UserError(
            M("“{word}” is not a number.", word=wrong[:40]),
            M("Put blanks or new lines between the numbers, such as 1.5 2 2.5."),
        )
    if not least <= len(values) <= most:
        raise UserError(
            M("These are {count} numbers; {least} to {most} are needed.", count=len(values), least=least, most=most),
            M("Paste one column of a table, oldest first."),
        )
    return tuple(float(value) for value in values)
