"""Forecasting with a bidirectional network: where the future is in the window, and where it is not."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from core.labs.bidirectional.names import DAYS, FORECASTERS, WINDOWS
from core.labs.bidirectional.tasks import days, degrees
from core.labs.bidirectional.training import network


@torch.no_grad()
def answers(kind: str, window: Tensor) -> Tensor:
    """The warmth that is foretold for the day after each day of windows (B, DAYS), in their units; (B, DAYS or 1)."""
    change = network(f"days-{kind}")((window - window[:, :1])[..., None])[..., 0]
    foretold: Tensor = window[:, -change.shape[1] :] + change
    return foretold


def errors() -> dict[str, Any]:
    """Mean absolute errors in °C, on windows trained on and on those of the year after.

    inside: of the leaky tagger at days whose next day it has read. end: of each network at the last day, whose next
    day nobody has read. naive: of the last value there. place: of the leaky and of the forward tagger at each day.
    """
    found = {}
    for part, tried in (("trained", False), ("tried", True)):
        windows, unit = days(tried), degrees()
        wanted = windows[:, 1:]
        off = {kind: unit * (answers(kind, windows[:, :-1]) - wanted).abs() for kind in ("leaky", "ahead")}
        single = unit * (answers("window", windows[:, :-1]) - wanted[:, -1:]).abs()
        end = {kind: float(value[:, -1].mean()) for kind, value in {**off, "window": single}.items()}
        found[part] = {
            "inside": float(off["leaky"][:, :-1].mean()),
            "end": end,
            "naive": unit * float((windows[:, -2] - windows[:, -1]).abs().mean()),
            "place": {kind: value.mean(0) for kind, value in off.items()},
            "windows": len(windows),
        }
    return found


def shown(number: int) -> Tensor:
    """Window `number` (from 1) of the year that was not trained on, (DAYS + 1,)."""
    windows = days(True)
    return windows[(number - 1) * (len(windows) - 1) // (WINDOWS - 1)]


def change(window: int, day: int, by: int) -> dict[str, Any]:
    """What every network foretells in °C after each day, as the window is and with one day changed by `by` °C.

    window: from 1. day: from 1. A network that gives one answer has it at the last day.
    """
    values, unit = shown(window), degrees()
    other = values.clone()
    other[day - 1] += by / unit
    found: dict[str, Any] = {"days": unit * values, "changed": unit * other}
    for kind in FORECASTERS:
        found[kind] = [(unit * answers(kind, each[None, :DAYS])[0]) for each in (values, other)]
    return found
