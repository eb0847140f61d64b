"""Scores by lag, by length and in order against shuffled, over three seeds; and one model trained live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from core.charts.frames import bounds
from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.compared.verdict import interval
from core.labs.knobs import Values
from core.labs.recurrence.lab import COMPARE, LAB, TITLES
from core.labs.recurrence.names import LAGS, LENGTHS, MODELS, SEEDS, SIZES, STEPS
from core.messages import M, Message, Number
from core.ui import frame
from core.ui.labs import drawings, maths, numbers, state, trainer
from core.ui.language import _, say

if TYPE_CHECKING:
    from core.labs.recurrence.experiment import ReaderExperiment

TASKS: dict[str, Message] = {
    "recall": M("One of the values is marked; its sign is to be recalled after the last step."),
    "adding": M("Two of the numbers are marked; their sum is to be given (right within 0.1)."),
    "counting": M("Ones among zeros are to be counted (right when it rounds to the count)."),
    "text": M("A city's name, letter by letter; to be answered: Japan, Italy, Vietnam or Poland."),
    "series": M("Highest temperatures of 20 days in Seattle; to be answered: the next one."),
}
LAYERS = 4
"""Of the convolutions: as many as it takes to cover the window."""
FORMULAS = {
    "mlp": (r"2H\,TF + 2H + 2H^2 + H", r"2 \cdot {h} \cdot {tf} + 2 \cdot {h} + 2 \cdot {h}^2 + {h} + {a} \cdot {h1}"),
    "cnn": (
        rf"HF + H + {LAYERS}\,(3H^2 + H)",
        rf"{{h}} \cdot {{f}} + {{h}} + {LAYERS}\,(3 \cdot {{h}}^2 + {{h}}) + {{a}} \cdot {{h1}}",
    ),
    "elman": (r"HF + H^2 + 2H", r"{h} \cdot {f} + {h}^2 + 2 \cdot {h} + {a} \cdot {h1}"),
    "gru": (r"3\,(HF + H^2 + 2H)", r"3\,({h} \cdot {f} + {h}^2 + 2 \cdot {h}) + {a} \cdot {h1}"),
}
"""Each model's parameters in letters and in numbers."""
COUNTED = {"recall": 0.5, "text": 0.25}
"""Share of right answers by guessing."""


def draw(values: Values) -> None:
    """The picture that is chosen, for the task that is chosen."""
    st.markdown(say(TASKS[values.text("task")]))
    if values.text("picture") == "train":
        _train(values)
        return
    found = COMPARE(task=values.text("task"))
    picture = values.text("picture")
    if picture == "lag" and values.text("task") == "recall":
        _curves(found, "lags", LAGS, _("Steps back"), values)
    elif picture in ("lag", "length") and len(found["gru"][0]["lengths"]) > 1:
        _curves(found, "lengths", LENGTHS, _("Length of the sequence"), values)
    else:
        _order(found, values)
    _parameters(found, values.text("task"))
    numbers.show(LAB, table(found), values.text("task"))


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    task = values.text("task")
    return (f"core.labs.recurrence.tasks:{task}", "core.labs.recurrence.experiment:Reader")


def _interval_curves(columns: Mapping[str, Sequence[Sequence[float]]], x: Sequence[float], share: bool) -> list[Curve]:
    """A curve a model, its mean over the seeds with a 95 % interval, which is cut where no share can be."""
    found = []
    for number, model in enumerate(MODELS):
        spans = [interval(column) for column in columns[model]]
        low = [max(0.0, span.low) if share else span.low for span in spans]
        high = [min(1.0, span.high) if share else span.high for span in spans]
        found.append(Curve(say(TITLES[model]), x, [span.mean for span in spans], low, high, number))
    return found


