"""Writing in a real browser: the text comes, and the columns of a choice are drawn."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open, assert_no_exception
from tools.browser import wait_until_idle


def test_write_shows_a_text_and_the_columns_of_a_choice(open_page: Open) -> None:
    page = open_page("generate", length=80, seed=5)
    expect(page.get_by_text("A finished example")).to_be_visible()
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.get_by_text("seed 5")).to_be_visible(timeout=30_000)
    wait_until_idle(page)
    page.get_by_text("How was it chosen?").scroll_into_view_if_needed()
    columns = page.get_by_test_id("stVegaLiteChart").nth(1).locator("canvas, svg").first
    box = columns.bounding_box()
    assert box is not None
    assert box["height"] > 100  # a blank chart has no rows
    assert_no_exception(page)
