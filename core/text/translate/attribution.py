"""An answer as a function of the pieces that were read, in the form that every explainer of the project works on."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from core.models.translator import Translator
from core.task import Evidence, InputAxis


class Answered(nn.Module):
    """Embeddings (B, S, E) of the pieces read -> log-probability (B, T) of each piece written, its past as it was."""

    def __init__(self, module: Translator, source: Sequence[int], written: Sequence[int]) -> None:
        super().__init__()
        self.module = module
        self.source, self.written = torch.tensor([list(source)]), torch.tensor([list(written)])

    def forward(self, embedded: Tensor) -> Tensor:
        count = len(embedded)
        source, written = self.source.expand(count, -1), self.written.expand(count, -1)
        memory = self.module.encode_embedded(source, embedded)
        decoded = self.module.decode(memory, self.module.fed(memory, written))
        return self.module.log_probability(memory, decoded, written)


def evidence_of(
    module: Translator, source: Sequence[int], pieces: Sequence[str], written: Sequence[int], labels: Sequence[str]
) -> Evidence:
    """pieces: what is read, the axis of the attributions. labels: what is written, a target each."""
    with torch.no_grad():
        embedded = module.embedding(torch.tensor([list(source)]))
    mean = module.embedding.weight.detach().mean(0).expand_as(embedded).clone()
    positions = tuple(f"{number + 1} {piece}" for number, piece in enumerate(pieces))
    axis = InputAxis("tokens", positions, tuple(str(number) for number in range(embedded.shape[-1])))
    return Evidence(Answered(module, source, written), (embedded,), (axis,), {"mean token": (mean,)}, (tuple(labels),))
