"""What a task is: the one contract that the trainer, jobs, store and explainers know about.

A task is what differs between a forecast, a translation and a transcript, and nothing else. A run is a task, a
model's settings and weights, the fitted preprocessing and a card; a run rebuilt from its folder needs nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from core.messages import Message

if TYPE_CHECKING:
    import torch

RUN_VERSION = 1
"""Version of the saved form of a run; another one is refused by name."""


@dataclass(frozen=True)
class Progress:
    """Where long work stands.

    fraction: share done, 0 to 1, never falling. seconds_left: estimate, None while unknown.
    telemetry: numbers worth plotting as they come, e.g. {"epoch": 3, "train_loss": 0.41, "validation_loss": 0.44,
        "gradient_norm": 1.2}.
    """

    fraction: float
    stage: Message
    seconds_left: float | None = None
    telemetry: Mapping[str, float] = field(default_factory=dict)


Report = Callable[[Progress], None]
"""Called often by long work; raises core.errors.Cancelled when the work should stop."""


def silent(progress: Progress) -> None:
    """A report that nobody reads."""


@dataclass(frozen=True)
class Run:
    """A trained model with everything needed to use it again; plain JSON and tensors, never objects.

    task, model: names in their registries. config: the model's settings. state: weights by name.
    preprocessing: what was fitted on the training part. tensors: arrays that belong to preprocessing
    (calibration scores). card: data, dates, scores, limits, for a reader.
    """

    task: str
    model: str
    config: dict[str, Any]
    state: dict[str, torch.Tensor]
    preprocessing: dict[str, Any]
    tensors: dict[str, torch.Tensor] = field(default_factory=dict)
    card: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class InputAxis:
    """Names of what one input tensor (1, T, F) holds: labels of its T positions and of its F features.

    group: what the input is ("past", "known ahead", "tokens").
    """

    group: str
    positions: tuple[Any, ...]
    features: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """One prediction in the form every explainer works on.

    module: whose forward takes the inputs and returns (B, *outputs), differentiable, in the answer's units.
    inputs: float tensors, each (1, T, F). axes: one a tensor. references: named baselines, each a tuple of tensors
    of the inputs' shapes. outputs: for each axis of the output after B, its labels (steps, quantiles). unlearned: the
    part of the answer that no weight has touched (a last value that is added back), of the same inputs and shape;
    None where there is none.
    """

    module: torch.nn.Module
    inputs: tuple[torch.Tensor, ...]
    axes: tuple[InputAxis, ...]
    references: dict[str, tuple[torch.Tensor, ...]]
    outputs: tuple[tuple[Any, ...], ...]
    unlearned: torch.nn.Module | None = None


class Predictor(Protocol):
    """A fitted task: what a run becomes when it is rebuilt."""

    def to_run(self) -> Run:
        """Everything needed to rebuild this predictor."""


class Task(Protocol):
    """A kind of question with its own preprocessing, loss, answer and score."""

    name: str

    def rebuild(self, run: Run) -> Predictor:
        """The fitted predictor of a run of this task; raises UserError where the run does not fit."""
