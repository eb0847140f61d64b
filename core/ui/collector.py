"""Keeps modules out of the garbage collector's way, so that a click is not answered a quarter of a second late.

Streamlit collects all generations after every run of a script, before it tells the browser that the run is over.
With torch, pandas and Altair loaded that walks a million objects which live as long as the app.
"""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass
from threading import Lock

FEW = 50
"""So many new modules may stay among what is walked: setting aside costs a collection of its own."""


@dataclass
class _Aside:
    """modules: how many were loaded when they were last set aside."""

    modules: int = 0


_ASIDE, _LOCK = _Aside(), Lock()


def set_modules_aside() -> None:
    """Moves all that is alive out of the collector's sight, if many modules came since the last time.

    What is set aside is still freed when its last reference goes; only a cycle among it would stay.
    """
    with _LOCK:
        if len(sys.modules) - _ASIDE.modules <= FEW:
            return
        _ASIDE.modules = len(sys.modules)
        gc.collect()  # what is garbage by now shall not be kept
        gc.freeze()
