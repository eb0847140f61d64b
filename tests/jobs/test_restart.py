"""What becomes of jobs, results and workers when an app ends, in whatever way, and the next one starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from core import config
from core.errors import UserError
from core.jobs import JobQueue
from core.jobs.job import append_event
from core.messages import M
from core.task import Progress
from tests.jobs.conftest import TITLE, ended, is_alive, started, wait_until

APP = """
    import sys, time
    from pathlib import Path
    from core.jobs import JobQueue
    from core.jobs.kinds import KINDS
    from core.messages import M

    KINDS.update({name: f"tests.jobs.functions:{name}" for name in ("report_often", "spin_stuck", "write_answer")})
    queue = JobQueue(Path(sys.argv[1]), start_worker=False)
    done = queue.submit("write_answer", {"name": "kept"}, M("Done"))
    while queue.get(done).active:
        time.sleep(0.01)
    running = queue.submit(sys.argv[2], {}, M("Running"))
    queue.submit("write_answer", {}, M("Waiting"))
    while not queue.get(running).progress or not queue.get(running).progress.fraction:
        time.sleep(0.01)
    try:
        print(queue.worker_pid, flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        sys.exit(0)
"""


def start_app(folder: Path, kind: str = "report_often") -> tuple[subprocess.Popen[str], int]:
    """Another app on that folder, with one finished, one running and one waiting job; and its worker's pid."""
    command = [sys.executable, "-c", textwrap.dedent(APP), str(folder), kind]
    app = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None
    return app, int(app.stdout.readline())


def statuses(queue: JobQueue) -> dict[str, str]:
    return {str(job.title): job.status for job in queue.jobs()}


def test_an_app_that_is_killed_takes_its_worker_along_and_its_jobs_are_interrupted(tmp_path: Path) -> None:
    app, worker = start_app(tmp_path)
    meanwhile = JobQueue(tmp_path, start_worker=False)
    assert statuses(meanwhile) == {"Done": "done"}  # the others are still worked on, and left to that app
    meanwhile.close()
    app.kill()
    app.wait()
    wait_until(lambda: not is_alive(worker), 2)
    queue = JobQueue(tmp_path, start_worker=False)
    assert statuses(queue) == {"Done": "done", "Running": "interrupted", "Waiting": "interrupted"}
    done = queue.jobs()[-1]
    assert (done.folder / "answer.txt").read_text() == "{'name': 'kept'}"
    assert all(job.finished is not None for job in queue.jobs())
    queue.close()
    again = JobQueue(tmp_path, start_worker=False)
    assert again.jobs() == queue.jobs()
    again.close()


def test_an_interrupted_app_ends_within_a_second_whatever_its_job_does(tmp_path: Path) -> None:
    app, worker = start_app(tmp_path, "spin_stuck")
    began = time.perf_counter()
    app.send_signal(signal.SIGINT)
    assert app.wait(timeout=10) == 0
    assert time.perf_counter() - began < 1.5
    wait_until(lambda: not is_alive(worker), 1)
    job = json.loads(next(tmp_path.glob("*/job.json")).read_text())
    assert job["status"] in ("done", "interrupted")
    queue = JobQueue(tmp_path, start_worker=False)
    assert statuses(queue) == {"Done": "done", "Running": "interrupted", "Waiting": "interrupted"}
    queue.close()


def test_everything_about_a_job_is_there_after_a_restart(tmp_path: Path) -> None:
    before = JobQueue(tmp_path, start_worker=False)
    first = before.submit("train", {"epochs": 3}, M("Train {what}", what=M("it")))
    refused, trained = ended(before, before.submit("refuse", {}, TITLE)), before.get(first)
    before.close()
    after = JobQueue(tmp_path, start_worker=False)
    assert after.get(trained.id) == trained
    assert len(after.get(trained.id).telemetry) == 3
    error = after.get(refused.id).error
    assert isinstance(error, UserError)
    assert refused.error is not None
    assert (error.message, error.hint) == (refused.error.message, refused.error.hint)
    assert [job.id for job in after.jobs()] == [refused.id, trained.id]
    after.close()


def test_closing_interrupts_what_runs_and_ends_the_worker(tmp_path: Path) -> None:
    queue = JobQueue(tmp_path, start_worker=False)
    identifier = queue.submit("report_often", {}, TITLE)
    started(queue, identifier)
    pid = queue.worker_pid
    assert pid is not None
    began = time.perf_counter()
    queue.close()
    queue.close()
    assert time.perf_counter() - began < 1.0
    assert queue.get(identifier).status == "interrupted"
    assert not is_alive(pid)
    with pytest.raises(RuntimeError, match="closed"):
        queue.submit("write_answer", {}, TITLE)


def test_a_worker_that_cannot_start_fails_the_job_and_is_not_tried_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "sitecustomize.py"
    broken.write_text("import os; os.write(2, b'broken\\n'); os._exit(7)")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    queue = JobQueue(tmp_path / "jobs")
    wait_until(lambda: queue.worker_pid is None)
    job = ended(queue, queue.submit("write_answer", {}, TITLE))
    assert job.status == "failed"
    assert "exit code 7" in str(job.error)
    time.sleep(0.3)
    assert 2 <= (queue.folder / "worker.log").read_text().count("broken") <= 3
    broken.unlink()
    assert ended(queue, queue.submit("write_answer", {}, TITLE)).status == "done"
    queue.close()


def test_without_being_asked_to_no_worker_starts_before_the_first_job(tmp_path: Path) -> None:
    queue = JobQueue(tmp_path, start_worker=False)
    time.sleep(0.05)
    assert queue.worker_pid is None
    assert ended(queue, queue.submit("write_answer", {}, TITLE)).status == "done"
    queue.close()


def test_only_the_last_jobs_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "KEPT_JOBS", 2)
    queue = JobQueue(tmp_path, start_worker=False)
    identifiers = [queue.submit("write_answer", {}, TITLE) for _ in range(4)]
    ended(queue, identifiers[-1])
    last = queue.submit("report_often", {}, TITLE)
    assert [job.id for job in queue.jobs()] == [last, identifiers[3], identifiers[2]]
    assert {path.parent.name for path in tmp_path.glob("*/job.json")} == {last, *identifiers[2:]}
    queue.close()


