"""One app server and one Chromium for all browser tests; every page that a test opens must stay free of errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tools.browser import ROOT, Server, Watch, app_server

DEFAULT_PAGE = "weather"
SLUGS = {path.stem: "" if path.stem == DEFAULT_PAGE else path.stem for path in sorted((ROOT / "pages").glob("*.py"))}
"""Address of each page, below the app's own."""

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, writing to a folder of the tests."""
    folder = tmp_path_factory.mktemp("app")
    with app_server(folder / "home", folder / "app.log") as running:
        yield running


@pytest.fixture
def open_page(server: Server, browser: Browser) -> Iterator[Open]:
    """Opens pages as one reader; at the end none of them may have shown an error in its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    watch = Watch()

    def open_one(path: str = "", lang: str = "en", **query: object) -> Page:
        page = watch.attach(context.new_page())
        words = "&".join([f"lang={lang}", *(f"{name}={value}" for name, value in query.items())])
        page.goto(f"{server.url}/{path}?{words}")
        wait_until_drawn(page)
        return page

    yield open_one
    context.close()
    assert watch.problems == []


def wait_until_drawn(page: Page) -> None:
    """Waits for the title, then for the end of the script, or for the progress of a job, which keeps it running."""
    page.locator("h1").first.wait_for(timeout=30_000)
    at_rest = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    at_rest.or_(page.get_by_test_id("stProgress")).first.wait_for(timeout=30_000)


def assert_no_exception(page: Page) -> None:
    """Fails with the text of any Python error that the page shows."""
    shown = page.get_by_test_id("stException")
    assert shown.count() == 0, shown.first.inner_text()


def charts(page: Page) -> list[Locator]:
    """The charts that are in view when the page opens."""
    return [chart for chart in page.get_by_test_id("stVegaLiteChart").all() if chart.is_visible()]
