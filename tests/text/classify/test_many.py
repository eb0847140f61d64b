"""Many texts from a file: lines or a column, and what cannot be read."""

from __future__ import annotations

import pytest

from core.errors import UserError
from core.text.classify import many
from core.text.classify.many import read_texts


def test_a_text_a_line_or_the_column_of_a_table() -> None:
    assert read_texts("a.txt", b"\xef\xbb\xbfgood, really\n\n  \nbad\r\n") == ["good, really", "bad"]
    assert read_texts("a.csv", b"id,review\r1,good\r2,bad\r") == ["good", "bad"]
    assert read_texts("a.csv", b'id,review\n1,"good, really"\n2,"two\nlines"\n3\n') == ["good, really", "two\nlines"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "0 texts found"),
        (b" \n\x07\n", "0 texts found"),
        (b"text\n", "0 texts found"),
        (b"\xff\xff\x00", "no text in UTF-8"),
        (b"fine\n" + b"x" * 20_001, "Text 2 has 20,001 characters"),
        (b"text\n" + b"x" * 300_000, "cannot be read"),
        (b'text\n"left open\nnext', "cannot be read"),
        (b"film\n" * 12, "12 texts found; there may be 1 to 10"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, content: bytes, sentence: str) -> None:
    monkeypatch.setattr(many, "MOST_TEXTS", 10)
    with pytest.raises(UserError, match=sentence):
        read_texts("texts.csv", content)
