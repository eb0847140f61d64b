"""The three cells on a real series, or on numbers that a reader pastes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.charts.labs.bars import Bar, bars_alt_text, bars_chart
from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.compared.lab import LAB, SKILLS, TITLES, Scores, verdict
from core.labs.compared.names import CELLS, COLOURS, LEAST, MOST, SEEDS, WINDOW
from core.labs.compared.verdict import interval
from core.labs.knobs import Values
from core.messages import M
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, numbers_field, state, trainer
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.labs.compared.experiment import Race

TICK_SECONDS = 1.0
"""Longest time a tick trains here: fifteen networks at once, and all updates are to be done within 20 s."""


def draw(values: Values) -> None:
    """The skills of every cell and the choice; for pasted numbers the trainer first."""
    name, size = values.text("series"), values.text("size")
    if name == "own":
        _own(size)
        return
    _skills(SKILLS(series=name, size=size), size, f"{name}-{size}")


def _skills(scores: Scores, size: str, file: str) -> None:
    st.markdown(say(verdict(scores, size)))
    look, spans = frame.look(), {cell: interval(scores[cell]) for cell in CELLS}
    bars = [
        Bar(say(TITLES[cell]), span.mean, look.percent(span.mean, 1), COLOURS[place], span.low, span.high)
        for place, (cell, span) in enumerate(spans.items())
    ]
    chart = bars_chart(bars, look, title=_("Skill against the last value"), percent=True)
    drawings.show(chart, bars_alt_text(bars), state.key(LAB, "skills"))
    note = M(
        "The next value from the last {window}; trained on the first 70 %, tried on the rest. Bars: mean of {seeds} "
        "seeds; lines: its 95 % t-interval, which says how much the seed matters, not what another period would bring.",
        window=WINDOW,
        seeds=len(SEEDS),
    )
    st.caption(say(note))
    first = CELLS[0]
    maths.lines(
        rf"\text{{{_('Skill')}}} &= "
        r"1 - \frac{\sum_t (\hat y_{t+1} - y_{t+1})^2}{\sum_t (y_t - y_{t+1})^2}",
        rf"\text{{{say(TITLES[first])}}} &: \; 1 - {maths.number(1 - spans[first].mean, 3)} = "
        rf"{maths.number(spans[first].mean, 3)}",
    )
    table = pd.DataFrame({"seed": range(len(scores[first])), **{cell: scores[cell] for cell in CELLS}})
    numbers.show(LAB, table, file)


def _own(size: str) -> None:
    """Numbers from the reader; the cells are trained on them here."""
    label = M("Your numbers, oldest first ({least} to {most})", least=LEAST, most=MOST)
    numbers_field.show(LAB, "own", label, 10 * MOST)
    text = state.values(LAB).text("own")
    if not text.strip():
        st.caption(_("Paste one column of a table. Nothing leaves this app."))
        return
    training = trainer.show(
        LAB, lambda seed: _race(text, size, seed), f"own/{size}/{text}", updates="passes", seconds=TICK_SECONDS
    )
    losses = training.experiment.losses
    if losses["lstm"]:
        curves = [
            Curve(say(TITLES[cell]), range(1, len(values) + 1), values, number=COLOURS[place])
            for place, (cell, values) in enumerate(losses.items())
        ]
        chart = curves_chart(curves, frame.look(), title=_("Loss"), x_title=_("Update"), height=200)
        drawings.show(chart, curves_alt_text(curves), state.key(LAB, "own.losses"))
    _skills(training.experiment.scores(), size, "own")


def _race(text: str, size: str, seed: int) -> Race:
    from core.labs.compared.experiment import Race
    from core.labs.compared.tasks import pasted

    return Race("series", size, seed, pasted(text), SEEDS)
