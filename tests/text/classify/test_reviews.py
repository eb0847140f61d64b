"""The split of the reviews: films stay together, nothing held out is told to the training part."""

from __future__ import annotations

import pandas as pd
import pytest

from core.errors import UserError
from core.text.classify import reviews
from core.text.classify.reviews import BLOCK, SOURCES, split

LONG = "this very sentence of nine words stands in two"


def table(each: int = 20 * BLOCK) -> pd.DataFrame:
    rows = [(f"review {label} {n}", label, SOURCES[0]) for label in (0, 1) for n in range(each)]
    rows += [(f"sentence {label} {n} .", label, SOURCES[1]) for label in (0, 1) for n in range(500)]
    return pd.DataFrame(rows, columns=["text", "label", "source"])


def test_stretches_of_reviews_go_to_one_part_as_a_whole() -> None:
    parts = split(table()).parts[: 20 * BLOCK].reshape(20, BLOCK)
    assert [len(set(stretch)) for stretch in parts.tolist()] == [1] * 20
    assert [stretch[0] for stretch in parts.tolist()].count("test") == 2
    assert [stretch[0] for stretch in parts.tolist()].count("validation") == 1


def test_sentences_are_divided_by_their_text_alone() -> None:
    whole = split(table())
    turned = split(table().iloc[::-1].reset_index(drop=True))
    parts = dict(zip(whole.texts, whole.parts, strict=True))
    sentences = turned.rows("test", SOURCES[1])
    assert all(parts[turned.texts[row]] == "test" for row in sentences)
    assert 0.08 < len(sentences) / 1000 < 0.16


def test_a_training_text_that_repeats_a_held_out_sentence_is_dropped() -> None:
    frame = table()
    held, learned = 3 * BLOCK, 0  # rows of a test stretch and of a training stretch
    assert split(frame).parts[[learned, held]].tolist() == ["train", "test"]
    frame.loc[[learned, held], "text"] = [f"Good. {LONG}! Yes.", f"Bad: no.<br /><br />{LONG.upper()}."]
    found = split(frame)
    assert found.dropped == 1
    assert [text for text in found.texts if LONG in text.lower()] == [f"Bad: no.\n\n{LONG.upper()}."]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "PACKAGE", "no_such_reviews")
    with pytest.raises(UserError, match="no_such_reviews is not installed"):
        reviews.load_reviews()
