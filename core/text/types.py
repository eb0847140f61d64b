"""What every text task answers, and where in the input its evidence is pinned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from core.messages import Message
from core.task import Predictor, Run


@dataclass(frozen=True)
class TextAnswer:
    """One answer: output is the label, text, ISO date or sentence; confidence between 0 and 1.

    evidence: plain JSON that says what the answer rests on; empty unless it was asked for.
    """

    input: str
    output: str
    confidence: float
    evidence: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """One entry of `results`."""
        return {
            "input": self.input,
            "output": self.output,
            "confidence": self.confidence,
            "evidence": self.evidence,
        }


class TextPredictor(Predictor, Protocol):
    """A fitted text task. `card` is its run's: data, licence, score and how it was measured, limits."""

    @property
    def card(self) -> dict[str, Any]: ...


Rebuild = Callable[[Run], TextPredictor]


@dataclass(frozen=True)
class Shipped:
    """A checkpoint that comes with the project.

    task: key of core.text.tasks.TASKS. trainer: "module:function", called as function(data, report, seed) -> Run,
    where data is the folder of text/ sets that are not in a package.
    """

    name: str
    task: str
    title: Message
    trainer: str


def answers_json(task: str, run: str, answers: Sequence[TextAnswer]) -> dict[str, Any]:
    """The JSON of the command line, in the order of the input."""
    return {"task": task, "run": run, "results": [answer.to_json() for answer in answers]}
