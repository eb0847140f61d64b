"""The sentence of a passage that answers a question best: retrieval, not reading, with the words that matched."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from core.errors import UserError
from core.messages import M
from core.models.passage_reader import PassageReader, PassageReaderConfig
from core.task import Run
from core.text.cleaning import clean
from core.text.passage import spans
from core.text.passage.found import PassageAnswer, WordMatch
from core.text.passage.sentences import sentences as sentences_of
from core.text.passage.tokens import Piece, Subwords, tensors
from core.text.types import TextAnswer, TextPredictor

TASK, MODEL = "passage", "passage-reader"
AT_ONCE = 64
"""Sentences encoded together."""
Read = tuple[str, Sequence[Piece]]
"""A text with its subwords."""


@dataclass(frozen=True)
class PassageAnswerer:
    """A fitted passage reader. temperature: divides its logits, so that a probability is a share of hits."""

    reader: PassageReader
    subwords: Subwords
    temperature: float
    card: dict[str, Any]

    def answer(self, passage: str, question: str, explain: bool = False) -> TextAnswer:
        """The best sentence with its probability; evidence only where asked for. UserError on empty or endless text."""
        found = self.read(passage, question)
        share = found.probabilities[found.best]
        return TextAnswer(found.question, found.sentences[found.best], share, found.evidence() if explain else {})

    @torch.no_grad()
    def read(self, passage: str, question: str) -> PassageAnswer:
        """The same with every sentence and the words that matched."""
        sentences, asked = checked(passage, question)
        pieces = self.subwords.pieces(asked)
        told = [self.subwords.pieces(sentence) for sentence in sentences]
        vectors, weights = self.reader.encode(*tensors([pieces]))
        scores = torch.cat(
            [self._scores(vectors, weights, told[i : i + AT_ONCE]) for i in range(0, len(told), AT_ONCE)]
        )
        logits = self.reader.logits(scores[None])[0] / self.temperature
        shares: list[float] = logits.softmax(0).tolist()
        best = int(scores.argmax())
        words = self._words((asked, pieces), vectors, weights[0], (sentences[best], told[best]))
        return PassageAnswer(asked, tuple(sentences), tuple(shares[:-1]), shares[-1], words)

    def _scores(self, vectors: Tensor, weights: Tensor, told: Sequence[Sequence[Piece]]) -> Tensor:
        sentences, _ = self.reader.encode(*tensors(told))
        return self.reader.scores(vectors, weights, sentences)[0]

    def _words(self, asked: Read, vectors: Tensor, weights: Tensor, best: Read) -> tuple[WordMatch, ...]:
        """The question's words, heaviest first, each with its nearest word in the best sentence."""
        (question, pieces), (sentence, told) = asked, best
        sentences, _ = self.reader.encode(*tensors([told]))
        near, place = self.reader.matches(vectors, sentences)[0, 0].max(-1)  # (U,)
        found: dict[int, WordMatch] = {}
        for number, piece in enumerate(pieces):
            share, similarity = float(weights[number]), float(near[number])
            before = found.get(piece.word)
            weight = share + (before.weight if before else 0.0)
            if before is None or similarity > before.similarity:
                match = _word(sentence, told, int(place[number])) if told else ""
                found[piece.word] = WordMatch(_word(question, pieces, number), weight, match, similarity)
            else:
                found[piece.word] = dataclasses.replace(before, weight=weight)
        return tuple(sorted(found.values(), key=lambda match: -match.weight))

    def to_run(self) -> Run:
        """Everything needed to rebuild this answerer."""
        kept = {"subwords": self.subwords.content, "temperature": self.temperature}
        return Run(TASK, MODEL, self.reader.config.to_json(), dict(self.reader.state_dict()), kept, card=self.card)


def _word(text: str, pieces: Sequence[Piece], number: int) -> str:
    """The whole word that a subword belongs to, as written."""
    mine = [piece for piece in pieces if piece.word == pieces[number].word]
    return text[mine[0].start : mine[-1].end]


def checked(passage: str, question: str) -> tuple[list[str], str]:
    """The sentences and the question, cleaned; UserError where one is missing or too long."""
    if not passage.strip():
        raise UserError(M("There is no passage."), M("Paste a few sentences."))
    if not question.strip():
        raise UserError(M("There is no question."), M("Ask one about the passage."))
    told = sentences_of(clean(passage))
    asked = " ".join(clean(question, most=1000).split())
    if not told or not any(sign.isalnum() for sign in asked):
        raise UserError(M("The text holds no words."), M("Write a few sentences and a question about them."))
    return told, asked


def rebuild(run: Run) -> TextPredictor:
    """The answerer of a saved run: one that ranks sentences, or one that finds spans."""
    if run.model == spans.MODEL:
        return spans.rebuild(run)
    names = {entry.name for entry in dataclasses.fields(PassageReaderConfig)}
    reader = PassageReader(PassageReaderConfig(**{name: run.config[name] for name in names}))
    reader.load_state_dict(run.state)
    reader.eval()
    subwords = Subwords(str(run.preprocessing["subwords"]))
    if len(subwords) != reader.config.tokens:
        raise ValueError("the vocabulary has another size than the network")
    return PassageAnswerer(reader, subwords, float(run.preprocessing["temperature"]), dict(run.card))
