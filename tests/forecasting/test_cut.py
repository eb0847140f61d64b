"""The cut and the origins of the test part."""

import numpy as np
import pytest

from core.forecasting.cut import cut_position, rolling_origins


def test_cut_is_the_rounded_share() -> None:
    assert cut_position(1000, 0.2) == 800
    assert cut_position(1461, 0.2) == 1169
    assert cut_position(2, 0.01) == 1


@pytest.mark.parametrize(("n", "share"), [(1, 0.2), (100, 0.0), (100, 1.0)])
def test_impossible_cuts_are_refused(n: int, share: float) -> None:
    with pytest.raises(ValueError, match=r"cut into|between 0 and 1"):
        cut_position(n, share)


def test_origins_start_at_the_last_training_row_and_keep_their_horizon_inside() -> None:
    np.testing.assert_array_equal(rolling_origins(20, 10, 3, 4), [9, 13])
    assert rolling_origins(20, 10, 3, 1).max() + 3 == 19
    assert len(rolling_origins(20, 19, 3, 1)) == 0


@pytest.mark.parametrize("limit", [1, 2, 7, 50, 99, 100])
def test_a_limit_spreads_the_origins_evenly(limit: int) -> None:
    origins = rolling_origins(203, 101, 3, 1, limit)
    assert origins[0] == 100
    assert limit / 2 <= len(origins) <= limit
    assert len(set(np.diff(origins))) <= 1
