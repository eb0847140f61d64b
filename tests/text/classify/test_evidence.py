"""The evidence: open gates are the classifier itself, attributions are Captum's of the embedding, removals are real."""

from __future__ import annotations

import json
import unicodedata

import numpy as np
import pytest
import torch
from captum.attr import LayerIntegratedGradients

from core.models.text_classifier import MASK
from core.text.classify.evidence import GatedClassifier, evidence_of, log_odds
from core.text.classify.explaining import clean_without, odds_of, read
from core.text.classify.pieces import pieces_of
from core.text.classify.predictor import Classifier
from core.text.classify.reading import from_json

TEXT = "The cat runs, at the station!"


def test_open_gates_give_the_answer_itself(small: Classifier) -> None:
    tokens = small.parts.vocabulary.tokens(TEXT)
    evidence = evidence_of(small.parts, small.labels, TEXT, tokens.ids, pieces_of(TEXT, tokens))
    with torch.no_grad():
        found = evidence.module(*evidence.inputs)[0].numpy()
    logits = small.scores([TEXT]).logits
    assert found == pytest.approx([odds_of(logits, label)[0] for label in range(3)], abs=1e-4)


def test_log_odds_by_hand() -> None:
    logits = torch.tensor([[np.log(0.7), np.log(0.2), np.log(0.1)]], dtype=torch.float64)
    assert log_odds(logits)[0].tolist() == pytest.approx([np.log(7 / 3), np.log(1 / 4), np.log(1 / 9)])


def test_the_recurrent_share_is_captums_of_the_embedding_layer(small: Classifier) -> None:
    """Integrated gradients over gates are those over the vectors, summed by word: the straight lines are the same."""
    tokens = small.parts.vocabulary.tokens(TEXT)
    pieces = pieces_of(TEXT, tokens)
    module = GatedClassifier(small.parts, TEXT, tokens.ids, pieces).eval()
    network, ids = small.parts.network, torch.tensor([tokens.ids])

    def by_tokens(given: torch.Tensor) -> torch.Tensor:
        """The network's own margin of the first class, without the wide part."""
        logits = network(given)
        return logits[:, 0] - logits[:, 1]

    layer = LayerIntegratedGradients(by_tokens, network.embed)
    expected = layer.attribute(ids, baselines=torch.full_like(ids, MASK), n_steps=200).sum(2)[0].detach().numpy()

    gates = torch.ones(1, len(pieces), 2)
    total = torch.zeros(len(pieces))
    for step in (np.arange(200) + 0.5) / 200:
        point = (gates * float(step)).requires_grad_()
        logits = module.logits(point)
        (slope,) = torch.autograd.grad((logits[:, 0] - logits[:, 1]).sum(), point)
        total += slope[0, :, 0] / 200
    assert total.numpy() / module.weight == pytest.approx(pieces.summed(expected), abs=2e-3)


def test_a_reading_adds_up_and_survives_json(small: Classifier) -> None:
    reading = read(small, TEXT)
    assert reading.words["attention"].sum() == pytest.approx(1.0, abs=1e-5)
    assert reading.check.completeness_error < 0.01
    change = reading.check.output - reading.check.reference_output
    assert reading.words["attribution"].sum() == pytest.approx(change, abs=0.01 * abs(change) + 1e-4)
    assert reading.words["word"].tolist() == ["The", "cat", "runs", ",", "at", "the", "station", "!"]
    content = json.loads(json.dumps(reading.to_json()))
    assert from_json(content).to_json() == content


def test_a_removal_is_the_label_of_the_text_without_the_word(small: Classifier) -> None:
    reading = read(small, TEXT)
    row = reading.removals.set_index("word").loc["cat"]
    probabilities = small.scores(["The runs, at the station!"]).probabilities[0]
    assert row["probability"] == pytest.approx(probabilities[small.labels.index(reading.label)], abs=1e-6)
    assert row["output"] == small.labels[int(probabilities.argmax())]


def test_taking_a_word_out_leaves_no_double_space() -> None:
    assert clean_without("one two, three", 4, 7) == "one, three"
    assert clean_without("one two three", 4, 7) == "one three"
    assert clean_without("one", 0, 3) == ""


def test_a_text_of_one_word_has_no_removals_but_a_label(small: Classifier) -> None:
    reading = read(small, "cat")
    assert reading.removals.empty
    assert reading.neighbours["label"].iloc[0] in small.labels


@pytest.mark.parametrize("text", ["🙂🙂", "שלום עולם", "a\u200bb\u202ec\x07d", "x" * 10_000, "…", "cat " * 600])
def test_odd_texts_are_read(small: Classifier, text: str) -> None:
    reading = read(small, text)
    assert 0 < reading.confidence <= 1
    assert all(text_place in range(len(reading.text) + 1) for text_place in reading.words["end"])


def test_composed_and_decomposed_accents_give_the_same_answer(small: Classifier) -> None:
    text = "con mèo chạy trong công viên"
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    first, second = (read(small, form) for form in forms)
    assert forms[0] != forms[1]
    assert first.to_json() == second.to_json()


def test_the_known_share_counts_words_of_the_vocabulary(small: Classifier) -> None:
    assert small.known_share("The cat, the zebra") == 0.75
    assert small.known_share("🙂") == 0.0
