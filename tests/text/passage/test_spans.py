"""Span readers: reading sets and their faults, spans by brute force, and one that learns its templates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from core.errors import UserError
from core.store import read_run
from core.task import silent
from core.text.passage import job
from core.text.passage.predictor import rebuild
from core.text.passage.sample_set import sample_set
from core.text.passage.span_training import parts, word_f1
from core.text.passage.span_words import span_of, words_of
from core.text.passage.spans import SpanAnswerer, best_spans
from core.text.passage.squad import read_squad


def content(data: object) -> bytes:
    return json.dumps(data).encode()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> SpanAnswerer:
    """One that the job trained, read again from its run."""
    folder = tmp_path_factory.mktemp("job")
    (folder / job.FILE).write_bytes(content(sample_set(150)))
    job.span_job(folder, {"epochs": 7, "seconds": 120.0, "seed": 0}, silent)
    found = rebuild(read_run(folder / job.RUN))
    assert isinstance(found, SpanAnswerer)
    return found


def test_it_learns_its_templates(reader: SpanAnswerer) -> None:
    """Exact match over 0.9 on passages held back, by its own card and on ones made anew."""
    assert reader.card["score"]["exact_match"] > 0.9
    fresh = read_squad(content(sample_set(20, seed=9))).readings
    right = [reader.answer(one.passage, one.question).output == one.answer for one in fresh]
    assert sum(right) / len(right) > 0.9


def test_candidates_are_spans_of_the_passage_with_their_probability(reader: SpanAnswerer) -> None:
    passage = "Ann lives in Riga. The pilot came from the north. It all began in 1950."
    evidence = reader.answer(passage, "Where does Ann live?", explain=True).evidence
    spans = evidence["spans"]
    assert spans[0]["text"] == "Riga"
    assert all(passage[span["start"] : span["end"]] == span["text"] for span in spans)
    assert [span["probability"] for span in spans] == sorted((span["probability"] for span in spans), reverse=True)
    assert sum(span["probability"] for span in spans) <= 1 + 1e-5
    assert "zzz" in str(reader.read(passage, "Where does zzz live?").doubts[0])


def test_spans_by_brute_force() -> None:
    torch.manual_seed(1)
    start, end = torch.randn(7), torch.randn(7)
    every = {(i, j): float(start[i] + end[j]) for i in range(7) for j in range(i, min(7, i + 3))}
    total = sum(torch.tensor(value).exp() for value in every.values())
    wanted = sorted(every, key=lambda span: -every[span])[:4]
    found = best_spans(start, end, 4, longest=3)
    assert [(i, j) for i, j, _ in found] == wanted
    assert [share for _, _, share in found] == pytest.approx(
        [float(torch.tensor(every[span]).exp() / total) for span in wanted], rel=1e-5
    )


def test_words_and_characters() -> None:
    words = words_of("It cost £3.50, Ann said.")
    assert [word.text for word in words] == ["It", "cost", "£", "3", ".", "50", ",", "Ann", "said", "."]
    assert span_of(words, 8, 13) == (2, 5)
    assert span_of(words, 2, 3) is None


def test_f1_of_words_by_hand() -> None:
    assert word_f1("the red house", "red houses") == pytest.approx(0.5)
    assert word_f1("The house", "house") == 1.0
    assert word_f1("cat", "dog") == 0.0


def test_passages_are_in_one_part_only() -> None:
    readings = read_squad(content(sample_set(30))).readings
    first, second, third = ({one.passage for one in part} for part in parts(readings, 0))
    assert not first & second
    assert not (first | second) & third
    assert all((first, second, third))


def wrong_answer() -> object:
    data = sample_set(30)
    data["data"][0]["paragraphs"][0]["qas"][0]["answers"] = []  # type: ignore[index]
    data["data"][0]["paragraphs"][0]["qas"][1]["answers"][0]["text"] = "nowhere to be found"  # type: ignore[index]
    data["data"][0]["paragraphs"][0]["qas"][2]["answers"][0]["answer_start"] = 0  # type: ignore[index]
    return data


def test_unusable_answers_are_counted_and_a_misplaced_one_is_found() -> None:
    found = read_squad(content(wrong_answer()))
    assert (len(found.readings), found.unanswered, found.misplaced) == (88, 1, 1)
    assert all(one.passage.startswith(one.answer, one.start) for one in found.readings)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"\xff\xfe", "not readable as JSON"),
        (b"[" * 100_000, "not readable as JSON"),
        (b"[]", "holds no reading set"),
        (content({"data": [{"title": "x"}]}), "In article 1, “paragraphs”"),
        (content({"data": [{"paragraphs": [{"qas": []}]}]}), "In article 1, “context”"),
        (content({"data": [{"paragraphs": [{"context": "a", "qas": [{"id": 1}]}]}]}), "In article 1, “question”"),
        (content(sample_set(3)), "has 9 usable questions; 20 are needed"),
    ],
)
def test_what_is_no_reading_set(given: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_squad(given)


def test_too_few_passages(tmp_path: Path) -> None:
    data = sample_set(4)
    for paragraph in data["data"][0]["paragraphs"]:  # type: ignore[index]
        paragraph["qas"] *= 3
    (tmp_path / job.FILE).write_bytes(content(data))
    with pytest.raises(UserError, match="has 4 passages; 5 are needed"):
        job.span_job(tmp_path, {"epochs": 1, "seconds": 5.0, "seed": 0}, silent)


def test_a_set_of_few_passages_trains_too(tmp_path: Path) -> None:
    """Three updates in all: fewer than the learning rate's cycle has phases."""
    (tmp_path / job.FILE).write_bytes(content(sample_set(8)))
    job.span_job(tmp_path, {"epochs": 3, "seconds": 30.0, "seed": 0}, silent)
    assert read_run(tmp_path / job.RUN).card["epochs"] == 3
