"""Intervals of a known skill hold it about as often as they say."""

import numpy as np
import pytest

from core.forecasting.bootstrap import block_length, independent, skill_interval

TRIALS = 200


def coverage_of(origins: int, overlap: int, memory: float) -> float:
    """Share of intervals that hold the true skill of 0.2, errors an AR(1) or a moving sum of `overlap` shocks."""
    generator, held = np.random.default_rng(7), 0
    for _ in range(TRIALS):
        shocks = generator.normal(size=origins + 60 + overlap)
        kernel = np.ones(overlap) if overlap > 1 else memory ** np.arange(40)
        difference = np.convolve(shocks, kernel / np.sqrt(np.sum(kernel**2)))[50 : 50 + origins]
        theirs = 3.0 + 0.5 * generator.random(origins)
        low, high = skill_interval(0.8 * theirs + 0.3 * difference, theirs, overlap, seed=1)
        held += low <= 0.2 <= high
    return held / TRIALS


@pytest.mark.parametrize(
    ("origins", "overlap", "memory"),
    [(3, 1, 0.0), (8, 1, 0.0), (20, 1, 0.0), (60, 1, 0.5), (300, 1, 0.5), (60, 7, 0.0), (280, 14, 0.0)],
)
def test_interval_of_a_known_autoregressive_difference_is_roughly_nominal(
    origins: int, overlap: int, memory: float
) -> None:
    assert 0.87 <= coverage_of(origins, overlap, memory) <= 0.995


def test_ignoring_the_overlap_would_be_far_too_sure() -> None:
    generator = np.random.default_rng(2)
    difference = np.convolve(generator.normal(size=293), np.ones(14), mode="valid")
    theirs = np.full(280, 10.0)
    naive_low, naive_high = skill_interval(theirs + difference, theirs, 1)
    low, high = skill_interval(theirs + difference, theirs, 14)
    assert high - low > 1.3 * (naive_high - naive_low)


def test_a_constant_gain_is_certain() -> None:
    theirs = np.random.default_rng(0).random(40) + 1.0
    np.testing.assert_allclose(skill_interval(0.7 * theirs, theirs, 1), (0.3, 0.3))


def test_the_seed_decides_the_numbers() -> None:
    generator = np.random.default_rng(0)
    ours, theirs = generator.random(40), generator.random(40)
    assert skill_interval(ours, theirs, 1, seed=4) == skill_interval(ours, theirs, 1, seed=4)
    assert skill_interval(ours, theirs, 1, seed=4) != skill_interval(ours, theirs, 1, seed=5)


def test_one_origin_tells_nothing() -> None:
    assert skill_interval(np.array([1.0]), np.array([2.0]), 1) == (-1.0, 1.0)


def test_few_origins_are_wide() -> None:
    generator = np.random.default_rng(0)
    ours, theirs = 1.0 + 0.1 * generator.normal(size=40), 1.2 + 0.1 * generator.normal(size=40)
    few = skill_interval(ours[:3], theirs[:3], 1)
    many = skill_interval(ours, theirs, 1)
    assert few[1] - few[0] > 3 * (many[1] - many[0])


def test_blocks_hold_overlapping_horizons_together() -> None:
    assert block_length(280, 14) == 28
    assert block_length(20, 1) == 5
    assert block_length(8, 1) == 2
    assert independent(20, 7) == 3


def test_unpaired_losses_are_refused() -> None:
    with pytest.raises(ValueError, match="paired by origin"):
        skill_interval(np.ones(3), np.ones(4), 1)
