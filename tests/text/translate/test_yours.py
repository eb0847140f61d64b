"""A reader's own pairs: what is refused, and a small training from file to saved run."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Cancelled, UserError
from core.store import read_run
from core.task import Progress
from core.text.tasks import predictor_of
from core.text.translate import job
from core.text.translate.yours import read_pairs

COLOURS = ("red", "green", "blue", "white", "black", "grey")
NOUNS = ("cat", "dog", "bird", "fish", "horse", "cow", "goat")
PAIRS = [(f"the {colour} {noun}", f"{noun} {colour}") for colour in COLOURS for noun in NOUNS]


def csv_of(pairs: list[tuple[str, str]], comma: str = ",") -> bytes:
    return "\n".join(comma.join(pair) for pair in pairs).encode()


@pytest.mark.parametrize("comma", [",", "\t", ";"])
def test_two_columns_are_read_whatever_stands_between(comma: str) -> None:
    assert read_pairs(b"source" + comma.encode() + b"target\n" + csv_of(PAIRS, comma)) == PAIRS


def test_lines_of_an_old_mac_are_lines() -> None:
    assert read_pairs(b"English,Vietnamese\r" + csv_of(PAIRS).replace(b"\n", b"\r")) == PAIRS


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "0 pairs"),
        (b"one,eins", "1 pairs"),
        (csv_of(PAIRS) + b"\na,b,c", "Row 43 has 3 columns"),
        (csv_of(PAIRS) + b"\nalone", "Row 43 has 1 columns"),
        (csv_of(PAIRS) + b"\nred,", "Row 43 has an empty cell"),
        (csv_of(PAIRS) + b"\n" + b"x" * 400 + b",y", "Row 43 is longer"),
        (b"\xff\xfe\x00a", "UTF-8"),
        (csv_of(PAIRS) + b'\n"red,rot', "cannot be read"),
        (b"\n".join(b"%d,same" % number for number in range(40)), "same output"),
    ],
)
def test_other_files_are_refused_with_a_sentence(content: bytes, part: str) -> None:
    with pytest.raises(UserError, match=part):
        read_pairs(content)


def test_a_network_is_trained_saved_and_used(tmp_path: Path) -> None:
    reports: list[Progress] = []
    job.write_pairs(tmp_path, PAIRS)
    job.train_job(tmp_path, job.arguments(8.0, 0), reports.append)
    predictor = predictor_of(read_run(tmp_path / job.RUN))
    assert {"epoch", "train_loss", "validation_loss", "gradient_norm"} <= set(reports[-1].telemetry)
    answers = predictor.translate(["the red cat"])  # type: ignore[attr-defined]
    assert 0 <= answers[0].confidence <= 1
    assert answers[0].output
    assert predictor.card["pairs"] == {"training": 37, "validation": 5}
    assert set(predictor.card["scores"]) == {"network", "memory"}


def test_training_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    def cancel(progress: Progress) -> None:
        raise Cancelled

    job.write_pairs(tmp_path, PAIRS)
    with pytest.raises(Cancelled):
        job.train_job(tmp_path, job.arguments(60.0, 0), cancel)
    assert not (tmp_path / job.RUN).exists()
