"""Scores of several models, skill by step, and the worst windows."""

import numpy as np
import pandas as pd
import pytest

from core.data.series import Frequency, Provenance, Series
from core.forecasting import metrics
from core.forecasting.diagnostics.skill import scores, skill_by_step
from core.forecasting.diagnostics.windows import forecast_at, worst_windows
from tests.forecasting.diagnostics.made import around, ideal

TIMES = pd.date_range("2021-01-01", periods=200, freq="D", name="time")


def test_the_worst_window_is_the_one_with_the_break_and_counts_once() -> None:
    values = np.zeros(200)
    values[120] = 50.0
    values[60] = 20.0
    origins = np.arange(40, 195)
    model = around(values, np.zeros((155, 4)), origins)
    table = worst_windows(model, model, TIMES, 1.0)
    first, second = table.iloc[0], table.iloc[1]
    assert first["start"] <= TIMES[120] <= first["end"]
    assert second["start"] <= TIMES[60] <= second["end"]
    assert first["held80"] == 0.75
    assert first["times_usual"] > second["times_usual"] > 1
    assert table["crps"].is_monotonic_decreasing
    gaps = np.abs(np.subtract.outer(*[origins[table["place"]]] * 2))
    assert gaps[~np.eye(len(table), dtype=bool)].min() >= 4


def test_a_window_is_drawn_with_the_naive_lines_that_were_compared() -> None:
    values = np.arange(200.0)
    series = Series(
        "made",
        pd.DataFrame({"y": values}, index=TIMES),
        "y",
        Frequency("D", pd.Timedelta(days=1)),
        Provenance("file", "made"),
    )
    origins = np.array([150, 160])
    naive = around(values, np.repeat(values[origins][:, None], 3, axis=1), origins)
    found = forecast_at(series, {"lstm": around(values, np.zeros((2, 3)), origins), "naive": naive}, "lstm", 1)
    assert found.origin == TIMES[160]
    assert list(found.times) == list(TIMES[161:164])
    assert found.naive.tolist() == [160.0] * 3
    assert found.seasonal_naive is None
    assert found.frame()["0.5"].tolist() == [0.0] * 3


def test_scores_are_sorted_and_skill_is_the_ratio() -> None:
    good, wide = ideal(), ideal(spread=2.0)
    table = scores({"wide": wide, "good": good}, "wide", 2.0).set_index("model")
    assert list(table.index) == ["good", "wide"]
    expected = metrics.score(good.actual, good.values, good.levels, 2.0)
    assert table.loc["good", "crps"] == pytest.approx(expected.crps)
    assert table.loc["good", "held80"] == pytest.approx(expected.coverage[0.8])
    assert table.loc["good", "skill"] == pytest.approx(1 - expected.crps / table.loc["wide", "crps"])
    assert table.loc["good", "low"] < table.loc["good", "skill"] < table.loc["good", "high"]
    assert table.loc["wide", ["skill", "low", "high"]].tolist() == [0.0, 0.0, 0.0]


def test_skill_by_step_is_that_of_each_step_alone() -> None:
    good, wide = ideal(), ideal(spread=2.0)
    table = skill_by_step({"good": good, "wide": wide}, "wide", 1.0).set_index(["model", "step"])
    assert len(table) == 6
    for step in range(3):
        ours, theirs = (metrics.crps(each.actual, each.values, each.levels)[:, step].mean() for each in (good, wide))
        row = table.loc[("good", step + 1)]
        assert row["skill"] == pytest.approx(1 - ours / theirs)
        assert 0 < row["low"] < row["skill"] < row["high"]
