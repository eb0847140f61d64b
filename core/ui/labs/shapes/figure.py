"""Each shape unrolled, with what its model answers to the reader's own input, how good it is, and where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.charts.labs import network, tracks
from core.charts.labs.network import Edge, Unit
from core.labs.knobs import Values
from core.labs.shapes.lab import ANSWER, ASKED, LAB, MEASURE
from core.messages import M, Message, Number, Percent
from core.ui import frame
from core.ui.labs import drawings, knobs, links, maths, numbers, state
from core.ui.language import _, say

COUNTRIES = {"JP": M("Japan"), "IT": M("Italy"), "VN": M("Vietnam"), "PL": M("Poland")}
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
    _picture(shape, found)
    if shape == "one-to-many":
        _day(found)
    st.caption(say(score(shape)))
    if shape == "encoder-decoder":
        st.caption(_("Only ten in ten thousand of its numbers have one digit; of those it gets some wrong."))
    maths.lines(*EQUATIONS[shape], *_in_numbers(shape, found))
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
            "The model expects the warmest hour at {hour} o'clock with {high} °.",
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
            "Mean error on {tried} days held out: {score} °, against {plain} ° of a plain answer (today's value, or "
            "the mean of every hour). {parameters} parameters.",
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


def _picture(shape: str, found: dict[str, Any]) -> None:
    """The network unrolled over this very input."""
    look = frame.look()
    units, edges = picture(shape, found, 5 if look.narrow else 12)
    chart = network.network_chart(units, edges, look, rows={}, columns=_words(shape, found, 5 if look.narrow else 12))
    drawings.show(chart, network.network_alt_text(units, edges), state.key(LAB, "picture"))


def picture(shape: str, found: dict[str, Any], most: int) -> tuple[list[Unit], list[Edge]]:
    """Circles and lines of the shape, `most` columns at most."""
    if shape == "one-to-one":
        cells = {"x": (0.0, 0.0), "h": (0.0, 1.0), "y": (0.0, 2.0)}
        return [Unit(*spot, text=name) for name, spot in cells.items()], [
            _line(cells["x"], cells["h"]),
            _line(cells["h"], cells["y"]),
        ]
    reads = [] if shape == "one-to-many" else list(found["input"])[:most]
    if shape == "encoder-decoder":
        return _read_then_write(len(reads), [str(digit) for digit in found["output"]])
    columns = most if shape == "one-to-many" else len(reads)
    units = [Unit(t, 1.0, text="h") for t in range(columns)]
    edges = [_line((t, 1.0), (t + 1, 1.0)) for t in range(columns - 1)]
    if shape == "one-to-many":
        units += [Unit(-1, 0.0, text="x"), *(Unit(t, 2.0, text=f"{found['output'][t]:.0f}") for t in range(columns))]
        edges += [_line((-1, 0.0), (0, 1.0)), *(_line((t, 1.0), (t, 2.0)) for t in range(columns))]
        return units, edges + [_line((t, 2.0), (t + 1, 1.0), True) for t in range(columns - 1)]
    units += [Unit(t, 0.0, text=letter) for t, letter in enumerate(reads)]
    edges += [_line((t, 0.0), (t, 1.0)) for t in range(columns)]
    if shape == "many-to-one":
        best = max(found["output"], key=found["output"].__getitem__)
        return [*units, Unit(columns - 1, 2.0, text=best)], [*edges, _line((columns - 1, 1.0), (columns - 1, 2.0))]
    units += [Unit(t + 0.3, 1.5, text="←") for t in range(columns)]
    units += [Unit(t, 2.5, found["sure"][t] - 1e-9, text=found["output"][t], scale=4.0) for t in range(columns)]
    edges += [_line((t + 1.3, 1.5), (t + 0.3, 1.5)) for t in range(columns - 1)]
    for t in range(columns):
        edges += [_line((t, 0.0), (t + 0.3, 1.5)), _line((t, 1.0), (t, 2.5)), _line((t + 0.3, 1.5), (t, 2.5))]
    return units, edges


def _read_then_write(words: int, digits: list[str]) -> tuple[list[Unit], list[Edge]]:
    """An encoder over the words and a decoder over the digits."""
    total = words + len(digits)
    units = [Unit(t, 1.0, text="h" if t < words else "s") for t in range(total)]
    units += [Unit(t, 0.0, text=f"x{'₁₂₃₄₅₆₇₈'[t]}") for t in range(words)]
    units += [Unit(words + t, 2.0, text=digit) for t, digit in enumerate(digits)]
    edges = [_line((t, 1.0), (t + 1, 1.0)) for t in range(total - 1)]
    edges += [_line((t, 0.0), (t, 1.0)) for t in range(words)]
    edges += [_line((words + t, 1.0), (words + t, 2.0)) for t in range(len(digits))]
    return units, edges + [_line((words + t, 2.0), (words + t + 1, 1.0), True) for t in range(len(digits) - 1)]


def _line(start: tuple[float, float], end: tuple[float, float], dashed: bool = False) -> Edge:
    return Edge(f"{start}{end}", start, end, dashed=dashed)


def _words(shape: str, found: dict[str, Any], most: int) -> dict[float, str]:
    """What stands under the columns: the words that are read, the hours that are written."""
    if shape == "encoder-decoder":
        return {float(t): word for t, word in enumerate(found["input"])}
    return {float(t): f"{t} h" for t in range(most)} if shape == "one-to-many" else {}


def _day(found: dict[str, Any]) -> None:
    shown = [tracks.Track(_("what came"), found["wanted"], "target"), tracks.Track(_("model"), found["output"])]
    low, high = min(found["wanted"] + found["output"]), max(found["wanted"] + found["output"])
    chart = tracks.tracks_chart(shown, frame.look(), domain=(low - 2, high + 2), x_title=_("Hour"), title="°")
    drawings.show(chart, tracks.tracks_alt_text({track.name: track.values for track in shown}), state.key(LAB, "day"))


def _in_numbers(shape: str, found: dict[str, Any]) -> tuple[str, ...]:
    """The last line of the equations with this answer's numbers."""
    if shape == "many-to-one":
        shares = r", \;".join(maths.number(share) for share in found["output"].values())
        return (rf"y &= ({shares})",)
    if shape == "aligned":
        return (rf"\max y_1 &= {maths.number(found['sure'][0])}",)
    if shape in ("one-to-one", "one-to-many"):
        return (rf"{'y' if shape == 'one-to-one' else 'y_1'} &= {maths.number(found['output'][0])}",)
    return (rf"(y_1, \dots) &= ({', '.join(found['output'])})",)


def table(found: dict[str, Any]) -> pd.DataFrame:
    """What went in and what came out, a row a step."""
    if isinstance(found["output"], dict):
        return pd.DataFrame({"country": list(found["output"]), "share": list(found["output"].values())})
    columns = {name: pd.Series(values) for name, values in found.items()}
    return pd.DataFrame({"step": range(1, max(map(len, columns.values())) + 1), **columns})
