"""A small classifier trained in seconds, and the shipped one."""

from __future__ import annotations

import pytest

from core.task import silent
from core.text.classify.labels_file import OwnLabels, checked
from core.text.classify.own_labels import train_on_labels
from core.text.classify.predictor import Classifier
from core.text.tasks import shipped_predictor

KINDS = {
    "animal": ("the cat runs in the park", "a horse sleeps in the field", "the dog barks at night"),
    "vehicle": ("a bus stops at the station", "the train leaves the platform", "a car waits at the light"),
    "fruit": ("an apple hangs on the tree", "the pear is ripe and sweet", "a plum falls from the branch"),
}
"""Three labels with no word in common but the smallest."""


def labelled(each: int = 12) -> OwnLabels:
    rows = [(f"{words} {n}", kind) for kind, texts in KINDS.items() for n in range(each // 3) for words in texts]
    return checked([text for text, _ in rows], [kind for _, kind in rows])


@pytest.fixture(scope="session")
def own() -> OwnLabels:
    return labelled(18)


@pytest.fixture(scope="session")
def small(own: OwnLabels) -> Classifier:
    return train_on_labels(own, 0, silent)


@pytest.fixture(scope="session")
def shipped() -> Classifier:
    found = shipped_predictor("sentiment")
    assert isinstance(found, Classifier)
    return found
