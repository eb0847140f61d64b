"""The page Explain: opens finished in both languages, keeps its whole state in the address, answers every question."""

from __future__ import annotations

import json

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.cli.app import main
from core.config import examples_folder
from core.pipeline import ExplainChoice, explain_choice, load_outcome, load_subject, load_windows
from core.ui import explain_data, services
from core.ui.explain_page import VIEWS
from tests.pages.conftest import Open, finished, text

STATE = {"of": "sf-hourly", "step": "5", "q": "0.9", "method": "occlusion", "ref": "persistence", "view": "attribution"}


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_question_is_answered_when_the_page_opens(open_page: Open, view: str, lang: str) -> None:
    app = open_page("explain", lang, view=view)
    assert not app.error
    assert app.title[0].value == {"en": "Explain", "vi": "Giải thích"}[lang]
    assert app.get("vega_lite_chart")
    median = f"{load_outcome(examples_folder() / 'seattle-weather').forecast.values[0, 3]:.3g}"
    sentences = {
        "attribution": (
            f"For 1 Jan 2016 (step 1) the median is {median}",
            f"Cho 1 thg 1, 2016 (bước 1), trung vị là {median.replace('.', ',')}",
        ),
        "what-if": ("The median moves by +", "Trung vị dịch chuyển trung bình +"),
        "counterfactual": ("One changed past value moves the median of step 1", "Thay đổi một giá trị quá khứ đưa"),
        "dependence": ("of the windows go the same way.", "số cửa sổ đi cùng chiều."),
        "compare": ("What they rest on agrees with a rank correlation", "Những gì chúng dựa vào có tương quan hạng"),
    }
    assert sentences[view][lang == "vi"] in text(app)


def test_the_address_opens_the_same_view(open_page: Open) -> None:
    app = open_page("explain", **STATE)
    assert app.subheader[0].value == "San Francisco temperature, hourly: temperature"
    assert "(step 5) the 90\u00a0% quantile is" in text(app)
    assert "compared with the last value throughout" in text(app)
    assert {name: app.query_params[name] for name in STATE if name != "view"} == {
        name: value for name, value in STATE.items() if name != "view"
    }


def test_an_address_that_asks_for_nothing_sensible_opens_the_usual_view(open_page: Open) -> None:
    app = open_page("explain", of="mars", step="999", q="2", method="magic", ref="zeros", view="dance", back="-3")
    assert not app.error
    assert "For 1 Jan 2016 (step 1) the median is" in text(app)


def test_the_page_shows_the_numbers_of_the_command_line(open_page: Open, capsys: pytest.CaptureFixture[str]) -> None:
    """One saved run, one choice: the command line's JSON and what the page's own functions give are the same."""
    from core import store

    store.save_run(store.read_run(services.example_folder("seattle-weather") / "run"), "explained", overwrite=True)
    options = ["--explain-step", "4", "--explain-quantile", "0.9", "--explain-method", "gradient SHAP"]
    source = ["--sample", "seattle-weather", "--run", "explained", "--json", "-"]
    assert main(["forecast", *source, *options, "--explain-reference", "persistence", "--explain"]) == 0
    typed = json.loads(capsys.readouterr().out)["explanation"]
    app = open_page("explain", of="run-explained", step="4", q="0.9", method="gradient SHAP", ref="persistence")
    assert not app.error
    choice = ExplainChoice(4, 0.9, "gradient SHAP", "persistence")
    last = len(explain_data.subject("run-explained").series) - 1
    shown = explain_data.explanation("run-explained", last, choice)
    assert typed["attributions"] == [
        {"time": row.position.isoformat(), "feature": row.feature, "value": row.attribution}
        for row in shown.table().itertuples()
    ]
    assert (typed["target_step"], typed["quantile"], typed["method"]) == (4, 0.9, "gradient SHAP")
    assert typed["completeness_error"] == shown.completeness_error
    assert typed["deletion_gain"] == shown.deletion_gain
    assert typed["checks"]["stability"]["correlations"] == list(
        explain_data.stability("run-explained", last, choice).correlations
    )
    assert f"the 90\u00a0% quantile is {typed['output']:.2f}" in text(app)


