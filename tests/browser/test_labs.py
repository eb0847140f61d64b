"""“Inside the cell” in a real browser: it plays, is scrubbed by keys, and a clicked line is the weight to edit."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, assert_no_exception
from tools.browser import wait_for_chart, wait_until_idle

pytestmark = pytest.mark.browser


def sentence(page: Page) -> str:
    return page.get_by_text(re.compile(r"^At step \d+ the input is")).inner_text()


def click_the_line(page: Page, name: str) -> None:
    """In the middle of the first line of that name."""
    line = page.locator(f'line[aria-label="{name}"]').first
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_it_plays_pauses_and_is_scrubbed_by_keys(open_page: Open) -> None:
    page = open_page("lab_inside", step=2)
    wait_for_chart(page)
    assert sentence(page).startswith("At step 2 the input is 1")
    page.get_by_role("button", name="play_arrow").first.click()
    # looked for at every frame: asked once a second, a slow machine may be past it
    page.wait_for_function(
        "() => [...document.querySelectorAll('p')].some(p => p.textContent.startsWith('At step 4 the input is'))",
        timeout=15_000,
    )
    page.get_by_role("button", name="pause").click()
    expect(page.get_by_role("button", name="play_arrow").first).to_be_visible()
    wait_until_idle(page)  # a step that was under way is still drawn
    page.wait_for_timeout(300)
    at = sentence(page)
    page.wait_for_timeout(1_500)
    assert sentence(page) == at  # the clock stands still
    assert_no_exception(page)
    thumb = page.get_by_role("slider").first
    thumb.focus()
    thumb.press("End")
    expect(page.get_by_text(re.compile(r"^At step 16 the input is"))).to_be_visible()
    expect(page).to_have_url(re.compile("step=16"))


def test_a_clicked_line_is_the_weight_to_edit_and_the_output_follows(open_page: Open) -> None:
    page = open_page("lab_inside")
    wait_for_chart(page)
    number = page.get_by_label("Its value")
    expect(number).to_have_value("1.50")
    click_the_line(page, "h₂ → h₂")
    expect(number).to_have_value("0.00")
    expect(page).to_have_url(re.compile("edge=h2%3Eh2"))
    expect(page.get_by_text("the output 1.00")).to_be_visible()
    page.goto(page.url.split("?")[0] + "?lang=en&w=h1%3Eh1:0.5")
    expect(number).to_have_value("0.50")
    expect(page.get_by_text("the output 0.0")).to_be_visible()
    number.fill("2")
    number.press("Enter")
    expect(page.get_by_text("the output 1.12")).to_be_visible()
    assert_no_exception(page)
