"""The same explanation on fifty windows, as a background job."""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd

from core.explain.windows import WINDOWS, WindowChecks, check_windows, checks_of
from core.pipeline.explaining import ExplainChoice, check_choice
from core.pipeline.subject import Subject, load_subject
from core.task import Report, silent

CHECKS_FILE = "windows.json"


def windows_arguments(source: dict[str, Any], choice: ExplainChoice, count: int = WINDOWS) -> dict[str, Any]:
    """Arguments of `windows_job`, plain JSON. source: as of `load_subject`."""
    return {"source": source, "choice": dataclasses.asdict(choice), "count": count}


def windows_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Checks the explanation on windows of the test part and leaves the table in `folder`."""
    subject = load_subject(arguments["source"])
    found = explain_windows(subject, ExplainChoice(**arguments["choice"]), arguments["count"], report)
    rows = found.table.assign(window=[time.isoformat() for time in found.table["window"]]).to_dict("records")
    content = {"choice": arguments["choice"], "seed": subject.settings.seed, "rows": rows}
    unfinished = folder / f"{CHECKS_FILE}.part"
    unfinished.write_text(json.dumps(content, allow_nan=False), encoding="utf-8")
    os.replace(unfinished, folder / CHECKS_FILE)


def explain_windows(
    subject: Subject, choice: ExplainChoice, count: int = WINDOWS, report: Report = silent
) -> WindowChecks:
    """The chosen step, quantile, method and reference on up to `count` windows of the test part."""
    fitted, series = subject.fitted, subject.series
    origins = subject.test_origins(count)
    evidence = fitted.evidences(series, origins)
    steps, levels = evidence[0].outputs
    check_choice(choice, len(steps), levels)
    target = (choice.step - 1, levels.index(choice.quantile))
    return check_windows(
        [series.times[origin] for origin in origins],
        evidence,
        target,
        choice.method,
        choice.reference,
        seed=subject.settings.seed,
        report=report,
    )


def load_windows(folder: Path) -> tuple[ExplainChoice, WindowChecks]:
    """The choice and the checks that `windows_job` left."""
    content = json.loads((folder / CHECKS_FILE).read_text(encoding="utf-8"))
    table = pd.DataFrame(content["rows"])
    table["window"] = pd.to_datetime(table["window"])
    return ExplainChoice(**content["choice"]), checks_of(table, content["seed"])
