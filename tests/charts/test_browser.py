"""Every chart in a real browser as Streamlit draws it, where Vega runs without eval: not blank, and it answers."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.pictures import colours, drawn_share, pixels
from tests.charts.samples import charts
from tools.browser import ROOT, Watch, answers, free_port, stop, wait_until_idle

pytestmark = pytest.mark.browser

SECONDS_TO_START = 60


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running gallery."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    script, log = Path(__file__).parent / "gallery.py", tmp_path_factory.mktemp("gallery") / "log"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen([*command, "--server.headless", "true"], cwd=ROOT, stdout=output, stderr=output)
        try:
            began = time.perf_counter()
            while not answers(url):
                assert process.poll() is None, log.read_text()
                assert time.perf_counter() - began < SECONDS_TO_START, log.read_text()
                time.sleep(0.05)
            yield url
        finally:
            stop(process)


def opened(browser: Browser, url: str, watch: Watch, mode: str = "light", lang: str = "en") -> Page:
    page = watch.attach(browser.new_page(viewport={"width": 1000, "height": 800}, color_scheme=mode))  # type: ignore[arg-type]
    page.goto(f"{url}/?mode={mode}&lang={lang}")
    wait_until_idle(page)
    chart(page, list(charts())[-1]).locator("svg.marks, canvas.marks").wait_for()
    return page


def chart(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-chart-{name.replace(' ', '-')} [data-testid='stVegaLiteChart']")


@pytest.mark.parametrize(("mode", "lang"), [("light", "en"), ("dark", "vi")])
def test_no_chart_is_blank(gallery: str, browser: Browser, mode: str, lang: str) -> None:
    watch = Watch()
    page = opened(browser, gallery, watch, mode, lang)
    for name in charts():
        drawing = chart(page, name)
        drawing.scroll_into_view_if_needed()
        assert "NaN" not in drawing.inner_html(), name
        picture = pixels(drawing)
        assert drawn_share(picture) > 0.01, name
        assert colours(picture) >= 2, name
        inside, around = drawing.bounding_box(), drawing.locator("svg.marks, canvas.marks").bounding_box()
        assert inside
        assert around
        assert around["width"] <= inside["width"] + 1, f"{name} sticks out of its place"
    page.close()
    assert watch.problems == []


def test_lines_go_from_one_side_of_the_chart_to_the_other(gallery: str, browser: Browser) -> None:
    page = opened(browser, gallery, Watch())
    for name in ("fan", "rolling", "quality", "attribution"):
        boxes = [path.bounding_box() for path in chart(page, name).locator("g.mark-line path").all()]
        assert max(box["width"] for box in boxes if box) > 0.4 * page.viewport_size["width"], name  # type: ignore[index]
    page.close()


def test_pointing_reads_values_and_a_click_chooses_a_step(gallery: str, browser: Browser) -> None:
    watch = Watch()
    page = opened(browser, gallery, watch)
    bands = chart(page, "fan").locator("g.mark-area path").first.bounding_box()
    assert bands
    middle = bands["y"] + bands["height"] / 2

    def point(x: float) -> str:
        page.mouse.move(x, middle)
        page.locator("#vg-tooltip-element.visible").wait_for()
        return page.locator("#vg-tooltip-element").inner_text()

    page.mouse.click(bands["x"] - 200, middle)  # on the history: nothing is chosen
    assert "Observed" in point(bands["x"] - 200)
    at_the_end = bands["x"] + bands["width"] - 1
    shown = point(at_the_end)
    assert "Step" in shown
    assert "Thu 31 Dec 2015" in shown
    page.mouse.click(at_the_end, middle)
    page.locator(".st-key-chart-fan").get_by_text("14", exact=True).wait_for()
    page.close()
    assert watch.problems == []
