"""The page that looks inside: every view opens on a finished picture in both languages, and its controls act."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.forecasting.types import ForecastSettings
from core.store import list_runs
from tests.pages.conftest import Open, finished, text

CHARTS = {"memory": 2, "states": 1, "units": 3, "attention": 2}
"""Charts on the page with each view open."""
TITLE = {"en": "Inside the network", "vi": "Bên trong mạng"}
ENGLISH = ("How far back", "Over this window", "units were on throughout", "is spread as if")


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def chosen(spec: dict[str, Any], name: str) -> Any:
    """What a selection of a chart starts with."""
    return next(param["value"] for param in spec["params"] if param["name"] == name)


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("view", CHARTS)
def test_every_view_opens_on_a_finished_picture(open_page: Open, view: str, lang: str) -> None:
    app = open_page("inside", lang, view=view)
    assert not app.error
    assert [title.value for title in app.title] == [TITLE[lang]]
    assert len(specs(app)) == CHARTS[view]
    assert any(sentence in text(app) for sentence in ENGLISH) == (lang == "en")


def test_the_step_on_the_slider_is_the_one_of_both_charts_and_of_the_sentence(open_page: Open) -> None:
    app = open_page("inside", step="3")
    assert "step 3 reaches" in text(app)
    assert [chosen(spec, "step") for spec in specs(app)] == [[{"step": 3}]] * 2
    app.select_slider[0].set_value(9).run()
    assert "step 9 reaches" in text(app)
    assert app.query_params["step"] == "9" or app.query_params["step"] == ["9"]


def test_memory_of_the_shipped_cells_is_told_as_measured(open_page: Open) -> None:
    """Through the network alone the GRU reaches farther back than the Elman network; MASE stands beside it."""
    from core.config import examples_folder
    from core.explain.reach import reach
    from core.pipeline.inside import load_cells

    found = {cell.model: cell for cell in load_cells(examples_folder() / "cells").cells}
    far = {name: int(reach(cell.view.through_network[6:7])[0]) for name, cell in found.items()}
    shown = text(open_page("inside", step="7"))
    assert f"Elman {far['elman']} steps, GRU {far['gru']} steps, LSTM {far['lstm']} steps" in shown
    assert far["gru"] > far["elman"]
    assert f"Elman {found['elman'].mase:.2f}" in shown


def test_a_gate_an_order_and_a_unit_are_chosen_by_the_address(open_page: Open) -> None:
    app = open_page("inside", view="states", of="cell-gru", state="update", order="network", unit="5")
    assert "Near 1 the unit stays as it was" in text(app)
    (spec,) = specs(app)
    assert chosen(spec, "unit") == [{"unit": 5}]
    assert list(app.selectbox(key="inside.state.state.hidden.reset.update.candidate").options) == [
        "Hidden state",
        "Reset gate",
        "Update gate",
        "Candidate",
    ]


def test_another_window_is_looked_at(open_page: Open) -> None:
    shown = text(open_page("inside", view="states", back="120"))
    assert "2015" in shown
    assert shown != text(open_page("inside", view="states"))


def test_units_of_another_period(open_page: Open) -> None:
    app = open_page("inside", view="units", period="low")
    assert "units were on throughout" in text(app) or "no unit was on" in text(app)
    assert "on rows it was not chosen on" in text(app)
    slider = app.select_slider[0]
    first, last = slider.value
    slider.set_range(first - 2, last - 1).run()
    assert not app.exception
    assert app.query_params["rows"] in (f"{first - 2}-{last - 1}", [f"{first - 2}-{last - 1}"])


def test_an_edited_row_shows_the_old_forecast_beside_the_new(open_page: Open) -> None:
    app = open_page("inside", view="attention", look="one")
    assert not app.error
    assert "moves most at step" in text(app)
    assert len(specs(app)) == CHARTS["attention"] + 1
    assert "Attention need not be explanation" in text(app)


def test_weights_by_hand_that_are_its_own_change_nothing(open_page: Open) -> None:
    assert "(0.00)" in text(open_page("inside", view="attention", look="hand")).replace("-0.00", "0.00")


def test_a_saved_run_and_a_finished_forecast_can_be_chosen(open_page: Open) -> None:
    from core.data.samples import load_sample
    from core.forecasting.forecaster import fit
    from core.store import save_run

    series = load_sample("seattle-weather").head(500)
    settings = ForecastSettings(model="jordan", horizon=3, budget_seconds=0.5, networks=1, window=20)
    save_run(fit(series, settings).to_run(), "inside")
    assert "inside" in [run.name for run in list_runs()]
    app = open_page("inside", view="states", of="run-inside", state="feedback")
    assert not app.error
    assert "fed back instead of the hidden state" in text(app)
    assert len(specs(app)) == 1


def test_cells_are_compared_in_the_background(open_page: Open) -> None:
    app = open_page("inside", cells="elman", horizon="3")
    assert app.button(key="inside.compare").disabled  # one alone cannot be compared
    app.multiselect(key="inside.cells").set_value(["elman", "jordan"]).run()
    app.button(key="inside.compare").click().run()
    identifier = app.query_params["job"]
    job = finished(identifier if isinstance(identifier, str) else identifier[0])
    assert job.status == "done", job.error
    app.run()
    assert not app.exception
    assert "Jordan" in text(app)
    assert len(specs(app)) == 2


def test_the_shipped_views_open_without_torch() -> None:
    code = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        "import core.ui.services as services; services.prepare = lambda: None\n"
        "app = AppTest.from_file('app.py', default_timeout=60)\n"
        "for view in ('memory', 'states', 'attention'):\n"
        "    app.query_params['view'] = view; app.switch_page('pages/inside.py').run()\n"
        "    assert not app.exception and not app.error and app.get('vega_lite_chart')\n"
        "print(sorted({'torch', 'captum'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
