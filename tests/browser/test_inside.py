"""The linked charts of the page that looks inside: hovering redraws without a rerun, a brush asks again."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open, assert_no_exception, charts
from tests.browser.pictures import pixels
from tools.browser import wait_for_chart, wait_until_idle

pytestmark = pytest.mark.browser


def at(chart: Locator, across: float, down: float) -> tuple[float, float]:
    """A place in a chart, as shares of its width and height, in pixels of the window."""
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def differing(first: np.ndarray, second: np.ndarray) -> float:
    """Share of the pixels that differ."""
    assert first.shape == second.shape
    return float((first != second).any(axis=-1).mean())


def sentence(page: Page, start: str) -> str:
    """The paragraph that begins so."""
    return page.get_by_test_id("stMarkdown").filter(has_text=re.compile(start)).first.inner_text()


def test_pointing_at_another_step_recolours_every_cell_without_a_rerun(open_page: Open) -> None:
    page = open_page("inside", step=7)
    wait_for_chart(page)
    page.wait_for_timeout(1_000)
    chart = charts(page)[0]
    said = sentence(page, "How far back")
    page.mouse.move(*at(chart, 0.5, 0.02))
    before = pixels(chart)
    page.mouse.move(*at(chart, 0.985, 0.5))  # the last step ahead, in the middle one of three cells
    page.wait_for_timeout(600)
    page.mouse.move(*at(chart, 0.5, 0.02))  # it stays, and the tooltip goes
    page.wait_for_timeout(400)
    after = pixels(chart)
    height = before.shape[0]
    for cell in range(3):  # the past of every cell, pointed at or not
        part = slice(int(height * (0.2 + 0.25 * cell)), int(height * (0.4 + 0.25 * cell))), slice(0, 700)
        assert differing(before[part], after[part]) > 0.001, f"cell {cell} was not redrawn"
    assert sentence(page, "How far back") == said  # Python was not asked
    assert_no_exception(page)


def test_dragging_across_the_series_asks_about_that_period(open_page: Open) -> None:
    page = open_page("inside", view="units")
    wait_for_chart(page)
    wait_until_idle(page, 60)
    chart = charts(page)[0]
    before = sentence(page, "^From")
    page.mouse.move(*at(chart, 0.25, 0.2))
    page.mouse.down()
    page.mouse.move(*at(chart, 0.28, 0.2), steps=4)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('rows=')", timeout=20_000)
    wait_until_idle(page)
    assert sentence(page, "^From") != before
    assert_no_exception(page)
