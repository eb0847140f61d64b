"""Giving memory that is no longer used back to the system; glibc keeps it until it is asked."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable


def _trim() -> Callable[[int], int] | None:
    """glibc's malloc_trim; None on other systems, whose allocators have their own ways."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None).malloc_trim  # type: ignore[no-any-return]
    except (OSError, AttributeError):
        return None


_malloc_trim = _trim()


def give_back() -> None:
    """Returns free memory to the system; a matter of milliseconds."""
    if _malloc_trim is not None:
        _malloc_trim(0)
