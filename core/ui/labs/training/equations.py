"""What each technique changes in the mathematics, network by network, with measured numbers filled in."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

import streamlit as st

from core.labs.knobs import Values
from core.labs.training.cliff import RATE, steps_from
from core.labs.training.lab import RESULT
from core.labs.training.names import KS, VARIANTS
from core.ui.labs import maths
from core.ui.labs.training.names import TITLES
from core.ui.language import say


def show(technique: str, values: Values) -> None:
    """The technique's equations."""
    SHOWN[technique](values)


def _each(technique: str, equations: Mapping[str, str]) -> None:
    """A line a network: its name and what it computes."""
    titles = TITLES[technique]
    st.markdown("\n".join(f"- {say(titles[name])}: ${equation}$" for name, equation in equations.items()))


def _mean(technique: str, part: str, place: int = -1) -> dict[str, float]:
    """Mean over the seeds of one measured number, by network."""
    found = RESULT(technique=technique)
    return {name: fmean(row[part][name][place] for row in found) for name in VARIANTS[technique]}


def _clip(values: Values) -> None:
    _each(
        "clip",
        {
            "norm": r"\mathbf{g} \leftarrow \mathbf{g} \cdot \min\left(1, \frac{\theta}{\|\mathbf{g}\|}\right)",
            "value": r"g_i \leftarrow \max(-\theta, \min(\theta, g_i))",
        },
    )
    w, most = values.real("w"), values.real("most")
    here, landed = (steps_from(w, most)[name] for name in ("here", "clipped"))
    gradient = here[2]
    maths.lines(
        rf"w' &= w - \eta\, g \min\left(1, \frac{{\theta}}{{|g|}}\right) = {maths.number(w)} - {maths.number(RATE)} "
        rf"\cdot {maths.bracketed(gradient)} \cdot \min\left(1, \frac{{{maths.number(most, 1)}}}"
        rf"{{{maths.number(abs(gradient))}}}\right) = {maths.number(landed[0])}",
    )


def _truncated(values: Values) -> None:
    found = RESULT(technique="truncated")
    bias = {k: fmean(row["bias"][place] for row in found) for place, k in enumerate(KS)}
    maths.lines(
        r"\mathbf{g}_k &= \sum_t \sum_{s = \lfloor t/k \rfloor k}^{t} \frac{\partial \ell_t}{\partial \mathbf{a}_s}\,"
        r"\mathbf{h}_{s-1}^{\top}, \qquad \beta_k = \frac{\|\bar{\mathbf{g}}_k - \bar{\mathbf{g}}\|}"
        r"{\|\bar{\mathbf{g}}\|}",
        *(
            "&" + r",\quad ".join(rf"\beta_{{{k}}} = {maths.number(bias[k])}" for k in part)
            for part in (KS[:3], KS[3:])
        ),
    )


def _forcing(values: Values) -> None:
    free, told = _mean("forcing", "free"), _mean("forcing", "told")
    _each(
        "forcing",
        {
            "teacher": r"\mathbf{h}_t = f(x_t, \mathbf{h}_{t-1})",
            "free": r"\mathbf{h}_t = f(y_{t-1}, \mathbf{h}_{t-1})",
            "scheduled": r"\mathbf{h}_t = f(\tilde{x}_t, \mathbf{h}_{t-1}),\; P(\tilde{x}_t = x_t) = \varepsilon,\; "
            r"P(\tilde{x}_t = y_{t-1}) = 1 - \varepsilon,\; \varepsilon: 1 \to 0",
        },
    )
    maths.lines(
        r"\frac{e_{30}(y_{t-1})}{e_{30}(x_t)} &= "
        rf"\frac{{{maths.number(free['teacher'])}}}{{{maths.number(told['teacher'])}}} = "
        rf"{maths.number(free['teacher'] / told['teacher'], 1)}"
    )


def _start(values: Values) -> None:
    left = _mean("start", "reach")
    begun = {
        "plain": r"W_h \sim U\left(-\tfrac{1}{\sqrt H}, \tfrac{1}{\sqrt H}\right)",
        "orthogonal": r"W_h = Q,\; Q^\top Q = I",
        "identity": r"W_h = I",
    }
    ratio = r"\|\partial y / \partial \mathbf{h}_{T-29}\| \,/\, \|\partial y / \partial \mathbf{h}_T\|"
    _each(
        "start", {name: rf"{tex}, \quad {ratio} = 10^{{{maths.number(left[name], 1)}}}" for name, tex in begun.items()}
    )


def _norm(values: Values) -> None:
    share = _mean("norm", "saturated")
    maths.lines(r"\mathbf{a}_t &= W_x \mathbf{x}_t + W_h \mathbf{h}_{t-1}")
    plain = r"\mathbf{h}_t = \tanh(\mathbf{a}_t + \mathbf{b})"
    layer = (
        r"\mathbf{h}_t = \tanh\left(\mathbf{g} \odot \frac{\mathbf{a}_t - \mu(\mathbf{a}_t)}"
        r"{\sqrt{\sigma^2(\mathbf{a}_t) + \epsilon}} + \mathbf{b}\right)"
    )
    _each(
        "norm",
        {
            name: rf"{tex}, \quad P(|h_T| > \tfrac{{19}}{{20}}) = {maths.number(share[name])}"
            for name, tex in (("none", plain), ("layer", layer))
        },
    )


def _dropout(values: Values) -> None:
    held = _mean("dropout", "held_out")
    cell, out = r"\mathbf{h}_t = f(x_t, \mathbf{h}_{t-1})", r"y = \mathbf{v}^\top \mathbf{h}_T"
    drawn = {
        "none": rf"{cell},\; {out}",
        "between": rf"{cell},\; y = \mathbf{{v}}^\top (\mathbf{{m}} \odot \mathbf{{h}}_T)",
        "within": rf"\mathbf{{h}}_t = f(x_t, \mathbf{{m}}_t \odot \mathbf{{h}}_{{t-1}}),\; {out}",
        "variational": rf"\mathbf{{h}}_t = f(x_t, \mathbf{{m}} \odot \mathbf{{h}}_{{t-1}}),\; {out}",
    }
    _each(
        "dropout",
        {name: rf"{tex}, \quad \text{{MSE}} = {maths.number(held[name], 3)}" for name, tex in drawn.items()},
    )
    maths.lines(r"m_i &\in \left\{0, \tfrac{1}{1-p}\right\}, \quad p = \tfrac14")


SHOWN = {
    "clip": _clip,
    "truncated": _truncated,
    "forcing": _forcing,
    "start": _start,
    "norm": _norm,
    "dropout": _dropout,
}
