"""Windows, lags and parts: known positions, nothing after the origin, clear refusal of too few rows."""

import numpy as np
import pandas as pd
import pytest

from core.data.series import Frequency
from core.errors import UserError
from core.forecasting.calendar_inputs import calendar_inputs, cycles_supported
from core.forecasting.inputs import InputPlan, gather, targets
from core.forecasting.parts import split

TIMES = pd.date_range("2020-01-01", periods=120, freq="D")
VALUES = np.arange(100.0)
SEASONAL = InputPlan(window=3, horizon=4, form="seasonal residual", season=2, lags=((2, 2), (7, 1)), cycles=("week",))


def test_last_value_window_holds_the_rows_up_to_the_origin() -> None:
    raw = gather(VALUES, TIMES, np.array([10, 50]), InputPlan(window=3, horizon=4))
    np.testing.assert_array_equal(raw.past[..., 0], [[8, 9, 10], [48, 49, 50]])
    assert raw.known.shape == (2, 4, 0)


def test_seasonal_lags_reach_back_whole_seasons_and_never_past_the_origin() -> None:
    raw = gather(VALUES, TIMES, np.array([50]), SEASONAL)
    np.testing.assert_array_equal(raw.past[0, :, 1], [46, 47, 48])
    # Steps 51..54 with season 2: the last known value of the same phase.
    np.testing.assert_array_equal(raw.known[0, :, 0], [49, 50, 49, 50])
    np.testing.assert_array_equal(raw.known[0, :, 1], [47, 48, 47, 48])
    np.testing.assert_array_equal(raw.known[0, :, 2], [44, 45, 46, 47])
    assert raw.known[..., :3].max() <= 50


@pytest.mark.parametrize("plan", [InputPlan(window=5, horizon=6, cycles=("year",)), SEASONAL])
def test_values_after_the_origin_change_nothing(plan: InputPlan) -> None:
    changed = VALUES.copy()
    changed[51:] = -1e9
    one, two = (gather(values, TIMES, np.array([50]), plan) for values in (VALUES, changed))
    np.testing.assert_array_equal(one.past, two.past)
    np.testing.assert_array_equal(one.known, two.known)


def test_first_origin_is_the_first_that_works() -> None:
    gather(VALUES, TIMES, np.array([SEASONAL.first_origin]), SEASONAL)
    with pytest.raises(ValueError, match="before the first usable"):
        gather(VALUES, TIMES, np.array([SEASONAL.first_origin - 1]), SEASONAL)


def test_targets_are_missing_past_the_end() -> None:
    np.testing.assert_array_equal(targets(VALUES, np.array([97]), 4), [[98, 99, np.nan, np.nan]])


def test_a_plan_survives_json() -> None:
    import json

    assert InputPlan.from_json(json.loads(json.dumps(SEASONAL.to_json()))) == SEASONAL


def test_a_yearly_input_needs_two_years() -> None:
    daily = Frequency("D", pd.Timedelta("1D"))
    assert "year" not in cycles_supported(pd.date_range("2020", periods=700, freq="D"), daily, ())
    assert "year" in cycles_supported(pd.date_range("2020", periods=740, freq="D"), daily, ())


def test_a_cycle_looked_for_and_not_found_is_left_out() -> None:
    daily, times = Frequency("D", pd.Timedelta("1D"), (7, 365)), pd.date_range("2020", periods=1000, freq="D")
    assert cycles_supported(times, daily, (365,)) == ("year",)
    trading = Frequency("B", pd.Timedelta("1D"), (5, 252))
    assert cycles_supported(pd.bdate_range("2010", periods=1500), trading, (5,)) == ("week",)


def test_calendar_inputs_have_known_values() -> None:
    times = pd.DatetimeIndex(["2021-03-01 00:00", "2021-03-01 06:00"])
    np.testing.assert_allclose(calendar_inputs(times, ("day",)), [[0, 1], [1, 0]], atol=1e-12)
    assert calendar_inputs(times, ()).shape == (2, 0)


def test_parts_follow_each_other_and_hold_whole_horizons() -> None:
    parts = split(1000, 14)
    assert 0 < parts.validation < parts.calibration < parts.cut == 1000
    assert parts.training_origins(60, 14)[-1] + 14 == parts.validation - 1
    assert parts.validation_origins(14)[0] + 1 == parts.validation
    assert parts.validation_origins(14)[-1] + 14 == parts.calibration - 1
    assert parts.calibration_origins(14)[-1] + 14 == parts.cut - 1


def test_too_few_rows_say_how_many_are_needed() -> None:
    with pytest.raises(
        UserError, match=r"horizon of 30 steps needs [0-9]+ rows before the test part; there are 60"
    ) as caught:
        split(60, 30)
    needed = caught.value.message.values["needed"]
    assert isinstance(needed, int)
    split(needed, 30)
    with pytest.raises(UserError):
        split(needed - 1, 30)
