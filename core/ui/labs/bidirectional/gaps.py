"""One sequence of marks: states of both directions, tags, what a change moves, and the equations of a step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import curves, tracks
from core.labs.bidirectional.lab import LAB, MOVED, TRACE, WRONG
from core.labs.bidirectional.names import READINGS, SHOWN, STEPS, TAGS
from core.labs.knobs import Values
from core.messages import M, Message, Percent
from core.ui.labs import linked, maths, numbers
from core.ui.language import _, say

NAMED: dict[str, Message] = {
    "down": M("both down"),
    "between": M("one up, one down"),
    "up": M("both up"),
}
READ: dict[str, Message] = {"forward": M("Forwards"), "backward": M("Backwards"), "both": M("Both ways")}
PLACES = (0, 2, 3)
"""In the models' colours; the second one is the grey of plain yardsticks."""
SMALL = 4
"""Matrices of more rows are written smaller, so that their equation fits on the page."""
WAYS: dict[str, tuple[Message, str]] = {
    "ahead": (M("States read forwards"), "→"),
    "back": (M("States read backwards"), "←"),
}


def draw(values: Values) -> None:
    """The sequence and its tags, the states, what a change here would move, errors by place, and the equations."""
    reading, sequence, step = values.text("reading"), values.text("sequence"), values.whole("step")
    found, x = TRACE(reading=reading, sequence=sequence), SHOWN[sequence]
    moved = MOVED(reading=reading, sequence=sequence, place=step)
    st.markdown(say(sentence(found, moved, step, x[step - 1])))
    _stack(found, x, moved, step)
    st.caption(say(compared()))
    _equations(found, x, step)
    numbers.show(LAB, table(found, x, moved), f"gaps-{reading}-{sequence}")


def sentence(found: dict[str, Any], moved: list[float], step: int, mark: int) -> Message:
    """What is said of this step, and how far a change here travels."""
    share = found["share"][step - 1]
    best = max(range(3), key=share.__getitem__)
    told = M(
        "At step {step} the tag is “{right}”; the network says “{said}” ({share}).",
        step=step,
        right=NAMED[TAGS[int(found["right"][step - 1])]],
        said=NAMED[TAGS[best]],
        share=Percent(share[best]),
    )
    change = M("Turning the mark here") if mark else M("Putting a mark up here")
    reached = [t + 1 for t, value in enumerate(moved) if value > 0.05]
    if not reached:
        return M("{told} {change} would move no tag.", told=told, change=change)
    return M(
        "{told} {change} would move tags from step {first} to step {last}.",
        told=told,
        change=change,
        first=min(reached),
        last=max(reached),
    )


def compared() -> Message:
    """How often each reading is wrong in all, and forwards by how far ahead the next mark lies."""
    found = WRONG()
    return M(
        "Wrong tags in all: {forward} forwards ({near} where the next mark is one step ahead, {far} where it is five), "
        "{backward} backwards, {both} both ways, with {first}, {second} and {third} parameters.",
        **{reading: Percent(found[reading]["all"], 1) for reading in READINGS},
        near=Percent(found["forward"]["wait"][0]),
        far=Percent(found["forward"]["wait"][-1]),
        first=int(found["forward"]["parameters"]),
        second=int(found["backward"]["parameters"]),
        third=int(found["both"]["parameters"]),
    )


def tags(right: Sequence[int], expected: Sequence[float], x: Sequence[int]) -> list[tracks.Track]:
    """Marks as bars; the right tag and the expected one as lines from −1 (both down) to 1 (both up)."""
    return [
        tracks.Track(_("mark"), [float(value) for value in x], "input"),
        tracks.Track(_("right tag"), [value - 1.0 for value in right], "target"),
        tracks.Track(_("network"), expected),
    ]


def _stack(found: dict[str, Any], x: tuple[int, ...], moved: list[float], step: int) -> None:
    """The tags, the states of each direction, and how far a change at this step moves every tag."""
    shown, expected = linked.Stack(), [row[2] - row[0] for row in found["share"]]
    shown.tracks(_("Marks and tags"), tags(found["right"], expected, x), domain=(-1.2, 1.2))
    for way, rows in found["states"].items():
        name, arrow = WAYS[way]
        shown.states(f"{say(name)} {arrow}", rows, legend=way == next(iter(found["states"])))
    title = say(M("Share that each tag moves if the mark of step {step} is turned", step=step))
    shown.tracks(title, [tracks.Track(_("moved"), moved)], domain=(-0.03, 1.05), height=80)
    wrong = WRONG()
    drawn = [
        curves.Curve(say(READ[reading]), range(1, STEPS + 1), wrong[reading]["place"], number=PLACES[place])
        for place, reading in enumerate(READINGS)
    ]
    shown.curves(_("Share of wrong tags by place, 2000 sequences"), drawn, percent=True, domain=(-0.03, 0.7))
    shown.show(LAB, "steps", "step", step)


def _equations(found: dict[str, Any], x: tuple[int, ...], step: int) -> None:
    """Both directions' equations, in letters and with this step's numbers."""
    st.markdown(_("**The equations of this step**"))
    signs = {"ahead": (r"\overrightarrow{\mathbf{h}}", step - 1), "back": (r"\overleftarrow{\mathbf{h}}", step + 1)}
    for way, rows in found["states"].items():
        letter, before = signs[way]
        weights = found["weights"][way]
        old = rows[before - 1] if 1 <= before <= STEPS else [0.0] * len(rows[0])
        dash = "'" if way == "back" else ""
        neighbour = "t+1" if way == "back" else "t-1"
        size = r"\footnotesize" if len(rows[0]) > SMALL else ""
        maths.lines(
            rf"{letter}_t &= \tanh(W{dash} x_t + U{dash} {letter}_{{{neighbour}}} + \mathbf{{b}}{dash})",
            rf"{size} {maths.column(rows[step - 1])} &= {size} \tanh\left({maths.column(weights['w_x'])}\, "
            rf"{maths.bracketed(x[step - 1], 0)} + {maths.matrix(weights['w_h'])} {maths.column(old)} + "
            rf"{maths.column(weights['b'])}\right)",
        )
    both = [value for rows in found["states"].values() for value in rows[step - 1]]
    scores = [
        sum(v * h for v, h in zip(row, both, strict=True)) + c
        for row, c in zip(found["answer"]["v"], found["answer"]["c"], strict=True)
    ]
    inner = r", \,".join(f"{signs[way][0]}_t" for way in found["states"])
    maths.lines(
        rf"y_t &= \text{{softmax}}(V [{inner}] + \mathbf{{c}}) = \text{{softmax}}{maths.column(scores)} = "
        rf"{maths.column(found['share'][step - 1])}"
    )


def table(found: dict[str, Any], x: tuple[int, ...], moved: list[float]) -> pd.DataFrame:
    """One row a step."""
    units = {
        f"{way} {unit + 1}": [row[unit] for row in rows]
        for way, rows in found["states"].items()
        for unit in range(len(rows[0]))
    }
    shares = {f"share {tag}": [row[place] for row in found["share"]] for place, tag in enumerate(TAGS)}
    right = [TAGS[int(value)] for value in found["right"]]
    wrong = {f"wrong, {reading}": WRONG()[reading]["place"] for reading in READINGS}
    columns = {"mark": x, "tag": right, **shares, **units, "moved": moved, **wrong}
    return pd.DataFrame({"t": range(1, STEPS + 1), **columns})
