"""Words coloured by value: the text stays whole and safe, colours follow sign and size, letters stay readable."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from core.charts import tokens
from core.charts.colours import TEXT_CONTRAST, contrast
from tests.charts.samples import english, vietnamese

TEXT = "A <b>fine</b> film,\nnot dull & never long."
WORDS = pd.DataFrame({"start": [5, 14, 27], "end": [9, 18, 31], "value": [0.8, 0.01, -0.4]})


def colours_of(html: str) -> dict[str, str]:
    return {unescape(word): colour for colour, word in re.findall(r"background:(#\w+)[^>]*>([^<]*)</span>", html)}


def test_the_text_is_kept_and_no_tag_of_it_survives() -> None:
    html = tokens.words_html(TEXT, WORDS, english())
    assert unescape(re.sub(r"<[^>]+>", "", html)) == TEXT
    assert "<b>" not in html


def test_colour_follows_sign_and_size() -> None:
    found = colours_of(tokens.words_html(TEXT, WORDS, english()))
    look = english()
    assert set(found) == {TEXT[5:9], TEXT[27:31]}  # the word next to zero has none
    assert found[TEXT[5:9]] == tokens.background(1.0, look)
    assert found[TEXT[27:31]] == tokens.background(-0.5, look)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("signed", [True, False])
def test_letters_are_readable_on_every_colour(mode: str, signed: bool) -> None:
    look = english(mode)
    for share in (-1.0, -0.5, 0.05, 0.5, 1.0):
        behind = tokens.background(share, look, signed)
        assert max(contrast(ink, behind) for ink in (look.colours.ink, look.colours.paper)) >= TEXT_CONTRAST


def test_the_sentence_names_the_strongest_of_either_sign() -> None:
    sentence = str(tokens.alt_text(TEXT, WORDS))
    high, also, low = TEXT[5:9], TEXT[14:18], TEXT[27:31]
    assert (
        sentence
        == f"Of 3 words and signs, most in favour: {high} (0.800), {also} (0.010); most against: {low} (-0.400)."
    )


def test_values_are_written_in_the_readers_language() -> None:
    assert 'title="0,800"' in tokens.words_html(TEXT, WORDS, vietnamese())


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="value"):
        tokens.words_html(TEXT, WORDS.drop(columns="value"), english())
