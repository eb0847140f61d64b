"""The shipped checkpoint: clear sentences, negation among them, its size, its speed, and the numbers on its card."""

from __future__ import annotations

import time

import pytest

from core.errors import UserError
from core.text.classify.examples import EXAMPLES
from core.text.classify.predictor import Classifier
from core.text.tasks import CHECKPOINTS, shipped_run

MEGABYTES = 8
CLEAR = {
    "not bad at all, I loved it": "positive",
    "A wonderful film with superb acting.": "positive",
    "One of the best films I have ever seen.": "positive",
    "Funny, moving and beautifully shot.": "positive",
    "I could not stop laughing, highly recommended!": "positive",
    "It never gets boring, a real gem.": "positive",
    "A complete waste of time.": "negative",
    "The worst film of the year, dull and stupid.": "negative",
    "I did not like it at all.": "negative",
    "This is not a good movie.": "negative",
    "Boring, predictable and far too long.": "negative",
    "Nothing works: awful script, terrible acting.": "negative",
}


@pytest.mark.parametrize("text", CLEAR)
def test_clear_sentences(shipped: Classifier, text: str) -> None:
    assert shipped.classify([text])[0].output == CLEAR[text]


def test_negation_turns_the_label_round(shipped: Classifier) -> None:
    positive = shipped.labels.index("positive")
    plain, negated = shipped.scores(["It is good.", "It is not good."]).probabilities[:, positive]
    assert plain > 0.5 > negated


def test_it_is_small() -> None:
    files = [path.stat().st_size for path in (CHECKPOINTS / "sentiment").iterdir()]
    assert sum(files) < MEGABYTES * 1e6


def test_its_card_says_what_was_measured() -> None:
    card = shipped_run("sentiment").card
    for source, least in (("imdb", 0.91), ("rotten_tomatoes", 0.80)):
        score = card["scores"][source]
        assert score["accuracy"] >= least
        assert score["ece"] < 0.04
        assert {"recurrent_alone", "ngrams_alone"} <= set(score)
    assert {"data", "licence", "split", "limits", "created"} <= set(card)


def test_the_examples_are_read_already() -> None:
    stored = shipped_run("sentiment").preprocessing["examples"]
    assert [example["text"] for example in stored] == list(EXAMPLES)
    assert [example["label"] for example in stored] == ["positive", "negative", "negative", "positive", "negative"]
    assert all(example["completeness_error"] < 0.01 for example in stored)


def test_it_is_quick(shipped: Classifier) -> None:
    """50 ms a text on an idle core; five times that here, where other tests run beside."""
    text = "The plot is thin but the actors are good and I would watch it again. " * 24  # about 400 tokens
    shipped.classify([text])
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        shipped.classify([text])
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 0.25


def test_what_cannot_be_read_is_refused_by_its_number(shipped: Classifier) -> None:
    with pytest.raises(UserError, match="Text 2: There is no text"):
        shipped.classify(["fine", " \u200b\n"])
    with pytest.raises(UserError, match="has 200,000 characters"):
        shipped.classify(["a" * 200_000])
