"""An allowance counts the processor's seconds, not the clock's, which other programs eat."""

from __future__ import annotations

import time

import pytest

from core.training import allowance
from core.training.allowance import Allowance, ended
from core.training.loop import TrainingSettings, train
from tests.training.test_loop import fresh, regression, squared


def busy(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        sum(range(1000))


def test_waiting_costs_nothing_and_working_does() -> None:
    allowed = Allowance(0.05)
    time.sleep(0.1)
    assert allowed.spent < 0.04
    assert allowed.ran_out() == ""
    busy(0.06)
    assert allowed.ran_out() == "processor"


def test_the_clock_is_a_last_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = Allowance(1.0)
    began = allowed.started
    monkeypatch.setattr(allowance.time, "monotonic", lambda: began + 9.9)
    assert allowed.ran_out() == ""
    monkeypatch.setattr(allowance.time, "monotonic", lambda: began + 10.1)
    assert allowed.ran_out() == "clock"


def test_a_moment_of_the_clock_is_a_limit_too() -> None:
    assert ended(None) == ""
    assert ended(time.monotonic() + 60.0) == ""
    assert ended(time.monotonic() - 1.0) == "clock"


def test_a_starved_machine_gets_the_same_weights() -> None:
    """Half the time asleep, as if others had the processor: the plan is carried out to its end all the same."""
    made = []
    for rest in (0.0, 0.004):
        module = fresh()
        on_batch = lambda share, rest=rest: time.sleep(rest)  # noqa: E731
        settings = TrainingSettings(epochs=6, batch=50)
        result = train(module, *regression(0.5), squared, settings, on_batch, deadline=Allowance(0.15))
        assert result.stopped == ""
        made.append(module.weight.detach().clone())
    assert bool((made[0] == made[1]).all())


def test_says_what_ran_out() -> None:
    result = train(fresh(), *regression(), squared, TrainingSettings(epochs=100_000, batch=50), deadline=Allowance(0.1))
    assert result.stopped == "processor"
    assert result.cut_short
