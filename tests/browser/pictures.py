"""Whether a chart on the screen is really drawn: judged by its pixels, since a wrong layer fails without an error."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image
from playwright.sync_api import Locator


def pixels(element: Locator) -> np.ndarray:
    """The element as it is seen, (height, width, 3) of 0 to 255."""
    return np.asarray(Image.open(io.BytesIO(element.screenshot())).convert("RGB"), dtype=np.int16)


def drawn_share(picture: np.ndarray) -> float:
    """Share of pixels that differ visibly from the commonest colour, the paper."""
    flat = picture.reshape(-1, 3)
    colours, counts = np.unique(flat, axis=0, return_counts=True)
    paper = colours[counts.argmax()]
    return float((np.abs(flat - paper).max(axis=1) > 24).mean())


def colours(picture: np.ndarray, least: int = 30) -> int:
    """How many clearly different colours cover at least `least` pixels each."""
    _, counts = np.unique((picture // 32).reshape(-1, 3), axis=0, return_counts=True)
    return int((counts >= least).sum())
