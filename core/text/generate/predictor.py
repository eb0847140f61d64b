"""A fitted language model that writes: one step of its cell a token, the prompt read once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.errors import UserError
from core.messages import M
from core.models.language_model import LanguageModel, LanguageModelConfig, State
from core.task import Run
from core.text.generate.sampling import Floats, Sampling, choose, columns
from core.text.generate.tokens import Prompt, Vocabulary
from core.text.generate.types import ALTERNATIVES, MAX_LENGTH, Step, confidence
from core.text.types import TextAnswer

TASK = "generate"


class Generator:
    """Writes text after a prompt.

    opening: what is read before every prompt, the end of a paragraph or line, so that an empty prompt begins one.
    extras: arrays of the run that pages show, kept as they are.
    """

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        opening: str,
        card: dict[str, Any],
        extras: dict[str, torch.Tensor] | None = None,
    ) -> None:
        self.model, self.vocabulary, self.opening = model.eval(), vocabulary, opening
        self.card, self.extras = card, extras or {}

    def read(self, prompt: str) -> Prompt:
        """The prompt as the model reads it; UserError where it is too long."""
        return self.vocabulary.read(prompt)

    def stream(self, prompt: str, length: int, sampling: Sampling) -> Iterator[Step]:
        """The steps as they are made, until at least `length` characters are written.

        UserError, before the first step, where prompt, length or sampling are out of bounds.
        """
        return self._steps(self.read(prompt), checked_length(length), sampling.checked())

    def generate(
        self, prompt: str, length: int = 400, sampling: Sampling | None = None, explain: bool = False
    ) -> TextAnswer:
        """`length` characters after the prompt; output is what was written, without the prompt.

        confidence: geometric mean of the model's own probabilities of the tokens chosen. With `explain` the evidence
        lists every token with its probability and the likeliest others; signs of the prompt that the model does not
        know are always listed.
        """
        sampling = (sampling or Sampling()).checked()
        steps = list(self.stream(prompt, length, sampling))
        replaced = self.read(prompt).replaced
        evidence: dict[str, Any] = {"replaced": dict(replaced)} if replaced else {}
        if explain:
            evidence |= {"sampling": dataclasses.asdict(sampling), "steps": [dataclasses.asdict(s) for s in steps]}
        output = "".join(step.text for step in steps)
        return TextAnswer(prompt, output, confidence([step.probability for step in steps]), evidence)

    @torch.inference_mode()
    def _steps(self, prompt: Prompt, length: int, sampling: Sampling) -> Iterator[Step]:
        generator = torch.Generator().manual_seed(sampling.seed)
        logits, state = self._step(self._context(prompt.text), None)
        written = 0
        while written < length:
            draw = float(torch.rand((), generator=generator, dtype=torch.float64))
            worked = columns(logits, sampling)
            token = choose(worked.drawn_from, draw)
            best = np.argsort(-worked.probability, kind="stable")[:ALTERNATIVES]
            others = tuple((self.vocabulary.tokens[i], float(worked.probability[i])) for i in best)
            step = Step(self.vocabulary.tokens[token], float(worked.probability[token]), draw, others)
            written += len(step.text)
            yield step
            logits, state = self._step([token], state)

    def _step(self, tokens: list[int], state: State | None) -> tuple[Floats, State]:
        """Reads tokens and returns the logits (V,) of what comes next."""
        logits, after = self.model(torch.tensor([tokens]), state)
        return logits[0, -1].numpy().astype(np.float64), after

    def _context(self, prompt: str) -> list[int]:
        return self.vocabulary.encode(self.opening + prompt)

    @torch.inference_mode()
    def logits(self, prompt: str, tokens: list[str]) -> NDArray[np.float32]:
        """(T, V): the logits from which each of `tokens` was chosen after the prompt, in one pass."""
        context = self._context(self.read(prompt).text)
        index = {token: number for number, token in enumerate(self.vocabulary.tokens)}
        logits, _ = self.model(torch.tensor([context + [index[token] for token in tokens]]))
        found: NDArray[np.float32] = logits[0, len(context) - 1 : -1].numpy()
        return found

    @torch.inference_mode()
    def states(self, prompt: str, tokens: list[str]) -> NDArray[np.float32]:
        """(T, H): the hidden states after each of `tokens` was read, in one pass."""
        context = self._context(self.read(prompt).text)
        index = {token: number for number, token in enumerate(self.vocabulary.tokens)}
        states, _ = self.model.states(torch.tensor([context + [index[token] for token in tokens]]))
        found: NDArray[np.float32] = states[0, len(context) :].numpy()
        return found

    def to_run(self) -> Run:
        """Everything needed to rebuild this generator."""
        config = dataclasses.asdict(self.model.config)
        state = {name: value.clone() for name, value in self.model.state_dict().items()}
        preprocessing = {"vocabulary": self.vocabulary.to_json(), "opening": self.opening}
        return Run(TASK, self.model.config.kernel, config, state, preprocessing, self.extras, self.card)


def checked_length(length: int) -> int:
    """The length; UserError where it is out of bounds."""
    if not 1 <= length <= MAX_LENGTH:
        raise UserError(
            M("The length must lie between 1 and {most} characters.", most=MAX_LENGTH),
            M("Write more in parts, each with the end of the one before as its prompt."),
        )
    return length


def rebuild(run: Run) -> Generator:
    """The generator of a run; ValueError, KeyError or RuntimeError where its parts do not fit together."""
    vocabulary = Vocabulary.from_json(run.preprocessing["vocabulary"])
    config = LanguageModelConfig(**run.config)
    if config.vocabulary != len(vocabulary):
        raise ValueError(f"The network knows {config.vocabulary} tokens and the list holds {len(vocabulary)}")
    model = LanguageModel(config)
    model.load_state_dict(run.state)
    return Generator(model, vocabulary, str(run.preprocessing["opening"]), run.card, run.tensors)
