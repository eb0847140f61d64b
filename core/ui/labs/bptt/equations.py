"""The equations of one step of the walk with its numbers, forwards and backwards, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.ui.labs import maths
from core.ui.labs.maths import column

UNITS = 2
Lines = list[str]
PHI = {"tanh": r"\tanh", "relu": r"\text{ReLU}", "linear": r"\mathrm{id}"}


def show(cell: str, activation: str, found: dict[str, Any], t: int, back: bool) -> None:
    """t: the step, counted from 0."""
    if not back:
        maths.lines(*FORWARDS[cell](found, t, activation), *_loss(found, t))
    else:
        maths.lines(*_error(found, t), *BACKWARDS[cell](found, t, activation))


def _loss(found: dict[str, Any], t: int) -> Lines:
    y, target = found["outputs"][t], found["targets"][t]
    return [
        rf"y_t &= \mathbf{{v}}^\top \mathbf{{h}}_t = {maths.number(y)}",
        rf"\ell_t &= \tfrac12 (y_t - y^*_t)^2 = \tfrac12 ({maths.number(y)} - {maths.bracketed(target)})^2 = "
        rf"{maths.number(found['losses'][t])}",
    ]


def _error(found: dict[str, Any], t: int) -> Lines:
    """The two parts of ∂L/∂h[t]: from this step's loss, and from the step after it."""
    own, whole = found["from_loss"][t][:UNITS], found["errors"][t][:UNITS]
    later = [a - b for a, b in zip(whole, own, strict=True)]
    return [
        r"\frac{\partial L}{\partial \mathbf{h}_t} &= \mathbf{v}\,(y_t - y^*_t) + "
        r"\left.\frac{\partial L}{\partial \mathbf{h}_t}\right|_{t+1}",
        rf"&= {column(own)} + {column(later)} = {column(whole)}",
    ]


def before(found: dict[str, Any], t: int) -> list[float]:
    """The state before step t, zeros at the first."""
    return found["states"][t - 1] if t else [0.0] * len(found["states"][0])


def elman_forwards(found: dict[str, Any], t: int, activation: str) -> Lines:
    """h[t] by its equation."""
    phi = PHI[activation]
    return [
        rf"\mathbf{{h}}_t &= {phi}(W_x x_t + W_h \mathbf{{h}}_{{t-1}})",
        rf"&= {phi}\left({column(found['w_x'])}\,{maths.bracketed(found['x'][t])} + {maths.matrix(found['w_h'])} "
        rf"{column(before(found, t))}\right) = {column(found['states'][t])}",
    ]


def elman_backwards(found: dict[str, Any], t: int, activation: str) -> Lines:
    """Through φ to the sum, from there to the weights and to the state before."""
    into, w_h = found["into"][t], found["w_h"]
    on = [sum(w_h[i][j] * into[i] for i in range(UNITS)) for j in range(UNITS)]
    row = rf"\begin{{bmatrix}} {' & '.join(maths.number(value) for value in before(found, t))} \end{{bmatrix}}"
    added = [[error * value for value in before(found, t)] for error in into]
    return [
        rf"\frac{{\partial L}}{{\partial \mathbf{{a}}_t}} &= {PHI[activation]}'(\mathbf{{a}}_t) \odot "
        rf"\frac{{\partial L}}{{\partial \mathbf{{h}}_t}} = {column(found['parts']['slope'][t])} \odot "
        rf"{column(found['errors'][t])} = {column(into)}",
        r"\frac{\partial L}{\partial W_h} &\mathrel{+}= \frac{\partial L}{\partial \mathbf{a}_t}\,"
        rf"\mathbf{{h}}_{{t-1}}^\top = {column(into)} {row} = {maths.matrix(added)}",
        r"\left.\frac{\partial L}{\partial \mathbf{h}_{t-1}}\right|_{t} &= W_h^\top "
        rf"\frac{{\partial L}}{{\partial \mathbf{{a}}_t}} = {column(on)}",
    ]


def lstm_forwards(found: dict[str, Any], t: int, activation: str) -> Lines:
    """Gates, cell state, hidden state."""
    i, f, g, o = (found["parts"][name][t] for name in ("input", "forget", "candidate", "output"))
    return [
        rf"\mathbf{{i}} &= {column(i)},\; \mathbf{{f}} = {column(f)},\; \mathbf{{g}} = {column(g)},\; "
        rf"\mathbf{{o}} = {column(o)}",
        rf"\mathbf{{c}}_t &= \mathbf{{f}} \odot \mathbf{{c}}_{{t-1}} + \mathbf{{i}} \odot \mathbf{{g}} = {column(f)} "
        rf"\odot {column(before(found, t)[UNITS:])} + {column(i)} \odot {column(g)} = "
        rf"{column(found['states'][t][UNITS:])}",
        rf"\mathbf{{h}}_t &= \mathbf{{o}} \odot \tanh \mathbf{{c}}_t = {column(found['states'][t][:UNITS])}",
    ]


