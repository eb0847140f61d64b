"""Errors on a page: a UserError becomes its two sentences, anything else stays an exception."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from core.ui.errors import literal


def user_error() -> None:
    import streamlit as st

    from core.errors import UserError
    from core.messages import M
    from core.ui import errors

    with errors.shown():
        raise UserError(
            M("There is no model called “{name}”.", name="a*b_$x$"), M("Choose one of these: {names}.", names=["x"])
        )
    st.text("the rest of the page")


def another_error() -> None:
    from core.ui import errors

    with errors.shown():
        raise ZeroDivisionError("a fault of ours")


def test_sentence_hint_and_the_rest_of_the_page() -> None:
    app = AppTest.from_function(user_error).run()
    assert app.error[0].value == "There is no model called “a\\*b\\_\\$x\\$”.\n\nChoose one of these: x."
    assert app.text[0].value == "the rest of the page"


def test_in_vietnamese() -> None:
    app = AppTest.from_function(user_error)
    app.query_params["lang"] = "vi"
    app.run()
    assert app.error[0].value.startswith("Không có mô hình nào tên là")


def test_a_fault_of_ours_is_not_hidden() -> None:
    app = AppTest.from_function(another_error).run()
    assert app.exception[0].message == "a fault of ours"


def test_literal_leaves_plain_text_alone() -> None:
    assert literal("Hà Nội, 12,5 °C") == "Hà Nội, 12,5 °C"