def test_dear_checks_join_the_table_and_the_verdict(open_page: Open) -> None:
    app = open_page("explain", of="sf-hourly", method="gradient x input")
    assert len(app.dataframe[0].value) == 3
    button = next(one for one in app.button if one.label == "Ask random networks, and ask again")
    button.click().run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 5


def test_fifty_windows_are_a_job_that_comes_back_with_an_interval(open_page: Open) -> None:
    app = open_page("explain", of="sf-hourly")
    next(one for one in app.button if one.label == "The same on 50 windows").click().run()
    assert not app.exception
    job = finished(app.query_params["job"])
    assert job.error is None
    choice, found = load_windows(job.folder)
    assert choice.reference == "training mean"
    assert len(found.table) == 50
    assert found.interval[0] > 0
    alone = explain_choice(
        (subject := load_subject({"folder": str(services.example_folder("sf-hourly"))})).fitted.evidence(
            subject.series, int(subject.test_origins(50)[-1])
        ),
        choice,
    )
    assert found.table["deletion_gain"].iloc[-1] == pytest.approx(alone.deletion_gain, abs=0.02)
    assert "On 50 windows (step 1, compared with the mean of the training part)" in text(app.run())
    other = open_page("explain", job=job.id, of="sf-hourly")
    assert "On 50 windows" in text(other)


def _what_if(open_page: Open, **query: str) -> AppTest:
    app = open_page("explain", view="what-if", **query)
    assert not app.error
    return app


def test_edited_values_stand_in_the_address(open_page: Open) -> None:
    app = _what_if(open_page, way="edit", edit="temp_max:0:30.0,temp_max:99:1,snow:0:1")
    assert "The median moves by +" in text(app)
    assert app.query_params["edit"] == "temp_max:0:30.0"
    plain = _what_if(open_page, way="edit")
    assert "Nothing is changed yet" in text(plain)
    assert "edit" not in plain.query_params


def test_nothing_shifted_is_the_forecast_that_stands(open_page: Open) -> None:
    assert "Nothing is changed yet" in text(_what_if(open_page, percent="0"))
    assert "The median moves by -" in text(_what_if(open_page, percent="-50"))


def test_a_cut_history_is_judged_by_what_came(open_page: Open) -> None:
    app = _what_if(open_page, way="cut", cut="14")
    assert "On 17 Dec 2015 it would have said this; of the 14 values that came since," in text(app)


def test_what_cannot_be_reached_is_said(open_page: Open) -> None:
    app = open_page("explain", view="counterfactual", most="1")
    app.number_input[0].set_value(500.0).run()
    assert "Not reachable" in text(app)
    app.number_input[0].set_value(-40.0).run()
    assert "is above -40.00\u00a0°C already" in text(app)


def test_a_shifted_series_gives_what_its_own_forecast_gives() -> None:
    """What-if keeps the calibration; but for that it is the forecast of the edited series."""
    import dataclasses

    from core.pipeline.what_if import Edit, edited_forecast, observed

    subject = load_subject({"folder": str(services.example_folder("seattle-weather"))})
    series, last = subject.series, len(subject.series) - 1
    before = subject.forecast(last)
    evidence = observed(subject, last)
    np.testing.assert_allclose(edited_forecast(subject, evidence, [], before).values, before.values, atol=1e-4)
    after = edited_forecast(subject, evidence, [Edit(0, back, 3.0) for back in range(5)], before)
    frame = series.frame.copy()
    frame.iloc[-5:, frame.columns.get_loc(series.target)] += 3.0
    own = subject.fitted.forecast(dataclasses.replace(series, frame=frame))
    middle = before.levels.index(0.5)
    np.testing.assert_allclose(after.values[:, middle], own.values[:, middle], atol=0.25)
    assert (after.values[:, middle] > before.values[:, middle]).all()
    assert (after.naive == before.naive + 3.0).all()


def test_the_forecast_page_leads_here_with_the_same_target(open_page: Open) -> None:
    app = open_page("weather")
    links = [link.proto for link in app.get("page_link")]
    assert any("of=seattle-weather" in link.query_string and "step=1" in link.query_string for link in links)
