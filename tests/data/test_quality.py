"""The report before training: every fault is found, its rows are named, and what can be mended is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core import config
from core.data.findings import name_rows
from core.data.quality import QualityReport, check, check_horizon, examine
from core.data.samples import load_sample

DAYS = pd.date_range("2024-01-01", periods=200)
NOW = pd.Timestamp("2024-07-19 12:00")


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame({"time": DAYS, "y": np.round(np.random.default_rng(0).normal(10, 1, 200), 2)})


def report_on(frame: pd.DataFrame) -> QualityReport:
    return check(frame, "time", "y", now=NOW)


def only_finding(report: QualityReport, severity: str) -> str:
    (found,) = report.findings
    assert found.severity == severity
    return str(found.message)


def refusal(report: QualityReport) -> str:
    assert report.refusal is not None
    assert report.refusal.hint is not None
    return str(report.refusal.message)


def test_a_clean_table_has_no_findings(table: pd.DataFrame) -> None:
    assert report_on(table) == QualityReport((), 200)


@pytest.mark.parametrize("name", ["aapl", "seattle-weather", "sf-hourly"])
def test_the_samples_pass(name: str) -> None:
    series = load_sample(name)
    assert check(series.frame.reset_index(), "time", series.target).refusal is None


def test_unparsable_dates_name_their_rows(table: pd.DataFrame) -> None:
    text = table.assign(time=table["time"].astype("str"))
    text.loc[[3, 17], "time"] = "soon"
    assert refusal(report_on(text)) == "Column “time” has unreadable dates in rows 4, 18."
    text["time"] = "never"
    assert refusal(report_on(text)) == "Column “time” cannot be read as dates or times."
    text = table.assign(time=table["time"].astype("str"))
    text.loc[5, "time"] = None
    assert refusal(report_on(text)) == "Column “time” has no date in row 6."


def test_text_in_numbers_names_its_rows(table: pd.DataFrame) -> None:
    text = table.assign(y=table["y"].astype("str"))
    text.loc[[4, 9], "y"] = "n.m."
    report = report_on(text)
    assert refusal(report) == "Column “y” has text in place of numbers in rows 5, 10."
    assert report.findings[0].rows == (5, 10)
    assert refusal(report_on(table.assign(y="red"))) == "Column “y” holds text, not numbers."


def test_infinite_values(table: pd.DataFrame) -> None:
    table.loc[[7], "y"] = np.inf
    assert refusal(report_on(table)) == "Column “y” has infinite values in row 8."


def test_all_missing(table: pd.DataFrame) -> None:
    assert refusal(report_on(table.assign(y=np.nan))) == "Column “y” has no values at all."


def test_columns_that_do_not_exist_or_are_the_same(table: pd.DataFrame) -> None:
    assert refusal(check(table, "when", "y")) == "There is no column “when”."
    assert refusal(check(table, "time", "z")) == "There is no column “z”."
    assert "both as time and as the column" in refusal(check(table, "time", "time"))
    assert refusal(report_on(table.iloc[:0])) == "The table has no rows."


def test_equal_duplicates_are_dropped_and_named(table: pd.DataFrame) -> None:
    twice = pd.concat([table.iloc[:6], table.iloc[5:]], ignore_index=True)
    report, clean = examine(twice, "time", "y", now=NOW)
    assert only_finding(report, "warning") == "Repeated rows with the same time and value were left out: row 7."
    assert clean is not None
    np.testing.assert_array_equal(clean.frame["y"], table["y"])


def test_conflicting_duplicates_are_refused_with_their_rows(table: pd.DataFrame) -> None:
    twice = pd.concat([table, table.iloc[[5]].assign(y=99.0)], ignore_index=True)
    assert refusal(report_on(twice)) == "Times with more than one value: 1, in rows 6, 201."


def test_unsorted_rows_are_sorted_and_it_is_said(table: pd.DataFrame) -> None:
    swapped = table.iloc[[*range(10), 11, 10, *range(12, 200)]].reset_index(drop=True)
    report, clean = examine(swapped, "time", "y", now=NOW)
    assert only_finding(report, "warning") == "Times go backwards in row 12; the table was sorted by time."
    assert clean is not None
    np.testing.assert_array_equal(clean.frame["y"], table["y"])
    newest_first = table.iloc[::-1].reset_index(drop=True)
    assert "newest to the oldest" in only_finding(report_on(newest_first), "note")


def test_small_gaps_are_filled_from_the_past_and_listed(table: pd.DataFrame) -> None:
    table.loc[[60, 61], "y"] = np.nan
    report, clean = examine(table.drop(100), "time", "y", now=NOW)
    assert only_finding(report, "warning") == (
        "Missing values filled with the one before: 3 (rows 61, 62, not in the file: 1 times, the first 10 Apr 2024)."
    )
    assert clean is not None
    assert clean.filled == (60, 61, 100)
    assert list(clean.frame["y"].iloc[[60, 61, 100]]) == [table["y"][59], table["y"][59], table["y"][99]]


def test_large_gaps_are_refused_with_the_way_out(table: pd.DataFrame) -> None:
    report = report_on(table.drop(range(50, 59)).reset_index(drop=True))
    assert refusal(report) == (
        "Gaps of more than 3 missing steps: 1; the longest has 9, between rows 50 and 51, after 19 Feb 2024."
    )
    assert "keep only rows 51 to 191" in str(report.refusal.hint if report.refusal else "")


def test_many_small_gaps_are_refused_too(table: pd.DataFrame) -> None:
    report = report_on(table.drop(range(3, 190, 7)))
    assert refusal(report) == "27 of 200 steps are missing (13.5\u00a0%); up to 5\u00a0% can be filled."
    hourly = table.assign(time=pd.to_datetime(table["time"]) + pd.to_timedelta(np.arange(200) // 2, "h"))
    assert report_on(hourly).rows == 200


def test_two_years_with_a_century_between_are_refused_without_making_its_hours() -> None:
    hours = pd.date_range("1900-01-01", periods=100, freq="h").append(
        pd.date_range("2020-01-01", periods=100, freq="h")
    )
    assert "of 1,051," in refusal(check(pd.DataFrame({"time": hours, "y": np.arange(200.0)}), "time", "y"))


def test_trading_days_stay_as_they_are() -> None:
    days = pd.bdate_range("2023-01-02", periods=200).delete(100)
    report, clean = examine(pd.DataFrame({"time": days, "y": np.arange(199.0)}), "time", "y", now=days[-1])
    assert report.findings == ()
    assert clean is not None
    assert (clean.frequency.code, len(clean.frame)) == ("B", 199)


def test_a_long_pause_in_trading_is_named() -> None:
    days = pd.bdate_range("2023-01-02", periods=200).delete(range(100, 115))
    report = check(pd.DataFrame({"time": days, "y": np.arange(185.0)}), "time", "y", now=days[-1])
    assert only_finding(report, "warning") == "Trading pauses of more than 11 days end in row 101."


def test_empty_ends_are_cut_off(table: pd.DataFrame) -> None:
    table.loc[[0, 1, 199], "y"] = np.nan
    report, clean = examine(table, "time", "y", now=NOW)
    assert only_finding(report, "note") == "Empty ends were cut off: rows 1, 2, 200."
    assert clean is not None
    assert (len(clean.frame), clean.filled) == (197, ())


def test_too_few_rows(table: pd.DataFrame) -> None:
    assert refusal(report_on(table.head(30))) == "30 rows are too few; at least 60 are needed."
    assert report_on(table.head(config.MIN_ROWS)).refusal is None


def test_a_constant_series(table: pd.DataFrame) -> None:
    sentence = "“y” has the same value in every row: there is nothing to forecast."
    assert refusal(report_on(table.assign(y=5))) == sentence


def test_constant_stretches_and_a_stuck_end(table: pd.DataFrame) -> None:
    stretch = table.copy()
    stretch.loc[30:70, "y"] = 3.0
    report = report_on(stretch)
    assert only_finding(report, "warning") == (
        "Long stretches in which “y” stays the same: 1; the longest has 41 steps, from 31 Jan 2024."
    )
    assert report.findings[0].rows == tuple(range(31, 72))
    table.loc[193:, "y"] = 3.0
    assert only_finding(report_on(table), "warning") == "The last 7 values of “y” are equal: it may be stuck."


def test_outliers_are_named(table: pd.DataFrame) -> None:
    table.loc[[30, 90], "y"] = [300.0, -200.0]
    report = report_on(table)
    assert only_finding(report, "warning") == "“y” has values far from their neighbours in rows 31, 91."
    assert report.findings[0].times == (DAYS[30], DAYS[90])


def test_a_stale_end(table: pd.DataFrame) -> None:
    report = check(table, "time", "y", now=pd.Timestamp("2024-12-01"))
    assert only_finding(report, "note") == "The data end on 18 Jul 2024: the forecast starts there."


def test_uneven_times_are_said(table: pd.DataFrame) -> None:
    seconds = np.cumsum(np.random.default_rng(1).integers(1000, 90_000, 200))
    table["time"] = NOW - pd.to_timedelta(seconds[::-1], "s")
    assert "not evenly spaced" in only_finding(report_on(table), "warning")


def test_rows_in_words() -> None:
    assert str(name_rows([7])) == "row 7"
    assert str(name_rows([1, 2000])) == "rows 1, 2000"
    assert str(name_rows(range(1, 41))) == "rows 1, 2, 3, 4, 5 and 35 more"


@pytest.mark.parametrize(
    ("rows", "horizon", "sentence"),
    [
        (1500, 14, None),
        (100, 20, None),
        (100, 21, "100 rows are too few to test a horizon of 21 steps."),
        (50, 60, "The horizon of 60 steps is longer than the data: 50 rows."),
        (50, 50, "The horizon of 50 steps is longer than the data: 50 rows."),
        (100_000, 501, "The horizon of 501 steps is above the limit of 500."),
        (100, 0, "A horizon of 0 steps is no forecast."),
    ],
)
def test_horizons(rows: int, horizon: int, sentence: str | None) -> None:
    refused = check_horizon(rows, horizon)
    assert (refused and str(refused.message)) == sentence
