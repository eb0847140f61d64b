"""The arithmetic from logits to the choice, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from core.errors import UserError
from core.text.generate.sampling import Sampling, choose, columns, kept_tokens, softmax

LOGITS = np.log([0.5, 0.3, 0.15, 0.05])


def test_temperature_one_is_the_model() -> None:
    worked = columns(LOGITS, Sampling(1.0))
    np.testing.assert_allclose(worked.drawn_from, [0.5, 0.3, 0.15, 0.05], atol=1e-12)
    np.testing.assert_allclose(worked.probability, worked.softened)


def test_half_the_temperature_squares_the_odds() -> None:
    """0.5² : 0.3² : 0.15² : 0.05² = 0.25 : 0.09 : 0.0225 : 0.0025, which sum to 0.365."""
    worked = columns(LOGITS, Sampling(0.5))
    np.testing.assert_allclose(worked.drawn_from, np.array([0.25, 0.09, 0.0225, 0.0025]) / 0.365, atol=1e-12)
    np.testing.assert_allclose(worked.probability, [0.5, 0.3, 0.15, 0.05], atol=1e-12)


def test_top_k_keeps_the_likeliest_and_scales_them() -> None:
    worked = columns(LOGITS, Sampling(1.0, top_k=2))
    np.testing.assert_allclose(worked.drawn_from, [0.625, 0.375, 0, 0], atol=1e-12)


@pytest.mark.parametrize(("top_p", "kept"), [(0.5, 1), (0.51, 2), (0.8, 2), (0.81, 3), (0.95, 3), (1.0, 4)])
def test_top_p_keeps_the_fewest_that_reach_it(top_p: float, kept: int) -> None:
    assert kept_tokens(np.array([0.5, 0.3, 0.15, 0.05]), 0, top_p).sum() == kept


def test_top_p_counts_among_what_top_k_left() -> None:
    """Of 0.5 and 0.3 the first has 0.625, so 0.6 is reached by it alone."""
    assert kept_tokens(np.array([0.5, 0.3, 0.15, 0.05]), 2, 0.6).tolist() == [True, False, False, False]


def test_the_order_of_the_vocabulary_does_not_matter() -> None:
    assert kept_tokens(np.array([0.05, 0.3, 0.5, 0.15]), 2, 1.0).tolist() == [False, True, True, False]


def test_temperature_zero_takes_the_likeliest_whatever_is_drawn() -> None:
    worked = columns(np.array([1.0, 3.0, 2.0]), Sampling(0.0))
    assert [choose(worked.drawn_from, draw) for draw in (0.0, 0.5, 0.999999)] == [1, 1, 1]


@pytest.mark.parametrize(("draw", "token"), [(0.0, 1), (0.499, 1), (0.5, 2), (0.799, 2), (0.8, 0), (0.9999999, 0)])
def test_the_draw_falls_into_probabilities_laid_end_to_end(draw: float, token: int) -> None:
    assert choose(np.array([0.2, 0.5, 0.3]), draw) == token


def test_what_was_cut_is_never_drawn() -> None:
    worked = columns(LOGITS, Sampling(1.0, top_k=3))
    assert {choose(worked.drawn_from, draw) for draw in np.linspace(0, 0.9999999, 200)} == {0, 1, 2}


def test_large_logits_do_not_overflow() -> None:
    np.testing.assert_allclose(softmax(np.array([1e4, 1e4 - np.log(3)])), [0.75, 0.25])


@pytest.mark.parametrize(
    "sampling",
    [Sampling(-0.1), Sampling(5.1), Sampling(float("nan")), Sampling(top_k=-1), Sampling(top_p=0.0),
     Sampling(top_p=1.1), Sampling(seed=-1)],
)  # fmt: skip
def test_numbers_out_of_range_are_refused(sampling: Sampling) -> None:
    with pytest.raises(UserError):
        sampling.checked()
