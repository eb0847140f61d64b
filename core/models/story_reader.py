"""Reads a story sentence by sentence with the question in mind, and looks back at it in a few hops of attention.

Memory networks with several hops: S. Sukhbaatar et al., "End-to-end memory networks", NeurIPS 2015; a recurrent
pass over the sentences with the question: A. Kumar et al., "Ask me anything: dynamic memory networks", ICML 2016.
    s_i = LSTM over the words of sentence i         q = the same over the question
    m_i = LSTM over the sentences, reading [s_i, s_i ⊙ q, q]
    a_k = softmax_i(K[m_i, s_i] · W_k u_k / √H)     u_{k+1} = GRU(Σ_i a_ki m_i, u_k)
The answer is written word by word from the last u by a GRU.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from core.models.numbers import PADDING

START, END = 0, 0
"""The answer word that begins an answer, and the one that ends it."""


@dataclass(frozen=True)
class StoryReaderConfig:
    """words, answers: sizes of both vocabularies, special words counted. embedding, sentence, hidden: units.

    answer_words: longest answer in words, its end counted.
    """

    words: int
    answers: int
    embedding: int = 48
    sentence: int = 64
    hidden: int = 128
    hops: int = 3
    answer_words: int = 4
    dropout: float = 0.1

    def to_json(self) -> dict[str, object]:
        """The settings as plain JSON."""
        return asdict(self)


class Reading(NamedTuple):
    """What one pass gives: hops (B, K, T), weights over the sentences; state (B, H) that the answer starts from."""

    hops: Tensor
    state: Tensor


class StoryReader(nn.Module):
    """Stories as rows of a table of distinct sentences, so that each sentence is read once a batch."""

    def __init__(self, config: StoryReaderConfig) -> None:
        super().__init__()
        self.config = config
        wide, size = config.hidden, config.sentence
        self.words = nn.Embedding(config.words, config.embedding, padding_idx=PADDING)
        self.sentence = nn.LSTM(config.embedding, size, batch_first=True)
        self.story = nn.LSTM(3 * size, wide, batch_first=True)
        self.key = nn.Linear(wide + size, wide)
        self.start = nn.Linear(size, wide)
        self.looks = nn.ModuleList(nn.Linear(wide, wide) for _ in range(config.hops))
        self.update = nn.GRUCell(wide, wide)
        self.answers = nn.Embedding(config.answers, config.embedding)
        self.write = nn.GRUCell(config.embedding, wide)
        self.out = nn.Linear(wide, config.answers)
        self.drop = nn.Dropout(config.dropout)

    def sentences(self, table: Tensor) -> Tensor:
        """Distinct sentences (S, W) of word numbers, padded at their end, to vectors (S, D): the state at the end."""
        states: Tensor = self.sentence(self.drop(self.words(table)))[0]  # (S, W, D)
        last = (table != PADDING).sum(1).clamp(min=1) - 1
        return states[torch.arange(len(table)), last]

    def forward(self, table: Tensor, story: Tensor, question: Tensor, length: Tensor) -> Reading:
        """table (S, W); story (B, T) and question (B,): rows of it; length (B,): sentences of each story."""
        vectors = self.sentences(table)
        s, q = vectors[story], vectors[question]  # (B, T, D), (B, D)
        memory = self._memory(s, q)  # (B, T, H)
        keys = self.key(torch.cat([memory, s], -1))  # (B, T, H)
        past_end = torch.arange(story.shape[1])[None] >= length[:, None]
        state, hops = torch.tanh(self.start(q)), []  # (B, H)
        for look in self.looks:
            scores = (keys @ look(state)[..., None])[..., 0] / math.sqrt(self.config.hidden)  # (B, T)
            weights = scores.masked_fill(past_end, -math.inf).softmax(-1)
            state = self.update((weights[:, None] @ memory)[:, 0], state)
            hops.append(weights)
        return Reading(torch.stack(hops, 1), state)

    def _memory(self, s: Tensor, q: Tensor) -> Tensor:
        """The story's states (B, T, H), read with the question beside every sentence."""
        asked = q[:, None].expand_as(s)
        memory: Tensor = self.story(self.drop(torch.cat([s, s * asked, asked], -1)))[0]
        return memory

    def log_probabilities(self, reading: Reading, answer: Tensor) -> Tensor:
        """Of every word of the answers at each place, (B, A, V), the true words before it given: answer (B, A)."""
        before = torch.cat([torch.full_like(answer[:, :1], START), answer[:, :-1]], 1)
        state, steps = reading.state, []
        for place in range(answer.shape[1]):
            state = self.write(self.answers(before[:, place]), state)
            steps.append(self.out(self.drop(state)).log_softmax(-1))
        return torch.stack(steps, 1)  # (B, A, V)

    @torch.no_grad()
    def answer(self, reading: Reading, temperature: float = 1.0) -> tuple[Tensor, Tensor]:
        """The likeliest word at each place (B, A), END after the last, and the probability of the whole (B,)."""
        word = torch.full((len(reading.state),), START)
        state, done, words = reading.state, torch.zeros(len(word), dtype=torch.bool), []
        log_probability = torch.zeros(len(word))
        for _ in range(self.config.answer_words):
            state = self.write(self.answers(word), state)
            best, word = (self.out(state) / temperature).log_softmax(-1).max(-1)
            word = word.masked_fill(done, END)
            log_probability += best.masked_fill(done, 0.0)
            words.append(word)
            done |= word == END
        return torch.stack(words, 1), log_probability.exp()
