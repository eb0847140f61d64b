"""Other columns on a forecast page: offered where there are some, kept in the address, used by the forecast."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.ui import explain_data, services
from tests.pages.conftest import Open, finished, text


def boxes(app: AppTest) -> dict[str, list[str]]:
    return {box.label: list(box.value) for box in app.multiselect}


@pytest.mark.parametrize(
    ("lang", "label", "rule"),
    [
        ("en", "Other columns to look at", "Their last value is held"),
        ("vi", "Các cột khác cần xem xét", "Giữ nguyên giá trị cuối của chúng"),
    ],
)
def test_columns_come_from_the_address_with_their_rule(open_page: Open, lang: str, label: str, rule: str) -> None:
    app = open_page("weather", lang, also="wind,precipitation,nothing", ahead="hold last")
    assert sorted(boxes(app)[label]) == ["precipitation", "wind"]
    assert [box.value for box in app.selectbox if rule in box.options] == ["hold last"]


def test_the_column_to_forecast_is_not_offered_beside_itself(open_page: Open) -> None:
    app = open_page("weather", column="wind")
    assert len(app.multiselect) == 2
    assert all("wind" not in box.options for box in app.multiselect)


def test_the_backtest_page_offers_the_same_columns(open_page: Open) -> None:
    app = open_page("backtest", also="wind", ahead="forecast")
    assert boxes(app)["Other columns to look at"] == ["wind"]
    assert [box.value for box in app.selectbox if "They are forecast too" in box.options] == ["forecast"]


def test_two_columns_are_forecast_in_one_run_and_shown_one_at_a_time(open_page: Open) -> None:
    app = open_page("weather", "vi", horizon="3", model="elman", budget="2", targets="wind")
    next(button for button in app.button if button.label == "Dự báo").click().run()
    job = finished(app.query_params["job"])
    assert job.status == "done", job.error
    app.run()
    assert not app.exception
    chosen = next(group for group in app.get("button_group") if list(group.options) != [] and group.label == "Cột")
    assert chosen.value == "temp_max"
    assert json.loads((job.folder / "also" / "0" / "series.json").read_text())["target"] == "wind"


def test_a_run_of_two_columns_is_saved_and_used_again(open_page: Open) -> None:
    """After the test above: its job is found again by the queue."""
    job = next(each for each in services.queue().jobs() if each.arguments["settings"]["also"] == ["wind"])
    app = open_page("weather", job=job.id, showing="wind")
    app.text_input(key="weather.save.name").set_value("two columns").run()
    app.button(key="weather.save.ok").click().run()
    assert not app.error
    used = open_page("runs")
    used.button(key="use.two columns").click().run()
    assert "This run forecasts maximum temperature, wind" in text(used)
    used.button(key="runs.forecast").click().run()
    again = finished(used.query_params["job"])
    assert again.status == "done", again.error
    for part in ("", "also/0/"):
        before, after = (pd.read_parquet(each.folder / f"{part}forecast.parquet") for each in (job, again))
        pd.testing.assert_frame_equal(before, after)
    assert {f"job-{job.id}", f"job-{job.id}:wind", "run-two columns:wind"} <= set(explain_data.subjects())
    explained = open_page("explain", of="run-two columns:wind")
    assert not explained.error


def test_a_backtest_shows_the_column_that_is_chosen(open_page: Open) -> None:
    app = open_page("backtest", models="mlp", horizon="7", step="60", budget="2", targets="wind")
    app.button(key="backtest.start").click().run()
    job = finished(app.query_params["job"])
    assert job.status == "done", job.error
    app.run()
    first = text(app)
    app.button_group(key="backtest.showing").set_value("wind").run()
    assert not app.exception
    assert app.query_params["showing"] == "wind"
    assert text(app) != first


def test_what_the_file_holds_of_the_coming_days_is_used(open_page: Open) -> None:
    """Sales are three times the offers, and the coming offers stand in the file."""
    offers = np.random.default_rng(3).integers(0, 10, 305)
    table = pd.DataFrame(
        {
            "day": pd.date_range("2021-01-01", periods=305).astype(str),
            "sales": [*(3 * offers[:300] + 0.1), *[None] * 5],
            "offers": offers,
        }
    )
    app = open_page("series", horizon="5", model="elman", budget="12")
    app.file_uploader[0].set_value(("sales.csv", table.to_csv(index=False).encode(), "text/csv")).run()
    assert not app.exception
    app.multiselect[0].set_value(["offers"]).run()
    (rule,) = [box for box in app.selectbox if box.label == "In the steps ahead"]
    rule.set_value("known").run()
    next(button for button in app.button if button.label == "Forecast").click().run()
    job = finished(app.query_params["job"])
    assert job.status == "done", job.error
    outcome = json.loads((job.folder / "outcome.json").read_text())
    assert outcome["settings"]["covariates"] == [["offers", "known"]]
    forecast = pd.read_parquet(job.folder / "forecast.parquet")
    np.testing.assert_allclose(forecast["0.5"], 3 * offers[300:] + 0.1, atol=4)
