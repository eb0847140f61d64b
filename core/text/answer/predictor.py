"""Answers a question about a story in the reader's own words, with the sentences it looked at and how sure it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import torch

from core.errors import UserError
from core.messages import M, Message
from core.models.story_reader import Reading, StoryReader, StoryReaderConfig
from core.task import Run
from core.text.answer.examples import Codec
from core.text.answer.found import StoryAnswer
from core.text.answer.names import stand_ins
from core.text.answer.training import answer_log_probability
from core.text.answer.varied import PLACES, UNSAID, names_in
from core.text.answer.words import Vocabulary, padded, split_sentences, split_words
from core.text.cleaning import clean
from core.text.types import TextAnswer

TASK, MODEL = "answer", "story-reader"
LONGEST = 68
"""Sentences of the longest story in training."""
SHOWN, LETTERS = 6, 24
"""Unknown words that are named, and letters of each."""


@dataclass(frozen=True)
class StoryAnswerer:
    """A fitted story reader. temperature: of its confidence; threshold: weight from which a sentence was used."""

    reader: StoryReader
    codec: Codec
    temperature: float
    threshold: float
    card: dict[str, Any]

    def knows(self, passage: str, question: str) -> bool:
        """Whether every word is one that it learnt, names apart: then the text is a story of its kind."""
        sentences = [*split_sentences(passage), question]
        strangers = set(self.codec.words.unknown(sentences)) - set(stand_ins(sentences, self.codec.words))
        return bool(split_sentences(passage)) and not strangers

    def answer(self, passage: str, question: str, explain: bool = False) -> TextAnswer:
        """The answer with its confidence; evidence only where asked for. UserError on empty or endless text."""
        found = self.read(passage, question)
        return TextAnswer(found.question, found.output, found.confidence, found.evidence() if explain else {})

    def read(self, passage: str, question: str) -> StoryAnswer:
        """The same with the sentences, the hops and what is doubtful."""
        sentences, asked = checked(passage, question)
        return self.read_sentences(sentences, asked)

    @torch.no_grad()
    def read_sentences(self, sentences: tuple[str, ...], question: str) -> StoryAnswer:
        """The same for a story that stands in sentences already."""
        texts = [*sentences, question]
        swaps = stand_ins(texts, self.codec.words)
        words = [[swaps.get(word, word) for word in split_words(text)] for text in texts]
        table = torch.tensor(padded([self.codec.words.numbers(" ".join(row)) for row in words]))
        story = torch.arange(len(sentences))[None]
        reading = self.reader(table, story, torch.tensor([len(sentences)]), torch.tensor([len(sentences)]))
        numbers, confidence = self.reader.answer(reading, self.temperature)
        answer, sure = self.codec.answer_words(numbers[0].tolist()), float(confidence[0])
        missing, strange = absent(sentences, question, self.codec.words)
        if missing or strange:
            answer, sure = (UNSAID,), 1.0 if missing else self._unsaid(reading)
        unknown = tuple(self.codec.words.unknown(texts))
        weights = reading.hops[0]
        return StoryAnswer(
            question,
            () if UNSAID in answer else answer,
            sure,
            sentences,
            tuple(tuple(row) for row in weights.tolist()),
            tuple(torch.nonzero(weights.amax(0) >= self.threshold)[:, 0].tolist()),
            unknown,
            tuple(_doubts(missing, strange, set(unknown) - set(swaps), swaps, len(sentences))),
        )

    def _unsaid(self, reading: Reading) -> float:
        """The reader's own probability that the story does not say."""
        wanted = torch.tensor([self.codec.answer_numbers((UNSAID,))])
        return float(answer_log_probability(self.reader, reading, wanted).exp())

    def to_run(self) -> Run:
        """Everything needed to rebuild this answerer."""
        preprocessing: dict[str, Any] = {
            "words": list(self.codec.words.words),
            "answers": list(self.codec.answers),
            "most": self.codec.most,
            "temperature": self.temperature,
            "threshold": self.threshold,
        }
        state = dict(self.reader.state_dict())
        return Run(TASK, MODEL, self.reader.config.to_json(), state, preprocessing, card=self.card)


def checked(passage: str, question: str) -> tuple[tuple[str, ...], str]:
    """The sentences and the question, cleaned; UserError where one is missing or too long."""
    if not passage.strip():
        raise UserError(M("There is no story."), M("Write or paste a few sentences."))
    if not question.strip():
        raise UserError(M("There is no question."), M("Ask one about the story."))
    sentences = tuple(split_sentences(clean(passage)))
    asked = " ".join(clean(question, most=1000).split())
    if not sentences or not split_words(asked):
        raise UserError(M("The text holds no words."), M("Write a few sentences and a question about them."))
    return sentences, asked


def absent(sentences: Sequence[str], question: str, vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """What the question asks about and the story does not hold: people and things, and words that were not learnt."""
    told = {word for sentence in sentences for word in split_words(sentence)}
    asked = [word for word in dict.fromkeys(split_words(question)) if word not in told]
    named, unknown = names_in([question]) - set(PLACES), set(vocabulary.unknown([question]))
    return [word for word in asked if word in named], [word for word in asked if word in unknown]


def _doubts(
    missing: Sequence[str], strange: Sequence[str], unknown: Set[str], swaps: Mapping[str, str], length: int
) -> list[Message]:
    """What a reader should know before trusting the answer."""
    found = []
    if missing:
        found.append(M("The story does not mention {words}, which the question asks about.", words=quoted(missing)))
    if strange:
        found.append(
            M("The question holds words that it never learnt and the story lacks: {words}.", words=quoted(strange))
        )
    blank = sorted(unknown - set(strange))
    if blank:
        found.append(M("Words it never learnt, read as a blank: {words}.", words=quoted(blank)))
    if swaps:
        found.append(M("Names it never learnt, read as names of people: {words}.", words=quoted(list(swaps))))
    if length > LONGEST:
        found.append(
            M("The story has {count} sentences; none in training had more than {most}.", count=length, most=LONGEST)
        )
    return found


def quoted(words: Sequence[str]) -> list[str]:
    """Words as they are named in a sentence: a few, long ones shortened."""
    short = [word if len(word) <= LETTERS else f"{word[:LETTERS]}…" for word in dict.fromkeys(words)]
    return [f"“{word}”" for word in short[:SHOWN]] + (["…"] if len(short) > SHOWN else [])


def rebuild(run: Run) -> StoryAnswerer:
    """The answerer of a saved run; KeyError, TypeError or RuntimeError where its parts do not fit."""
    names = {entry.name for entry in dataclasses.fields(StoryReaderConfig)}
    reader = StoryReader(StoryReaderConfig(**{name: run.config[name] for name in names}))
    reader.load_state_dict(run.state)
    reader.eval()
    kept = run.preprocessing
    codec = Codec(Vocabulary(tuple(kept["words"])), tuple(kept["answers"]), int(kept["most"]))
    if (len(codec.words), len(codec.answers) + 1) != (reader.config.words, reader.config.answers):
        raise ValueError("the vocabulary has another size than the network")
    return StoryAnswerer(reader, codec, float(kept["temperature"]), float(kept["threshold"]), dict(run.card))
