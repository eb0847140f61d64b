"""The fitted task: texts in, labels with calibrated probabilities out; a run and back."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from core.errors import UserError
from core.messages import M
from core.models.text_classifier import TextClassifier, TextClassifierConfig
from core.task import Run
from core.text.classify.calibration import Mixture
from core.text.classify.neighbours import Index, Neighbour
from core.text.classify.ngrams import NgramWeights, words_of
from core.text.classify.parts import Parts, Scores
from core.text.classify.vocabulary import Vocabulary
from core.text.cleaning import clean
from core.text.types import TextAnswer

TASK, MODEL = "classify", "bilstm-attention-ngrams"
NEIGHBOURS = 5


@dataclass(frozen=True)
class Classifier:
    """labels: names of the classes, in the order of every (N, C) array."""

    labels: tuple[str, ...]
    parts: Parts
    index: Index
    card: dict[str, Any]

    def classify(self, texts: Sequence[str]) -> list[TextAnswer]:
        """The likeliest label of each text, with its calibrated probability; UserError where one cannot be read."""
        if not texts:
            return []
        probabilities = self.scores(texts).probabilities
        best = probabilities.argmax(1)
        return [
            TextAnswer(text, self.labels[label], float(row[label]))
            for text, row, label in zip(texts, probabilities, best, strict=True)
        ]

    def scores(self, texts: Sequence[str]) -> Scores:
        """Scores of texts as they were typed."""
        return self.parts.scores(cleaned(texts))

    def known_share(self, text: str) -> float:
        """Share of a text's words that the vocabulary holds whole; low where it is in another language."""
        words = [word.text for word in words_of(clean(text)) if word.text.isalpha()]
        return sum(self.parts.vocabulary.holds(word) for word in words) / len(words) if words else 0.0

    def nearest(self, text: str, count: int = NEIGHBOURS) -> list[Neighbour]:
        """Training texts that the network reads most like this one."""
        return self.index.nearest(self.scores([text]).summaries[0], self.labels, count)

    def to_run(self) -> Run:
        """Everything needed to rebuild this classifier; weights in half precision."""
        parts, index = self.parts, self.index
        state = {name: weight.half() for name, weight in parts.network.state_dict().items()}
        tensors = {
            "ngram_keys": torch.from_numpy(parts.ngrams.keys.view(np.int32).copy()),
            "ngram_weights": torch.from_numpy(parts.ngrams.weights).half(),
            "ngram_bias": torch.from_numpy(np.asarray(parts.ngrams.bias, np.float32)),
            "index_vectors": torch.from_numpy(index.vectors),
            "index_middle": torch.from_numpy(index.middle),
        }
        preprocessing = {
            "labels": list(self.labels),
            "tokenizer": parts.vocabulary.content,
            "most_tokens": parts.vocabulary.most,
            "longest_run": parts.ngrams.longest,
            "mixture": dataclasses.asdict(parts.mixture),
            "index_texts": list(index.texts),
            "index_labels": list(index.labels),
        }
        config = dataclasses.asdict(parts.network.config)
        return Run(TASK, MODEL, config, state, preprocessing, tensors, self.card)


def rebuild(run: Run) -> Classifier:
    """The classifier of a run; raises what does not fit as KeyError, TypeError, ValueError or RuntimeError."""
    if run.model != MODEL:
        raise UserError(
            M("The run is of the model “{name}”, which this task does not know.", name=run.model),
            M("Choose a run made on the page Classify, or by `python -m core train classify`."),
        )
    network = TextClassifier(TextClassifierConfig(**run.config))
    network.load_state_dict({name: weight.float() for name, weight in run.state.items()})
    network.eval()
    told, arrays = run.preprocessing, {name: tensor.numpy() for name, tensor in run.tensors.items()}
    mixture = told["mixture"]
    keys, weights = arrays["ngram_keys"].view(np.uint32), arrays["ngram_weights"].astype(np.float64)
    labels = tuple(str(label) for label in told["labels"])
    if weights.shape != (len(keys), len(labels)) or network.config.classes != len(labels):
        raise ValueError(f"{len(labels)} labels do not fit weights of shape {weights.shape}.")
    parts = Parts(
        Vocabulary(told["tokenizer"], int(told["most_tokens"])),
        network,
        NgramWeights(keys, weights, arrays["ngram_bias"].astype(np.float64), int(told["longest_run"])),
        Mixture(tuple(mixture["network"]), tuple(mixture["wide"]), tuple(mixture["bias"])),
    )
    index = Index(
        tuple(told["index_texts"]),
        tuple(int(label) for label in told["index_labels"]),
        arrays["index_vectors"],
        arrays["index_middle"],
    )
    return Classifier(labels, parts, index, run.card)


def cleaned(texts: Sequence[str]) -> list[str]:
    """The texts fit to be read; UserError that says which one is not, where there are several."""
    found = []
    for number, text in enumerate(texts, 1):
        try:
            found.append(clean(text))
        except UserError as error:
            if len(texts) == 1:
                raise
            raise UserError(M("Text {number}: {reason}", number=number, reason=error.message), error.hint) from None
    return found
