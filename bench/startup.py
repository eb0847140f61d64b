"""Seconds until the first page is visible, seconds to switch pages, memory: `python -m bench.startup`."""

from __future__ import annotations

import statistics
import time

from playwright.sync_api import Browser, Page

from bench.machine import children, head, resident_megabytes, table
from tools.browser import Server, chromium, temporary_app, wait_for_chart, wait_until_idle

ROUNDS = 3


def first_page(browser: Browser, server: Server) -> tuple[Page, float]:
    """A page and the seconds from the start of the server's process until its title and chart were there."""
    page = browser.new_page()
    began = time.perf_counter()
    page.goto(f"{server.url}/?lang=en")
    page.locator("h1").first.wait_for()
    wait_for_chart(page)
    return page, server.seconds + time.perf_counter() - began


def switch(page: Page, link: str, title: str) -> float:
    """Seconds from a click in the menu until the other page's title is there."""
    began = time.perf_counter()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=link).click()
    page.locator("h1", has_text=title).wait_for()
    seconds = time.perf_counter() - began
    wait_until_idle(page)
    return seconds


def measure(browser: Browser, server: Server) -> dict[str, float]:
    """One fresh app: its numbers by name."""
    page, opened = first_page(browser, server)
    wait_until_idle(page)
    switches = [switch(page, "Stocks", "Stocks"), switch(page, "Weather", "Weather")]
    time.sleep(8)  # the worker and torch warm up in the background
    page.close()
    workers = sum(resident_megabytes(child) for child in children(server.process.pid))
    return {
        "first page with its chart visible, s": opened,
        "switch to another page, s": statistics.mean(switches),
        "server after its warm-up, MB": resident_megabytes(server.process.pid),
        "warm worker, MB": workers,
    }


def main() -> None:
    """Measures and prints the table."""
    print(head("Start of the app, median of three fresh processes"))
    rounds = []
    with chromium() as browser:
        for _ in range(ROUNDS):
            with temporary_app() as server:
                rounds.append(measure(browser, server))
    rows = [("what", "median")]
    rows += [(name, f"{statistics.median(one[name] for one in rounds):.2f}") for name in rounds[0]]
    print(table(rows))


if __name__ == "__main__":
    main()
