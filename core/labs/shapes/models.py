"""Five small models, one for each shape: what goes in and what comes out is one thing or a sequence.

I. Sutskever, O. Vinyals and Q. V. Le, "Sequence to sequence learning" (2014) for the encoder–decoder.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.labs.shapes.words import DIGITS, LETTERS, NUMBER_WORDS, accented

HOURS = 24
COUNTRIES = 4
END = len(DIGITS)
"""The decoder's word for the end; its start has the number after."""
MOST_DIGITS = 5


class OneToOne(nn.Module):
    """Today's weather to tomorrow's warmth: no sequence, no recurrence."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(6, 16), nn.Tanh(), nn.Linear(16, 1))

    def forward(self, x: Tensor) -> Tensor:
        """x (B, 6) -> (B, 1)."""
        answer: Tensor = self.layers(x)
        return answer


class OneToMany(nn.Module):
    """A day of the year to its 24 hours: the day sets the first state, each answer is the next input."""

    def __init__(self, hidden: int = 24) -> None:
        super().__init__()
        self.first, self.cell = nn.Linear(2, hidden), nn.GRUCell(1, hidden)
        self.answer = nn.Linear(hidden, 1)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, 2) -> (B, HOURS)."""
        h, y = torch.tanh(self.first(x)), x.new_zeros(len(x), 1)
        found = []
        for _ in range(HOURS):
            h = self.cell(y, h)
            y = self.answer(h)
            found.append(y)
        return torch.cat(found, 1)


class ManyToOne(nn.Module):
    """The letters of a city's name to its country: only the last state answers."""

    def __init__(self, hidden: int = 32) -> None:
        super().__init__()
        self.encoder = nn.GRU(len(LETTERS), hidden, batch_first=True)
        self.answer = nn.Linear(hidden, COUNTRIES)

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, letters) -> (B, COUNTRIES)."""
        return self.each(x)[:, -1]

    def each(self, x: Tensor) -> Tensor:
        """What it would answer after every step (B, T, COUNTRIES)."""
        answer: Tensor = self.answer(self.encoder(x)[0])
        return answer


class Aligned(nn.Module):
    """Letters without accents to letters with them: an answer at every step, from both sides of it."""

    def __init__(self, hidden: int = 40) -> None:
        super().__init__()
        self.encoder = nn.LSTM(len(LETTERS), hidden, batch_first=True, bidirectional=True)
        self.answer = nn.Linear(2 * hidden, len(accented()))

    def forward(self, x: Tensor) -> Tensor:
        """x (B, T, letters) -> (B, T, accented letters)."""
        answer: Tensor = self.answer(self.encoder(x)[0])
        return answer


class EncoderDecoder(nn.Module):
    """Number words to digits: the encoder's last state is all that the decoder gets to know."""

    def __init__(self, hidden: int = 56) -> None:
        super().__init__()
        self.words, self.digits = nn.Embedding(len(NUMBER_WORDS) + 1, 16), nn.Embedding(len(DIGITS) + 2, 16)
        self.encoder = nn.GRU(16, hidden, batch_first=True)
        self.decoder = nn.GRUCell(16, hidden)
        self.answer = nn.Linear(hidden, len(DIGITS) + 1)

    def forward(self, x: Tensor, teacher: Tensor | None = None) -> Tensor:
        """x (B, T) word numbers, blanks first -> (B, MOST_DIGITS, digits and end); teacher (B, MOST_DIGITS) or none."""
        h = self.encoder(self.words(x))[0][:, -1]
        token = torch.full((len(x),), END + 1)
        found = []
        for t in range(MOST_DIGITS):
            h = self.decoder(self.digits(token), h)
            found.append(self.answer(h))
            token = found[-1].argmax(1) if teacher is None else teacher[:, t]
        return torch.stack(found, 1)


MODELS: dict[str, type[nn.Module]] = {
    "one-to-one": OneToOne,
    "one-to-many": OneToMany,
    "many-to-one": ManyToOne,
    "aligned": Aligned,
    "encoder-decoder": EncoderDecoder,
}
