"""The small Elman network unrolled through time: a weight is picked, changed, and every step follows."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts.labs import network, tracks
from core.charts.labs.network import Edge, Unit
from core.labs.inside import little
from core.labs.inside.lab import LAB, LITTLE
from core.labs.inside.little import LittleNet
from core.labs.inside.steps import PULSES, STEPS
from core.labs.knobs import Values
from core.messages import M, Message, Number
from core.ui import frame
from core.ui.labs import drawings, knobs, linked, maths, numbers, state
from core.ui.language import _, say

SHIFT = 0.13
"""Units of one step stand that far apart sideways, so that no line hides behind another."""
SUBSCRIPTS = "₀₁₂₃₄"


def draw(values: Values) -> None:
    """Network, weights, states and the equation of the step."""
    base = little.net(values.text("net"))
    edits = little.parse_edits(values.text("w"), base)
    shown, pulses, step = base.changed(edits), PULSES[values.text("pulses")], values.whole("step")
    run = LITTLE(net_name=values.text("net"), pulses=values.text("pulses"), edits=little.write_edits(edits))
    st.markdown(say(_sentence(run, pulses, step)))
    _network(values, shown, run, pulses)
    _weight(values, base, edits)
    _stack(run, pulses, step)
    _equations(shown, run, pulses, step)
    numbers.show(LAB, _wide(run, pulses), "elman")


def _sentence(run: dict, pulses: tuple[float, ...], step: int) -> Message:
    return M(
        "At step {step} the input is {input} and the output {output}; the state before it held everything else.",
        step=step,
        input=Number(pulses[step - 1], 0),
        output=Number(run["output"][step - 1], 2),
    )


def _network(values: Values, net: LittleNet, run: dict, pulses: tuple[float, ...]) -> None:
    look, step = frame.look(), values.whole("step")
    around = 1 if look.narrow else 2
    middle = min(max(step, 1 + around), STEPS - around)
    window = range(middle - around, middle + around + 1)
    units, edges = picture(net, run, pulses, list(window))
    chart = network.network_chart(
        units,
        edges,
        look,
        rows=_rows(net),
        columns={float(t): f"t = {t}" for t in window},
        chosen=values.text("edge"),
        clickable=knobs.allowed("edge", state.lesson(LAB)),
        now=float(step),
    )
    text = network.network_alt_text(units, edges, step=step)
    drawings.clickable(chart, text, state.key(LAB, "network"), network.SELECTION, "edge", _take)


def _take(edge: str) -> None:
    """A click on a line chooses its weight."""
    state.put(LAB, "edge", edge)


def picture(net: LittleNet, run: dict, pulses: tuple[float, ...], window: list[int]) -> tuple[list[Unit], list[Edge]]:
    """Units and weights of the steps in `window`; a weight's copies all carry its name."""
    weights = net.edges()
    units, edges = [], []
    for t in window:
        spots = _spots(net, t)
        units.append(Unit(*spots["x"], pulses[t - 1], text=f"{pulses[t - 1]:g}"))
        units += [Unit(*spots[f"h{i + 1}"], value) for i, value in enumerate(run["hidden"][t - 1])]
        units.append(Unit(*spots["y"], run["output"][t - 1]))
        before = _spots(net, t - 1)
        for name, weight in weights.items():
            start, _arrow, end = name.partition(">")
            if start == "1":
                continue
            recurrent = start in before and start.startswith("h") and end != "y"
            if not recurrent:
                edges.append(Edge(name, spots[start], spots[end], weight, title=title(name)))
            elif t - 1 in window:
                edges.append(Edge(name, before[start], spots[end], weight, title=title(name)))
    return units, edges


def _spots(net: LittleNet, t: int) -> dict[str, tuple[float, float]]:
    """Where everything of step t stands."""
    middle = (net.units - 1) / 2
    found = {f"h{i + 1}": (t + SHIFT * (middle - i), float(net.units - i)) for i in range(net.units)}
    return found | {"x": (t - 0.3, 0.0), "y": (t + 0.3, net.units + 1.0)}


def _rows(net: LittleNet) -> dict[float, str]:
    hidden = {float(net.units - i): f"h{SUBSCRIPTS[i + 1]}" for i in range(net.units)}
    return {0.0: "x", **hidden, net.units + 1.0: "y"}


