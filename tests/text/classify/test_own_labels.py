"""Own labels: a separable set is learned whole in seconds, a run gives the same answers, bad files get a sentence."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from core import store
from core.errors import Cancelled, UserError
from core.store import read_run, write_run
from core.task import Progress, silent
from core.text.classify.labels_file import OwnLabels, read_labels
from core.text.classify.own_labels import classify_job, divided, load_result, save_labels, train_on_labels
from core.text.classify.predictor import Classifier, rebuild
from core.text.tasks import saved_predictor
from tests.text.classify.conftest import KINDS, labelled


def test_a_separable_set_is_learned_whole(small: Classifier) -> None:
    assert small.card["scores"]["test"]["accuracy"] == 1.0
    answers = small.classify([texts[0] for texts in KINDS.values()])
    assert [answer.output for answer in answers] == list(KINDS)
    assert all(answer.confidence > 0.8 for answer in answers)


def test_it_takes_seconds() -> None:
    began = time.process_time()
    train_on_labels(labelled(), 1, silent)
    assert time.process_time() - began < 20


def test_the_same_seed_gives_the_same_answers(small: Classifier, own: OwnLabels) -> None:
    again = train_on_labels(own, 0, silent)
    assert again.classify(["the cat sleeps"]) == small.classify(["the cat sleeps"])


def test_a_run_read_from_disk_answers_alike(small: Classifier, tmp_path: Path) -> None:
    write_run(small.to_run(), tmp_path)
    twin = rebuild(read_run(tmp_path))
    texts = ["the cat sleeps at night", "a bus waits", "ripe apple"]
    before, after = small.scores(texts).probabilities, twin.scores(texts).probabilities
    assert after == pytest.approx(before, abs=2e-3)  # weights are kept in half precision
    assert twin.labels == small.labels
    assert twin.nearest("the dog barks")[0].label == "animal"
    write_run(twin.to_run(), tmp_path / "again")
    assert rebuild(read_run(tmp_path / "again")).scores(texts).probabilities == pytest.approx(after, abs=1e-12)


def test_a_text_answers_alike_alone_and_among_others(small: Classifier) -> None:
    texts = ["cat", "the bus stops at the station and the train leaves " * 5, "a plum"]
    together = small.scores(texts).probabilities
    assert np.concatenate([small.scores([text]).probabilities for text in texts]) == pytest.approx(together, abs=1e-6)


def test_every_label_is_in_every_part() -> None:
    labels = np.array([0] * 5 + [1] * 60)
    training, validation, test = divided(labels, 0)
    assert sorted([*training, *validation, *test]) == list(range(65))
    assert [np.bincount(labels[part]).tolist() for part in (training, validation, test)] == [[3, 42], [1, 9], [1, 9]]


def test_the_job_saves_a_run_that_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: OwnLabels) -> None:
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / "home"))
    save_labels(own, tmp_path)
    told: list[Progress] = []
    classify_job(tmp_path, {"run": "kinds"}, told.append)
    assert load_result(tmp_path)["run"] == "kinds"
    assert [run.name for run in store.list_runs()] == ["kinds"]
    found = saved_predictor("kinds", "classify")
    assert isinstance(found, Classifier)
    assert found.classify(["a horse"])[0].output == "animal"
    fractions = [progress.fraction for progress in told]
    assert fractions == sorted(fractions)
    assert any("validation_loss" in progress.telemetry for progress in told)


def test_it_stops_where_it_is_told_to(own: OwnLabels) -> None:
    def stop(progress: Progress) -> None:
        if progress.fraction > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        train_on_labels(own, 0, stop)


ROWS = [f"text number {number},{'yes' if number % 2 else 'no'}" for number in range(40)]


def file(*rows: str, header: str = "text,label") -> bytes:
    return "\n".join([header, *rows]).encode()


def test_columns_are_found_by_name_or_by_length() -> None:
    by_name = read_labels("a.csv", file(*ROWS))
    assert (by_name.names, len(by_name.texts)) == (("no", "yes"), 40)
    turned = [",".join(reversed(row.split(","))) for row in ROWS]
    assert read_labels("a.csv", file(*turned, header="nhãn,văn bản")).texts == by_name.texts
    assert read_labels("a.csv", "\n".join(turned).encode()).texts == by_name.texts  # no header at all
    assert read_labels("a.csv", file(*ROWS).replace(b",", b";").decode().encode("utf-16")).texts == by_name.texts


def test_what_is_left_out_is_told() -> None:
    own = read_labels("a.csv", file(*ROWS, ROWS[0], ",yes", "no label,"))
    assert [str(note) for note in own.notes] == [
        "2 rows without text or label were left out.",
        "1 repeated rows were left out.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xff\x00\x80", "is no text in UTF-8"),
        (file(*ROWS[:3]), "Different texts found: 3; training takes 20 to"),
        (file(*(f"text {n},same" for n in range(30))), "All texts have the label “same”"),
        (file(*ROWS, "one, two, three"), "2 columns in its first row and 3 in line 42"),
        (file(*ROWS, "alone"), "2 columns in its first row and 1 in line 42"),
        (file(*(f",{n % 2}" for n in range(30))), "holds no text with a label"),
        (file(*ROWS, *(f"rare {n},maybe" for n in range(3))), "Texts with the label “maybe”: 3"),
        (file(*(f"text {n},{n}" for n in range(80))), "There are 80 labels"),
        (file(*ROWS, "x" * 20_001 + ",yes"), "Text 41 has 20,001 characters"),
        (b"a,b,c\n1,2,3\n", "which of its columns are text and label"),
        (file('"never closed,yes'), "cannot be read"),
    ],
)
def test_a_file_that_cannot_train_gets_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as raised:
        read_labels("own.csv", content)
    assert raised.value.hint is not None
