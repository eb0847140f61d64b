"""Sentences, questions made by rule, scores by hand, and the shipped passage reader."""

from __future__ import annotations

import random
import time
import unicodedata
from typing import cast

import pytest
import torch

from core.errors import UserError
from core.models.passage_reader import PassageReader, PassageReaderConfig
from core.text.passage.found import PassageAnswer
from core.text.passage.overlap import overlap
from core.text.passage.predictor import PassageAnswerer, rebuild
from core.text.passage.questions import question
from core.text.passage.sentences import LONGEST, sentences
from core.text.passage.shipped import written_scores
from core.text.passage.tokens import CAPITAL, DIGITS, SIGN, SMALL, Subwords, shape
from core.text.passage.written import WRITTEN
from core.text.tasks import CHECKPOINTS, shipped_predictor

PASSAGE = WRITTEN[0].text


@pytest.fixture(scope="module")
def reader() -> PassageAnswerer:
    return cast(PassageAnswerer, shipped_predictor("passage"))


def test_sentences_keep_abbreviations_and_initials() -> None:
    assert sentences("Dr. J. Smith left.  He was\nlate! “Why?” Nobody knew.") == [
        "Dr. J. Smith left.",
        "He was late!",
        "“Why?”",
        "Nobody knew.",
    ]
    assert [len(part) <= LONGEST for part in sentences("word " * 1000)] == [True] * 9
    assert sentences("— …") == []


def test_every_written_question_names_a_sentence() -> None:
    for passage in WRITTEN:
        found = sentences(passage.text)
        assert all(0 <= answer < len(found) for _, answer in passage.questions)


def test_questions_leave_their_answer_out() -> None:
    for seed in range(30):
        made = question("The old bridge near Halden was closed in 1964 by Greta Olsen.", random.Random(seed))
        assert made is not None
        assert made.endswith("?")
        asked = made.split()[0].casefold()
        assert not (asked == "when" and "1964" in made)
        assert not (asked in ("who", "whose") and "Olsen" in made and "Greta" in made)
    assert question("It is so.", random.Random(0)) is None


def test_overlap_by_hand() -> None:
    """One shared word of two in the first sentence, none in the second."""
    found = overlap("red house", ["red car", "blue car"])
    assert found[1] == 0.0
    assert 0.5 < found[0] < 1.0
    assert overlap("?", ["red"]) == [0.0]


def test_shapes() -> None:
    assert [shape(text) for text in ("house", "House", "1964", "?", "")] == [SMALL, CAPITAL, DIGITS, SIGN, SIGN]


def test_scores_by_hand() -> None:
    """Two question tokens with weights 3/4 and 1/4, each with its nearest token."""
    model = PassageReader(PassageReaderConfig(4, 2, 2, 2))
    asked = torch.tensor([[[1.0, 0.0], [0.0, 1.0]]])
    told = torch.tensor([[[0.6, 0.8], [0.0, 0.0]], [[1.0, 0.0], [0.8, 0.6]]])
    found = model.scores(asked, torch.tensor([[0.75, 0.25]]), told)
    assert torch.allclose(found, torch.tensor([[0.75 * 0.6 + 0.25 * 0.8, 0.75 * 1.0 + 0.25 * 0.6]]))


def test_padding_changes_no_score() -> None:
    torch.manual_seed(0)
    model = PassageReader(PassageReaderConfig(9, 4, 4, 4)).eval()
    tokens = torch.tensor([[3, 4, 5]])
    shapes = torch.zeros_like(tokens)
    vectors, weights = model.encode(tokens, shapes)
    assert torch.allclose(vectors.norm(dim=-1), torch.ones(1, 3), atol=1e-6)
    assert float(weights.sum()) == pytest.approx(1.0)


def test_subwords_know_where_they_stand() -> None:
    subwords = Subwords.trained(["the lighthouse keeper", "the keeper"] * 5, 60)
    text = "The keeper"
    pieces = subwords.pieces(text)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == "Thekeeper"
    assert Subwords(subwords.content).pieces(text) == pieces


def test_the_card_holds_what_is_measured_again(reader: PassageAnswerer) -> None:
    again = written_scores(reader)
    assert again == reader.card["written"]
    assert again["encoder"] > 3 * again["chance"]
    assert reader.card["made"]["encoder"] > 3 * reader.card["made"]["chance"]
    folder = CHECKPOINTS / "passage"
    assert sum(file.stat().st_size for file in folder.iterdir()) < 8e6


def test_probabilities_words_and_evidence(reader: PassageAnswerer) -> None:
    found = reader.read(PASSAGE, "When was the lighthouse finished?")
    assert found.best == 0
    assert sum(found.probabilities) + found.none == pytest.approx(1.0, abs=1e-5)
    assert sum(match.weight for match in found.words) == pytest.approx(1.0, abs=1e-4)
    assert ("lighthouse", "lighthouse") in [(match.word, match.match) for match in found.words]
    evidence = reader.answer(PASSAGE, "When was the lighthouse finished?", explain=True).evidence
    assert evidence["supporting"] == [0]
    assert len(evidence["sentences"]) == 6


def test_the_stored_example_is_what_it_answers(reader: PassageAnswerer) -> None:
    kept = PassageAnswer.from_json(reader.card["examples"]["lighthouse"])
    again = reader.read(PASSAGE, WRITTEN[0].questions[0][0])
    assert (kept.best, kept.sentences) == (again.best, again.sentences)
    assert kept.probabilities == pytest.approx(again.probabilities, abs=1e-4)


def test_a_run_comes_back_equal(reader: PassageAnswerer) -> None:
    again = rebuild(reader.to_run())
    assert again.answer(PASSAGE, "Who was the keeper?") == reader.answer(PASSAGE, "Who was the keeper?")


@pytest.mark.parametrize(
    ("passage", "asked", "words"),
    [
        ("", "Who?", "There is no passage"),
        (PASSAGE, "\n", "There is no question"),
        ("…", "Who?", "holds no words"),
        ("😀 😀.", "Who?", "holds no words"),
        ("long " * 40_000, "Who?", "the limit is"),
    ],
)
def test_what_cannot_be_read_is_told(reader: PassageAnswerer, passage: str, asked: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        reader.answer(passage, asked)


@pytest.mark.parametrize("passage", ["x" * 10_000, "مرحبا بالعالم.", "a\u0000b\u202ec."])
def test_odd_passages_get_an_answer(reader: PassageAnswerer, passage: str) -> None:
    found = reader.answer(passage, "Who was the keeper?")
    assert 0.0 <= found.confidence <= 1.0


def test_decomposed_accents_change_nothing(reader: PassageAnswerer) -> None:
    passage, asked = "Hoàng lives in Huế. Ann lives in Riga.", "Where does Hoàng live?"
    both = [reader.answer(*(unicodedata.normalize(form, text) for text in (passage, asked))) for form in ("NFC", "NFD")]
    assert both[0] == both[1]


def test_an_answer_takes_less_than_a_tenth_of_a_second(reader: PassageAnswerer) -> None:
    torch.set_num_threads(1)
    reader.answer(PASSAGE, "Who was the keeper?")
    started = time.process_time()
    reader.answer(PASSAGE, "Who was the keeper?", explain=True)
    assert time.process_time() - started < 0.1
