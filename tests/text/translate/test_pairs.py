"""Pairs of software wording: placeholders, cleaning, splitting without leaks, the memory."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from core.text.translate.calibration import Calibration, expected_error
from core.text.translate.memory import TranslationMemory
from core.text.translate.pairs.cleaning import Pair, bare, cleaned, unique
from core.text.translate.pairs.mozilla import fluent, messages, properties
from core.text.translate.pairs.placeholders import marked_like, put_back, take_out
from core.text.translate.pairs.splitting import split
from core.text.translate.scoring import score
from core.text.translate.similarity import Grams, nearest
from core.text.translate.subwords import Subwords, lowered, raised


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Open {name}?", "Open ⟦1⟧?"),
        ("%(count)s of %s", "⟦1⟧ of ⟦2⟧"),
        ("{a} and {b} and {a}", "⟦1⟧ and ⟦2⟧ and ⟦1⟧"),
        ("<b>Bold</b> &amp; more", "⟦1⟧Bold⟦2⟧ ⟦3⟧ more"),
        ("_Open &Save ~Close", "Open Save Close"),
        ("P&revious", "Previous"),
        ("100 % sure, R&D", "100 % sure, R&D"),
        ("see https://example.org/a?b now", "see ⟦1⟧ now"),
    ],
)
def test_placeholders_are_marked_and_accelerators_dropped(text: str, marked: str) -> None:
    assert take_out(text)[0] == marked


def test_placeholders_come_back_wherever_they_stand() -> None:
    marked, placeholders = take_out("Copy %1$s to {target}")
    assert put_back("Chép vào ⟦2⟧ từ ⟦1⟧", placeholders) == "Chép vào {target} từ %1$s"
    assert marked_like("Chép %1$s vào {target}", placeholders) == "Chép ⟦1⟧ vào ⟦2⟧"
    assert marked_like("Chép {other}", placeholders) is None
    assert put_back("⟦3⟧ x", placeholders) == " x"
    assert marked.count("⟦") == 2


def test_pairs_that_teach_nothing_are_left_out() -> None:
    assert cleaned("Open", "Mở") == Pair("Open", "Mở")
    assert cleaned("Open", "Open") is None
    assert cleaned("%s", "%s") is None
    assert cleaned("Open {a}", "Mở {b}") is None
    assert cleaned("x" * 200, "y" * 200) is None
    assert unique([Pair("A", "x"), Pair("A", "y"), Pair("A", "y")]) == [Pair("A", "y")]


def test_a_source_is_bare_without_case_digits_and_placeholders() -> None:
    assert bare("Open 3 files in ⟦1⟧…") == bare("open 12 Files, in ⟦2⟧") == "open files in"


def test_what_is_alike_stays_on_one_side() -> None:
    words = ("open", "close", "save", "delete", "rename", "search", "replace", "insert", "format", "print", "export")
    nouns = ("document", "picture", "bookmark", "password", "account", "calendar", "network", "keyboard")
    pairs = [
        Pair(text, "x")
        for word in words
        for noun in nouns
        for text in (
            f"{word} the {noun}",
            f"{word.title()} the {noun}!",
            f"{word} the {noun} ⟦1⟧",
            f"{word} the {noun}s",
        )
    ]
    parts = split(pairs, 40, 0)
    keys = [{bare(pair.source).rstrip("s") for pair in part} for part in (parts.training, parts.validation, parts.test)]
    assert all(keys)
    assert keys[0].isdisjoint(keys[1])
    assert keys[2].isdisjoint(keys[0] | keys[1])
    assert sum(map(len, (parts.training, parts.validation, parts.test))) == len(pairs)
    assert split(pairs, 40, 0) == parts


def test_the_memory_gives_its_nearest_neighbour() -> None:
    memory = TranslationMemory(["Open file", "Close window", "Save all"], ["Mở tệp", "Đóng cửa sổ", "Lưu tất cả"])
    assert memory.translate(["open files", "Close windows", "save"]) == ["Mở tệp", "Đóng cửa sổ", "Lưu tất cả"]


def test_likeness_is_the_cosine_of_weighted_n_grams() -> None:
    """A text against itself in capitals, one that shares nothing, and one that shares a part."""
    grams = Grams(["ab", "xyz"])
    rows, alike = nearest(grams, ["ab", "AB", "qq"])
    assert rows.tolist()[:2] == [0, 0]
    assert alike.tolist() == pytest.approx([1.0, 1.0, 0.0], abs=1e-6)
    _, half = nearest(grams, ["ab xyz"])
    assert 0 < half[0] < 1


def test_scores_of_a_perfect_and_of_a_wrong_translation() -> None:
    assert score(["Mở tệp này đi"], ["Mở tệp này đi"]).to_json() == {"bleu": 100.0, "chrf": 100.0, "exact": 1.0}
    assert score(["x"], ["Mở tệp"]).chrf < 1


def test_calibration_rises_and_meets_the_shares() -> None:
    scores = [-3.0] * 100 + [-1.0] * 100
    outcomes = [1.0] * 20 + [0.0] * 80 + [1.0] * 90 + [0.0] * 10
    found = Calibration.fit(scores, outcomes)
    assert found(-3.0) == pytest.approx(0.2, abs=0.01)
    assert found(-1.0) == pytest.approx(0.9, abs=0.01)
    assert found(-9.0) <= found(-2.0) <= found(0.0)
    assert expected_error([0.9] * 10, [1.0] * 9 + [0.0]) == pytest.approx(0.0)
    assert expected_error([0.9] * 10, [0.0] * 10) == pytest.approx(0.9)


def test_capitals_come_back() -> None:
    for text in ("Open the File", "PDF of iPhone (Ảnh)", "Mở Tệp", "a1B"):
        assert raised(lowered(text)) == text


def test_subwords_read_and_write_the_same_text() -> None:
    texts = ["Open the file ⟦1⟧", "Mở tệp ⟦1⟧", "Close the window"] * 4
    tokens = Subwords.fit(texts, 120)
    assert [tokens.decode(tokens.pieces(text)) for text in texts[:3]] == texts[:3]
    pieces = tokens.pieces("Open 🎉")
    assert "🎉" in "".join(pieces)
    assert tokens.encode("Open 🎉").count(3) == 1


FLUENT = """
-brand = Fox
open-file = Open { $name }
    now
    .label = Open
    .accesskey = O
many = { $n ->
    [one] one
   *[other] more
  }
"""


def test_messages_of_fluent_and_properties() -> None:
    found = dict(fluent(FLUENT))
    assert found == {
        "-brand": "Fox",
        "open-file": "Open { $name } now",
        "open-file.label": "Open",
        "open-file.accesskey": "O",
    }
    assert dict(properties("# c\nsave = Save \\u0041\n\nx=1")) == {"save": "Save A", "x": "1"}


def test_messages_of_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xpi", "w") as archive:
        archive.writestr("localization/vi/a/b.ftl", "open = Mở")
        archive.writestr("localization/fr/a/b.ftl", "open = Ouvrir")
    assert messages(tmp_path / "a.xpi", "vi") == {("a/b.ftl", "open"): "Mở"}
