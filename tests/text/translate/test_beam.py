"""Beam search against trying everything out, on a vocabulary of three."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import torch
from torch import Tensor

from core.text.translate.beam import Hypothesis, Step, beam_search
from core.text.translate.special import BEGIN, END

SIZE, MOST = 7, 4
"""END and the tokens 4, 5, 6 can be written."""


def log_p(history: tuple[int, ...]) -> Tensor:
    """Fixed log-probabilities (V,) that depend on all tokens before."""
    draw = torch.Generator().manual_seed(hash(history) % 1000)
    scores = torch.randn(SIZE, generator=draw)
    scores[[0, 1, 3]] = -50.0
    return scores.log_softmax(-1)


def decoder(before: Tensor, state: Any, number: int) -> Step:
    """The state is the history of every beginning."""
    histories = [(BEGIN,)] if state is None else [(*h, int(b)) for h, b in zip(state, before, strict=True)]
    rows = torch.stack([log_p(history) for history in histories])
    return Step(rows, torch.ones(len(rows), 1), torch.ones(len(rows)), histories)


def pick(state: Any, rows: Tensor) -> Any:
    return [state[row] for row in rows.tolist()]


def everything() -> dict[tuple[int, ...], float]:
    """Every output of at most MOST tokens with its log-probability; the last token is END in any case."""
    found = {}
    for length in range(MOST):
        for words in itertools.product((4, 5, 6), repeat=length):
            total, history = 0.0, (BEGIN,)
            for token in (*words, END):
                total += float(log_p(history)[token])
                history = (*history, token)
            found[(*words, END)] = total
    return found


@pytest.mark.parametrize("power", [0.0, 1.0])
def test_a_wide_beam_finds_the_best_of_all(power: float) -> None:
    found = beam_search(decoder, pick, 60, MOST, power).hypotheses[0]
    best = max(everything().items(), key=lambda item: item[1] / len(item[0]) ** power)
    assert found.tokens == best[0]
    assert found.total == pytest.approx(best[1], abs=1e-5)


def test_a_beam_of_one_is_greedy() -> None:
    found = beam_search(decoder, pick, 1, MOST, 0.0).hypotheses[0]
    history: tuple[int, ...] = (BEGIN,)
    for token in found.tokens[: MOST - 1]:
        assert token == int(log_p(history).argmax())
        history = (*history, token)


def test_outputs_come_in_order_and_the_tree_leads_to_them() -> None:
    search = beam_search(decoder, pick, 4, MOST, 0.0)
    totals = [hypothesis.total for hypothesis in search.hypotheses]
    assert totals == sorted(totals, reverse=True)
    for hypothesis in search.hypotheses:
        assert way(search.nodes, hypothesis) == hypothesis.tokens


def way(nodes: list[Any], hypothesis: Hypothesis) -> tuple[int, ...]:
    tokens, number = [], hypothesis.node
    while number >= 0:
        tokens.append(nodes[number].token)
        number = nodes[number].parent
    return tuple(reversed(tokens))


def test_a_forced_beginning_is_kept_with_its_true_probability() -> None:
    best = beam_search(decoder, pick, 4, MOST, 0.0).hypotheses[0]
    forced = next(token for token in (4, 5, 6) if token != best.tokens[0])
    found = beam_search(decoder, pick, 4, MOST, 0.0, forced=(forced,)).hypotheses
    assert {hypothesis.tokens[0] for hypothesis in found} == {forced}
    assert found[0].log_p[0] == pytest.approx(float(log_p((BEGIN,))[forced]))
