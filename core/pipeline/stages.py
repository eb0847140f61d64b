"""Progress over several stages of work: one fraction that never falls, one estimate of the time left."""

from __future__ import annotations

import time
from collections.abc import Mapping

from core.messages import Message
from core.task import Progress, Report


class Stages:
    """Turns the progress of each stage into that of the whole.

    planned: expected seconds of each stage, in order; they set each stage's share of the bar and the time left
    of the stages still to come.
    """

    def __init__(self, report: Report, planned: Mapping[str, float]) -> None:
        self._report = report
        self._planned = dict(planned)
        self._fraction = 0.0
        self._began: dict[str, float] = {}
        self.seconds: dict[str, float] = {}
        """Seconds that each finished stage took."""
        self.telemetry: list[dict[str, float]] = []
        """Everything worth plotting that any stage reported, in order."""

    def begin(self, name: str, title: Message) -> Report:
        """Starts the stage `name`, says so at once, and returns the report that the stage's own work calls."""
        self._began[name] = time.perf_counter()
        planned = self._planned[name]
        before = sum(self._seconds_before(name))
        later = sum(self._planned.values()) - before - planned

        def report(progress: Progress) -> None:
            share = min(max(progress.fraction, 0.0), 1.0)
            self._fraction = max(self._fraction, (before + share * planned) / sum(self._planned.values()))
            own = (1 - share) * planned if progress.seconds_left is None else progress.seconds_left
            if progress.telemetry:
                self.telemetry.append(dict(progress.telemetry))
            self._report(Progress(self._fraction, progress.stage, own + later, progress.telemetry))

        report(Progress(0.0, title))
        return report

    def end(self, name: str) -> None:
        """Marks the stage as finished and keeps its time."""
        self.seconds[name] = time.perf_counter() - self._began[name]

    def _seconds_before(self, name: str) -> list[float]:
        names = list(self._planned)
        return [self._planned[earlier] for earlier in names[: names.index(name)]]
