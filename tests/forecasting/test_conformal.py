"""Conformal calibration: right shares on exchangeable noise, follows drift, never looks ahead."""

import numpy as np
import pytest

from core.forecasting import conformal
from core.forecasting.conformal import ScoreHistory

LEVELS = (0.1, 0.5, 0.9)


def history(scores: np.ndarray, settled: int) -> ScoreHistory:
    return ScoreHistory(np.arange(len(scores)), scores, settled)


def test_exchangeable_noise_gets_the_shares_asked_for() -> None:
    """Quantiles predicted as 0 for noise of spread 3: the shift must find the noise's own quantiles."""
    noise = np.random.default_rng(0).normal(0, 3, (4000, 2))
    scores = conformal.scores_of(noise, np.zeros((4000, 2, 3)), np.ones(4000))
    origins = np.arange(1000, 3990)
    moved = conformal.shifts(history(scores, 900), origins, LEVELS)
    below = (noise[origins][..., None] <= moved).mean(axis=0)
    np.testing.assert_allclose(below, np.tile(LEVELS, (2, 1)), atol=0.03)
    np.testing.assert_allclose(moved.mean(axis=(0, 1)), [-3.84, 0.0, 3.84], atol=0.25)


def test_follows_a_change_of_spread() -> None:
    rng = np.random.default_rng(1)
    noise = np.concatenate([rng.normal(0, 1, (1000, 1)), rng.normal(0, 2, (1000, 1))])
    scores = conformal.scores_of(noise, np.zeros((2000, 1, 3)), np.ones(2000))
    moved = conformal.shifts(history(scores, 800), np.array([990, 1990]), LEVELS)
    assert moved[0, 0, 2] == pytest.approx(1.28, abs=0.25)
    assert moved[1, 0, 2] == pytest.approx(2.56, abs=0.45)


def test_no_outcome_after_the_origin_is_used() -> None:
    """Step j of origin o is known at p when o + j <= p: later scores may be anything."""
    rng = np.random.default_rng(2)
    scores = rng.normal(size=(300, 4, 3))
    origin = 250
    changed = scores.copy()
    for step in range(4):
        changed[origin - step :, step] = 1e6
    before = conformal.shifts(history(scores, 200), np.array([origin]), LEVELS)
    after = conformal.shifts(history(changed, 200), np.array([origin]), LEVELS)
    np.testing.assert_array_equal(before, after)
    known = scores.copy()
    known[origin - 1, 0] = 1e6
    assert not np.array_equal(before, conformal.shifts(history(known, 200), np.array([origin]), LEVELS))


def test_applied_quantiles_never_cross() -> None:
    values = np.array([[[0.0, 1.0, 2.0]]])
    moved = np.array([[[5.0, 0.0, -5.0]]])
    np.testing.assert_array_equal(conformal.apply(values, moved, np.array([2.0])), [[[-8.0, 1.0, 10.0]]])


def test_each_origin_gets_what_the_definition_gives_whatever_their_order() -> None:
    """By hand: shares of weights that halve with age, over the outcomes known at the origin and no others."""
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(120, 1, 1))
    scores[[70, 90]] = np.nan  # never measured: they neither count nor age the others
    past = ScoreHistory(2 * np.arange(120), scores, 60, stride=2)
    origins = np.array([201, 160, 201, 159])
    moved = conformal.shifts(past, origins, (0.3,))[:, 0, 0]
    grid = conformal._grid(scores[:60])
    for origin, found in zip(origins, moved, strict=True):
        known = scores[: (origin - 1) // 2 + 1, 0, 0]
        known = known[np.isfinite(known)]
        weights = 0.5 ** (2 / conformal.HALF_LIFE * np.arange(len(known))[::-1])
        shares = [weights[known <= value].sum() / weights.sum() for value in grid]
        assert found == pytest.approx(np.interp(0.3, shares, grid), abs=1e-9)
    assert moved[1] == moved[3]  # outcomes come every second step