def test_a_damaged_job_does_not_hide_the_others(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    queue = JobQueue(tmp_path, start_worker=False)
    identifiers = [queue.submit("write_answer", {}, TITLE) for _ in range(4)]
    good, *bad = [ended(queue, identifier) for identifier in identifiers]
    for job, content in zip(bad, ("", "{", '{"id": 1}'), strict=True):
        (job.folder / "job.json").write_text(content)
    append_event(good.folder, Progress(0.9, TITLE))
    with (good.folder / "events.jsonl").open("a") as file:
        file.write('{"fraction": 0.95, "sta')  # the app ended while it wrote
    queue.close()
    after = JobQueue(tmp_path, start_worker=False)
    assert [job.id for job in after.jobs()] == [good.id]
    assert after.jobs()[0].progress == Progress(0.9, TITLE, None, {})
    assert caplog.text.count("cannot be read and is left out") == 3
    after.close()


def test_a_relative_folder_and_another_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("raise ImportError('the wrong core')")
    monkeypatch.chdir(tmp_path)
    queue = JobQueue(Path("jobs"), start_worker=False)
    job = ended(queue, queue.submit("write_answer", {}, TITLE))
    assert job.status == "done"
    assert (tmp_path / "jobs" / job.id / "answer.txt").is_file()
    queue.close()


def test_the_default_folder_is_the_configured_one() -> None:
    queue = JobQueue(start_worker=False)
    assert queue.folder == config.jobs_folder().resolve()
    assert os.listdir(queue.folder) == [".owners"]
    queue.close()
