"""The backtest page: it opens on a finished example, tells the cost, works as a job, and shows every view."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.config import examples_folder
from core.models.registry import MODELS
from core.pipeline import load_comparison
from tests.pages.conftest import Open, finished, text

CHARTS = {"pairs": 2, "steps": 2, "bands": 4, "errors": 2, "windows": 2}
"""Charts on the page with each view open, the skills of all models among them."""

ENGLISH = ("test origins", "networks", "Skill is", "holds what it promises", "Lag check", "trainings", "Choose a row")


def specs(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("vega_lite_chart")]


def cost(app: AppTest) -> str:
    return next(caption.value for caption in app.caption if "trainings and forecasts" in caption.value)


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("view", CHARTS)
def test_every_view_is_drawn_in_both_languages(open_page: Open, view: str, lang: str) -> None:
    app = open_page("backtest", lang, view=view)
    assert not app.error
    assert len(specs(app)) == CHARTS[view]
    assert len(app.dataframe) == (2 if view == "windows" else 1)
    left = [english for english in ENGLISH if english in text(app)]
    assert left == [] if lang == "vi" else left != []


def test_it_opens_on_a_verdict(open_page: Open) -> None:
    shown = text(open_page("backtest")).replace("\u00a0", " ")
    assert "Of 4 networks" in shown
    assert "over 93 test origins" in shown
    assert "Merely repeats" not in shown  # the shipped networks foresee changes


def test_the_cost_is_told_before_it_starts_and_follows_the_plan(open_page: Open) -> None:
    app = open_page("backtest", models="lstm,gru,mlp")
    assert cost(app).startswith("3 trainings and forecasts from 40 origins")
    app.selectbox(key="backtest.refit.").select("always").run()
    assert cost(app).startswith("120 trainings and forecasts from 40 origins")
    assert " min" in cost(app)


def test_a_plan_that_cannot_be_carried_out_is_told_in_a_sentence(open_page: Open) -> None:
    app = open_page("backtest", horizon="400")
    assert "fewer than the horizon of 400" in text(app)


def test_without_a_network_there_is_nothing_to_start(open_page: Open) -> None:
    app = open_page("backtest")
    app.multiselect(key="backtest.models").set_value([]).run()
    assert app.button(key="backtest.start").disabled
    assert not app.exception


def test_long_work_is_asked_about_first(open_page: Open) -> None:
    app = open_page("backtest", refit="always")
    app.button(key="backtest.start").click().run()
    assert not app.exception
    assert any(button.key == "backtest.confirm" for button in app.button)
    assert "job" not in app.query_params


def test_a_backtest_is_made_and_shown(open_page: Open) -> None:
    app = open_page("backtest", models="mlp", horizon="7", step="20", budget="1")
    app.button(key="backtest.start").click().run()
    job = finished(app.query_params["job"])
    assert job.status == "done", job.error
    assert list(load_comparison(job.folder).models) == ["mlp"]
    app.run()
    assert not app.exception
    assert "over 15 test origins" in text(app) or "15 give" in text(app)
    assert "Of 4 networks" not in text(app)


def test_another_model_is_chosen_by_the_address(open_page: Open) -> None:
    best = load_comparison(examples_folder() / "backtest").best
    assert f"{MODELS[best].title} from" in text(open_page("backtest", view="windows"))
    assert "last value from" in text(open_page("backtest", view="windows", about="naive"))
