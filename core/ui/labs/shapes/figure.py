"""Each shape unrolled, with what its model answers to the reader's own input, how good it is, and where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import network
from core.charts.labs.curves import Curve, curves_alt_text, curves_chart
from core.charts.look import SMALL_HEIGHT
from core.labs.knobs import Values
from core.labs.shapes.lab import ANSWER, ASKED, LAB, MEASURE
from core.messages import M, Message, Number, Percent
from core.ui import frame
from core.ui.labs import drawings, knobs, links, maths, numbers, state
from core.ui.labs.shapes import picture, walking
from core.ui.labs.shapes.walking import COUNTRIES
from core.ui.language import _, say

MODELS = {
    "one-to-one": "OneToOne",
    "one-to-many": "OneToMany",
    "many-to-one": "ManyToOne",
    "aligned": "Aligned",
    "encoder-decoder": "EncoderDecoder",
}
EQUATIONS = {
    "one-to-one": (r"y &= V \tanh(W x + b) + c",),
    "one-to-many": (r"\mathbf{h}_0 &= \tanh(W x + b)", r"\mathbf{h}_t, y_t &= \text{cell}(y_{t-1}, \mathbf{h}_{t-1})"),
    "many-to-one": (r"\mathbf{h}_t &= \text{cell}(x_t, \mathbf{h}_{t-1})", r"y &= \text{softmax}(V \mathbf{h}_T + c)"),
    "aligned": (
        r"\overrightarrow{\mathbf{h}}_t &= \text{cell}(x_t, \overrightarrow{\mathbf{h}}_{t-1}), \quad "
        r"\overleftarrow{\mathbf{h}}_t = \text{cell}(x_t, \overleftarrow{\mathbf{h}}_{t+1})",
        r"y_t &= \text{softmax}(V [\overrightarrow{\mathbf{h}}_t, \overleftarrow{\mathbf{h}}_t] + c)",
    ),
    "encoder-decoder": (
        r"\mathbf{h}_t &= \text{cell}(x_t, \mathbf{h}_{t-1}), \quad \mathbf{s}_0 = \mathbf{h}_T",
        r"\mathbf{s}_t &= \text{cell}(y_{t-1}, \mathbf{s}_{t-1}), \quad y_t = \arg\max (V \mathbf{s}_t + c)",
    ),
}
USES: dict[str, tuple[Message, tuple[str, ...]]] = {
    "one-to-one": (M("Used where there is no order: a picture, a patient, a day."), ("backtest",)),
    "one-to-many": (M("Used to caption pictures, to write music or text from a start."), ("generate",)),
    "many-to-one": (
        M("Used to sort texts, to read moods, to forecast one value from a history."),
        ("classify", "weather"),
    ),
    "aligned": (M("Used to tag words, to mark sounds, to restore accents."), ("lab_bidirectional", "classify")),
    "encoder-decoder": (
        M("Used to translate, to sum up, to write a forecast step by step."),
        ("translate", "backtest"),
    ),
}


def draw(values: Values) -> None:
    """The reader's input, the answer in a sentence, the unrolled drawing, the score, and links."""
    shape = values.text("shape")
    asked = ASKED[shape]
    if asked in ("city", "phrase"):
        if knobs.allowed(asked, state.lesson(LAB)):
            st.text_input(say(LAB.knob(asked).label), key=state.key(LAB, asked), persist_state="session", max_chars=60)
    else:
        knobs.inside(LAB, asked)
    values = state.values(LAB)
    found = ANSWER(shape=shape, asked=values[asked])
    st.markdown(say(sentence(shape, found)))
    step = min(values.whole("step"), LAB.last(values))
    _picture(shape, found, step)
    if shape == "one-to-many":
        _day(found, step)
    st.caption(say(score(shape)))
    if shape == "encoder-decoder":
        st.caption(_("Only ten in ten thousand of its numbers have one digit; of those it gets some wrong."))
    maths.lines(*EQUATIONS[shape], *walking.in_numbers(shape, found, step))
    use, pages = USES[shape]
    st.markdown(say(use))
    links.show(pages)
    numbers.show(LAB, table(found), shape)


