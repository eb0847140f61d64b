"""Sequence to sequence with attention and a copy gate: the network behind every translation.

Two LSTM decoders as in Y. Wu et al., "Google's neural machine translation system" (2016): the first writes and asks
where to look, the second reads what was found, so that a whole target is decoded in two fused passes in training.
Attention: D. Bahdanau, K. Cho and Y. Bengio (2015), with the bilinear score of M.-T. Luong, H. Pham and C. Manning
(2015). Copying: A. See, P. Liu and C. Manning, "Get to the point" (2017). Scheduled sampling: S. Bengio et al. (2015)
in the two-pass form of T. Mihaylova and A. Martins (2019).
    p(y) = g · softmax(W z) + (1 − g) · Σ_{s: x_s = y} a_s
Letters: B batch, S source length, T target length, E embedding, H hidden, V vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

PAD, BEGIN, END, UNKNOWN = range(4)
"""The first ids of every vocabulary."""
SMALLEST = 1e-9
EVALUATED_TOGETHER = 64
"""Rows decoded at once outside training, since the scores of all words take B × T × V numbers."""


@dataclass(frozen=True)
class TranslatorConfig:
    """vocabulary: V, shared by both sides. layers: of the encoder, each in both directions."""

    vocabulary: int
    embedding: int = 64
    hidden: int = 128
    layers: int = 1
    dropout: float = 0.1


@dataclass(frozen=True)
class Memory:
    """What the encoder hands over: source ids (B, S), states and keys (B, S, 2H), start (B, H)."""

    source: Tensor
    states: Tensor
    keys: Tensor
    start: Tensor

    def rows(self, rows: Tensor) -> Memory:
        """The same for some rows of the batch."""
        return Memory(self.source[rows], self.states[rows], self.keys[rows], self.start[rows])


State = tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]
"""Hidden and cell state of the two decoders, each (1, B, H)."""


@dataclass(frozen=True)
class Decoded:
    """Of T target steps: words (B, T, V) log-softmax, attention (B, T, S), gate (B, T): the share not copied."""

    words: Tensor
    attention: Tensor
    gate: Tensor
    state: State


class BothWays(nn.Module):
    """An LSTM in each direction; the second reads every row from its own last token, so padding changes nothing."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.ahead = nn.LSTM(inputs, hidden, batch_first=True)
        self.back = nn.LSTM(inputs, hidden, batch_first=True)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        """x (B, S, ·), lengths (B,) -> (B, S, 2H)."""
        places = torch.arange(x.shape[1])
        mirrored = torch.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)  # (B, S)
        back = self.back(_at(x, mirrored))[0]
        return torch.cat([self.ahead(x)[0], _at(back, mirrored)], -1)


