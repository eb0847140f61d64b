"""The page that translates: opens finished, in both languages, changes, refuses, and many lines."""

from __future__ import annotations

import pytest

from core.messages import M
from core.text.tasks import shipped_predictor
from core.text.translate import job as work
from core.ui import services
from tests.pages.conftest import Open, finished, text


@pytest.mark.parametrize(("lang", "lead"), [("en", "Trained on generated wordings"), ("vi", "Được huấn luyện")])
def test_it_opens_on_a_finished_example(open_page: Open, lang: str, lead: str) -> None:
    app = open_page("translate", lang)
    assert lead in text(app)
    assert "2021-05-03" in text(app)
    assert len(app.get("vega_lite_chart")) == 1


def test_the_address_names_text_view_and_width(open_page: Open) -> None:
    app = open_page("translate", date="3/5/21", view="beams", beam="2")
    assert app.text_area(key="translate.date").value == "3/5/21"
    assert "2021-05-03" in text(app)
    assert app.query_params["view"] in ("beams", ["beams"])


def test_an_impossible_date_is_refused_on_the_page(open_page: Open) -> None:
    app = open_page("translate", date="31 February 2021")
    assert "There is no day 31 in month 2 of 2021." in app.warning[0].value


def test_software_wording_and_a_forced_beginning(open_page: Open) -> None:
    app = open_page("translate", model="en-vi", text="Open the file {name}", view="change", begin="Đóng")
    assert "{name}" in text(app)
    assert "Đóng" in text(app)
    assert len(app.get("vega_lite_chart")) == 2


def test_an_output_without_words_is_told(open_page: Open) -> None:
    app = open_page("translate", model="en-vi", text="@")
    assert shipped_predictor("en-vi").translate(["@"])[0].output == ""  # type: ignore[attr-defined]
    assert "The network wrote nothing for this text." in app.warning[0].value


def test_an_empty_and_a_huge_text_are_told(open_page: Open) -> None:
    app = open_page("translate")
    app.text_area(key="translate.date").set_value("x" * 200_000).run()
    assert not app.exception
    assert len(app.error) == 1


def test_a_cancelled_training_is_no_forecast(open_page: Open) -> None:
    pairs = [(f"source {number}", f"target {number}") for number in range(30)]
    arguments = work.arguments(60, 0) | {"page": "translate"}
    job = services.queue().submit(
        work.KIND, arguments, M("{name}", name="x"), lambda folder: work.write_pairs(folder, pairs)
    )
    services.queue().cancel(job)
    assert finished(job).status == "cancelled"
    shown = text(open_page("translate", job=job))
    assert "The job was cancelled." in shown
    assert "forecast was cancelled" not in shown


def test_the_line_shows_the_less_kind_score(open_page: Open) -> None:
    shown, scores = text(open_page("translate")), shipped_predictor("dates").card["scores"]
    for language in ("en", "vi"):
        least = min(score for name, score in scores.items() if language in name.split("_"))
        assert f"{100 * least:.1f}" in shown
