"""The whole way on a page with the real queue and worker: a file, one button, the forecast, why, save, use again."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core import store
from core.data.samples import load_sample
from core.forecasting.types import ForecastSettings
from core.messages import M
from core.pipeline import forecast_arguments
from core.store.series import save_series
from core.ui import services
from tests.pages.conftest import Open, finished, text

LEAD = "The next 3 steps, 19 Jul 2020 to 21 Jul 2020."
"""200 days from 1 January 2020 end on 18 July."""


@pytest.fixture(scope="session")
def visitors() -> bytes:
    """200 days with a weekly rhythm."""
    days = np.arange(200)
    noise = np.random.default_rng(0).normal(0, 0.3, 200)
    frame = pd.DataFrame(
        {"day": pd.date_range("2020-01-01", periods=200), "visitors": 50 + 5 * np.sin(2 * np.pi * days / 7) + noise}
    )
    return frame.to_csv(index=False).encode()


def asked(open_page: Open, content: bytes, budget: str = "1") -> AppTest:
    """The page right after the button was pressed. budget: seconds of training."""
    app = open_page("series", horizon="3", budget=budget)
    app.file_uploader(key="series.upload").set_value(("visitors.csv", content, "text/csv")).run()
    app.button(key="series.forecast").click().run()
    assert not app.exception, app.exception[0].message
    return app


@pytest.fixture(scope="module")
def done(request: pytest.FixtureRequest) -> list[AppTest]:
    """Holds the page with the finished forecast, which several tests look at."""
    return []


@pytest.fixture
def result(open_page: Open, visitors: bytes, done: list[AppTest]) -> AppTest:
    """The page with its finished forecast."""
    if not done:
        app = asked(open_page, visitors)
        assert finished(app.query_params["job"]).error is None
        done.append(app.run())
    assert not done[0].exception, done[0].exception[0].message
    return done[0]


def test_a_file_becomes_a_forecast(result: AppTest) -> None:
    assert result.subheader[0].value == "visitors.csv: visitors"
    assert LEAD in text(result)
    assert "Bundled sample" not in text(result)


def test_the_address_opens_the_same_forecast_in_another_session(open_page: Open, result: AppTest) -> None:
    other = open_page("series", "vi", job=result.query_params["job"])
    assert other.subheader[0].value == "visitors.csv: visitors"
    assert "3 bước tới, từ 19 thg 7, 2020 đến 21 thg 7, 2020." in text(other)


def test_another_step_is_explained_when_it_is_asked_for(result: AppTest) -> None:
    result.slider[0].set_value(3).run()
    assert not result.exception, result.exception[0].message
    assert "For 21 Jul 2020 (step 3) the forecast is" in text(result)


def test_the_example_stays_while_the_first_forecast_is_made_and_cancel_ends_it(
    open_page: Open, visitors: bytes
) -> None:
    series, settings = load_sample("sf-hourly"), ForecastSettings(horizon=24, budget_seconds=60)
    before = services.queue().submit(  # keeps the worker busy: ours is not done before it is cancelled
        "forecast", forecast_arguments(settings), M("{name}", name="x"), partial(save_series, series)
    )
    app = asked(open_page, visitors)
    assert app.subheader[0].value == "San Francisco temperature, hourly: temperature"
    job = app.query_params["job"]
    for each in (job, before):
        services.queue().cancel(each)
        assert finished(each).status == "cancelled"
    assert "The forecast was cancelled." in text(app.run())


def test_a_failed_job_is_told_in_the_language_of_the_page_and_loses_nothing(open_page: Open) -> None:
    series = load_sample("seattle-weather")
    arguments = forecast_arguments(ForecastSettings(), run="nowhere")
    job = services.queue().submit("forecast", arguments, M("{name}", name="x"), partial(save_series, series))
    assert finished(job).status == "failed"
    app = open_page("weather", "vi", job=job)
    assert app.error[0].value.startswith("Không có mô hình nào được lưu với tên “nowhere”.")
    assert app.subheader[0].value == "Thời tiết Seattle, hằng ngày: nhiệt độ cao nhất"


def test_a_job_that_is_gone_is_one_sentence(open_page: Open) -> None:
    app = open_page("weather", job="0123456789ab")
    assert app.error[0].value.startswith("There is no job 0123456789ab on this machine.")
    assert "job" not in app.query_params
    assert app.metric[0].label == "Skill"


def test_a_run_is_saved_used_again_without_training_and_deleted(
    open_page: Open, result: AppTest, visitors: bytes
) -> None:
    result.text_input(key="series.save.name").set_value("my visitors").run()
    result.button(key="series.save.ok").click().run()
    assert "my visitors" in [run.name for run in store.list_runs()]

    app = open_page("runs", source="file")
    assert "LSTM on visitors.csv, 3 steps ahead" in text(app)
    app.button(key="use.my visitors").click().run()
    app.file_uploader(key="runs.upload").set_value(("later.csv", visitors, "text/csv")).run()
    app.button(key="runs.forecast").click().run()
    job = finished(app.query_params["job"])
    assert job.error is None
    app.run()
    assert app.subheader[-2].value == "later.csv: visitors"
    assert LEAD in text(app)
    assert job.telemetry == []  # nothing was trained

    app.button(key="delete.my visitors.ok").click().run()
    assert "my visitors" not in [run.name for run in store.list_runs()]


def test_jobs_are_listed_with_what_became_of_them(open_page: Open, result: AppTest) -> None:
    job = result.query_params["job"]
    app = open_page("jobs")
    assert "visitors.csv, 3 steps ahead" in text(app)
    assert ":green-badge[finished]" in text(app)
    app.button(key=f"open.{job}").click().run()
    assert app.title[0].value == "Your series"
    assert LEAD in text(app)
