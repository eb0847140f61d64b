"""Messages: one template, any language, numbers and dates as the language writes them, and back from JSON."""

import datetime as dt
import json
import pickle

from core.errors import UserError
from core.messages import M, Number, Percent, from_json, to_json

VIETNAMESE = {
    "Held {share} of {count} on {day}; error {error}.": "Chứa {share} trong {count} ngày {day}; sai số {error}."
}
MESSAGE = M(
    "Held {share} of {count} on {day}; error {error}.",
    share=Percent(0.795),
    count=12345,
    day=dt.datetime(2021, 2, 4),
    error=Number(0.7149),
)


def test_english_by_itself() -> None:
    assert str(MESSAGE) == "Held 80\u00a0% of 12,345 on 4 Feb 2021; error 0.71."


def test_vietnamese_with_its_numbers_and_dates() -> None:
    text = MESSAGE.render(lambda template: VIETNAMESE[template], "vi")
    assert text == "Chứa 80\u00a0% trong 12.345 ngày 4 thg 2, 2021; sai số 0,71."


def test_a_message_inside_a_message_is_translated_too() -> None:
    outer = M("Choose {what}.", what=M("the mean"))
    assert (
        outer.render({"Choose {what}.": "Chọn {what}.", "the mean": "trung bình"}.__getitem__, "vi")
        == "Chọn trung bình."
    )


def test_json_and_back_is_the_same_message() -> None:
    nested = M("{one} in {rows}: {names}", one=MESSAGE, rows=(3, 4), names=["a", "b"])
    assert str(from_json(json.loads(json.dumps(to_json(nested))))) == str(nested)
    assert from_json(to_json(MESSAGE)) == MESSAGE


def test_an_error_keeps_its_message_between_processes() -> None:
    error = pickle.loads(pickle.dumps(UserError(MESSAGE, M("Look again."))))
    assert (error.message, str(error.hint)) == (MESSAGE, "Look again.")
    assert str(error).endswith("0.71. Look again.")
