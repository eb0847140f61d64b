"""The whole way by clicking: a file, one button, progress, the forecast; a reload, a second tab, cancelling."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.pipeline import load_outcome, outcome_json
from tests.browser.conftest import Open, assert_no_exception, charts, wait_until_drawn
from tests.browser.pictures import colours, pixels
from tools import journey
from tools.browser import Server

pytestmark = pytest.mark.browser

LONG = {"horizon": 7, "budget": 90}
"""Settings whose training outlasts what a test does meanwhile."""


PATIENCE = 4
"""Seconds that a busy machine may add to a cancel, which the queue's own tests hold to one second."""


def open_series(open_page: Open, path: Path, **query: object) -> Page:
    page = open_page("series", **query)
    journey.upload(page, path)
    return page


@pytest.fixture
def long_csv(tmp_path: Path) -> Path:
    """Rows enough to train for a while."""
    return journey.write_daily_csv(tmp_path / "long.csv", 12_000)


def test_a_file_becomes_a_forecast(open_page: Open, tmp_path: Path) -> None:
    page = open_series(open_page, journey.write_daily_csv(tmp_path / "visitors.csv", 400), horizon=7, budget=3)
    journey.press_forecast(page)
    # 400 days from 1 January 2020 end on 3 February 2021
    journey.wait_for_result(page, "The next 7 steps, 4 Feb 2021 to 10 Feb 2021")
    assert_no_exception(page)
    assert colours(pixels(charts(page)[0])) >= 3
    page.reload()
    wait_until_drawn(page)
    page.get_by_text("The next 7 steps, 4 Feb 2021 to 10 Feb 2021").first.wait_for(timeout=30_000)


def test_the_same_seed_gives_the_numbers_of_the_command_line(open_page: Open, server: Server, tmp_path: Path) -> None:
    """All of `python -m core forecast --json` for the same file and settings, but for the clock."""
    path = journey.write_daily_csv(tmp_path / "visitors.csv", 400)
    options = ["--horizon", "7", "--model", "elman", "--seed", "5", "--json", "-"]
    command = [sys.executable, "-m", "core", "forecast", "--csv", str(path), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    page = open_series(open_page, path, horizon=7, model="elman", seed=5)
    journey.press_forecast(page)
    journey.wait_for_result(page, "The next 7 steps, 4 Feb 2021 to 10 Feb 2021")
    outcome = load_outcome(server.home / "jobs" / journey.job_in_address(page))
    clicked, typed = json.loads(json.dumps(outcome_json(outcome))), json.loads(done.stdout)
    for content in (clicked, typed):
        content["model"].pop("train_seconds")
        content["series"].pop("name")
    assert clicked == typed


def test_training_survives_a_reload_and_is_seen_in_a_second_tab(open_page: Open, long_csv: Path) -> None:
    page = open_series(open_page, long_csv, **LONG)
    journey.press_forecast(page)
    journey.wait_for_training(page)
    job = journey.job_in_address(page)
    assert job
    page.reload()
    wait_until_drawn(page)
    journey.progress_bar(page).wait_for(timeout=10_000)
    assert journey.job_in_address(page) == job
    second = open_page("series", job=job)
    journey.progress_bar(second).wait_for(timeout=10_000)
    journey.cancel(second)
    journey.progress_bar(page).wait_for(state="detached", timeout=5_000)


def test_cancelling_keeps_the_earlier_forecast(open_page: Open, long_csv: Path) -> None:
    page = open_series(open_page, long_csv, **LONG)
    before = page.get_by_text("The next 24 steps").first.inner_text()
    journey.press_forecast(page)
    journey.wait_for_training(page)
    assert page.get_by_text("The next 24 steps").first.inner_text() == before
    assert journey.cancel(page) < 1 + PATIENCE
    assert page.get_by_text("The next 24 steps").first.inner_text() == before
    assert_no_exception(page)


def test_the_page_answers_while_it_trains(open_page: Open, long_csv: Path) -> None:
    """The median time from a click until the page shows what was clicked, with training and its charts live.

    0.4 s are promised on an idle machine, where `bench` measures them. Here other tests run beside, so the better of
    two short rounds counts and may take a second; and training may not make the same clicks much slower.
    """
    page = open_series(open_page, long_csv, **LONG)
    journey.press_forecast(page)
    journey.wait_for_training(page)
    taken = min(clicks(page, 3) for _ in range(2))
    expect(journey.progress_bar(page)).to_have_count(1, timeout=2_000)  # one bar, still training
    journey.cancel(page)
    alone = clicks(page, 4)
    print(f"click while training: median {taken:.2f} s, alone {alone:.2f} s")
    assert taken < max(1.0, 3 * alone)


def clicks(page: Page, pairs: int) -> float:
    """Median seconds of a click, over so many switches there and back."""
    return statistics.median(switch_source(page, name) for name in ("Sample", "A file") * pairs)


def switch_source(page: Page, name: str) -> float:
    """Seconds from a click on the other data source until its own widget is there."""
    widget = {"Sample": page.get_by_text("Column", exact=True), "A file": page.locator('input[type="file"]')}[name]
    began = time.perf_counter()
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()
    widget.first.wait_for(state="attached", timeout=10_000)
    taken = time.perf_counter() - began
    page.wait_for_timeout(300)
    return taken


def test_a_refused_file_is_one_sentence_and_loses_nothing(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("day,load\n2021-01-01,1\n2021-01-02,2\n")
    page = open_page("series")
    page.locator('input[type="file"]').set_input_files(str(path))
    page.get_by_test_id("stAlert").first.wait_for(timeout=10_000)
    assert_no_exception(page)
    assert page.get_by_text("The next 24 steps").count() >= 1
