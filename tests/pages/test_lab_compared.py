"""The labs compared and bidirectional as a reader meets them: measured here, pasted numbers, words, a changed day."""

from __future__ import annotations

import math

from core.labs.compared.names import LEAST
from tests.pages.conftest import Open, text


def test_times_are_measured_on_this_machine(open_page: Open) -> None:
    app = open_page("lab_compared", view="cost", hidden="8")
    assert "has not been measured yet" in text(app)
    app.button(key="lab.compared.measure").click().run()
    assert not app.exception, app.exception[0].message
    assert "Measured on this machine" in text(app)
    assert len(app.get("vega_lite_chart")) == 4


def test_pasted_numbers_are_trained_on_and_wrong_ones_are_told(open_page: Open) -> None:
    app = open_page("lab_compared", view="series", series="own", own="1 2 3")
    assert "These are 3 numbers" in app.error[0].value
    numbers = " ".join(f"{math.sin(i / 3):.3f}" for i in range(LEAST))
    app.text_area(key="lab.compared.own").set_value(numbers).run()
    app.button(key="lab.compared.trainer.one").click().run()
    assert not app.exception, app.exception[0].message
    assert not app.error
    assert "is first with" in text(app)


def test_words_get_their_accents_back(open_page: Open) -> None:
    app = open_page("lab_bidirectional", view="accents")
    app.text_input(key="lab.bidirectional.phrase").set_value("tieng anh").run()
    assert not app.exception, app.exception[0].message
    assert "Read both ways: “tiếng anh”." in text(app)
    app.text_input(key="lab.bidirectional.phrase").set_value("2026").run()
    assert "There is no letter in that text." in app.error[0].value
    app.button(key="lab.bidirectional.phrase.bo dao nha").click().run()
    assert not app.error
    assert "Read forwards: “bo đào nha”. Read both ways: “bồ đào nha”." in text(app)
    assert any("t = 2" in equation.value for equation in app.latex)  # the letter on which the two differ


def test_a_changed_day_is_seen_by_the_leaky_network_alone(open_page: Open) -> None:
    app = open_page("lab_bidirectional", view="days", window="9", day="12", by="-10")
    assert not app.exception, app.exception[0].message
    assert "and 0 where forwards only" in text(app)
    assert "it had read its own answer" in text(app)
