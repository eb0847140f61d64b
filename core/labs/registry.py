"""The list of labs, by name, in the order in which a course takes them; reading it imports none of them."""

from __future__ import annotations

import importlib

from core.labs.lab import Lab

LABS: dict[str, str] = {
    "recurrence": "core.labs.recurrence.lab:LAB",
    "history": "core.labs.history.lab:LAB",
    "inside": "core.labs.inside.lab:LAB",
    "shapes": "core.labs.shapes.lab:LAB",
    "bptt": "core.labs.bptt.lab:LAB",
    "training": "core.labs.training.lab:LAB",
    "compared": "core.labs.compared.lab:LAB",
    "bidirectional": "core.labs.bidirectional.lab:LAB",
}
"""Name of a lab -> "module:LAB". Its page is pages/lab_NAME.py."""


def lab(name: str) -> Lab:
    """The lab called `name`; KeyError naming the known ones otherwise."""
    if name not in LABS:
        raise KeyError(f"There is no lab {name}; there are {', '.join(LABS)}.")
    module, _, attribute = LABS[name].partition(":")
    found: Lab = getattr(importlib.import_module(module), attribute)
    return found
