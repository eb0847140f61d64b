"""What the networks of an experiment are called."""

from __future__ import annotations

from core.labs.training.names import VARIANTS
from core.messages import M, Message

TITLES: dict[str, dict[str, Message]] = {
    "clip": {"none": M("no clipping"), "norm": M("by norm"), "value": M("by value")},
    "truncated": {"k4": M("k = 4"), "k16": M("k = 16"), "full": M("whole gradient")},
    "forcing": {
        "teacher": M("teacher forcing"),
        "free": M("free running"),
        "scheduled": M("scheduled sampling"),
    },
    "start": {"plain": M("plain random"), "orthogonal": M("orthogonal"), "identity": M("identity")},
    "norm": {"none": M("without"), "layer": M("layer normalisation")},
    "dropout": {
        "none": M("no dropout"),
        "between": M("on the way out"),
        "within": M("new mask each step"),
        "variational": M("one mask for all steps"),
    },
}
assert {technique: tuple(titles) for technique, titles in TITLES.items()} == VARIANTS
