"""Beam search: the best few beginnings are kept at every step, and where each came from is remembered as a tree.

The decoder is asked through one function, so that the search can be checked against trying everything out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from core.text.translate.special import BEGIN, END, PAD


@dataclass(frozen=True)
class Step:
    """What the decoder says after one more token of K beginnings.

    log_p (K, V); attention (K, S); gate (K,): the share that is written rather than copied; state: whatever it needs
    next; rows: picks rows of the state.
    """

    log_p: Tensor
    attention: Tensor
    gate: Tensor
    state: Any


Decoder = Callable[[Tensor, Any, int], Step]
"""(tokens before (K,), state, number of the step) -> Step; the state before the first step is None."""
Pick = Callable[[Any, Tensor], Any]


@dataclass(frozen=True)
class Hypothesis:
    """One beginning or whole output: tokens (END last where finished), each with its log-probability and attention.

    node: its last node in the tree.
    """

    tokens: tuple[int, ...] = ()
    log_p: tuple[float, ...] = ()
    attention: tuple[Tensor, ...] = ()
    gates: tuple[float, ...] = ()
    node: int = -1

    @property
    def total(self) -> float:
        """Log-probability of all tokens."""
        return sum(self.log_p)

    @property
    def finished(self) -> bool:
        """Whether it has ended."""
        return bool(self.tokens) and self.tokens[-1] == END

    def score(self, length_power: float) -> float:
        """Log-probability over length ** power: 0 favours short outputs, 1 compares means a token."""
        return float(self.total / max(len(self.tokens), 1) ** length_power)


@dataclass(frozen=True)
class Node:
    """A token that was kept at some step. parent: number of the node before, -1 at first. total: log p so far."""

    parent: int
    step: int
    token: int
    log_p: float
    total: float


@dataclass
class Search:
    """hypotheses: finished ones, best first. nodes: every token kept on the way."""

    hypotheses: list[Hypothesis] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


@torch.no_grad()
def beam_search(
    decoder: Decoder, pick: Pick, width: int, most: int, length_power: float = 1.0, forced: Sequence[int] = ()
) -> Search:
    """The best `width` outputs of at most `most` tokens; forced: tokens that the output has to begin with."""
    found, live, state = Search(), [Hypothesis()], None
    for number in range(most):
        before = torch.tensor([hypothesis.tokens[-1] if hypothesis.tokens else BEGIN for hypothesis in live])
        step = decoder(before, state, number)
        last = number == most - 1
        choices = _choices(live, step.log_p, width, forced[number] if number < len(forced) else None, last)
        live, rows = [], []
        for row, parent, token, log_p in choices:
            grown = _grown(parent, row, token, log_p, step, found, number)
            if grown.finished:
                found.hypotheses.append(grown)
            else:
                live.append(grown)
                rows.append(row)
        found.hypotheses.sort(key=lambda hypothesis: -hypothesis.score(length_power))
        if not live or _settled(found.hypotheses, live, width, length_power, most):
            break
        state = pick(step.state, torch.tensor(rows))
    del found.hypotheses[width:]
    return found


def _choices(
    live: Sequence[Hypothesis], log_p: Tensor, width: int, forced: int | None, last: bool
) -> list[tuple[int, Hypothesis, int, float]]:
    """The best `width` continuations over all beginnings: (row, beginning, token, log p)."""
    allowed = log_p.clone()
    allowed[:, [PAD, BEGIN]] = -torch.inf
    only = END if last else forced
    if only is not None:
        allowed[:, [token for token in range(allowed.shape[1]) if token != only]] = -torch.inf
    totals = torch.tensor([hypothesis.total for hypothesis in live], dtype=torch.float64)[:, None] + allowed  # (K, V)
    flat = totals.flatten()
    best = torch.topk(flat, min(width, int(torch.isfinite(flat).sum()))).indices.tolist()
    size = log_p.shape[1]
    return [(place // size, live[place // size], place % size, float(log_p.flatten()[place])) for place in best]


def _grown(
    parent: Hypothesis, row: int, token: int, log_p: float, step: Step, found: Search, number: int
) -> Hypothesis:
    """A beginning with one more token, noted in the tree."""
    found.nodes.append(Node(parent.node, number, token, log_p, parent.total + log_p))
    return Hypothesis(
        (*parent.tokens, token),
        (*parent.log_p, log_p),
        (*parent.attention, step.attention[row]),
        (*parent.gates, float(step.gate[row])),
        len(found.nodes) - 1,
    )


def _settled(
    finished: Sequence[Hypothesis], live: Sequence[Hypothesis], width: int, length_power: float, most: int
) -> bool:
    """Whether no beginning can still pass the last of `width` finished outputs, even if the rest of it were certain."""
    if len(finished) < width:
        return False
    worst = finished[width - 1].score(length_power)
    return all(hypothesis.total / most**length_power <= worst for hypothesis in live)
