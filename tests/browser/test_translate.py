"""The translate page in a real browser: its links are drawn, in both languages."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, assert_no_exception, charts
from tests.browser.pictures import drawn_share, pixels
from tools.browser import wait_for_chart


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_links_and_tree_are_drawn(open_page: Open, lang: str) -> None:
    for view in ("links", "beams"):
        page = open_page("translate", lang, view=view)
        wait_for_chart(page, 60)
        page.wait_for_timeout(500)
        assert_no_exception(page)
        assert drawn_share(pixels(charts(page)[0])) > 0.004
        page.close()
