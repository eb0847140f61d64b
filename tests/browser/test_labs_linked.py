"""Linked drawings of the labs: the pointer marks a step in all of them without a rerun, a click goes to it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from core.charts.colours import PALETTES
from tests.browser.conftest import Open, assert_no_exception
from tools.browser import wait_for_chart, wait_until_idle

pytestmark = pytest.mark.browser

FRAME = PALETTES["light"].actual
COUNT_RERUNS = """() => {
  window.reruns = 0;
  const app = document.querySelector('[data-testid=stApp]');
  new MutationObserver(() => { window.reruns++; }).observe(app, {attributes: true});
}"""
"""The app's element says by an attribute whether a script runs."""


def frames(stack: Locator) -> list[dict[str, float]]:
    """The rectangles that the pointer called up: x, y, width and height."""
    boxes = [frame.bounding_box() for frame in stack.locator(f'g.mark-rect path[stroke="{FRAME}"]').all()]
    return [dict(box) for box in boxes if box]


def point(page: Page, stack: Locator, across: float, down: float) -> tuple[float, float]:
    """Moves to a place of the drawing, as shares of its width and height, and waits for what is told there."""
    stack.scroll_into_view_if_needed()
    box = stack.bounding_box()
    assert box
    place = box["x"] + across * box["width"], box["y"] + down * box["height"]
    page.mouse.move(*place)
    page.locator("#vg-tooltip-element.visible").wait_for()
    return place


@pytest.mark.parametrize(
    ("lab", "query", "name", "told", "drawings"),
    [
        ("inside", {"view": "gates", "step": 12}, "gates", "forget gate f", 7),
        ("history", {"view": "feedback", "step": 12}, "feedback", "Jordan: fed back", 4),
        ("bidirectional", {"step": 12}, "steps", "States read forwards", 5),
    ],
)
def test_pointing_marks_the_step_in_every_drawing_and_a_click_goes_there(
    open_page: Open, lab: str, query: dict[str, object], name: str, told: str, drawings: int
) -> None:
    page = open_page(f"lab_{lab}", **query)
    wait_for_chart(page)
    wait_until_idle(page)
    stack = page.locator(f".st-key-lab-{lab}-stack-{name} svg.marks")
    page.wait_for_timeout(500)  # a first drawing may still be replaced
    assert frames(stack) == []
    page.evaluate(COUNT_RERUNS)
    place = point(page, stack, 0.43, 0.3)
    tooltip = page.locator("#vg-tooltip-element")
    expect(tooltip).to_contain_text(told)
    step = tooltip.inner_text().split("Time step")[1].split()[0]
    assert 6 < int(step) < 10  # neither where it stands nor where it starts
    shown = frames(stack)
    assert len(shown) == drawings
    assert all(frame["x"] < place[0] < frame["x"] + frame["width"] for frame in shown)
    assert page.evaluate("window.reruns") == 0  # Python was not asked
    page.mouse.click(*place)
    expect(page).to_have_url(re.compile(f"[?&]step={step}(&|$)"), timeout=15_000)
    assert_no_exception(page)


def test_pointing_at_a_loss_shows_its_row(open_page: Open) -> None:
    page = open_page("lab_bptt", view="matrix")
    wait_for_chart(page)
    wait_until_idle(page)
    stack = page.locator(".st-key-lab-bptt-stack-matrix svg.marks")
    page.wait_for_timeout(500)
    place = point(page, stack, 0.3, 0.62)
    row = page.locator("#vg-tooltip-element").inner_text().split("Loss of step")[1].split()[0]
    assert 1 < int(row) < 24
    expect(stack.get_by_text(f"loss of step {row}", exact=True)).to_have_count(1)
    expect(stack.get_by_text("loss of step 24", exact=True)).to_have_count(1)
    page.mouse.click(*place)
    expect(page).to_have_url(re.compile(f"[?&]t={row}(&|$)"), timeout=15_000)
    expect(page.get_by_text(f"The gradient of the loss of step {row} is")).to_be_visible()
    assert_no_exception(page)
