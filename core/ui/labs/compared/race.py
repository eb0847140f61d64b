"""All three cells trained side by side, driven by the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.compared.lab import LAB, TITLES
from core.labs.compared.names import CELLS, COLOURS, DELAYS
from core.labs.knobs import Values
from core.messages import M, Percent
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state, trainer
from core.ui.labs.compared.delay import TASKS, by_delay
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.labs.compared.experiment import Race


def draw(values: Values) -> None:
    """The trainer, the losses so far, and the share of right answers by delay."""
    task, size = values.text("task"), values.text("size")
    st.markdown(say(TASKS[task][0]))
    training = trainer.show(LAB, lambda seed: _race(task, size, seed), f"{task}/{size}")
    losses, right = _state(training.experiment)
    told = M(
        "After {count} updates of each, right at a delay of {delay}: LSTM {lstm}, GRU {gru}, simple RNN {elman}.",
        count=training.steps,
        delay=DELAYS[2],
        **{cell: Percent(right[cell][2]) for cell in CELLS},
    )
    st.markdown(say(told))
    left, right_side = st.columns(2)
    with left:
        drawn = [
            Curve(say(TITLES[cell]), range(1, len(losses[cell]) + 1), losses[cell], number=COLOURS[place])
            for place, cell in enumerate(CELLS)
        ]
        chart = curves_chart(drawn, frame.look(), title=_("Loss"), x_title=_("Update"), height=230)
        drawings.show(chart, curves_alt_text(drawn), state.key(LAB, "race.losses"))
    with right_side:
        drawn = [
            Curve(say(TITLES[cell]), range(len(DELAYS)), right[cell], number=COLOURS[place])
            for place, cell in enumerate(CELLS)
        ]
        by_delay(drawn, "race.right", height=230)
    if task == "adding":
        maths.lines(r"L &= \frac{1}{B} \sum_b (\hat y_b - (a_b + b_b))^2")
    else:
        maths.lines(r"L &= -\frac{1}{2B} \sum_{b,k} \log p_{b,k}(y_{b,k})")
    numbers.show(LAB, pd.DataFrame({"update": range(1, training.steps + 1), **losses}), f"losses-{task}")


def _race(task: str, size: str, seed: int) -> Race:
    from core.labs.compared.experiment import Race

    return Race(task, size, seed)


def _state(experiment: Race) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Losses, and the share of right answers at each of DELAYS, by cell."""
    return experiment.losses, {
        cell: [learners[0].score(delay) for delay in DELAYS] for cell, learners in experiment.learners.items()
    }
