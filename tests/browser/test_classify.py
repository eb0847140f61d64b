"""Classify in a real browser: coloured words, own text, and no view that stays blank, in both languages."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, assert_no_exception, charts
from tests.browser.pictures import drawn_share, pixels
from tools.browser import wait_for_chart, wait_until_idle

VIEWS = {
    "en": ("Attribution", "Is it true?", "Nearest training texts", "“negative”"),
    "vi": ("Đóng góp", "Có đúng không?", "Văn bản huấn luyện gần nhất", "“tiêu cực”"),
}


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_text_is_read_and_every_view_is_drawn(open_page: Open, lang: str) -> None:
    title, check, nearest, negative = VIEWS[lang]
    page = open_page("classify", lang)
    wait_for_chart(page)
    page.get_by_text(title).first.wait_for()
    assert page.locator('[role="group"][dir="auto"]').count() == 2

    page.locator("textarea").first.fill("A dull film, and far too long.")
    page.locator("textarea").first.press("Control+Enter")
    page.get_by_text(negative).first.wait_for(timeout=30_000)
    wait_until_idle(page)
    dull = page.locator('[role="group"][dir="auto"] span', has_text="dull").last
    assert dull.evaluate("word => getComputedStyle(word).backgroundColor") != "rgba(0, 0, 0, 0)"
    wait_for_chart(page)
    assert drawn_share(pixels(charts(page)[0])) > 0.01

    page.get_by_role("tab", name=check).click()
    wait_until_idle(page)
    wait_for_chart(page)
    page.wait_for_timeout(500)
    assert drawn_share(pixels(charts(page)[0])) > 0.004
    page.get_by_role("tab", name=nearest).click()
    page.get_by_test_id("stTable").filter(visible=True).first.wait_for()
    assert_no_exception(page)


@pytest.mark.browser
def test_it_fits_a_phone(open_page: Open) -> None:
    page = open_page("classify", "vi")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(1_000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
