"""A job: what was asked, where it stands, what it reported. Each change of a job is a new value.

On disk a job is a folder with job.json, written whole at each change of its status, and events.jsonl, one line a
report.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, JsonValue

from core.errors import UserError
from core.jobs.codec import error_from_json, error_to_json, plain, progress_from_json, progress_to_json
from core.messages import Message, from_json, to_json
from core.task import Progress

Status = Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
ACTIVE: tuple[Status, ...] = ("queued", "running")

JOB_FILE = "job.json"
EVENTS_FILE = "events.jsonl"
LOG_FILE = "log.txt"


@dataclass(frozen=True)
class Job:
    """One job as it stood when it was asked for.

    created, started, finished: UTC. progress: the latest report. telemetry: all numbers reported, in order.
    error: why it failed. folder: holds what its function left.
    """

    id: str
    kind: str
    title: Message
    arguments: dict[str, Any]
    folder: Path
    created: dt.datetime
    status: Status = "queued"
    started: dt.datetime | None = None
    finished: dt.datetime | None = None
    progress: Progress | None = None
    telemetry: list[dict[str, float]] = field(default_factory=list)
    error: UserError | None = None

    @property
    def active(self) -> bool:
        """True while it waits or runs."""
        return self.status in ACTIVE

    @property
    def log(self) -> Path:
        """What its function printed, and the traceback of an error nobody foresaw."""
        return self.folder / LOG_FILE

    def after(self, progress: Progress) -> Job:
        """The job one report later; the share done never falls."""
        if self.progress is not None:
            progress = replace(progress, fraction=max(progress.fraction, self.progress.fraction))
        telemetry = [*self.telemetry, dict(progress.telemetry)] if progress.telemetry else self.telemetry
        return replace(self, progress=progress, telemetry=telemetry)


class JobFile(BaseModel):
    """job.json. owner: the queue that works on it."""

    id: str
    kind: str
    title: dict[str, JsonValue]
    arguments: dict[str, JsonValue]
    created: AwareDatetime
    status: Status
    started: AwareDatetime | None
    finished: AwareDatetime | None
    error: dict[str, JsonValue] | None
    owner: str


def write_job(job: Job, owner: str) -> None:
    """Writes job.json whole."""
    content = {
        "id": job.id,
        "kind": job.kind,
        "title": to_json(job.title),
        "arguments": job.arguments,
        "created": job.created.isoformat(),
        "status": job.status,
        "started": job.started and job.started.isoformat(),
        "finished": job.finished and job.finished.isoformat(),
        "error": job.error and error_to_json(job.error),
        "owner": owner,
    }
    unfinished = job.folder / f"{JOB_FILE}.part"
    unfinished.write_text(json.dumps(content, ensure_ascii=False, indent=1, default=plain), encoding="utf-8")
    unfinished.replace(job.folder / JOB_FILE)


def read_job(folder: Path) -> tuple[Job, str]:
    """The job in `folder` and its owner; ValueError where job.json is not as it should be."""
    content = JobFile.model_validate_json((folder / JOB_FILE).read_bytes())
    job = Job(
        id=content.id,
        kind=content.kind,
        title=from_json(dict(content.title)),
        arguments=dict(content.arguments),
        folder=folder,
        created=content.created,
        status=content.status,
        started=content.started,
        finished=content.finished,
        error=None if content.error is None else error_from_json(dict(content.error)),
    )
    reports = read_events(folder)
    telemetry = [dict(report.telemetry) for report in reports if report.telemetry]
    return replace(job, progress=reports[-1] if reports else None, telemetry=telemetry), content.owner


def append_event(folder: Path, progress: Progress) -> None:
    """Adds a report to events.jsonl."""
    with (folder / EVENTS_FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(progress_to_json(progress), ensure_ascii=False, default=plain) + "\n")


def read_events(folder: Path) -> list[Progress]:
    """All reports in order; a last line that was being written when the app ended is left out."""
    path = folder / EVENTS_FILE
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [progress_from_json(json.loads(line)) for line in lines]
