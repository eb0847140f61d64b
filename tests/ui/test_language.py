"""Two languages: the catalogue is complete, and a page follows the address, the choice and the locale."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.messages.catalog import Catalog
from streamlit.testing.v1 import AppTest

from core.messages import M, Number, Percent
from core.ui import catalogue, language


def page() -> None:
    import streamlit as st

    from core.messages import M, Percent
    from core.ui import language
    from core.ui.language import _, say

    language.choose()
    st.markdown(_("Weather"))
    st.markdown(say(M("Whole forecast: {seconds} s.", seconds=1.5)))
    st.markdown(language.show(Percent(0.285, 1)))


def texts(app: AppTest) -> list[str]:
    return [element.value for element in app.markdown]


@pytest.mark.parametrize("code", catalogue.LANGUAGES)
def test_every_sentence_of_the_code_is_translated(code: str) -> None:
    assert catalogue.faults(code) == []


@pytest.mark.parametrize("code", catalogue.LANGUAGES)
def test_the_catalogue_holds_nothing_the_code_no_longer_says(code: str) -> None:
    wanted = {entry.id for entry in catalogue.template() if entry.id}
    assert {entry.id for entry in catalogue.read(code) if entry.id} - wanted == set()


def test_the_extraction_finds_all_three_kinds_of_sentences() -> None:
    found = {entry.id for entry in catalogue.template()}
    assert "Your series" in found  # _ in a page
    assert "There is no model called “{name}”." in found  # M below core.ui


def test_sentences_are_found_wherever_they_stand() -> None:
    code = 'x = f"{_(\'one\')}"; M("two " "words", a=1); look.word("three"); _(name); other("four"); M(f"{five}")'
    assert sorted(catalogue.sentences(code)) == ["one", "three", "two words"]


def test_a_wrong_placeholder_and_a_missing_translation_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Catalog()
    said.add("Step {step}")
    said.add("Weather")
    said.add("Stocks")
    translated = Catalog(locale="vi")
    translated.add("Step {step}", "Bước {buoc}")
    translated.add("Stocks", "Cổ phiếu", flags=["fuzzy"])
    monkeypatch.setattr(catalogue, "template", lambda: said)
    monkeypatch.setattr(catalogue, "read", lambda code: translated)
    assert catalogue.faults("vi") == [
        "other placeholders: Step {step} -> Bước {buoc}",
        "not translated: Weather",
        "marked fuzzy: Stocks",
    ]


def test_every_placeholder_can_be_filled() -> None:
    for entry in catalogue.read("vi"):
        if entry.id:
            values = dict.fromkeys(catalogue.placeholders(str(entry.id)), "x")
            assert M(str(entry.id), **values).render(lambda text: language.translate(text, "vi"), "vi")


def test_english_without_a_wish() -> None:
    app = AppTest.from_function(page).run()
    assert texts(app) == ["Weather", "Whole forecast: 1.5 s.", "28.5\u00a0%"]


def test_the_address_sets_the_language_and_its_numbers() -> None:
    app = AppTest.from_function(page)
    app.query_params["lang"] = "vi"
    app.run()
    assert texts(app) == ["Thời tiết", "Toàn bộ dự báo: 1,5 giây.", "28,5\u00a0%"]


def test_the_choice_is_kept_in_the_address() -> None:
    app = AppTest.from_function(page).run()
    app.button_group(key="lang").set_value("vi").run()
    assert texts(app)[0] == "Thời tiết"
    assert app.query_params["lang"] == "vi"


def test_an_unknown_language_in_the_address_is_english() -> None:
    app = AppTest.from_function(page)
    app.query_params["lang"] = "xx"
    app.run()
    assert texts(app)[0] == "Weather"
    assert not app.exception


def test_values_inside_a_sentence_follow_the_language() -> None:
    message = M("{day} {share} {count}", day=dt.datetime(2015, 12, 31), share=Percent(0.5), count=Number(1234.5, 1))
    assert message.render(locale="vi") == "31 thg 12, 2015 50\u00a0% 1.234,5"
