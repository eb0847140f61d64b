"""Every page in both languages in a real browser: no error anywhere, and no chart that stays blank."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SLUGS, Open, assert_no_exception, charts, wait_until_drawn
from tests.browser.pictures import colours, drawn_share, pixels
from tools.browser import temporary_app, wait_for_chart, wait_until_idle

FORECAST_PAGES = ("weather", "stocks", "series")
LEAST_DRAWN = 0.004
"""Share of its pixels that a chart with anything on it colours."""


@pytest.mark.browser
@pytest.mark.parametrize("name", SLUGS)
def test_page_opens_without_an_error_in_both_languages(open_page: Open, name: str) -> None:
    titles = []
    for lang in ("en", "vi"):
        page = open_page(SLUGS[name], lang)
        assert_no_exception(page)
        assert page.locator("h1").count() == 1
        titles.append(page.locator("h1").inner_text())
    english, vietnamese = titles
    assert english
    assert vietnamese
    assert english != vietnamese


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", FORECAST_PAGES)
def test_page_opens_on_a_drawn_forecast(open_page: Open, name: str, lang: str) -> None:
    page = open_page(SLUGS[name], lang)
    wait_for_chart(page)
    page.wait_for_timeout(500)  # bands are drawn after the axes
    fan = pixels(charts(page)[0])
    assert fan.shape[0] > 200
    assert drawn_share(fan) > 0.02
    assert colours(fan) >= 3  # ink, blue, grey


def open_panels(page: Page) -> None:
    """Opens every panel; one that is closed again by an answer that was under way is opened once more."""
    closed = page.locator('[data-testid="stExpander"] details:not([open]) > summary')
    latest, calm = time.monotonic() + 30, 0
    while calm < 3 and time.monotonic() < latest:
        calm = 0 if closed.count() else calm + 1
        if not calm:
            closed.first.click()
        wait_until_idle(page)
        page.wait_for_timeout(500)
    assert closed.count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("name", FORECAST_PAGES)
def test_no_chart_of_a_result_is_blank(open_page: Open, name: str) -> None:
    """All panels of the result are opened, then each chart is judged by its pixels."""
    page = open_page(SLUGS[name])
    wait_for_chart(page)
    open_panels(page)
    assert_no_exception(page)
    latest = time.monotonic() + 15
    while len(found := charts(page)) < 3 and time.monotonic() < latest:
        page.wait_for_timeout(500)
    assert len(found) >= 3
    for chart in found:
        chart.evaluate("chart => chart.scrollIntoView({block: 'center'})")  # one that is not drawn yet has no size
        chart.locator("canvas, svg").first.wait_for(timeout=10_000)
        latest = time.monotonic() + 10  # a busy machine draws late; a blank chart stays blank
        while drawn_share(pixels(chart)) <= LEAST_DRAWN and time.monotonic() < latest:
            page.wait_for_timeout(200)
        assert drawn_share(pixels(chart)) > LEAST_DRAWN, chart.inner_text()


@pytest.mark.browser
def test_it_fits_a_phone(open_page: Open) -> None:
    page = open_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(1_000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert_no_exception(page)


@pytest.mark.browser
def test_nothing_is_fetched_from_outside(open_page: Open) -> None:
    """Fonts, scripts and data all come from the app itself."""
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    wait_for_chart(page)
    own = page.url.split("/?")[0]
    outside = [url for url in asked if not url.startswith((own, own.replace("http", "ws", 1), "data:", "blob:"))]
    assert asked
    assert outside == []


@pytest.mark.browser
def test_a_link_opens_with_the_menu_on_a_server_that_nobody_has_visited(browser: Browser) -> None:
    """As after a restart: the first request names a page, a choice and a language."""
    with temporary_app() as fresh:
        page = browser.new_context(locale="en-GB").new_page()
        page.goto(f"{fresh.url}/series?lang=vi&horizon=9")
        wait_until_drawn(page)
        assert page.get_by_test_id("stSidebarNav").get_by_role("link").count() >= 5
        assert page.get_by_text("Tiếng Việt").count() == 1
        assert page.locator('input[type="number"]').first.input_value() == "9"
        page.context.close()
