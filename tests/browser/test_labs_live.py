"""The main act of the labs that compute live: the check of gradients, a run that is stopped, all views, typed text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, assert_no_exception
from tests.browser.pictures import drawn_share, pixels
from tools.browser import wait_for_chart, wait_until_idle

pytestmark = pytest.mark.browser

COUNTED = re.compile(r"^After (\d+) updates the losses are: plain random: [\d.]+, orthogonal: ")


def choose(page: Page, name: str) -> None:
    """Presses one of the buttons that stand side by side as a knob."""
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()


def updates(page: Page) -> int:
    found = COUNTED.match(page.get_by_text(COUNTED).inner_text())
    assert found
    return int(found[1])


def test_gradients_by_hand_are_autograd_s_on_numbers_of_one_s_own(open_page: Open) -> None:
    page = open_page("lab_bptt", view="check", radius=1.3)
    agreed = re.compile(r"^All (\d+) numbers of the gradient agree: the largest difference is less than 10⁻¹²\.$")
    expect(page.get_by_text(agreed)).to_be_visible(timeout=30_000)
    choose(page, "GRU")
    choose(page, "Your numbers")
    page.get_by_role("textbox", name="Your numbers").fill("3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 3")
    page.get_by_role("textbox", name="Your numbers").press("Control+Enter")
    page.wait_for_url(re.compile("own=3"), timeout=20_000)
    expect(page.get_by_text(agreed)).to_be_visible()
    wait_for_chart(page)
    page.get_by_role("textbox", name="Your numbers").fill("3 1 four")
    page.get_by_role("textbox", name="Your numbers").press("Control+Enter")
    expect(page.get_by_text("“four” is not a number.")).to_be_visible(timeout=20_000)
    assert_no_exception(page)


def test_with_and_without_a_technique_a_run_advances_and_is_stopped(open_page: Open) -> None:
    page = open_page("lab_training", technique="start", view="run")
    page.get_by_text("Not trained yet").wait_for(timeout=30_000)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_text(COUNTED)).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    wait_until_idle(page)
    page.wait_for_timeout(300)
    at = updates(page)
    assert 0 < at < 200
    page.wait_for_timeout(1_200)
    assert updates(page) == at
    assert_no_exception(page)


def test_every_view_of_the_comparison_is_drawn(open_page: Open) -> None:
    page = open_page("lab_compared")
    expect(page.get_by_text("Mean over all delays").first).to_be_visible(timeout=30_000)
    for view, said in (
        ("What it costs", "Measured"),
        ("On a series", "is first with"),
        ("Train all three", "After 0 updates of each"),
    ):
        choose(page, view)
        expect(page.get_by_text(said).first).to_be_visible(timeout=30_000)
        wait_until_idle(page)
        wait_for_chart(page)
        page.wait_for_timeout(400)
        assert drawn_share(pixels(page.get_by_test_id("stVegaLiteChart").filter(visible=True).first)) > 0.01, view
    assert_no_exception(page)


def test_typed_words_get_their_accents_back(open_page: Open) -> None:
    page = open_page("lab_bidirectional", "vi", view="accents")
    wait_for_chart(page)
    field = page.get_by_role("textbox").first
    field.fill("tieng anh")
    field.press("Enter")
    expect(page.get_by_text("Đọc hai chiều: “tiếng anh”.")).to_be_visible(timeout=30_000)
    field.fill("2026")
    field.press("Enter")
    expect(page.get_by_text("Đoạn ấy không có chữ cái nào.")).to_be_visible(timeout=20_000)
    assert_no_exception(page)


def test_a_walk_ends_with_the_word_that_was_typed(open_page: Open) -> None:
    page = open_page("lab_shapes")
    wait_for_chart(page)
    expect(page.get_by_text("Step 9 of 9: “g” is read.")).to_be_visible()
    page.get_by_role("button", name="skip_previous").click()
    expect(page.get_by_text("Step 8 of 9: “n” is read.")).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile("step=8"))
    field = page.get_by_role("textbox").first
    field.fill("ho chi minh")
    field.press("Enter")
    expect(page.get_by_text("Step 8 of 11: “m” is read.")).to_be_visible(timeout=30_000)
    page.get_by_role("slider").first.press("End")
    expect(page.get_by_text("Step 11 of 11: “h” is read.")).to_be_visible(timeout=20_000)
    field.fill("hue")
    field.press("Enter")
    expect(page.get_by_text("Step 3 of 3: “e” is read.")).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile(r"^((?!step=).)*$"))
    assert_no_exception(page)
