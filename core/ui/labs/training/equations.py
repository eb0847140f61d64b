"""What each technique changes in the mathematics, with measured numbers filled in."""

from __future__ import annotations

from statistics import fmean

from core.labs.knobs import Values
from core.labs.training.cliff import RATE, steps_from
from core.labs.training.lab import RESULT
from core.labs.training.names import KS
from core.ui.labs import maths


def show(technique: str, values: Values) -> None:
    """The technique's equations."""
    SHOWN[technique](values)


def _clip(values: Values) -> None:
    w, most = values.real("w"), values.real("most")
    gradient = steps_from(w, most)["here"][2]
    share = min(1.0, most / abs(gradient)) if gradient else 1.0
    landed = w - RATE * share * gradient
    maths.lines(
        r"\text{norm:}\quad \mathbf{g} &\leftarrow \mathbf{g} \cdot \min\left(1, \frac{\theta}{\|\mathbf{g}\|}\right), "
        r"\qquad \text{value:}\quad g_i \leftarrow \max(-\theta, \min(\theta, g_i))",
        rf"w' &= w - \eta\, g = {maths.number(w)} - {maths.number(RATE)} \cdot {maths.bracketed(gradient)} \cdot "
        rf"\min\left(1, \frac{{{maths.number(most, 1)}}}{{{maths.number(abs(gradient))}}}\right) = "
        rf"{maths.number(landed)}",
    )


def _truncated(values: Values) -> None:
    found = RESULT(technique="truncated")
    bias = {k: fmean(row["bias"][place] for row in found) for place, k in enumerate(KS)}
    maths.lines(
        r"\mathbf{g}_k &= \sum_t \sum_{s = \lfloor t/k \rfloor k}^{t} \frac{\partial\, \text{loss}(t)}{\partial "
        r"\mathbf{a}_s}\,\mathbf{h}_{s-1}^{\top}",
        r"\text{bias} &= \frac{\|\bar{\mathbf{g}}_k - \bar{\mathbf{g}}\|}{\|\bar{\mathbf{g}}\|}",
        *("&" + r",\;\; ".join(rf"k = {k}: {maths.number(bias[k])}" for k in part) for part in (KS[:3], KS[3:])),
    )


def _forcing(values: Values) -> None:
    found = RESULT(technique="forcing")
    free, told = (fmean(row[part]["teacher"][-1] for row in found) for part in ("free", "told"))
    maths.lines(
        r"\text{teacher:} \quad \mathbf{h}_t &= \text{cell}(x_t, \mathbf{h}_{t-1})",
        r"\text{free:} \quad \mathbf{h}_t &= \text{cell}(\hat{x}_t, \mathbf{h}_{t-1}), \quad \hat{x}_t = y_{t-1}",
        r"\text{scheduled:} \quad & x_t \text{ with chance } \varepsilon,\ \text{else } \hat{x}_t, \quad "
        r"\varepsilon: 1 \to 0",
        rf"\text{{RMSE}}_{{30}}^{{\text{{free}}}} / \text{{RMSE}}_{{30}}^{{\text{{told}}}} &= "
        rf"\frac{{{maths.number(free)}}}{{{maths.number(told)}}} = {maths.number(free / told, 1)}",
    )


def _start(values: Values) -> None:
    found = RESULT(technique="start")
    left = {name: fmean(row["reach"][name][-1] for row in found) for name in ("plain", "orthogonal", "identity")}
    maths.lines(
        r"W_h &\sim U\left(-\tfrac{1}{\sqrt H}, \tfrac{1}{\sqrt H}\right), \quad W_h = Q \;(Q^\top Q = I), \quad "
        r"W_h = I",
        r"\left\| \frac{\partial y}{\partial \mathbf{h}_{T-29}} \right\| \Big/ \left\| \frac{\partial y}{\partial "
        r"\mathbf{h}_T} \right\| &= " + r",\; ".join(rf"10^{{{maths.number(value, 1)}}}" for value in left.values()),
    )


def _norm(values: Values) -> None:
    found = RESULT(technique="norm")
    without, layer = (fmean(row["saturated"][name][-1] for row in found) for name in ("none", "layer"))
    maths.lines(
        r"\mathbf{a}_t &= W_x \mathbf{x}_t + W_h \mathbf{h}_{t-1}, \qquad \mathbf{h}_t = \tanh\left(\mathbf{g} \odot "
        r"\frac{\mathbf{a}_t - \mu(\mathbf{a}_t)}{\sqrt{\sigma^2(\mathbf{a}_t) + \epsilon}} + \mathbf{b}\right)",
        rf"P(|h_T| > 0.95) &= {maths.number(without)} \to {maths.number(layer)}",
    )


def _dropout(values: Values) -> None:
    found = RESULT(technique="dropout")
    names = ("none", "between", "within", "variational")
    held = [fmean(row["held_out"][name][-1] for row in found) for name in names]
    maths.lines(
        r"\text{on the way out:} \quad y &= \mathbf{v}^\top(\mathbf{m} \odot \mathbf{h}_T)",
        r"\text{new each step:} \quad \mathbf{h}_t &= \text{cell}(x_t, \mathbf{m}_t \odot \mathbf{h}_{t-1}), \qquad "
        r"\text{one mask:} \quad \mathbf{m}_t = \mathbf{m}",
        r"m_i &\in \left\{0, \tfrac{1}{1-p}\right\}, \quad p = 0.25",
        r"\text{MSE} &= " + r",\; ".join(maths.number(value, 3) for value in held),
    )


SHOWN = {
    "clip": _clip,
    "truncated": _truncated,
    "forcing": _forcing,
    "start": _start,
    "norm": _norm,
    "dropout": _dropout,
}
