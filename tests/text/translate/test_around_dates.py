"""What stands around a date and among its parts: times, words, weekdays, the same said twice; and what is no date."""

from __future__ import annotations

import re
from random import Random

import pytest

from core.text.translate.dates import clocks, english, vietnamese
from core.text.translate.dates.composing import ORDERS, again, between, composed, twice
from core.text.translate.dates.examples import LUNAR, SHARES, example, held_out, moment_for, plain, target_of
from core.text.translate.dates.figures import figures, roman
from core.text.translate.dates.frames import FRAMES, led, surrounded
from core.text.translate.dates.negatives import DAYS, MONTHS, YEARS, negative
from core.text.translate.dates.slots import SLOT, SLOTS, WEEKDAYS, Moment, fill

MONDAY = Moment(2021, 5, 3, 1)
PARTS = {name: set(names.split("|")) for name, names in (("d", DAYS), ("m", MONTHS), ("y", YEARS))}


def said(wording: str) -> list[str]:
    """Which part each slot of a wording says, in their order."""
    return [next(part for part, names in PARTS.items() if slot in names) for slot in SLOT.findall(wording)]


def test_every_slot_says_one_of_the_parts() -> None:
    assert set().union(*PARTS.values(), WEEKDAYS, {"lunar"}) == set(SLOTS)


@pytest.mark.parametrize("language", FRAMES)
def test_words_around_a_wording_leave_its_slots_alone(language: str) -> None:
    draw = Random(0)
    wording = "{d} {month} {y}"
    framed = [surrounded(wording, language, draw) for _ in range(3000)]
    assert all(SLOT.findall(text) == ["d", "month", "y"] for text in framed)
    assert len(set(framed)) > 1000
    assert 0.5 < framed.count(wording) / len(framed) < 0.65


def test_a_word_that_ends_one_and_begins_the_other_is_said_once() -> None:
    assert led("hà nội, ngày ", "ngày {d}") == "hà nội, ngày {d}"
    assert led("born on ", "on {d}") == "born on {d}"
    assert led("due ", "the {dth}") == "due the {dth}"


def test_times_of_day_in_both_languages() -> None:
    draw = Random(0)
    spoken = {clocks.english(draw) for _ in range(4000)} | {clocks.vietnamese_time(draw) for _ in range(8000)}
    assert {"3 pm", "noon", "half past nine", "8 giờ 15 phút", "ba giờ", "14:30"} <= spoken
    assert any(re.fullmatch(r"\d+h[0-5]\d", time) for time in spoken)
    assert all(re.match(r"t\d\d:?\d\d", clocks.stamp(draw)) for _ in range(100))
    assert clocks.unfinished("9 giờ")
    assert clocks.unfinished("8 giờ 15")
    assert clocks.unfinished("half past three")
    assert not clocks.unfinished("14:30")
    assert not clocks.unfinished("9h30")
    assert not clocks.unfinished("8 giờ 15 phút")


def test_parts_come_in_every_order_each_once() -> None:
    for phrases in (english.PHRASES, vietnamese.PHRASES):
        draw = Random(0)
        orders = set[str]()
        for _ in range(2000):
            wording = composed(phrases, draw)
            slots = [slot for slot in SLOT.findall(wording) if slot not in WEEKDAYS]
            orders.add("".join(said("".join(f"{{{slot}}}" for slot in slots))))
        assert orders == set(ORDERS)


def test_some_parts_stand_together_in_brackets() -> None:
    draw = Random(0)
    found = " | ".join(composed(english.PHRASES, draw) for _ in range(6000))
    assert re.search(r"\{y\} [(\[]\{mon(th)?\},? \{d", found)


def test_a_weekday_stands_between_two_parts_or_behind_tight_ones() -> None:
    found = {between("{dth} {month} {y}", "{weekday}", Random(seed)) for seed in range(200)}
    assert {"{dth} ({weekday}) {month} {y}", "{dth} {month}, {weekday}, {y}"} <= found
    assert between("{d}/{m}/{y}", "{thu}", Random(0)) == "{d}/{m}/{y} ({thu})"


def test_a_part_or_a_date_is_said_twice() -> None:
    assert twice("the {dord} of June", {"dord": ("dth",)}, Random(1)) in (
        "the {dord} ({dth}) of June",
        "the {dord} [{dth}] of June",
        "the {dord} - {dth} - of June",
    )
    assert twice("{d}/{m}/{y}", english.AGAIN, Random(0)).startswith("{d}/{m}/")
    both = {again("{d} {mon} {y}", "{y}-{mm}-{dd}", english.LINKS, Random(seed)) for seed in range(100)}
    assert "{d} {mon} {y} ({y}-{mm}-{dd})" in both
    assert "{d} {mon} {y}, i.e. {y}-{mm}-{dd}" in both


def test_figures_are_never_month_first() -> None:
    draw = Random(0)
    orders = {"".join(said(figures(draw))) for _ in range(3000)}
    assert orders == {"dmy", "ymd"}
    assert {"".join(said(figures(draw, day_and_month=True))) for _ in range(100)} == {"dm"}
    assert fill("{d}.{roman}.{y}", MONDAY, draw) == "3.V.2021"
    assert all("{roman}" in roman(draw) for _ in range(20))


def test_a_full_moon_is_the_fifteenth_of_a_lunar_month() -> None:
    moment = moment_for("rằm tháng {m} năm {y}", Random(0))
    assert moment.day == 15
    assert target_of("rằm tháng {m} năm {y}", MONDAY).startswith(LUNAR)
    assert target_of("âm lịch: {d}/{m}/{y}", MONDAY) == LUNAR + "2021-05-03"
    assert target_of("tháng năm, ngày {d} năm {y}", MONDAY) == "2021-05-03"


def test_a_time_by_hand_is_held_out_at_any_hour() -> None:
    assert plain("lúc 9h ngày {d}") == plain("lúc 14h ngày {d}")
    assert held_out("lúc 17h ngày {dd}/{mm}/{y}")


def test_what_is_no_date_lacks_a_part_or_has_two_dates() -> None:
    draw = Random(0)
    texts = [negative(draw) for _ in range(6000)]
    assert all("{" not in text for text in texts)
    assert any(re.fullmatch(r"\d?\d:\d\d", text) for text in texts)
    assert any(text.startswith(("from ", "từ ")) for text in texts)
    whole = re.compile(r"\d{1,2} (January|May|December) \d{4}")
    assert not any(whole.fullmatch(text) for text in texts)
    assert SHARES["negative"] > 0.1


def test_an_example_is_no_date_or_one_in_iso() -> None:
    draw = Random(3)
    for _ in range(500):
        row = example(draw, noisy=False)
        assert not row.wording or set(SLOT.findall(row.wording)) <= set(SLOTS)
        assert row.target == "?" or re.fullmatch(r"L?\d{4}-\d\d-\d\d( [1-7])?", row.target)