def _curves(found: dict[str, Any], what: str, places: Sequence[int], x_title: str, values: Values) -> None:
    """A curve a model over lags or lengths."""
    columns = {model: list(zip(*(row[what] for row in found[model]), strict=True)) for model in MODELS}
    curves = _interval_curves(columns, range(len(places)), True)
    if values.text("task") in COUNTED:
        guess = [COUNTED[values.text("task")]] * len(places)
        curves.append(Curve(_("guessing"), range(len(places)), guess, number=None))
    chart = curves_chart(
        curves,
        frame.look(),
        title=_("Share of right answers"),
        x_title=x_title,
        percent=True,
        domain=(-0.03, 1.05),
        ticks=list(range(len(places))),
        tick_words=[str(place) for place in places],
    )
    drawings.show(chart, curves_alt_text(curves), state.key(LAB, "curves"))
    note = M(
        "Lines: mean of {seeds} seeds; bands: its 95 % t-interval. Trained on {steps} steps; everything longer was "
        "never trained on.",
        seeds=len(SEEDS),
        steps=STEPS,
    )
    st.caption(say(note))


def _order(found: dict[str, Any], values: Values) -> None:
    """Every model in order and shuffled."""
    skill = values.text("task") == "series"
    columns = {
        model: [[row["lengths"][0] for row in found[model]], [row["shuffled"] for row in found[model]]]
        for model in MODELS
    }
    curves = _interval_curves(columns, (0, 1), not skill)
    ends = [end for curve in curves for end in (*(curve.low or ()), *(curve.high or ()))]
    chart = curves_chart(
        curves,
        frame.look(),
        title=_("Skill against the last value") if skill else _("Share of right answers"),
        x_title="",
        percent=True,
        domain=bounds(ends) if skill else (-0.03, 1.05),
        ticks=[0, 1],
        tick_words=[_("in order"), _("shuffled")],
    )
    drawings.show(chart, curves_alt_text(curves), state.key(LAB, "order"))
    st.caption(
        say(
            M(
                "Mean of {seeds} seeds with its 95 % t-interval. Skill: 1 − squared error / that of the last value.",
                seeds=len(SEEDS),
            )
        )
    )


def _parameters(found: dict[str, Any], task: str) -> None:
    """What each model's count of parameters is made of, in letters and in this task's numbers."""
    st.markdown(_("**Equal counts of parameters** (T: window, F: inputs, H: units, A: outputs)"))
    (f, a), t = SIZES[task], STEPS
    equations = []
    for model, (letters, in_numbers) in FORMULAS.items():
        h, count = found[model][0]["hidden"], found[model][0]["parameters"]
        filled = in_numbers.format(h=h, f=f, tf=t * f, a=a, h1=h + 1)
        equations += [rf"\text{{{say(TITLES[model])}}} &: \; {letters} + A\,(H + 1)", rf"&= {filled} = {count}"]
    maths.lines(*equations)


def table(found: dict[str, Any]) -> pd.DataFrame:
    """One row a model and seed."""
    rows = []
    for model in MODELS:
        for seed, row in zip(SEEDS, found[model], strict=True):
            lags = {f"lag {lag}": value for lag, value in zip(LAGS, row["lags"], strict=False)}
            lengths = {f"length {steps}": value for steps, value in zip(LENGTHS, row["lengths"], strict=False)}
            rows.append(
                {
                    "model": model,
                    "seed": seed,
                    "parameters": row["parameters"],
                    **lags,
                    **lengths,
                    "shuffled": row["shuffled"],
                }
            )
    return pd.DataFrame(rows)


def _train(values: Values) -> None:
    """One model on one task, driven by the reader; its score on examples never drawn in training."""
    model, task = values.text("model"), values.text("task")
    training = trainer.show(LAB, lambda seed: _experiment(model, task, seed), f"{model}/{task}")
    score = training.experiment.score()
    told = M(
        "After {count} updates its score on examples held out is {score}.", count=training.steps, score=Number(score, 2)
    )
    st.markdown(say(told))
    curve = Curve(_("loss"), range(1, training.steps + 1), training.losses)
    chart = curves_chart([curve], frame.look(), title=_("Loss"), x_title=_("Update"), height=230)
    drawings.show(chart, curves_alt_text([curve]), state.key(LAB, "loss"))
    numbers.show(LAB, pd.DataFrame({"update": range(1, training.steps + 1), "loss": training.losses}), "losses")


def _experiment(model: str, task: str, seed: int) -> ReaderExperiment:
    from core.labs.recurrence.experiment import ReaderExperiment

    return ReaderExperiment(model, task, seed)
