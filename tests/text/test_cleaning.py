"""Cleaning: one form of Unicode, nothing invisible, limits that are told."""

import pytest

from core.errors import UserError
from core.text.cleaning import clean


def test_composed_and_decomposed_vietnamese_are_the_same_text() -> None:
    assert clean("Tie\u0302\u0301ng Vie\u0323\u0302t") == clean("Tiếng Việt") == "Tiếng Việt"


def test_control_characters_become_spaces_and_marks_of_direction_go() -> None:
    assert clean("a\x00b\u200fc\r\nd") == "a bc\nd"


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\u200b", "x" * 20_001])
def test_empty_and_endless_texts_are_refused(text: str) -> None:
    with pytest.raises(UserError):
        clean(text)
