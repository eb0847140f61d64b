"""Seconds to open each lab, to follow a touch, and to run its live experiments: `python -m bench.labs [NAME…]`

In a real Chromium against a warm app. Opening: from the click in the menu until the title, the first chart and the
end of the page's script. Touch: from the press on one step forward (on the second story where nothing plays) to the
last change that it makes in the page. Experiment: from “Run” until the last update is in the address; the clock that
keeps the page quick is part of it.
"""

from __future__ import annotations

import math
import re
import statistics
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from playwright.sync_api import Page

from bench.machine import head, table
from core.labs.knobs import Whole
from core.labs.lab import Lab
from core.labs.registry import LABS, lab
from tools.browser import chromium, temporary_app, wait_for_chart, wait_until_idle

ROUNDS = 3
OPENING, TOUCH, EXPERIMENT = 1.0, 0.3, 20.0
"""Goals in seconds."""
LONGEST = 120
SETTLED = 1500
"""Milliseconds after a press in which every change that it makes has been made."""
WATCH = """() => {
  window.pressed = 0;
  window.changed = 0;
  document.addEventListener('click', () => { window.pressed ||= performance.now(); }, {capture: true});
  const note = () => { window.changed = performance.now(); };
  const main = document.querySelector('[data-testid=stMain]');
  new MutationObserver(note).observe(main, {subtree: true, childList: true, characterData: true});
}"""
"""Notes the time of the first press and of the last change in the page; charts are drawn as SVG."""
COUNTS = ("updates", "passes")
"""Names of the knobs that count a live experiment's updates."""
WORDS = {"own": " ".join(f"{math.sin(i / 5) + 0.3 * math.sin(i * i):.3f}" for i in range(400))}
"""What a reader types where an experiment waits for words."""


def opening(page: Page, found: Lab) -> float:
    """Seconds from the click in the menu."""
    title = str(found.title)
    menu = page.get_by_test_id("stSidebarNav")
    menu.get_by_role("link", name="Weather").click()
    page.locator("h1", has_text="Weather").wait_for()
    wait_until_idle(page)
    began = time.perf_counter()
    menu.get_by_role("link", name=title, exact=True).click()
    page.locator("h1", has_text=title).wait_for()
    wait_for_chart(page)
    wait_until_idle(page)
    return time.perf_counter() - began


def touch(page: Page, found: Lab) -> float:
    """Seconds from a press to the last change of the page: a step of the player, or the second story; then back."""
    start = found.start()
    knob, buttons = found.play(start), ["skip_next", "skip_previous"]
    stepped = knob is not None
    if knob is not None and start.whole(knob.name) >= found.last(start):
        buttons.reverse()  # it opens at the end, where a step forward changes nothing
    forward = page.get_by_role("button", name=buttons[0]).first
    press = forward if stepped else page.get_by_role("button", name=str(found.stories[1].title))
    page.evaluate(WATCH)
    press.click()
    page.wait_for_timeout(SETTLED)
    wait_until_idle(page)
    seconds = float(page.evaluate("(window.changed - window.pressed) / 1000"))
    back = page.get_by_role("button", name=buttons[1]).first if stepped else None
    (back or page.get_by_role("button", name=str(found.stories[0].title))).click()
    page.wait_for_timeout(SETTLED)
    wait_until_idle(page)
    return seconds


def experiments(found: Lab) -> Iterator[tuple[Whole, dict[str, str]]]:
    """The knob that counts the updates of each live experiment, and the address that opens it."""
    for knob in found.knobs:
        if isinstance(knob, Whole) and knob.name in COUNTS:
            asked = {name: str(values[0]) for name, values in knob.when.items()}
            told = {other.name: WORDS[other.name] for other in found.knobs if other.name in WORDS and asked}
            yield knob, asked | told


def experiment(page: Page, url: str, found: Lab, knob: Whole, address: dict[str, str]) -> float:
    """Seconds from “Run” to the end."""
    page.goto(f"{url}/lab_{found.name}?{urlencode({'lang': 'en', **address})}")
    panel = page.locator(f".st-key-trainer-{found.name}")
    run = panel.get_by_role("button", name="Run")
    run.wait_for()
    wait_for_chart(page)
    wait_until_idle(page)
    began = time.perf_counter()
    run.click()
    page.wait_for_url(re.compile(rf"[?&]{knob.name}={knob.high}(&|$)"), timeout=LONGEST * 1000)
    return time.perf_counter() - began


def row(name: str, seconds: float, goal: float) -> tuple[str, str, str, str]:
    """A line of the table."""
    return name, f"{seconds:.2f}", f"< {goal:g}", "yes" if seconds < goal else "no"


def main() -> None:
    """Measures and prints the table."""
    print(head(f"Labs, median of {ROUNDS} for opening and touch, one run of each experiment"))
    rows = [("what", "seconds", "goal", "met")]
    with chromium() as browser, temporary_app() as server:
        page = browser.new_page()
        page.goto(f"{server.url}/?lang=en")
        wait_for_chart(page)
        time.sleep(8)  # torch warms up in the background
        for name in sys.argv[1:] or LABS:
            found = lab(name)
            opening(page, found)  # the first reader pays for the imports
            opened, touched = [], []
            for _ in range(ROUNDS):
                opened.append(opening(page, found))
                touched.append(touch(page, found))
            rows.append(row(f"{name}: open", statistics.median(opened), OPENING))
            rows.append(row(f"{name}: touch", statistics.median(touched), TOUCH))
            for knob, address in experiments(found):
                seconds = experiment(page, server.url, found, knob, address)
                rows.append(row(f"{name}: {knob.high} updates of {knob.name}", seconds, EXPERIMENT))
            page.goto(f"{server.url}/?lang=en")
            wait_for_chart(page)
    print(table(rows))


if __name__ == "__main__":
    main()
