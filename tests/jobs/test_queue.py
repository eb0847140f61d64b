"""Jobs in a real worker process: results, reports, errors, order, cancelling, crashes."""

from __future__ import annotations

import itertools
import json
import os
import statistics
import threading
import time
from pathlib import Path

import pytest

from core.errors import UserError
from core.jobs import JobQueue
from core.messages import M, Number
from tests.jobs.conftest import TITLE, ended, seconds_until, share_done, started, wait_until


def test_a_job_leaves_its_result(queue: JobQueue) -> None:
    def prepare(folder: Path) -> None:
        (folder / "input.txt").write_text("input")

    job = ended(queue, queue.submit("write_answer", {"name": "Huế", "tuple": (1, 2)}, TITLE, prepare))
    assert (job.status, job.error, job.kind, job.title) == ("done", None, "write_answer", TITLE)
    assert job.arguments == {"name": "Huế", "tuple": [1, 2]}
    assert (job.folder / "answer.txt").read_text() == repr(job.arguments)
    assert (job.folder / "input.txt").read_text() == "input"
    assert job.progress is not None
    assert (job.progress.fraction, job.progress.seconds_left) == (0.5, 1.5)
    assert job.progress.stage == M("Writing {name}", name="Huế")
    assert job.started is not None
    assert job.finished is not None
    assert job.created <= job.started <= job.finished
    assert json.loads((job.folder / "job.json").read_text())["status"] == "done"


def test_the_worker_computes_with_one_thread(queue: JobQueue) -> None:
    job = ended(queue, queue.submit("threads", {}, TITLE))
    assert (job.folder / "threads.txt").read_text() == "1 1"


def test_the_worker_stays_the_same_from_job_to_job(queue: JobQueue) -> None:
    jobs = [ended(queue, queue.submit("process_number", {}, TITLE)) for _ in range(2)]
    assert {(job.folder / "pid.txt").read_text() for job in jobs} == {str(queue.worker_pid)}
    assert queue.worker_pid != os.getpid()


def test_telemetry_arrives_in_order_and_the_share_done_never_falls(queue: JobQueue) -> None:
    identifier = queue.submit("train", {"epochs": 6, "seconds": 0.03}, TITLE)
    shares: list[float] = []
    while queue.get(identifier).active:
        shares.append(share_done(queue.get(identifier)))
        time.sleep(0.005)
    job = queue.get(identifier)
    assert [row["epoch"] for row in job.telemetry] == [0, 1, 2, 3, 4, 5]
    assert [row["train_loss"] for row in job.telemetry] == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5, 1 / 6])
    assert shares == sorted(shares)
    assert len(set(shares)) > 2
    assert job.progress is not None
    assert str(job.progress.stage) == "Epoch 5 of 6"


def test_a_job_as_it_stood_does_not_change(queue: JobQueue) -> None:
    identifier = queue.submit("train", {"epochs": 10, "seconds": 0.02}, TITLE)
    wait_until(lambda: len(queue.get(identifier).telemetry) >= 2)
    before = queue.get(identifier)
    count = len(before.telemetry)
    assert len(ended(queue, identifier).telemetry) == 10
    assert (before.status, len(before.telemetry)) == ("running", count)


def test_the_first_progress_is_there_within_a_second(warm: JobQueue) -> None:
    for _ in range(5):
        identifier = warm.submit("report_often", {}, TITLE)
        assert seconds_until(lambda: warm.get(identifier).progress is not None) < 1.0  # noqa: B023
        warm.cancel(identifier)
        ended(warm, identifier)


def test_jobs_run_one_at_a_time_in_their_order(queue: JobQueue) -> None:
    first, second, third = (queue.submit("train", {"epochs": 2, "seconds": 0.1}, TITLE) for _ in range(3))
    wait_until(lambda: queue.get(first).status == "running")
    assert queue.get(third).status == "queued"
    assert queue.get(third).progress is None
    jobs = [ended(queue, identifier) for identifier in (first, second, third)]
    for earlier, later in itertools.pairwise(jobs):
        assert earlier.finished is not None
        assert later.started is not None
        assert earlier.finished <= later.started
    assert [job.id for job in queue.jobs()[:3]] == [third, second, first]


def test_a_user_error_arrives_with_its_sentence_and_hint(queue: JobQueue) -> None:
    job = ended(queue, queue.submit("refuse", {}, TITLE))
    assert job.status == "failed"
    assert isinstance(job.error, UserError)
    assert job.error.message == M("Only {rows} rows, {share} of what is needed.", rows=30, share=Number(0.5))
    assert job.error.hint == M("Bring {more}.", more=M("more rows"))