class Translator(nn.Module):
    """Reads source ids, writes target ids."""

    def __init__(self, config: TranslatorConfig) -> None:
        super().__init__()
        self.config, self.forcing, self.sampled_batches = config, 1.0, 1.0
        hidden, wide = config.hidden, 2 * config.hidden
        self.embedding = nn.Embedding(config.vocabulary, config.embedding, padding_idx=PAD)
        nn.init.normal_(self.embedding.weight, std=config.embedding**-0.5)
        self.encoder = nn.ModuleList(
            BothWays(config.embedding if layer == 0 else wide, hidden) for layer in range(config.layers)
        )
        self.start = nn.Linear(wide, hidden)
        self.key = nn.Linear(wide, hidden, bias=False)
        self.writer = nn.LSTM(config.embedding, hidden, batch_first=True)
        self.reader = nn.LSTM(hidden + wide, hidden, batch_first=True)
        self.mix = nn.Linear(2 * hidden + wide, config.embedding)
        self.bias = nn.Parameter(torch.zeros(config.vocabulary))
        self.gate = nn.Linear(hidden + wide, 1)
        self.dropout = nn.Dropout(config.dropout)

    def encode(self, source: Tensor) -> Memory:
        """source (B, S) of ids, padded with PAD on the right."""
        return self.encode_embedded(source, self.embedding(source))

    def encode_embedded(self, source: Tensor, embedded: Tensor) -> Memory:
        """The same from embeddings (B, S, E), which explainers change."""
        lengths = (source != PAD).sum(1)  # (B,)
        states = self.dropout(embedded)
        for layer in self.encoder:
            states = self.dropout(layer(states, lengths))  # (B, S, 2H)
        half = self.config.hidden
        last = states[torch.arange(len(source)), lengths - 1, :half]  # (B, H)
        start = torch.tanh(self.start(torch.cat([last, states[:, 0, half:]], -1)))  # (B, H)
        return Memory(source, states, self.key(states), start)

    def decode(
        self, memory: Memory, before: Tensor, state: State | None = None, edited: Tensor | None = None
    ) -> Decoded:
        """before (B, T): the token before each step. edited (B, T, S): attention to use in place of its own."""
        if state is None:
            fresh = (memory.start[None].contiguous(), torch.zeros_like(memory.start)[None])
            state = (fresh, fresh)
        written, writer = self.writer(self.dropout(self.embedding(before)), state[0])  # (B, T, H)
        attention = self._attention(memory, written) if edited is None else edited
        seen = attention @ memory.states  # (B, T, 2H)
        read, reader = self.reader(torch.cat([written, seen], -1), state[1])  # (B, T, H)
        mixed = torch.tanh(self.mix(self.dropout(torch.cat([written, read, seen], -1))))  # (B, T, E)
        words = (self.dropout(mixed) @ self.embedding.weight.T + self.bias).log_softmax(-1)  # (B, T, V)
        gate = torch.sigmoid(self.gate(torch.cat([read, seen], -1)))[..., 0]
        return Decoded(words, attention, gate, (writer, reader))

    def _attention(self, memory: Memory, written: Tensor) -> Tensor:
        """Where each step looks, (B, T, S)."""
        scores = written @ memory.keys.transpose(1, 2) / self.config.hidden**0.5
        weights: Tensor = scores.masked_fill((memory.source == PAD)[:, None], -1e9).softmax(-1)
        return weights

    def log_probability(self, memory: Memory, decoded: Decoded, target: Tensor) -> Tensor:
        """log p of each token of target (B, T), copying counted in."""
        written = decoded.words.gather(-1, target[..., None])[..., 0].exp()
        same = memory.source[:, None] == target[..., None]  # (B, T, S)
        copied = (decoded.attention * same).sum(-1)
        return (decoded.gate * written + (1 - decoded.gate) * copied + SMALLEST).log()

    def distribution(self, memory: Memory, decoded: Decoded) -> Tensor:
        """p of every token at every step, (B, T, V)."""
        words = decoded.gate[..., None] * decoded.words.exp()
        places = memory.source[:, None].expand(-1, words.shape[1], -1)
        return words.scatter_add(-1, places, (1 - decoded.gate[..., None]) * decoded.attention)

    def progress(self, share: float, least: float = 0.75) -> None:
        """Scheduled sampling: only true tokens in the first half of training, then down to `least` of them."""
        self.forcing = 1.0 - (1.0 - least) * max(0.0, 2 * share - 1)

    def fed(self, memory: Memory, target: Tensor) -> Tensor:
        """The token before each step of target (B, T): the true one, in training sometimes the network's own."""
        begin = torch.full_like(target[:, :1], BEGIN)
        before = torch.cat([begin, target[:, :-1]], 1)
        if not self.training or self.forcing >= 1.0 or _skipped(self.sampled_batches):
            return before
        with torch.no_grad():
            guessed = self.decode(memory, before).words.argmax(-1)
        own = torch.cat([begin, guessed[:, :-1]], 1)
        swap = (torch.rand(before.shape) >= self.forcing) & (before > END)
        return torch.where(swap, own, before)


def translation_loss(module: nn.Module, batch: tuple[Tensor, ...]) -> Tensor:
    """Mean negative log-probability a target token. batch: source (B, S), target (B, T), both padded, END last."""
    assert isinstance(module, Translator)
    source, target = (_trimmed(part.long()) for part in batch)
    if module.training:
        return _total(module, source, target) / (target != PAD).sum()
    rows = range(0, len(source), EVALUATED_TOGETHER)
    parts = [
        _total(module, _trimmed(source[i : i + EVALUATED_TOGETHER]), target[i : i + EVALUATED_TOGETHER]) for i in rows
    ]
    return torch.stack(parts).sum() / (target != PAD).sum()


def _total(module: Translator, source: Tensor, target: Tensor) -> Tensor:
    """Summed over all tokens that are no padding."""
    memory = module.encode(source)
    decoded = module.decode(memory, module.fed(memory, target))
    return -(module.log_probability(memory, decoded, target) * (target != PAD)).sum()


def _trimmed(tokens: Tensor) -> Tensor:
    """Without the columns in which every row is padding."""
    return tokens[:, : int((tokens != PAD).sum(1).max())]


def _skipped(share: float) -> bool:
    """Whether this batch is left to the teacher: the first pass costs a third of an update."""
    return share < 1.0 and bool(torch.rand(()) >= share)


def _at(x: Tensor, places: Tensor) -> Tensor:
    """x (B, S, ·) read in the order of places (B, S)."""
    return x.gather(1, places[..., None].expand(-1, -1, x.shape[-1]))
