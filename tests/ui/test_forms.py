"""The forms that the forecaster names are all known to the pages."""

from __future__ import annotations

import pytest

from core.ui.forms import form


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("last value", "on the last value"),
        ("last value + calendar (day, year)", "on the last value, with time of day, time of year"),
        ("last value + lags of 24 steps", "on the last value, beside those 24 steps earlier"),
        ("seasonal residual (168 steps) + calendar (week)", "on the value 168 steps earlier, with day of the week"),
        ("something new", "something new"),
        ("last value + calendar (moon)", "last value + calendar (moon)"),
    ],
)
def test_a_form_in_words(name: str, words: str) -> None:
    assert str(form(name)) == words
