"""A finished text with all that a page shows of it: logits of every choice, and hidden units over it.

The example of a shipped checkpoint is read from its folder without torch, so that the page opens at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

from core.store.format import TENSORS, WEIGHTS_FILE, read_header
from core.text.generate.sampling import Columns, Sampling, columns, softmax
from core.text.generate.types import confidence
from core.text.generate.units import FoundUnit

if TYPE_CHECKING:
    from core.text.generate.predictor import Generator

LOGITS, UNITS = "example.logits", "example.units"


@dataclass(frozen=True)
class Written:
    """A finished text.

    vocabulary: all tokens, V of them. tokens, draws: T of them, as chosen. logits: (T, V), of each choice. units: (T,
    len(found)), the hidden states of the units in `found` after each token.
    replaced: signs of the prompt that the model does not know, and what was read in their place.
    """

    prompt: str
    sampling: Sampling
    vocabulary: tuple[str, ...]
    tokens: tuple[str, ...]
    draws: tuple[float, ...]
    logits: NDArray[np.floating]
    units: NDArray[np.floating]
    found: tuple[FoundUnit, ...]
    replaced: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What was written, without the prompt."""
        return "".join(self.tokens)

    @cached_property
    def probabilities(self) -> NDArray[np.float64]:
        """(T,): the model's own probability of each token."""
        index = {token: number for number, token in enumerate(self.vocabulary)}
        rows = (
            softmax(row.astype(np.float64))[index[token]] for row, token in zip(self.logits, self.tokens, strict=True)
        )
        return np.fromiter(rows, float, len(self.tokens))

    @property
    def confidence(self) -> float:
        """Geometric mean of the probabilities."""
        return confidence(list(self.probabilities))

    def columns(self, place: int, sampling: Sampling | None = None) -> Columns:
        """The arithmetic of the choice at `place`, by the text's own settings or others."""
        return columns(self.logits[place].astype(np.float64), sampling or self.sampling)


def written(
    generator: Generator, prompt: str, tokens: Sequence[str], draws: Sequence[float], sampling: Sampling
) -> Written:
    """What a page shows of tokens just made: their choices and the found units, in one pass each."""
    found = tuple(FoundUnit(**unit) for unit in generator.card.get("units", []))
    states = generator.states(prompt, list(tokens))
    return Written(
        prompt,
        sampling,
        generator.vocabulary.tokens,
        tuple(tokens),
        tuple(draws),
        generator.logits(prompt, list(tokens)),
        states[:, [unit.unit for unit in found]],
        found,
        dict(generator.read(prompt).replaced),
    )


def with_example(generator: Generator, prompt: str, length: int, sampling: Sampling) -> Generator:
    """The generator with a text of its own for its page to open on."""
    import torch

    steps = list(generator.stream(prompt, length, sampling))
    made = written(generator, prompt, [step.text for step in steps], [step.draw for step in steps], sampling)
    generator.card["example"] = {
        "prompt": prompt,
        "sampling": asdict(sampling),
        "text": made.text,
        "tokens": [generator.vocabulary.tokens.index(token) for token in made.tokens],
        "draws": [round(draw, 9) for draw in made.draws],
    }
    generator.extras = {
        LOGITS: torch.from_numpy(made.logits).half(),
        UNITS: torch.from_numpy(made.units).half(),
    }
    return generator


def read_example(folder: Path) -> Written | None:
    """The example of the run in `folder`; None where it has none. Does not import torch."""
    header = read_header(folder)
    example: Any = header.card.get("example")
    if not isinstance(example, dict):
        return None
    tokens: Any = header.preprocessing["vocabulary"]
    vocabulary = tuple(tokens["tokens"])
    with safe_open(folder / WEIGHTS_FILE, framework="numpy") as arrays:
        logits, units = (arrays.get_tensor(TENSORS + name) for name in (LOGITS, UNITS))
    units_found: Any = header.card.get("units", [])
    return Written(
        example["prompt"],
        Sampling(**example["sampling"]),
        vocabulary,
        tuple(vocabulary[number] for number in example["tokens"]),
        tuple(example["draws"]),
        logits,
        units,
        tuple(FoundUnit(**unit) for unit in units_found),
    )
