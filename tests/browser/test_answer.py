"""The answer page in a real browser: a story of one's own gets an answer, in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, assert_no_exception

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("lang", "example", "label", "answer"),
    [
        ("en", "Answer: bedroom", "Question", "Answer: bathroom"),
        ("vi", "Trả lời: bedroom", "Câu hỏi", "Trả lời: bathroom"),
    ],
)
def test_another_question_gets_another_answer(
    open_page: Open, lang: str, example: str, label: str, answer: str
) -> None:
    page = open_page("answer", lang)
    expect(page.get_by_text(example)).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible(timeout=30_000)
    field = page.get_by_label(label, exact=True)
    field.fill("Where is Mary?")
    field.press("Enter")
    expect(page.get_by_text(answer)).to_be_visible(timeout=30_000)
    assert "question=Where" in page.url
    assert_no_exception(page)


def test_the_headings_of_the_hops_do_not_overlap_on_a_phone(open_page: Open) -> None:
    page = open_page("answer", "vi")
    page.set_viewport_size({"width": 390, "height": 900})
    page.reload()
    heads = page.get_by_test_id("stVegaLiteChart").first.locator("g[aria-label^='X-axis'] g.role-axis-label text")
    expect(heads.first).to_be_visible(timeout=30_000)
    boxes = [box for head in heads.all() if (box := head.bounding_box())]
    assert len(boxes) == 4
    assert all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(boxes))
