"""The page Explain by clicking: a point of the forecast becomes the target; a shifted past changes the forecast."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, assert_no_exception, charts
from tools.browser import wait_for_chart, wait_until_idle

pytestmark = pytest.mark.browser


def click_last_steps(page: Page) -> None:
    """Clicks the forecast near its end until the address names a step: the first drawing may still be replaced."""
    for _ in range(5):
        page.wait_for_timeout(1_500)
        bands = charts(page)[0].locator("g.mark-area path").first.bounding_box()
        assert bands is not None
        place = bands["x"] + bands["width"] - 30, bands["y"] + bands["height"] / 2
        page.mouse.move(*place)
        page.locator("#vg-tooltip-element.visible").wait_for()
        page.mouse.click(*place)
        page.wait_for_timeout(2_500)
        if "step=" in page.url:
            return


def test_a_click_on_the_forecast_explains_that_step(open_page: Open) -> None:
    page = open_page("explain")
    wait_for_chart(page)
    wait_until_idle(page)
    expect(page.get_by_text("For 1 Jan 2016 (step 1) the median is")).to_be_visible()
    click_last_steps(page)
    sentence = page.get_by_text("the median is").first
    expect(sentence).not_to_contain_text("(step 1)", timeout=20_000)
    step = page.evaluate("new URLSearchParams(location.search).get('step')")
    assert int(step) > 7
    expect(sentence).to_contain_text(f"(step {step})")
    page.reload()
    expect(page.get_by_text(f"(step {step}) the median is")).to_be_visible(timeout=30_000)
    assert_no_exception(page)


def test_a_shifted_past_changes_the_forecast_and_keeps_the_old_one(open_page: Open) -> None:
    page = open_page("explain", view="what-if", percent=0)
    expect(page.get_by_text("Nothing is changed yet")).to_be_visible(timeout=30_000)
    wait_for_chart(page)
    wait_until_idle(page)
    before = charts(page)[0].screenshot()
    page.get_by_role("slider", name="Change in %").focus()
    page.keyboard.press("End")
    expect(page.get_by_text("The median moves by +")).to_be_visible(timeout=20_000)
    wait_until_idle(page)
    page.wait_for_timeout(500)
    assert charts(page)[0].screenshot() != before
    assert_no_exception(page)
