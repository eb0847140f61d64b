"""What the forms of a forecast are called in front of a reader; a name nobody foresaw stays as it is."""

from __future__ import annotations

import re

from core.messages import M, Message

FORM = re.compile(
    r"(?:last value(?: \+ lags of (?P<lags>\d+) steps)?|seasonal residual \((?P<season>\d+) steps\))"
    r"(?: \+ calendar \((?P<cycles>[a-z, ]+)\))?"
)
CYCLES: dict[str, Message] = {"day": M("time of day"), "week": M("day of the week"), "year": M("time of year")}


def form(name: str) -> Message:
    """A form as core.forecasting.fitting.describe names it."""
    found = FORM.fullmatch(name)
    cycles = found["cycles"].split(", ") if found and found["cycles"] else []
    if found is None or not set(cycles) <= set(CYCLES):
        return M("{name}", name=name)
    if found["season"]:
        rests = M("on the value {steps} steps earlier", steps=int(found["season"]))
    elif found["lags"]:
        rests = M("on the last value, beside those {steps} steps earlier", steps=int(found["lags"]))
    else:
        rests = M("on the last value")
    return M("{base}, with {inputs}", base=rests, inputs=[CYCLES[cycle] for cycle in cycles]) if cycles else rests
