"""From the click to the forecast in a real browser, and how the page answers meanwhile: `python -m bench.end_to_end`.

1,500 daily rows, horizon 14, the default model and budget: what the issue promises within 15 seconds.
"""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.machine import head, table
from tools import journey
from tools.browser import Server, chromium, temporary_app, wait_until_idle

ROUNDS = 3
ROWS = 1500
LONG_ROWS = 12_000


@contextlib.contextmanager
def opened(browser: Browser, server: Server, path: Path, query: str) -> Iterator[Page]:
    """A new reader on the page "Your series" with a file in hand."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    page.goto(f"{server.url}/series?lang=en&{query}")
    page.locator("h1").first.wait_for(timeout=30_000)
    journey.upload(page, path)
    wait_until_idle(page)
    yield page
    page.context.close()


def forecast_once(browser: Browser, server: Server, path: Path, seed: int) -> tuple[float, float, float]:
    """One reader's forecast."""
    with opened(browser, server, path, f"seed={seed}") as page:
        return click_to_forecast(page)


def click_and_cancel(browser: Browser, server: Server, path: Path, seed: int) -> tuple[list[float], float]:
    """One reader who clicks around while a long training runs, and then cancels it."""
    with opened(browser, server, path, f"budget=90&seed={seed}") as page:
        journey.press_forecast(page)
        journey.wait_for_training(page)
        clicks = clicks_while_training(page)
        page.wait_for_timeout(2_000)  # the last click's drawing ends
        return clicks, journey.cancel(page)


def click_to_forecast(page: Page) -> tuple[float, float, float]:
    """Seconds from the click to the first progress on the screen, to an estimate of the time left, to the forecast."""
    began = time.perf_counter()
    progress = journey.press_forecast(page)
    journey.wait_for_training(page)
    estimate = time.perf_counter() - began
    journey.wait_for_result(page, "The next 14 steps")
    return progress, estimate, time.perf_counter() - began


def clicks_while_training(page: Page, count: int = 12) -> list[float]:
    """Seconds from a click on the other data source until its widget is there."""
    seconds = []
    for turn in range(count):
        name, appears = [
            ("Sample", page.get_by_text("Column", exact=True)),
            ("A file", page.locator("input[type=file]")),
        ][turn % 2]
        began = time.perf_counter()
        page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).first.click()
        appears.first.wait_for(state="attached", timeout=10_000)
        seconds.append(time.perf_counter() - began)
        page.wait_for_timeout(300)
    return seconds


def main() -> None:
    """Measures and prints the table."""
    print(head(f"Click to forecast: {ROWS} daily rows, horizon 14, default model and budget"))
    with tempfile.TemporaryDirectory() as folder, chromium() as browser, temporary_app() as server:
        path = journey.write_daily_csv(Path(folder) / "daily.csv", ROWS)
        long = journey.write_daily_csv(Path(folder) / "long.csv", LONG_ROWS)
        with opened(browser, server, path, "") as page:
            page.wait_for_timeout(10_000)  # the worker imports torch, as it has when someone has read the first page
        first, estimated, finished = zip(
            *(forecast_once(browser, server, path, seed) for seed in range(ROUNDS)), strict=True
        )
        clicks, cancelled = zip(*(click_and_cancel(browser, server, long, seed) for seed in range(ROUNDS)), strict=True)
    rows = [("what", "median", "slowest")]
    measured = {
        "click to first progress, s": first,
        "click to an estimate of the time left, s": estimated,
        "click to forecast on the screen, s": finished,
        f"click on a widget while training on {LONG_ROWS} rows, s": [one for part in clicks for one in part],
        "cancel, s": cancelled,
    }
    rows += [(name, f"{statistics.median(values):.2f}", f"{max(values):.2f}") for name, values in measured.items()]
    print(table(rows))


if __name__ == "__main__":
    main()