def code(values: Values) -> Sequence[str]:
    """The model that answered."""
    return (f"core.labs.shapes.models:{MODELS[values.text('shape')]}",)


def sentence(shape: str, found: dict[str, Any]) -> Message:
    """What went in and what came out."""
    if shape == "one-to-one":
        return M(
            "Today it is {now} °C at most; the model says {next} °C for tomorrow, and {came} °C came.",
            now=Number(found["input"][0], 1),
            next=Number(found["output"][0], 1),
            came=Number(found["wanted"][0], 1),
        )
    if shape == "one-to-many":
        high = max(found["output"])
        return M(
            "The model expects the warmest hour at {hour} o'clock with {high} °F.",
            hour=found["output"].index(high),
            high=Number(high, 1),
        )
    if shape == "many-to-one":
        best = max(found["output"], key=found["output"].__getitem__)
        return M(
            "“{name}” is a city in {country}, says the model ({share}).",
            name="".join(found["input"]),
            country=COUNTRIES[best],
            share=Percent(found["output"][best]),
        )
    between = " " if shape == "encoder-decoder" else ""
    return M("“{read}” becomes “{written}”.", read=between.join(found["input"]), written="".join(found["output"]))


def score(shape: str) -> Message:
    """How good the model is on what was held out."""
    found = MEASURE(shape=shape)
    counts = {"tried": int(found["tried"]), "parameters": int(found["parameters"])}
    if shape in ("one-to-one", "one-to-many"):
        return M(
            "Mean error on {tried} days held out: {score} {unit}, against {plain} {unit} of a plain answer (today's "
            "value, or the mean of every hour). {parameters} parameters.",
            unit="°C" if shape == "one-to-one" else "°F",
            score=Number(found["score"], 2),
            plain=Number(found["plain"], 2),
            **counts,
        )
    return M(
        "Right on {tried} examples held out: {score}, against {plain} of a plain answer. {parameters} parameters.",
        score=Percent(found["score"], 1),
        plain=Percent(found["plain"], 1),
        **counts,
    )


def _picture(shape: str, found: dict[str, Any], step: int) -> None:
    """The network unrolled over this very input, as far as this step, and what happens in it."""
    drawn, look = picture.picture(shape, found, step, frame.look().narrow), frame.look()
    if drawn.now is not None:
        st.caption(say(walking.told(shape, found, step)))
    chart = network.network_chart(drawn.units, drawn.edges, look, rows={}, columns=drawn.words, now=drawn.now)
    text = network.network_alt_text(drawn.units, drawn.edges, step=None if drawn.now is None else step)
    drawings.show(chart, text, state.key(LAB, "picture"))


def _day(found: dict[str, Any], step: int) -> None:
    """The whole day, hour by hour from 0 o'clock, beside what came."""
    hours = range(len(found["output"]))
    curves = [
        Curve(_("what came"), hours, found["wanted"], number=None),
        Curve(_("model"), hours, found["output"]),
    ]
    chart = curves_chart(curves, frame.look(), title="°F", x_title=_("Hour"), marked=step - 1.0, height=SMALL_HEIGHT)
    drawings.show(chart, curves_alt_text(curves), state.key(LAB, "day"))


def table(found: dict[str, Any]) -> pd.DataFrame:
    """What went in and what came out, a row a step."""
    if isinstance(found["output"], dict):
        shares = zip(found["output"], zip(*found["so_far"], strict=True), strict=True)
        return pd.DataFrame({"letter": found["input"], **{country: list(column) for country, column in shares}})
    columns = {name: pd.Series(values) for name, values in found.items()}
    return pd.DataFrame({"step": range(1, max(map(len, columns.values())) + 1), **columns})
