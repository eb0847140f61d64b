"""What three seeds gave: the losses while they learned, and what each technique is about."""

from __future__ import annotations

from statistics import fmean
from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs.curves import Curve
from core.labs.knobs import Values
from core.labs.training.lab import LAB, RESULT, steps_computed
from core.labs.training.names import EVERY, KS, SEEDS, VARIANTS, WARM
from core.messages import M, Message, Number
from core.ui import frame
from core.ui.labs import numbers
from core.ui.labs.training import cliff, curves
from core.ui.labs.training.names import TITLES
from core.ui.language import _, say

Found = list[dict[str, Any]]
NOTES: dict[str, Message] = {
    "clip": M("Right: the largest gradient of ten updates, before clipping."),
    "truncated": M(
        "Right: distance of the mean gradient cut after k steps from the whole one, relative to its size, at the same "
        "weights and on the same 640 examples."
    ),
    "forcing": M(
        "Losses of different lessons cannot be compared: reading the truth is easier. Right: all three by themselves; "
        "dashed: the teacher-forced network told the truth at every step."
    ),
    "start": M("Right: how much of the answer's gradient reaches back k steps before the first update."),
    "norm": M("Right: share of the units beyond ±0.95 before the first update; there tanh hardly lets a gradient by."),
    "dropout": M("Right: the error on 512 other examples, nothing dropped; left: on the 24 examples, units dropped."),
}


def draw(values: Values) -> None:
    """Losses to the left, the technique's own measure to the right."""
    technique = values.text("technique")
    found = RESULT(technique=technique)
    st.markdown(say(_sentence(technique, found)))
    left, right = st.columns(2)
    with left:
        losses(technique, {name: [row["curves"][name] for row in found] for name in VARIANTS[technique]})
    with right:
        DETAILS[technique](found)
    note = M("Lines: mean of {seeds} seeds; bands: from the lowest to the highest.", seeds=len(SEEDS))
    st.caption(f"{say(NOTES[technique])} {say(note)}")
    if technique == "clip":
        cliff.draw(values)
    if technique == "truncated":
        _costs(found)
    numbers.show(LAB, table(technique, found), technique)


def losses(technique: str, rows: curves.Rows) -> None:
    """The training loss of every network."""
    x = [EVERY * (i + 1) for i in range(len(next(iter(rows.values()))[0]))]
    curves.losses(curves.of_seeds(technique, rows, x), _("Training loss, mean of ten updates"), "losses")


def _sentence(technique: str, found: Found) -> Message:
    """The losses at the end, in one line."""
    parts = [
        M(
            "{name}: {loss}",
            name=TITLES[technique][name],
            loss=Number(fmean(row["curves"][name][-1] for row in found), 4),
        )
        for name in VARIANTS[technique]
    ]
    return M("Loss over the last ten updates: {parts}.", parts=parts)


def _rows(technique: str, found: Found, part: str) -> curves.Rows:
    return {name: [row[part][name] for row in found] for name in VARIANTS[technique]}


def _clip(found: Found) -> None:
    rows = _rows("clip", found, "sizes")
    x = [EVERY * (i + 1) for i in range(len(rows["none"][0]))]
    drawn = curves.of_seeds("clip", rows, x)
    low = min(value for curve in drawn for value in curve.low or curve.y)
    curves.show(drawn, _("Size of the gradient"), _("Update"), "detail", powers=True, domain=(low - 0.3, 9.3))


def _truncated(found: Found) -> None:
    x = range(len(KS))
    columns = list(zip(*(row["bias"] for row in found), strict=True))
    mean, low, high = ([each(column) for column in columns] for each in (fmean, min, max))
    curve = Curve("", x, mean, low, high)
    words = [str(k) for k in KS]
    title = _("Bias of the gradient")
    curves.show([curve], title, "k", "detail", percent=True, ticks=list(x), tick_words=words, domain=(-0.03, 1.1))


def _costs(found: Found) -> None:
    """Memory and time by k, as a table that is read across."""
    look, fastest = frame.look(), [min(times) for times in zip(*(row["milliseconds"] for row in found), strict=True)]
    columns = {
        "k": [f"k = {k}" for k in KS],
        _("steps computed"): [look.number(steps_computed(k), 0) for k in KS],
        _("memory, kB"): [look.number(value, 0) for value in found[0]["kilobytes"]],
        _("time of a sequence, ms"): [look.number(time, 1) for time in fastest],
    }
    st.caption(
        _(
            "Steps forwards in a sequence, what is kept of them for the way back, and the time of one sequence as it "
            "was on the machine where this was made"
        )
    )
    st.table(pd.DataFrame(columns).set_index("k").T)  # a grid is slow to come up and shows the same


def _forcing(found: Found) -> None:
    free, told = _rows("forcing", found, "free"), _rows("forcing", found, "told")
    steps = range(len(free["teacher"][0]))
    drawn = curves.of_seeds("forcing", free, steps)
    mean = [fmean(column) for column in zip(*told["teacher"], strict=True)]
    drawn.append(Curve(_("told the truth"), steps, mean, number=None))
    top = max(value for curve in drawn for value in curve.high or curve.y)
    title = M("Error by step after the {warm} given ones", warm=WARM)
    curves.show(drawn, say(title), _("Step ahead"), "detail", domain=(0.0, 1.05 * top))


def _start(found: Found) -> None:
    rows = _rows("start", found, "reach")
    drawn = curves.of_seeds("start", rows, range(len(rows["plain"][0])))
    low = min(value for curve in drawn for value in curve.low or curve.y)
    title = _("What is left of the gradient")
    curves.show(drawn, title, _("Steps back, k"), "detail", powers=True, domain=(low - 0.3, 0.5))


def _norm(found: Found) -> None:
    rows = _rows("norm", found, "saturated")
    drawn = curves.of_seeds("norm", rows, range(1, len(rows["none"][0]) + 1))
    curves.show(drawn, _("Saturated units"), _("Time step"), "detail", percent=True, domain=(-0.03, 1.03))


def _dropout(found: Found) -> None:
    rows = _rows("dropout", found, "held_out")
    drawn = curves.of_seeds("dropout", rows, [EVERY * i for i in range(len(rows["none"][0]))])
    top = max(value for curve in drawn for value in curve.high or curve.y)
    curves.show(drawn, _("Error on other examples"), _("Update"), "detail", domain=(0.0, 1.05 * top))


DETAILS = {
    "clip": _clip,
    "truncated": _truncated,
    "forcing": _forcing,
    "start": _start,
    "norm": _norm,
    "dropout": _dropout,
}


def table(technique: str, found: Found) -> pd.DataFrame:
    """Every number of the figure: what was measured, on which network and seed, at which place."""
    rows = []
    for seed, row in zip(SEEDS, found, strict=True):
        for part, content in row.items():
            named = content if isinstance(content, dict) else {"": content}
            for name, line in named.items():
                listed = line if isinstance(line, list) else [line]
                rows += [(part, name, seed, place, value) for place, value in enumerate(listed)]
    return pd.DataFrame(rows, columns=["measured", "network", "seed", "place", "value"])
