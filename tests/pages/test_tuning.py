"""The search for settings on a page with the real queue and worker: start, follow, cancel, use, go back."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from core.ui import services
from core.ui.tuned import Tuned
from tests.pages.conftest import Open, finished, text


@pytest.fixture(scope="session")
def visitors() -> bytes:
    """200 days with a weekly rhythm."""
    days = np.arange(200)
    noise = np.random.default_rng(0).normal(0, 0.3, 200)
    frame = pd.DataFrame(
        {"day": pd.date_range("2020-01-01", periods=200), "visitors": 50 + 5 * np.sin(2 * np.pi * days / 7) + noise}
    )
    return frame.to_csv(index=False).encode()


def searching(open_page: Open, content: bytes, lang: str = "en", trials: int = 6) -> AppTest:
    """The page right after the search was asked for."""
    app = open_page("series", lang, horizon="3", budget="1", tune_seconds="50", tune_trials=str(trials))
    app.file_uploader(key="series.upload").set_value(("visitors.csv", content, "text/csv")).run()
    app.button(key="series.tune.search").click().run()
    assert not app.exception, app.exception[0].message
    return app


def test_a_search_is_followed_its_best_used_and_dropped_again(open_page: Open, visitors: bytes) -> None:
    app = searching(open_page, visitors)
    job = finished(app.query_params["tune"])
    assert job.error is None
    assert [row["trial"] for row in job.telemetry] == [1, 2, 3, 4, 5, 6]
    app.run()
    assert not app.exception, app.exception[0].message
    assert "Best: " in text(app)

    app.button(key="series.tune.use").click().run()
    assert not app.exception, app.exception[0].message
    assert "Tuned settings in use: " in text(app)
    wanted = json.loads((job.folder / "tuning.json").read_text())["settings"]
    forecast = finished(app.query_params["job"])
    assert forecast.error is None
    assert forecast.arguments["settings"] == wanted | {"budget_seconds": 1.0}
    app.run()
    assert "The next 3 steps" in text(app)

    app.button(key="series.tuned.drop").click().run()
    assert "tuned" not in app.query_params
    assert "Tuned settings in use" not in text(app)


def test_a_cancelled_search_keeps_its_trials(open_page: Open, visitors: bytes) -> None:
    app = searching(open_page, visitors, lang="vi", trials=500)
    identifier = app.query_params["tune"]
    while not services.queue().get(identifier).telemetry:
        app.run()
    services.queue().cancel(identifier)
    assert finished(identifier).status == "cancelled"
    app.run()
    assert not app.exception, app.exception[0].message
    assert app.button(key="series.tune.use")
    assert "Số lần thử đã xong: " in text(app)


def test_found_settings_rest_with_another_horizon_or_network() -> None:
    from core.forecasting.types import ForecastSettings

    found = Tuned(
        series="s", horizon=3, model="gru", form=None, window=16, hidden=32, learning_rate=1e-2, weight_decay=0
    )
    settings = ForecastSettings(model="gru", horizon=3, seed=4, budget_seconds=2.0)
    assert found.fits("s", settings)
    assert found.applied_to(settings) == ForecastSettings(
        model="gru", horizon=3, seed=4, budget_seconds=2.0, window=16, hidden=32, learning_rate=1e-2, weight_decay=0
    )
    assert not found.fits("t", settings)
    assert not found.fits("s", ForecastSettings(model="gru", horizon=4))
    assert not found.fits("s", ForecastSettings(model="lstm", horizon=3))


@pytest.mark.parametrize("address", ["{", '{"series": "x"}', '{"hidden": 1e9}', "[]"])
def test_an_address_that_makes_no_sense_counts_as_none(open_page: Open, address: str) -> None:
    assert "Tuned settings in use" not in text(open_page("weather", tuned=address))


def test_found_settings_open_from_an_address(open_page: Open) -> None:
    found = Tuned(
        series="Seattle weather, daily | temp_max",
        horizon=14,
        model="lstm",
        form="last value",
        window=16,
        hidden=32,
        learning_rate=0.01,
        weight_decay=0.001,
    )
    address = found.model_dump_json()
    assert "Tuned settings in use" not in text(open_page("weather", tuned=address, column="temp_min"))
    shown = text(open_page("weather", tuned=address))
    assert "LSTM, 32 units, a window of 16 steps, learning rate 0.0100, weight decay 0.0010" in shown
