"""The background job that trains a span reader from a file a reader gave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.messages import M
from core.store import write_run
from core.task import Progress, Report
from core.text.passage.squad import read_squad

FILE, RUN = "reading.json", "run"
"""In the job's folder: the reading set, and the run that it leaves."""


def span_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Trains on FILE for at most `seconds`; leaves a run."""
    from core.text.passage.span_training import SpanSettings, train_spans

    report(Progress(0.0, M("Reading the file")))
    reading = read_squad((folder / FILE).read_bytes())
    settings = SpanSettings(int(arguments["epochs"]), float(arguments["seconds"]), int(arguments["seed"]))
    write_run(train_spans(reading, settings, report).to_run(), folder / RUN)
