"""A page's choices and its address: each sets the other, and nonsense in the address is left out."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from core.ui import address

    titles = {"sample": "Sample", "file": "File"}
    source = address.segments("p", "source", "Source", ["sample", "file"], "sample", titles.__getitem__)
    model = address.select("p", "model", "Model", ["lstm", "gru"], "lstm", str.upper)
    horizon = address.whole_number("p", "horizon", "Horizon", 14, (1, 500))
    place = address.text("p", "place", "Place", "Hà Nội")
    st.text(f"{source} {model} {horizon} {place}")


def opened(**asked: str) -> AppTest:
    app = AppTest.from_function(page)
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def test_defaults_leave_the_address_clean() -> None:
    app = opened()
    assert app.text[0].value == "sample lstm 14 Hà Nội"
    assert dict(app.query_params) == {}


def test_an_address_opens_the_same_choices_again() -> None:
    app = opened()
    app.selectbox(key="p.model.").set_value("gru")
    app.number_input(key="p.horizon.14").set_value(30)
    app.text_input(key="p.place").set_value("Zürich")
    app.button_group(key="p.source").set_value("file")
    app.run()
    again = opened(**dict(app.query_params))
    assert again.text[0].value == app.text[0].value == "file gru 30 Zürich"


def test_back_to_the_default_cleans_the_address() -> None:
    app = opened(horizon="30", model="gru")
    app.number_input(key="p.horizon.14").set_value(14).run()
    assert dict(app.query_params) == {"model": "gru"}


def test_nonsense_in_the_address_is_left_out() -> None:
    app = opened(source="nowhere", model="transformer", horizon="-3")
    assert app.text[0].value == "sample lstm 14 Hà Nội"
    assert not app.exception


def test_a_number_out_of_bounds_counts_as_none() -> None:
    assert opened(horizon="501").text[0].value == "sample lstm 14 Hà Nội"
    assert opened(horizon="1e3").text[0].value == "sample lstm 14 Hà Nội"
