"""Syllables, rhymes and the six-eight form on lines that every reader of Vietnamese knows."""

from __future__ import annotations

import pytest

from core.text.generate.syllables import onset_of, parse, words
from core.text.generate.verse import check_form, rhyme, rime

OPENING = [
    "Trăm năm trong cõi người ta,",
    "Chữ tài chữ mệnh khéo là ghét nhau.",
    "Trải qua một cuộc bể dâu,",
    "Những điều trông thấy mà đau đớn lòng.",
    "Lạ gì bỉ sắc tư phong,",
    "Trời xanh quen thói má hồng đánh ghen.",
]
FOLK = [
    "Công cha như núi Thái Sơn,",
    "Nghĩa mẹ như nước trong nguồn chảy ra.",
    "Một lòng thờ mẹ kính cha,",
    "Cho tròn chữ hiếu mới là đạo con.",
]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("trăm", ("tr", "", "ă", "m", "ngang")),
        ("nghiêng", ("ngh", "", "ia", "ng", "ngang")),
        ("gì", ("g", "", "i", "", "huyền")),
        ("giếng", ("g", "", "ia", "ng", "sắc")),
        ("giữa", ("gi", "", "ưa", "", "ngã")),
        ("quốc", ("qu", "w", "ô", "c", "sắc")),
        ("quên", ("qu", "w", "ê", "n", "ngang")),
        ("hoa", ("h", "w", "a", "", "ngang")),
        ("khuya", ("kh", "w", "ia", "", "ngang")),
        ("người", ("ng", "", "ưa", "i", "huyền")),
        ("muôn", ("m", "", "ua", "n", "ngang")),
        ("yêu", ("", "", "ia", "u", "ngang")),
        ("mưa", ("m", "", "ưa", "", "ngang")),
        ("Đồng", ("đ", "", "ô", "ng", "huyền")),
        ("ả", ("", "", "a", "", "hỏi")),
        ("lạ", ("l", "", "a", "", "nặng")),
    ],
)
def test_a_syllable_falls_into_its_parts(word: str, parts: tuple[str, ...]) -> None:
    found = parse(word)
    assert found is not None
    assert (found.onset, found.glide, found.nucleus, found.coda, found.tone) == parts


@pytest.mark.parametrize("word", ["strength", "bcd", "w", "xin-chào"])
def test_what_is_no_syllable_is_none(word: str) -> None:
    assert parse(word) is None


def test_decomposed_spelling_is_the_same_syllable() -> None:
    import unicodedata

    assert parse(unicodedata.normalize("NFD", "người")) == parse("người")
    assert len(words(unicodedata.normalize("NFD", OPENING[0]))) == 6


@pytest.mark.parametrize(("word", "onset"), [("Trăm", "Tr"), ("gì", "g"), ("già", "gi"), ("quý", "qu"), ("anh", "")])
def test_the_onset_keeps_its_capitals(word: str, onset: str) -> None:
    assert onset_of(word) == onset


@pytest.mark.parametrize(
    ("first", "second", "kept", "full"),
    [
        ("ta", "là", True, True),
        ("ta", "hoa", True, True),  # the glide does not count
        ("dâu", "nhau", True, False),
        ("dâu", "đau", True, False),
        ("lòng", "phong", True, True),
        ("phong", "hồng", True, False),
        ("tai", "người", True, False),
        ("miền", "thuyền", True, True),  # iê and yê are one sound
        ("ta", "lá", False, False),  # an oblique tone
        ("ta", "tin", False, False),
        ("hay", "hai", True, False),  # ă + i and a + i
        ("ta", "xyz", False, False),
    ],
)
def test_rhymes(first: str, second: str, kept: bool, full: bool) -> None:
    found = rhyme(first, second)
    assert (found.kept, found.full) == (kept, full)
    assert rhyme(second, first).kept == kept


def test_ay_and_ai_are_written_apart_because_they_sound_apart() -> None:
    assert [rime(syllable) for syllable in map(parse, ("hay", "hai", "mây")) if syllable] == ["ay", "ai", "ây"]


@pytest.mark.parametrize(("lines", "couplets"), [(OPENING, 3), (FOLK, 2)])
def test_known_verses_keep_the_form(lines: list[str], couplets: int) -> None:
    form = check_form(lines)
    assert len(form.couplets) == couplets
    assert (form.form_share, form.inner_share, form.link_share, form.whole_share) == (1, 1, 1, 1)
    assert form.couplets[0].link is None
    assert form.couplets[1].link is not None


def test_a_broken_rhyme_and_a_broken_count_are_found() -> None:
    form = check_form([OPENING[0], OPENING[1].replace("là", "lá"), *OPENING[2:4], "Lạ gì bỉ sắc phong", OPENING[5]])
    assert [couplet.in_form for couplet in form.couplets] == [True, True, False]
    assert form.inner_share == pytest.approx(1 / 2)
    assert form.form_share == pytest.approx(2 / 3)
    assert form.couplets[2].inner is None


def test_one_missing_line_is_counted_once() -> None:
    """Without its first line the poem is out of step until the next couplet begins."""
    form = check_form(OPENING[1:])
    assert [couplet.in_form for couplet in form.couplets] == [False, True, True]


def test_no_text_has_no_form() -> None:
    assert check_form([]).couplets == ()
    assert check_form(["", "một"]).form_share == 0
