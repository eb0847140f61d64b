"""Where in a six-eight couplet a text stands and which rhyme is due, followed token by token for a recurrent writer.

In lục bát the sixth syllable of the eight-syllable line rhymes with the sixth of the line above it, and the sixth of
the six-syllable line with the eighth of the line above it. All that is read here is what was written before: a network
is told that a rhyme with a class of rimes is due, and learns by itself which rimes may answer it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

SIX, EIGHT = 6, 8
MOST = 9
"""Syllables of a line that are told apart; a longer line stays at the last."""
PLACES = 2 * (MOST + 1) * 2
"""Kind of line × syllables ended in it × whether the next has begun."""
NEWLINE, ONSET = -1, -2
"""What `kinds` says of a token that ends a line or opens a syllable; 0 is for all else, classes of rimes are above."""
COUNT, OPEN, EIGHTS, DUE, SIXTH, LAST = range(6)


@dataclass(frozen=True)
class Cues:
    """After each token: place (B, T) in 0 … PLACES − 1, the class due in this line (B, T), 0 for none, and the same
    where the very next rime is the one to rhyme, else 0 (B, T)."""

    place: Tensor
    due: Tensor
    now: Tensor


class VerseCues(nn.Module):
    """Follows the form. kinds (V,): NEWLINE, ONSET, the class of a rime, or 0, of every token.

    The first line of a text counts only from its beginning, so a prompt is read after a line break.
    """

    kinds: Tensor

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.register_buffer("kinds", torch.zeros(vocabulary, dtype=torch.int64))

    @torch.no_grad()
    def forward(self, tokens: Tensor, state: Tensor | None = None) -> tuple[Cues, Tensor]:
        """tokens (B, T), state (1, B, 6) -> the cues after each token, and the state after the last."""
        now = _unknown(len(tokens)) if state is None else state[0].T  # (6, B)
        seen = []
        for kind in self.kinds[tokens].T:  # (B,)
            now = _after(now, kind)
            seen.append(now)
        told = torch.stack(seen, -1)  # (6, B, T)
        place = (told[EIGHTS] * (MOST + 1) + told[COUNT]) * 2 + told[OPEN]
        next_rhymes = (told[COUNT] == SIX - 1) & (told[OPEN] == 1)
        return Cues(place, told[DUE], told[DUE] * next_rhymes), now.T[None]


def _unknown(rows: int) -> Tensor:
    """The state (6, B) of a text that may begin in the middle of a line: as after too many syllables."""
    state = torch.zeros(6, rows, dtype=torch.int64)
    state[COUNT] = MOST
    return state


def _after(state: Tensor, kind: Tensor) -> Tensor:
    """The state (6, B) after a token of a kind (B,)."""
    count, opened, eights, due, sixth, last = state
    ended, rime = kind == NEWLINE, kind > 0
    to_eight = ended & (count == SIX)
    linked = ended & (count == EIGHT)
    spoken = torch.where(rime, (count + 1).clamp(max=MOST), count)
    last = torch.where(rime, kind, last)
    sixth = torch.where(rime & (spoken == SIX), kind, sixth)
    due = torch.where(ended, torch.where(to_eight, sixth, torch.where(linked, last, 0)), due)
    opened = torch.where(rime | ended, 0, torch.where(kind == ONSET, 1, opened))
    eights = torch.where(ended, to_eight.long(), eights)
    return torch.stack([torch.where(ended, 0, spoken), opened, eights, due, sixth, last])
