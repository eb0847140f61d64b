"""A recurrent language model: what comes next after every token of a text.

e_t = E x_t        h_t, s_t = kernel(e_t, s_{t-1})        p(x_{t+1} | x_1 … x_t) = softmax(W h_t + b)

A writer of six-eight verse is also told its place a_t in the couplet, the class of rimes r_t that is due in the line,
and n_t, the same where the next rime is the one to rhyme (core.models.verse_cues):
e_t = E x_t + A a_t + R r_t        p(x_{t+1} | …) = softmax(W h_t + b + U n_t)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from torch import Tensor, nn

from core.models.verse_cues import PLACES, Cues, VerseCues

KERNELS: dict[str, type[nn.RNNBase]] = {"lstm": nn.LSTM, "gru": nn.GRU}

State = tuple[Tensor, ...]
"""What a kernel carries from one step to the next, each (layers, B, H): h and c of an LSTM, h of a GRU.

With cues of verse, what they follow comes last."""


@dataclass(frozen=True)
class LanguageModelConfig:
    """vocabulary: V, number of tokens. dropout: share of the inputs and outputs of the kernel left out in training.

    rimes: classes of rimes, the 0 for none among them, of a writer that is told the cues of verse; 0 for all others.
    """

    vocabulary: int
    kernel: str = "lstm"
    embedding: int = 64
    hidden: int = 256
    layers: int = 1
    dropout: float = 0.0
    rimes: int = 0


class LanguageModel(nn.Module):
    """Embedding, torch's fused kernel, and a linear layer to the logits of the next token."""

    def __init__(self, config: LanguageModelConfig) -> None:
        super().__init__()
        if config.kernel not in KERNELS:
            raise ValueError(f"There is no kernel {config.kernel!r}; there are {sorted(KERNELS)}.")
        self.config = config
        self.embedding = nn.Embedding(config.vocabulary, config.embedding)
        self.drop = nn.Dropout(config.dropout)
        build: Any = KERNELS[config.kernel]
        self.kernel = build(config.embedding, config.hidden, config.layers, batch_first=True)
        self.head = nn.Linear(config.hidden, config.vocabulary)
        if config.rimes:
            self.verse = VerseCues(config.vocabulary)
            self.place, self.due = (nn.Embedding(count, config.embedding) for count in (PLACES, config.rimes))
            self.answer = nn.Embedding(config.rimes, config.vocabulary)
            nn.init.zeros_(self.answer.weight)

    def states(self, tokens: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """tokens (B, T) -> hidden states of the last layer (B, T, H), and the state after the last token."""
        states, after, _ = self._read(tokens, state)
        return states, after

    def forward(self, tokens: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """tokens (B, T) -> logits of the token after each (B, T, V), and the state after the last token."""
        states, after, cues = self._read(tokens, state)
        logits = self.head(self.drop(states))
        return (logits if cues is None else logits + self.answer(cues.now)), after

    def _read(self, tokens: Tensor, state: State | None) -> tuple[Tensor, State, Cues | None]:
        """The states (B, T, H), the state after the last token, and the cues where there are any."""
        inputs = self.drop(self.embedding(tokens))  # (B, T, E)
        cues: Cues | None = None
        followed: State = ()
        if self.config.rimes:
            cues, after_cues = self.verse(tokens, None if state is None else state[-1])
            inputs, followed = inputs + self.place(cues.place) + self.due(cues.due), (after_cues,)
            state = None if state is None else state[:-1]
        states, after = self.kernel(inputs, _to_kernel(state))
        return states, (*(after if isinstance(after, tuple) else (after,)), *followed), cues


def detached(state: State) -> State:
    """The same numbers without their history: what truncated backpropagation carries over."""
    return tuple(part.detach() for part in state)


def _to_kernel(state: State | None) -> State | Tensor | None:
    """As torch's kernels take it: a pair for an LSTM, a tensor for a GRU."""
    return state[0] if state is not None and len(state) == 1 else state
