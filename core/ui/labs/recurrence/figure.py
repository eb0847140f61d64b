"""Scores by lag, by length and in order against shuffled, over three seeds; and one model trained live."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.labs.knobs import Values
from core.labs.recurrence.lab import COMPARE, LAB, TITLES
from core.labs.recurrence.names import LAGS, LENGTHS, MODELS, SEEDS, STEPS
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
    _parameters(found)
    numbers.show(LAB, table(found), values.text("task"))


def code(values: Values) -> Sequence[str]:
    """Where the computation stands."""
    task = values.text("task")
    return (f"core.labs.recurrence.tasks:{task}", "core.labs.recurrence.experiment:Reader")


def _curves(found: dict[str, Any], what: str, places: Sequence[int], x_title: str, values: Values) -> None:
    """A curve a model: mean over the seeds, and the range of the seeds."""
    curves = [
        Curve(
            say(TITLES[model]),
            range(len(places)),
            [fmean(row[what][i] for row in found[model]) for i in range(len(places))],
            [min(row[what][i] for row in found[model]) for i in range(len(places))],
            [max(row[what][i] for row in found[model]) for i in range(len(places))],
            number,
        )
        for number, model in enumerate(MODELS)
    ]
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
        "Lines: mean of {seeds} seeds; bands: from the worst to the best. Trained on {steps} steps; everything longer "
        "was never trained on.",
        seeds=len(SEEDS),
        steps=STEPS,
    )
    st.caption(say(note))


def _order(found: dict[str, Any], values: Values) -> None:
    """Every model in order and shuffled."""
    skill = values.text("task") == "series"
    curves = []
    for number, model in enumerate(MODELS):
        pairs = [[row["lengths"][0], row["shuffled"]] for row in found[model]]
        mean, low, high = ([f(column) for column in zip(*pairs, strict=True)] for f in (fmean, min, max))
        curves.append(Curve(say(TITLES[model]), (0, 1), mean, low, high, number))
    chart = curves_chart(
        curves,
        frame.look(),
        title=_("Skill against the last value") if skill else _("Share of right answers"),
        x_title="",
        percent=True,
        domain=(-0.1, 0.3) if skill else (-0.03, 1.05),
        ticks=[0, 1],
        tick_words=[_("in order"), _("shuffled")],
    )
    drawings.show(chart, curves_alt_text(curves), state.key(LAB, "order"))
    st.caption(
        say(
            M(
                "Mean of {seeds} seeds and their range. Skill: 1 − squared error / that of the last value.",
                seeds=len(SEEDS),
            )
        )
    )


def _parameters(found: dict[str, Any]) -> None:
    """What each model's count of parameters is made of."""
    st.markdown(_("**Equal counts of parameters** (T: window, F: inputs, H: units)"))
    counts = {model: found[model][0]["parameters"] for model in MODELS}
    maths.lines(
        rf"\text{{MLP}} &: \; 2H\,TF + 2H + 2H^2 + H + \dots = {counts['mlp']}",
        rf"\text{{CNN}} &: \; HF + H + \textstyle\sum_{{\ell}} (3H^2 + H) + \dots = {counts['cnn']}",
        rf"\text{{Elman}} &: \; HF + H^2 + 2H + \dots = {counts['elman']}",
        rf"\text{{GRU}} &: \; 3\,(HF + H^2 + 2H) + \dots = {counts['gru']}",
    )


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