@pytest.mark.parametrize(("kind", "name"), [("fail", "ZeroDivisionError"), ("leave", "SystemExit")])
def test_an_unforeseen_error_is_one_sentence_and_a_traceback_in_the_log(queue: JobQueue, kind: str, name: str) -> None:
    pid = queue.worker_pid
    job = ended(queue, queue.submit(kind, {}, TITLE))
    assert job.status == "failed"
    assert job.error is not None
    assert str(job.error.message) == f"The job stopped at an unexpected error ({name})."
    assert str(job.log) in str(job.error.hint)
    assert "Traceback" in job.log.read_text()
    assert f"in {kind}\n" in job.log.read_text()
    assert queue.worker_pid == pid


def test_what_a_job_prints_goes_to_its_log_and_breaks_nothing(queue: JobQueue) -> None:
    job = ended(queue, queue.submit("print_much", {}, TITLE))
    assert (job.status, share_done(job)) == ("done", 0.9)
    log = job.log.read_text()
    for text in ("nobody", "raw bytes to one", "raw bytes to two", "Tiếng Việt", "a warning"):
        assert text in log
    assert ended(queue, queue.submit("write_answer", {}, TITLE)).status == "done"


def test_reports_in_a_tight_loop_cost_little(queue: JobQueue) -> None:
    job = ended(queue, queue.submit("chatter", {"seconds": 0.5}, TITLE))
    assert int((job.folder / "count.txt").read_text()) > 10_000
    assert len((job.folder / "events.jsonl").read_text().splitlines()) < 12


def test_looking_at_a_job_is_cheap_while_one_runs(warm: JobQueue) -> None:
    identifier = warm.submit("train", {"epochs": 400, "seconds": 0.002}, TITLE)
    started(warm, identifier)
    seconds = []
    while warm.get(identifier).active:
        began = time.perf_counter()
        warm.get(identifier)
        warm.jobs()
        seconds.append(time.perf_counter() - began)
        time.sleep(0.001)
    assert statistics.median(seconds) < 0.001
    assert statistics.quantiles(seconds, n=100)[98] < 0.005


def test_many_sessions_submit_and_cancel_at_once(queue: JobQueue) -> None:
    identifiers: list[str] = []

    def session(number: int) -> None:
        for turn in range(4):
            identifier = queue.submit("write_answer", {"session": number, "turn": turn}, TITLE)
            identifiers.append(identifier)
            if turn % 2:
                queue.cancel(identifier)

    sessions = [threading.Thread(target=session, args=(number,)) for number in range(8)]
    for thread in sessions:
        thread.start()
    for thread in sessions:
        thread.join()
    jobs = [ended(queue, identifier) for identifier in identifiers]
    assert len(set(identifiers)) == 32
    for job in jobs:
        if job.arguments["turn"] % 2 == 0:
            assert job.status == "done"
            assert (job.folder / "answer.txt").read_text() == repr(job.arguments)
        else:
            assert job.status in ("done", "cancelled")


def test_what_cannot_be_a_job_is_refused_and_leaves_nothing(queue: JobQueue) -> None:
    def prepare(folder: Path) -> None:
        (folder / "half.txt").write_text("half")
        raise UserError(M("No."))

    before = sorted(queue.folder.iterdir())
    with pytest.raises(ValueError, match="no kind of job called 'os:system'"):
        queue.submit("os:system", {}, TITLE)
    with pytest.raises(TypeError):
        queue.submit("write_answer", {"object": object()}, TITLE)
    with pytest.raises(UserError, match="No"):
        queue.submit("write_answer", {}, TITLE, prepare)
    assert sorted(queue.folder.iterdir()) == before
    with pytest.raises(KeyError):
        queue.get("no such job")
    with pytest.raises(KeyError):
        queue.get("../" + queue.folder.name)


def test_a_job_is_removed_with_its_folder_only_once_it_has_ended(queue: JobQueue) -> None:
    identifier = queue.submit("report_often", {}, TITLE)
    started(queue, identifier)
    queue.remove(identifier)
    assert queue.get(identifier).active
    queue.cancel(identifier)
    job = ended(queue, identifier)
    queue.remove(identifier)
    queue.remove(identifier)
    assert not job.folder.exists()
    assert identifier not in [other.id for other in queue.jobs()]
