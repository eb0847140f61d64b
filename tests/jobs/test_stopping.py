"""Jobs that are stopped or die: cancelled in every state, crashed, killed."""

from __future__ import annotations

import os
import signal

import pytest

from core.jobs import JobQueue
from tests.jobs.conftest import TITLE, ended, is_alive, seconds_until, started, wait_until


def test_a_cancelled_job_that_reports_stops_and_the_worker_stays(warm: JobQueue) -> None:
    pid = warm.worker_pid
    identifier = warm.submit("report_often", {}, TITLE)
    started(warm, identifier)
    warm.cancel(identifier)
    assert seconds_until(lambda: warm.get(identifier).status == "cancelled") < 0.5
    assert warm.get(identifier).error is None
    assert warm.worker_pid == pid
    assert ended(warm, warm.submit("write_answer", {}, TITLE)).status == "done"


def test_a_worker_that_is_killed_while_it_waits_is_replaced_at_once(warm: JobQueue) -> None:
    pid = kill_worker(warm)
    wait_until(lambda: warm.worker_pid not in (None, pid))
    assert ended(warm, warm.submit("write_answer", {}, TITLE)).status == "done"


@pytest.mark.parametrize("kind", ["sleep_stuck", "spin_stuck", "ignore_cancel"])
def test_a_cancelled_job_that_does_not_stop_is_killed_within_a_second(queue: JobQueue, kind: str) -> None:
    pid = queue.worker_pid
    assert pid is not None
    identifier, waiting = queue.submit(kind, {}, TITLE), queue.submit("process_number", {}, TITLE)
    started(queue, identifier)
    queue.cancel(identifier)
    assert seconds_until(lambda: queue.get(identifier).status == "cancelled") < 1.0
    job = ended(queue, waiting)
    assert not is_alive(pid)
    assert (job.status, (job.folder / "pid.txt").read_text()) == ("done", str(queue.worker_pid))


def test_a_waiting_job_is_cancelled_at_once_and_never_runs(queue: JobQueue) -> None:
    running = queue.submit("report_often", {}, TITLE)
    waiting = queue.submit("write_answer", {}, TITLE)
    queue.cancel(waiting)
    assert queue.get(waiting).status == "cancelled"
    queue.cancel(running)
    ended(queue, running)
    last = ended(queue, queue.submit("write_answer", {}, TITLE))
    assert last.status == "done"
    assert not (queue.get(waiting).folder / "answer.txt").exists()
    assert queue.get(waiting).started is None


def test_cancelling_what_has_ended_or_never_was_changes_nothing(queue: JobQueue) -> None:
    job = ended(queue, queue.submit("write_answer", {}, TITLE))
    queue.cancel(job.id)
    queue.cancel("no such job")
    assert queue.get(job.id) == job


def test_a_job_whose_worker_crashes_fails_and_a_fresh_worker_goes_on(queue: JobQueue) -> None:
    identifier, waiting = queue.submit("crash", {}, TITLE), queue.submit("write_answer", {}, TITLE)
    job = ended(queue, identifier)
    assert job.status == "failed"
    assert job.error is not None
    assert "ended in the middle of this job (exit code 11)" in str(job.error.message)
    assert str(job.log) in str(job.error.hint)
    assert ended(queue, waiting).status == "done"


def test_a_job_whose_worker_is_killed_fails_and_a_fresh_worker_goes_on(queue: JobQueue) -> None:
    identifier, waiting = queue.submit("report_often", {}, TITLE), queue.submit("write_answer", {}, TITLE)
    started(queue, identifier)
    kill_worker(queue)
    job = ended(queue, identifier)
    assert job.status == "failed"
    assert "exit code -9" in str(job.error)
    assert ended(queue, waiting).status == "done"


def kill_worker(queue: JobQueue) -> int:
    """Kills the worker as the system does when memory runs out."""
    pid = queue.worker_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    return pid
