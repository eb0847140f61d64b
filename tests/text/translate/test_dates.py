"""Wordings, what they mean, and what is kept from training."""

from __future__ import annotations

from random import Random

import pytest

from core.text.translate.dates import english
from core.text.translate.dates.examples import LISTS, LUNAR, NO_DATE, example, held_out, loosened, plain, target_of
from core.text.translate.dates.noise import disturb, without_accents
from core.text.translate.dates.numerals import english_year, ordinal, suffix, vietnamese, vietnamese_year
from core.text.translate.dates.reading import read
from core.text.translate.dates.slots import Moment, fill
from core.text.translate.dates.unseen import ENGLISH, VIETNAMESE

MONDAY = Moment(2021, 5, 3, 1)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("{weekday}, {month} the {dth}, {y}", "Monday, May the 3rd, 2021"),
        ("{dd}/{mm}/{yy}", "03/05/21"),
        ("the {dord} of {month}", "the third of May"),
        ("{thu} ngày {dvi} tháng {mvi} năm {y}", "thứ hai ngày ba tháng năm năm 2021"),
        ("{thun}, mùng {d}", "thứ 2, mùng 3"),
    ],
)
def test_slots_are_filled(wording: str, text: str) -> None:
    assert fill(wording, MONDAY, Random(0)) == text


def test_numbers_in_words() -> None:
    assert "".join(suffix(day) for day in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23)) == "stndrdththththstndrd"
    assert [ordinal(day) for day in (3, 20, 21, 30)] == ["third", "twentieth", "twenty-first", "thirtieth"]
    said = {english_year(2021, Random(seed)) for seed in range(40)}
    assert {"twenty twenty-one", "two thousand and twenty-one", "two thousand twenty one"} <= said
    short = {english_year(2005, Random(seed)) for seed in range(40)}
    assert {"twenty oh five", "twenty o five", "two thousand five", "two thousand and five"} == short
    assert {vietnamese(21, Random(seed)) for seed in range(60)} == {"hai mươi mốt", "hai mốt", "hăm mốt"}
    assert vietnamese(15, Random(0)) == "mười lăm"
    assert "hai nghìn không trăm hai mươi mốt" in {vietnamese_year(2021, Random(seed)) for seed in range(80)}


def test_targets_say_date_weekday_and_calendar() -> None:
    assert target_of("{d} {month} {y}", MONDAY) == "2021-05-03"
    assert target_of("{wkd} {d} {month} {y}", MONDAY) == "2021-05-03 1"
    assert target_of("{d}/{m}/{y} âm lịch", MONDAY) == LUNAR + "2021-05-03"


def test_no_wording_is_trained_on_and_tested_too() -> None:
    draw = Random(0)
    trained = {plain(example(draw).wording) for _ in range(3000)}
    tested = {plain(example(draw, test=True).wording) for _ in range(1000)}
    assert trained & tested <= {""}  # "" is a text that is no date
    assert all(held_out(wording) for wording in ENGLISH + VIETNAMESE)
    assert held_out("{d}th {month} of the year {y}") == held_out("the {dth} {month} of the year {y}") is True
    assert held_out("{month} {d} {y}") == held_out("{month} {d}, {y}") == held_out("the {month}  {d}, {y}.")


def test_english_says_the_year_first_last_in_digits_and_in_words() -> None:
    draw = Random(0)
    said = " | ".join(english.wording(draw) for _ in range(4000))
    for part in (
        "in {y} ",
        "{y}'s ",
        " of the year {y}",
        " day of {month}",
        "{ywords}, ",
        "({weekday})",
        "this {weekday}",
    ):
        assert part in said
    assert english.wording(Random(3)) == english.wording(Random(3))


def test_the_same_seed_writes_the_same_examples() -> None:
    first, second = ([example(Random(7)) for _ in range(20)] for _ in range(2))
    assert first == second
    assert any(row.target == NO_DATE for row in (example(draw) for draw in [Random(1)] * 60))


def test_noise_keeps_the_digits() -> None:
    draw = Random(0)
    for _ in range(300):
        assert disturb("03.05.2021", "en", draw).replace("14:30", "").count("2021") == 1
    assert without_accents("thứ tư, mồng ba tháng năm, Đà Nẵng") == "thu tu, mong ba thang nam, Da Nang"


def test_what_was_written_is_read() -> None:
    assert read("2021-05-03 1").output == "2021-05-03"
    assert read("2021-05-03 1").notes == ()
    wrong = read("2021-05-03 2")
    assert wrong.output == "2021-05-03"
    assert "Tuesday" in str(wrong.notes[0])
    assert "Monday" in str(wrong.notes[0])
    lunar = read("L2021-01-30")
    assert lunar.output == "2021-01-30 (lunar)"
    assert "lunar" in str(lunar.notes[0])


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("?", "No complete date"),
        ("", "No complete date"),
        ("2021-02-31", "no day 31 in month 2 of 2021"),
        ("2023-02-29", "no day 29 in month 2 of 2023"),
        ("2021-13-05", "no month 13"),
        ("L2021-01-31", "no month of the lunar"),
        ("2021-05-0", "No complete date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(written: str, part: str) -> None:
    found = read(written)
    assert found.output == ""
    assert part.casefold() in str(found.refused).casefold()


def test_leap_days_are_dates() -> None:
    assert read("2024-02-29").output == "2024-02-29"
    assert read("2000-02-29").output == "2000-02-29"
    assert read("1900-02-29").refused is not None


def test_a_joint_is_loosened_where_two_parts_meet() -> None:
    said = {loosened("{d} {month} {y}", Random(seed)) for seed in range(200)}
    assert {"{d}-{month} {y}", "{d} {month} | {y}", "{d} {month}, {y}"} <= said
    assert loosened("{d}{mon}{y}", Random(0)) == "{d}{mon}{y}"


def test_every_list_by_hand_is_kept_from_training() -> None:
    assert all(held_out(wording) for found in LISTS.values() for wording in found.ENGLISH + found.VIETNAMESE)
    assert plain("{d} {mon} ’{yy}") == plain("{d} {mon}, '{yy}")
