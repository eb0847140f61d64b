"""Share of right answers by delay, mean of the seeds with a 95 % interval, and the choice that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import stdev

import pandas as pd
import streamlit as st

from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.compared.cost import width
from core.labs.compared.lab import DELAYED, LAB, TITLES, Scores, delayed, verdict
from core.labs.compared.names import CELLS, CHECKED, COLOURS, DELAYS, LONGEST, SEEDS
from core.labs.compared.verdict import T_95, choose, interval
from core.labs.knobs import Values
from core.messages import M, Message
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state
from core.ui.language import _, say

TASKS: dict[str, tuple[Message, float | None, int]] = {
    "adding": (
        M("The first and the last number of a sequence are marked; their sum is asked for, within 0.1."),
        None,
        2,
    ),
    "copy": (M("Two letters out of four are shown first; after the delay both are asked for."), 0.25, 5),
}
"""What is asked, the share of right answers by guessing, and the inputs a step."""


def draw(values: Values) -> None:
    """The verdict, the curves, and the interval with its numbers."""
    task, size, after = values.text("task"), values.text("size"), int(values.text("after"))
    asked, guess, inputs = TASKS[task]
    scores = delayed(task, size, after)
    st.markdown(f"{say(asked)} {say(M('Mean over all delays: {verdict}', verdict=verdict(scores, size)))}")
    row = CHECKED.index(after)
    rows = {cell: [seed[row] for seed in found] for cell, found in DELAYED(task=task, size=size).items()}
    drawn = curves(rows)
    if guess is not None:
        drawn.append(Curve(_("guessing"), range(len(DELAYS)), [guess] * len(DELAYS), number=None))
    by_delay(drawn, "delays")
    units = [f"{say(TITLES[cell])} {width(cell, inputs, size)}" for cell in CELLS]
    note = M(
        "Lines: mean of {seeds} seeds; bands: its 95 % t-interval. Trained on delays from 1 to {longest}; the last one "
        "was never trained on. Weights start as torch's own do. Hidden units: {units}.",
        seeds=len(SEEDS),
        longest=LONGEST,
        units=units,
    )
    st.caption(say(note))
    equation(scores, size)
    numbers.show(LAB, table(rows), f"{task}-{size}-{after}")


def by_delay(drawn: Sequence[Curve], key: str, height: int = 0) -> None:
    """The chart of shares of right answers, a place for each of DELAYS."""
    chart = curves_chart(
        drawn,
        frame.look(),
        title=_("Share of right answers"),
        x_title=_("Delay in steps"),
        percent=True,
        domain=(-0.03, 1.05),
        ticks=list(range(len(DELAYS))),
        tick_words=[str(delay) for delay in DELAYS],
        height=height,
    )
    drawings.show(chart, curves_alt_text(drawn), state.key(LAB, key))


def curves(rows: dict[str, list[list[float]]]) -> list[Curve]:
    """A curve a cell with its interval, which is cut where no share can be."""
    found = []
    for number, cell in enumerate(CELLS):
        spans = [interval(column) for column in zip(*rows[cell], strict=True)]
        low, high = [max(0.0, span.low) for span in spans], [min(1.0, span.high) for span in spans]
        mean = [span.mean for span in spans]
        found.append(Curve(say(TITLES[cell]), range(len(mean)), mean, low, high, COLOURS[number]))
    return found


def equation(scores: Scores, size: str) -> None:
    """The interval of the one that is first, in letters and in numbers."""
    best = choose(scores, dict.fromkeys(CELLS, 0.0)).best
    values: Sequence[float] = scores[best]
    span, n = interval(values), len(values)
    maths.lines(
        r"m \pm t_{0.975,\,n-1} \frac{s}{\sqrt{n}} &= "
        rf"{maths.number(span.mean, 3)} \pm {maths.number(T_95[n - 1], 3)} \cdot "
        rf"\frac{{{maths.number(stdev(values), 3)}}}{{\sqrt{{{n}}}}} = "
        rf"[{maths.number(span.low, 3)};\; {maths.number(span.high, 3)}] \qquad (\text{{{say(TITLES[best])}}})"
    )


def table(rows: dict[str, list[list[float]]]) -> pd.DataFrame:
    """One row a cell and seed."""
    return pd.DataFrame(
        [
            {
                "cell": cell,
                "seed": seed,
                **{f"delay {delay}": value for delay, value in zip(DELAYS, row, strict=True)},
            }
            for cell in CELLS
            for seed, row in enumerate(rows[cell])
        ]
    )
