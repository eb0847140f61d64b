"""The page that translates: opens finished, in both languages, changes, refuses, and many lines."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Open, text


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


def test_an_empty_and_a_huge_text_are_told(open_page: Open) -> None:
    app = open_page("translate")
    app.text_area(key="translate.date").set_value("x" * 200_000).run()
    assert not app.exception
    assert len(app.error) == 1
