"""Lab “Shapes of sequences”: words and accents by hand, the shipped models on what was held out, bad input."""

from __future__ import annotations

import pytest
import torch

from core.errors import UserError
from core.labs.knobs import Values
from core.labs.shapes import answers
from core.labs.shapes.data import examples
from core.labs.shapes.lab import ANSWER, ASKED, LAB, MEASURE, SHAPES, START
from core.labs.shapes.training import measure
from core.labs.shapes.words import bare, number_words, phrases
from core.ui.labs.shapes.picture import NARROW, WIDE, picture


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (19, "nineteen"),
        (42, "forty two"),
        (300, "three hundred"),
        (9999, "nine thousand nine hundred ninety nine"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert " ".join(number_words(number)) == words


def test_accents_are_taken_away_letter_by_letter() -> None:
    assert bare("Tiếng Việt, Đồng") == "tieng viet  dong"
    assert all(len(bare(phrase)) == len(phrase) for phrase in phrases())
    assert len(phrases()) > 500


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shipped_models_score_what_is_told(shape: str) -> None:
    found, stored = measure(shape), MEASURE(shape=shape)
    assert found["score"] == pytest.approx(stored["score"], abs=0.005)
    assert found["plain"] == pytest.approx(stored["plain"], abs=0.005)
    assert found["parameters"] == stored["parameters"]


def test_held_out_examples_are_a_fifth() -> None:
    for shape in SHAPES[1:]:
        held = examples(shape)[2]
        assert 0.18 < held.float().mean() < 0.22


def test_whatever_the_length_the_decoder_says_when_it_is_done() -> None:
    made = ["".join(answers.encoder_decoder(number)["output"]) for number in (40, 123, 9876)]
    assert made == ["40", "123", "9876"]


def test_what_the_model_would_say_after_the_last_letter_is_its_answer() -> None:
    found = answers.many_to_one("hai phong")
    assert found["so_far"].shape == (9, 4)
    assert found["so_far"][-1].tolist() == pytest.approx(list(found["output"].values()))
    assert (found["so_far"].sum(1) - 1).abs().max() < 1e-6


@pytest.mark.parametrize(
    ("shape", "last"),
    [("one-to-one", 0), ("one-to-many", 24), ("many-to-one", 9), ("aligned", 20), ("encoder-decoder", 7)],
)
def test_a_walk_goes_from_the_first_step_to_the_last_answer(shape: str, last: int) -> None:
    values = LAB.read({"shape": shape})
    assert LAB.last(values) == last
    found = ANSWER(shape=shape, asked=START[ASKED[shape]])
    reached = [len(picture(shape, found, step, narrow=False).edges) for step in range(1, min(last, WIDE // 2) + 1)]
    assert reached == sorted(reached)
    for narrow, most in ((True, NARROW), (False, WIDE)):
        for step in range(1, last + 1):
            drawn = picture(shape, found, step, narrow)
            assert len({unit.x for unit in drawn.units if unit.y == 1.0}) <= most
            assert drawn.now in {unit.x for unit in drawn.units}


def test_at_the_end_of_a_walk_the_address_does_not_name_the_step() -> None:
    values = LAB.start()
    assert LAB.write(Values({**values, "step": 9})) == {}  # hai phong has nine letters
    assert LAB.write(Values({**values, "step": 8})) == {"step": "8"}
    assert LAB.last(LAB.read({"city": "123"})) == 1


@pytest.mark.parametrize("text", ["", "   ", "123"])
def test_a_text_without_letters_is_refused_with_a_way_out(text: str) -> None:
    for ask in (answers.many_to_one, answers.aligned):
        with pytest.raises(UserError, match="no letter"):
            ask(text)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(UserError, match="the model reads 24"):
        answers.aligned("a" * 25)


def test_the_answer_is_as_long_as_the_phrase_and_differs_in_accents_alone() -> None:
    found = answers.aligned("viet nam")
    assert bare("".join(found["output"])) == "viet nam"
    assert torch.as_tensor(found["sure"]).min() > 0