def lstm_backwards(found: dict[str, Any], t: int, activation: str) -> Lines:
    """The error at the cell state, its way through the forget gate, and what reaches that gate."""
    f, o, squashed = (found["parts"][name][t] for name in ("forget", "output", "squashed"))
    by_h, by_c, c = found["errors"][t][:UNITS], found["errors"][t][UNITS:], before(found, t)[UNITS:]
    whole = [by_c[u] + by_h[u] * o[u] * (1 - squashed[u] ** 2) for u in range(UNITS)]
    return [
        r"\boldsymbol{\varepsilon} &= \left.\frac{\partial L}{\partial \mathbf{c}_t}\right|_{t+1} + "
        r"\frac{\partial L}{\partial \mathbf{h}_t} \odot \mathbf{o} \odot (1 - \tanh^2 \mathbf{c}_t) = "
        rf"{column(by_c)} + {column([a - b for a, b in zip(whole, by_c, strict=True)])} = {column(whole)}",
        r"\frac{\partial L}{\partial \mathbf{a}_f} &= \boldsymbol{\varepsilon} \odot \mathbf{c}_{t-1} \odot \mathbf{f} "
        rf"\odot (1 - \mathbf{{f}}) = {column(whole)} \odot {column(c)} \odot "
        rf"{column([value * (1 - value) for value in f])} = {column(found['into'][t][UNITS : 2 * UNITS])}",
        r"\left.\frac{\partial L}{\partial \mathbf{c}_{t-1}}\right|_{t} &= \boldsymbol{\varepsilon} \odot \mathbf{f} = "
        rf"{column(whole)} \odot {column(f)} = {column([a * b for a, b in zip(whole, f, strict=True)])}",
    ]


def gru_forwards(found: dict[str, Any], t: int, activation: str) -> Lines:
    """Gates, candidate, state."""
    r, z, n = (found["parts"][name][t] for name in ("reset", "update", "candidate"))
    return [
        rf"\mathbf{{r}} &= {column(r)},\; \mathbf{{z}} = {column(z)},\; \mathbf{{n}} = {column(n)}",
        rf"\mathbf{{h}}_t &= (1 - \mathbf{{z}}) \odot \mathbf{{n}} + \mathbf{{z}} \odot \mathbf{{h}}_{{t-1}} = "
        rf"{column([1 - value for value in z])} \odot {column(n)} + {column(z)} \odot {column(before(found, t))} = "
        rf"{column(found['states'][t])}",
    ]


def gru_backwards(found: dict[str, Any], t: int, activation: str) -> Lines:
    """What reaches the candidate and the update gate, and what goes straight on."""
    z, n = (found["parts"][name][t] for name in ("update", "candidate"))
    error, h = found["errors"][t], before(found, t)
    slope = [(1 - z[u]) * (1 - n[u] ** 2) for u in range(UNITS)]
    return [
        r"\frac{\partial L}{\partial \mathbf{a}_n} &= \frac{\partial L}{\partial \mathbf{h}_t} \odot (1 - \mathbf{z}) "
        rf"\odot (1 - \mathbf{{n}}^2) = {column(error)} \odot {column(slope)} = "
        rf"{column([a * b for a, b in zip(error, slope, strict=True)])}",
        r"\frac{\partial L}{\partial \mathbf{a}_z} &= \frac{\partial L}{\partial \mathbf{h}_t} \odot "
        r"(\mathbf{h}_{t-1} - \mathbf{n}) \odot \mathbf{z} \odot (1 - \mathbf{z}) = "
        rf"{column(error)} \odot {column([a - b for a, b in zip(h, n, strict=True)])} \odot "
        rf"{column([value * (1 - value) for value in z])} = {column(found['into'][t][UNITS : 2 * UNITS])}",
        r"\left.\frac{\partial L}{\partial \mathbf{h}_{t-1}}\right|_{\mathbf{z}} &= "
        r"\frac{\partial L}{\partial \mathbf{h}_t} \odot \mathbf{z} = "
        rf"{column(error)} \odot {column(z)} = {column([a * b for a, b in zip(error, z, strict=True)])}",
    ]


Step = Callable[[dict[str, Any], int, str], Lines]
FORWARDS: dict[str, Step] = {"elman": elman_forwards, "lstm": lstm_forwards, "gru": gru_forwards}
BACKWARDS: dict[str, Step] = {"elman": elman_backwards, "lstm": lstm_backwards, "gru": gru_backwards}