def title(edge: str) -> str:
    """An edge as a reader sees it: x → h₁; a bias as b₁."""
    start, _arrow, end = edge.partition(">")
    if start == "1":
        return "c" if end == "y" else f"b{SUBSCRIPTS[int(end[1:])]}"
    return " → ".join(f"h{SUBSCRIPTS[int(part[1:])]}" if part.startswith("h") else part for part in (start, end))


def _weight(values: Values, base: LittleNet, edits: dict[str, float]) -> None:
    """The weight that was picked, its number, and the way back."""
    lesson, known = state.lesson(LAB), base.edges()
    if not knobs.allowed("w", lesson):
        return
    key = state.key(LAB, "edge")
    if st.session_state.get(key) not in known:
        st.session_state[key] = "h1>h1"
    with st.container(horizontal=True, vertical_alignment="bottom", key="weights-inside"):
        edge = st.selectbox(
            _("Weight (or click a line)"), list(known), format_func=title, key=key, persist_state="session", width=200
        )
        number = state.key(LAB, "number")
        st.session_state[number] = float(edits.get(edge, known[edge]))
        st.number_input(
            _("Its value"),
            -little.LARGEST,
            little.LARGEST,
            step=0.1,
            format="%.2f",
            key=number,
            on_change=_set,
            args=(number, edge, base, edits),
            width=160,
        )
        st.button(_("All weights back"), disabled=not edits, key=state.key(LAB, "back"), on_click=_reset)


def _set(number: str, edge: str, base: LittleNet, edits: dict[str, float]) -> None:
    value = round(float(st.session_state[number]), 4)
    left = {name: weight for name, weight in edits.items() if name != edge}
    changed = left if value == base.edges()[edge] else left | {edge: value}
    state.put(LAB, "w", little.write_edits(changed))


def _reset() -> None:
    state.put(LAB, "w", "")


def _wide(run: dict, pulses: tuple[float, ...]) -> pd.DataFrame:
    hidden = {f"h{i + 1}": [row[i] for row in run["hidden"]] for i in range(len(run["hidden"][0]))}
    return pd.DataFrame({"t": range(1, STEPS + 1), "x": pulses, **hidden, "y": run["output"]})


def _stack(run: dict, pulses: tuple[float, ...], step: int) -> None:
    """What goes in and comes out, and the state of every unit."""
    found = linked.Stack()
    read = tracks.Track(_("input"), [float(value) for value in pulses], "input")
    found.tracks(_("What goes in and comes out"), [read, tracks.Track(_("output"), run["output"])])
    names = [f"h{SUBSCRIPTS[unit + 1]}" for unit in range(len(run["hidden"][0]))]
    found.states(_("Hidden state"), run["hidden"], names=names, legend=True)
    found.show(LAB, "steps", "step", step)


def _equations(net: LittleNet, run: dict, pulses: tuple[float, ...], step: int) -> None:
    """The step's equation, once in letters and once in numbers."""
    before = run["hidden"][step - 2] if step > 1 else [0.0] * net.units
    after, biased = run["hidden"][step - 1], any(net.b)
    bias = f" + {maths.column(net.b)}" if biased else ""
    st.markdown(_("**The equation of this step**"))
    maths.lines(
        r"\mathbf{h}_t &= \tanh(W_x x_t + W_h \mathbf{h}_{t-1} + \mathbf{b})",
        rf"{maths.column(after)} &= \tanh\left({maths.column(net.w_x)}\, {maths.bracketed(pulses[step - 1], 0)} + "
        rf"{maths.matrix(net.w_h)} {maths.column(before)}{bias}\right)",
    )
    terms = " + ".join(
        rf"{maths.bracketed(v)} \cdot {maths.bracketed(h)}" for v, h in zip(net.v, after, strict=True) if round(v, 2)
    )
    rest = f" + {maths.bracketed(net.c)}" if round(net.c, 2) else ""
    maths.lines(
        rf"y_t &= \mathbf{{v}}^\top \mathbf{{h}}_t + c = {terms or '0'}{rest} = {maths.number(run['output'][step - 1])}"
    )
