"""What a reader does on a forecast page, for browser tests and measurements: bring a file, press the button, wait."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
from playwright.sync_api import Locator, Page

from tools.browser import wait_for_chart


def write_daily_csv(path: Path, rows: int) -> Path:
    """Daily visitors with a weekly rhythm, a slow drift and noise: the same rows for the same count."""
    noise = np.random.default_rng(0).normal(0, 1, rows)
    rhythm = 10 * np.sin(2 * np.pi * np.arange(rows) / 7)
    frame = pd.DataFrame(
        {"day": pd.date_range("2020-01-01", periods=rows), "visitors": 100 + rhythm + noise.cumsum() * 0.3 + noise}
    )
    frame.to_csv(path, index=False)
    return path


def upload(page: Page, path: Path) -> None:
    """Gives the file to the page "Your series" and waits until its columns are found."""
    page.locator('input[type="file"]').set_input_files(str(path))
    page.get_by_text("To forecast", exact=True).wait_for(timeout=30_000)


def forecast_button(page: Page) -> Locator:
    """The one primary button of a forecast page."""
    return page.get_by_role("button", name="Forecast", exact=True)


def progress_bar(page: Page) -> Locator:
    """The bar of the page's running job."""
    return page.get_by_test_id("stProgress")


def press_forecast(page: Page) -> float:
    """Presses the button and waits for the progress bar; the seconds between the two."""
    began = time.perf_counter()
    forecast_button(page).click()
    progress_bar(page).wait_for(timeout=20_000)
    return time.perf_counter() - began


def wait_for_training(page: Page) -> float:
    """Waits until the worker's own first report is on the screen, not only that the job waits; the seconds it took."""
    began = time.perf_counter()
    page.get_by_text("s left").first.wait_for(timeout=60_000)
    return time.perf_counter() - began


def wait_for_result(page: Page, lead: str, timeout_seconds: float = 120) -> float:
    """Waits until the bar is gone and the sentence that starts with `lead` stands over a chart; the seconds it took."""
    began = time.perf_counter()
    progress_bar(page).wait_for(state="detached", timeout=timeout_seconds * 1000)
    page.get_by_text(lead).first.wait_for(timeout=timeout_seconds * 1000)
    wait_for_chart(page, timeout_seconds)
    return time.perf_counter() - began


def cancel(page: Page) -> float:
    """Presses Cancel and waits for the words that say so; the seconds between the two."""
    began = time.perf_counter()
    # While the page is drawn anew, the button of the drawing before may stand beside the new one; both do the same.
    page.get_by_role("button", name="Cancel", exact=True).first.click()
    page.get_by_text("The forecast was cancelled.").wait_for(timeout=15_000)
    return time.perf_counter() - began


def job_in_address(page: Page) -> str:
    """The id of the job that the page's address names."""
    return str(page.evaluate("new URLSearchParams(location.search).get('job') || ''"))
