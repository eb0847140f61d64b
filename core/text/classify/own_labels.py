"""Training on a reader's own labels, as a background job: the file goes in, a run and its score come out."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from core import store
from core.messages import M
from core.task import Progress, Report
from core.text.classify.labels_file import OwnLabels
from core.text.classify.ngrams import NgramSettings
from core.text.classify.settings import ClassifierSettings

if TYPE_CHECKING:
    from core.text.classify.predictor import Classifier

LABELS_FILE, RESULT_FILE = "labels.json", "result.json"

HELD = 0.15
"""Share of each label's texts for validation, and the same again for the test."""

PASSES = 2_000_000
"""Words that the network reads in training in all, about two minutes of one core; few texts are read more often."""
MOST_EPOCHS, LEAST_EPOCHS = 40, 3
FEW = 2_000
"""Texts below which runs of words count that occur once."""


def save_labels(own: OwnLabels, folder: Path) -> None:
    """Leaves the texts where the job finds them."""
    content = {"texts": own.texts, "labels": own.labels, "names": own.names}
    (folder / LABELS_FILE).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def classify_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Trains on the labels saved in `folder`, keeps the run as arguments["run"], and leaves its card as the result."""
    content = json.loads((folder / LABELS_FILE).read_text(encoding="utf-8"))
    own = OwnLabels(content["texts"], content["labels"], tuple(content["names"]))
    classifier = train_on_labels(own, int(arguments.get("seed", 0)), report)
    name = store.save_run(classifier.to_run(), str(arguments["run"]))
    result = {"run": name, "card": classifier.card}
    (folder / RESULT_FILE).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    report(Progress(1.0, M("Done")))


def load_result(folder: Path) -> dict[str, Any]:
    """run: the name it was saved under. card: its card."""
    found: dict[str, Any] = json.loads((folder / RESULT_FILE).read_text(encoding="utf-8"))
    return found


def train_on_labels(own: OwnLabels, seed: int, report: Report) -> Classifier:
    """A classifier fitted on 70 % of each label's texts, weighed on 15 %, and scored once on the rest."""
    from core.text.classify.fitting import Labelled, fit, index_of, score
    from core.text.classify.predictor import Classifier

    started = time.monotonic()
    labels = np.array(own.labels)
    training, validation, test = divided(labels, seed)
    settings = settings_for([own.texts[row] for row in training], seed)
    data = Labelled(own.texts, labels, own.names, training, validation)
    parts = fit(data, settings, report)
    seconds = time.monotonic() - started
    scores = score(parts, [own.texts[row] for row in test], labels[test]).to_json()
    majority = float(np.bincount(labels[test]).max() / len(test))
    card = {
        "title": "A reader's own labels",
        "texts": {"train": len(training), "validation": len(validation), "test": len(test)},
        "labels": {name: int((labels == place).sum()) for place, name in enumerate(own.names)},
        "scores": {"test": scores, "most_frequent_label": round(majority, 4)},
        "measured": "Share of the test texts labelled rightly, which were not used in training; 15 % of each label.",
        "limits": "Knows the words of these texts only.",
        "train_seconds": round(seconds),
        "seed": seed,
        "created": dt.datetime.now(dt.UTC).date().isoformat(),
    }
    return Classifier(own.names, parts, index_of(parts, data, training.tolist(), settings), card)


def divided(labels: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row numbers for training, validation and test, HELD of every label in each of the last two, at least one."""
    draw = np.random.default_rng(seed)
    parts: tuple[list[int], list[int], list[int]] = ([], [], [])
    for label in np.unique(labels):
        rows = draw.permutation(np.flatnonzero(labels == label))
        held = max(1, round(HELD * len(rows)))
        for part, chosen in zip(parts, (rows[2 * held :], rows[:held], rows[held : 2 * held]), strict=True):
            part.extend(chosen.tolist())
    training, validation, test = (np.sort(np.array(part, np.int64)) for part in parts)
    return training, validation, test


def settings_for(texts: list[str], seed: int) -> ClassifierSettings:
    """Smaller than the shipped checkpoint, and as many epochs as two minutes of one core allow."""
    words = max(sum(len(text.split()) for text in texts), 1)
    return ClassifierSettings(
        most=300,
        most_learning=200,
        embedding=64,
        hidden=48,
        dropout=0.3,
        epochs=int(np.clip(PASSES / words, LEAST_EPOCHS, MOST_EPOCHS)),
        batch=16 if len(texts) < FEW else 32,
        average=0.98,
        seconds=300.0,
        seed=seed,
        ngrams=NgramSettings(least=1 if len(texts) < FEW else 2, most=100_000),
    )
