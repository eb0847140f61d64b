"""The shipped checkpoints on wordings that people write, on bad input, and against their own cards."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import cast

import pytest

from core.cli.app import main
from core.errors import UserError
from core.text.tasks import CHECKPOINTS, shipped_predictor
from core.text.translate.predictor import Change, TranslationPredictor


@pytest.fixture(scope="module")
def dates() -> TranslationPredictor:
    return cast(TranslationPredictor, shipped_predictor("dates"))


@pytest.fixture(scope="module")
def wording() -> TranslationPredictor:
    return cast(TranslationPredictor, shipped_predictor("en-vi"))


ENGLISH = (
    "May the 3rd, 2021", "Mon 3 May '21", "3rd of May 2021", "2021 May 3", "MAY 3 2021", "03.05.2021", "3/5/2021",
    "Monday, May 3, 2021", "the third of May, 2021", "3-May-2021", "2021-05-03", "May 3rd 2021",
)  # fmt: skip
VIETNAMESE = (
    "thứ Hai, 03-05-2021", "Thứ hai ngày 3 tháng 5 năm 2021", "tháng 5 ngày 3, 2021", "ngày mồng ba tháng năm năm 2021",
    "mùng 3 tháng Năm năm 2021", "ngày 3/5/2021", "3 tháng 5, 2021", "T2, 3/5/2021", "ngay 3 thang 5 nam 2021",
    "năm 2021 tháng 5 ngày 3", "ngày 03 tháng 05 năm 2021", "3 thg 5, 2021",
)  # fmt: skip


@pytest.mark.parametrize("text", ENGLISH + VIETNAMESE)
def test_wordings_of_the_third_of_may(dates: TranslationPredictor, text: str) -> None:
    answer = dates.translate([text])[0]
    assert answer.output == "2021-05-03"
    assert answer.confidence > 0.5


AROUND = (
    "9h30 ngày 3/5/2021", "vào hồi 8 giờ 15 phút, ngày 3 tháng 5 năm 2021", "3 May 2021 14:30", "2021-05-03T14:30:00Z",
    "at half past nine on May 3, 2021", "3 May 2021 (03/05/2021)", "TP. Hồ Chí Minh, ngày 3 tháng 5 năm 2021",
    "3rd of May (Monday), 2021", "ngày 3 (thứ hai) tháng 5/2021", "year 2021, month May, day 3rd", "3.V.2021",
    "signed in London on the third (3rd) day of May, A.D. 2021", "Hạn nộp: 3-5-2021, lúc 17h", "May's third day, 2021",
)  # fmt: skip
"""Words and times around the date and the parts in unusual places."""


@pytest.mark.parametrize("text", AROUND)
def test_a_date_is_read_whatever_stands_around_it(dates: TranslationPredictor, text: str) -> None:
    assert dates.translate([text])[0].output == "2021-05-03"


@pytest.mark.parametrize(
    "text",
    ["14:30", "8 giờ 15 phút", "0912 345 678", "$3,500", "May 2021", "lúc 9h ngày 3/5", "3 May 2021 to 7 May 2021"],
)
def test_a_time_a_price_a_number_and_two_dates_are_no_date(dates: TranslationPredictor, text: str) -> None:
    assert dates.translate([text])[0].output == ""


@pytest.mark.parametrize("text", ["31 February 2021", "31/2/2021", "5/13/2021", "ngày 31 tháng 4 năm 2021"])
def test_an_impossible_date_is_refused(dates: TranslationPredictor, text: str) -> None:
    answer = dates.translate([text])[0]
    assert answer.output == ""
    assert answer.evidence["refused"].startswith("There is no")


@pytest.mark.parametrize("text", ["hello world", "tomorrow", "thứ hai tuần sau", "the price is 300"])
def test_no_date_is_refused_with_low_confidence(dates: TranslationPredictor, text: str) -> None:
    answer = dates.translate([text])[0]
    assert answer.output == ""
    assert answer.confidence <= 0.5
    assert "No complete date" in answer.evidence["refused"]


def test_a_wrong_weekday_is_told_and_a_lunar_month_is_labelled(dates: TranslationPredictor) -> None:
    wrong, lunar = dates.translate(["Tuesday 3 May 2021", "ngày 3 tháng Giêng năm 2021"])
    assert wrong.output == "2021-05-03"
    assert "Monday" in wrong.evidence["notes"][0]
    assert lunar.output == "2021-01-03 (lunar)"


def test_decomposed_letters_change_nothing_and_many_are_as_one(dates: TranslationPredictor) -> None:
    text = "Thứ hai ngày mồng 3 tháng năm năm 2021"
    both = dates.translate([text, unicodedata.normalize("NFD", text)])
    assert both[0].output == both[1].output == "2021-05-03"
    assert both[0].confidence == both[1].confidence == dates.translate([text])[0].confidence


@pytest.mark.parametrize("text", ["", "  \n", "x" * 200_000, "w" * 10_000])
def test_empty_and_huge_texts_are_refused(
    dates: TranslationPredictor, wording: TranslationPredictor, text: str
) -> None:
    for predictor in (dates, wording):
        with pytest.raises(UserError):
            predictor.translate([text])


@pytest.mark.parametrize("text", ["🎉🎉", "مرحبا", "3\x00May\u202e 2021", "a" * 190])
def test_odd_texts_end(dates: TranslationPredictor, wording: TranslationPredictor, text: str) -> None:
    for predictor in (dates, wording):
        assert 0 <= predictor.translate([text], beam=2)[0].confidence <= 1


def test_placeholders_come_out_as_they_went_in(wording: TranslationPredictor) -> None:
    found = wording.detail("Cannot open the file {name}.")
    assert "{name}" in found.reading.output
    assert "tập tin" in found.reading.output or "tệp" in found.reading.output


def test_a_beginning_is_forced_and_attention_edited(wording: TranslationPredictor) -> None:
    text = "Open the file"
    forced = wording.detail(text, 2, Change(tuple(wording.tokens("Đóng"))))
    assert forced.best.text.startswith("Đóng")
    width = len(forced.source)
    row = tuple(1.0 if place == width - 1 else 0.0 for place in range(width))
    assert wording.detail(text, 1, Change(edited={0: row})).best.attention[0] == row
    with pytest.raises(UserError, match="weights"):
        wording.detail(text, 1, Change(edited={0: (1.0,)}))


def test_cards_say_data_licence_score_and_limits_and_files_are_small() -> None:
    for name in ("dates", "en-vi"):
        card = shipped_predictor(name).card
        assert {"data", "split", "scores", "measured", "limits"} <= set(card)
        assert all(entry["licence"] for entry in card["data"])
        assert sum(file.stat().st_size for file in (CHECKPOINTS / name).iterdir()) < 8_000_000
    scores = shipped_predictor("en-vi").card["scores"]
    assert scores["network"]["bleu"] > scores["memory"]["bleu"] + 5
    assert scores["network"]["chrf"] > scores["memory"]["chrf"] + 7


def test_the_command_answers_explains_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.json"
    assert main(["translate", "--text", "3/5/2021", "--explain", "--json", str(target)]) == 0
    result = json.loads(target.read_text())["results"][0]
    assert result["output"] == "2021-05-03"
    assert len(result["evidence"]["attention"]) == len(result["evidence"]["target"])
    assert sum(result["evidence"]["attention"][0]) == pytest.approx(1, abs=0.01)
    lines = tmp_path / "lines.txt"
    lines.write_text("3/5/2021\n31/2/2021\n" + "x" * 400)
    assert main(["translate", "--file", str(lines), "--json", str(target)]) == 0
    assert [row["output"] for row in json.loads(target.read_text())["results"]] == ["2021-05-03", "", ""]
    assert main(["translate", "--text", "31/2/2021"]) == 2
    assert main(["translate", "--text", "x", "--task", "latin"]) == 2
    assert main(["translate", "--text", "3/5/2021", "--beam", "99"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Không thể mở tệp {name}.", True),
        (unicodedata.normalize("NFD", "Mật khẩu của bạn đã được thay đổi"), True),
        ("Cannot open the file {name}.", False),
        ("Show the poem “Truyện Kiều” in this folder", False),
        ("Déjà vu café", False),
    ],
)
def test_vietnamese_pasted_where_english_is_read_is_told(wording: TranslationPredictor, text: str, told: bool) -> None:
    notes = wording.translate([text])[0].evidence.get("notes", [])
    assert any("looks Vietnamese" in note for note in notes) == told
