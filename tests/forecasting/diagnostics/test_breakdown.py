"""Errors by season and volatility sum up to the errors of all, and stand in the right group."""

import numpy as np
import pandas as pd
import pytest

from core.data.series import Frequency, Provenance, Series
from core.forecasting import metrics
from core.forecasting.diagnostics.breakdown import (
    CALM,
    RESTLESS,
    by_calendar,
    by_volatility,
    calendars,
    volatility,
)
from tests.forecasting.diagnostics.made import around

TIMES = pd.date_range("2021-01-01", periods=400, freq="D")


def test_counts_add_up_and_means_weigh_to_the_whole() -> None:
    values = np.random.default_rng(0).normal(size=400)
    origins = np.arange(200, 390, 3)
    model = around(values, np.zeros((len(origins), 7)), origins)
    whole = metrics.score(model.actual, model.values, model.levels, 2.0)
    for kind in ("month", "weekday"):
        table = by_calendar({"one": model, "two": model}, TIMES, kind, 2.0)
        for _, part in table.groupby("model"):
            assert part["count"].sum() == model.actual.size
            assert np.average(part["crps"], weights=part["count"]) == pytest.approx(whole.crps)
            assert np.average(part["mase"], weights=part["count"]) == pytest.approx(whole.mase)
            assert np.average(part["held80"], weights=part["count"]) == pytest.approx(whole.coverage[0.8])


def test_bad_mondays_show_on_mondays() -> None:
    monday = TIMES.day_of_week == 0
    values = np.where(monday, 10.0, 0.0)
    origins = np.arange(200, 390)
    table = by_calendar({"flat": around(values, np.zeros((190, 2)), origins)}, TIMES, "weekday", 1.0).set_index("group")
    assert table["mase"].tolist() == [10.0] + [0.0] * 6
    assert table["held80"].tolist() == [0.0] + [1.0] * 6


def test_what_did_not_come_is_not_counted() -> None:
    origins = np.arange(200, 210)
    model = around(np.zeros(400), np.zeros((10, 2)), origins)
    model.actual[-1, 1] = np.nan
    assert by_calendar({"one": model}, TIMES, "month", 1.0)["count"].sum() == 19


def test_thirds_by_volatility() -> None:
    """Steps of 1, then 2, then 3: the last third is the restless one, and there the flat forecast errs most."""
    size = np.repeat([1.0, 2.0, 3.0], 100)
    values = np.cumsum(size * np.tile([1.0, -1.0], 150))
    frame = pd.DataFrame({"y": values}, index=TIMES[:300].rename("time"))
    series = Series("made", frame, "y", Frequency("D", pd.Timedelta(days=1)), Provenance("file", "made"))
    origins = np.concatenate([np.arange(50, 90), np.arange(150, 190), np.arange(250, 290)])
    model = around(values, values[origins][:, None], origins)
    table = by_volatility({"one": model}, series, 1.0).set_index("group")
    assert table["count"].tolist() == [40, 40, 40]
    assert table.loc[CALM, "mase"] == pytest.approx(1.0)
    assert table.loc[RESTLESS, "mase"] == pytest.approx(3.0)


def test_volatility_is_the_mean_step_before_the_origin_and_looks_no_further() -> None:
    values = np.array([0.0, 1.0, 3.0, 6.0, 10.0, 1000.0])
    np.testing.assert_allclose(volatility(values, np.array([2, 4]), 2), [1.5, 3.5])
    np.testing.assert_allclose(volatility(values, np.array([3]), 50), [2.0])


@pytest.mark.parametrize(
    ("code", "step", "kinds"),
    [
        ("h", "1h", ("month", "weekday", "hour")),
        ("D", "1D", ("month", "weekday")),
        ("B", "1D", ("month", "weekday")),
        ("W-SUN", "7D", ("month",)),
        ("MS", "31D", ("month",)),
        ("YS", "365D", ()),
    ],
)
def test_calendars_by_frequency(code: str, step: str, kinds: tuple[str, ...]) -> None:
    assert calendars(Frequency(code, pd.Timedelta(step))) == kinds
