"""What a reader can turn in a lab: each knob is data, is drawn by core.ui.labs, and is kept in the address as text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.messages import Message

Value = str | int | float
When = Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True, kw_only=True)
class Knob:
    """What every knob has.

    inside: drawn by the figure itself, not among the knobs above it. when: knob -> values of it under which this one
    is of use; it is hidden otherwise. hint: a sentence beside the knob.
    """

    name: str
    label: Message
    inside: bool = False
    when: When = field(default_factory=dict)
    hint: Message | None = None

    @property
    def start(self) -> Value:
        """Where it stands when nothing is asked for."""
        raise NotImplementedError

    def read(self, text: str) -> Value:
        """The value an address asks for; the start where that is no value of this knob."""
        raise NotImplementedError

    def write(self, value: Value) -> str:
        """The value as an address holds it."""
        return str(value)

    def useful(self, values: Mapping[str, Value]) -> bool:
        """Whether it has a say while the others stand at `values`."""
        return all(values[name] in wanted for name, wanted in self.when.items())


@dataclass(frozen=True, kw_only=True)
class Choice(Knob):
    """One of few named options; the first is the start where `default` is empty."""

    options: Mapping[str, Message]
    default: str = ""
    list: bool = False
    """Shown as a drop-down list instead of buttons side by side."""

    @property
    def start(self) -> str:
        return self.default or next(iter(self.options))

    def read(self, text: str) -> str:
        return text if text in self.options else self.start


@dataclass(frozen=True, kw_only=True)
class Whole(Knob):
    """A whole number from low to high, both included."""

    low: int
    high: int
    default: int
    step: int = 1

    @property
    def start(self) -> int:
        return self.default

    def read(self, text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            return self.start
        return value if self.low <= value <= self.high else self.start


@dataclass(frozen=True, kw_only=True)
class Real(Knob):
    """A number from low to high, both included, in steps."""

    low: float
    high: float
    default: float
    step: float = 0.1

    @property
    def start(self) -> float:
        return self.default

    def read(self, text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            return self.start
        return value if math.isfinite(value) and self.low <= value <= self.high else self.start

    def write(self, value: Value) -> str:
        return f"{float(value):g}"


@dataclass(frozen=True, kw_only=True)
class Words(Knob):
    """Free text that the figure writes and reads itself, such as a list of edits; always inside the figure."""

    default: str = ""
    inside: bool = True

    @property
    def start(self) -> str:
        return self.default

    def read(self, text: str) -> str:
        return text


class Values(dict[str, Value]):
    """Where every knob of a lab stands, by name."""

    def text(self, name: str) -> str:
        """The value of a Choice or of Words."""
        return str(self[name])

    def whole(self, name: str) -> int:
        """The value of a Whole."""
        return int(self[name])

    def real(self, name: str) -> float:
        """The value of a Real."""
        return float(self[name])
