"""Time to look into a network, one core: python -m bench.inside

Connectivity and a trace of an untrained LSTM of 64 units over a window of 72 steps and a horizon of 14; a whole view,
the states over the whole series, and an edited forecast of the shipped runs; rows of each chart; and in a real
Chromium the time from the pointer's move to the repaint of the linked chart.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch
from playwright.sync_api import Page

from bench.machine import head, table
from core.config import QUANTILES, examples_folder
from core.explain.connectivity import connectivity, error_signal
from core.models.network import NetworkConfig
from core.models.registry import model_entry
from core.pipeline import load_outcome
from core.pipeline.inside import load_cells, tables, window_view
from core.pipeline.inside.attending import edited_forecast, uniform
from core.pipeline.inside.states import states_of
from core.task import Evidence, InputAxis
from tools.browser import chromium, temporary_app, wait_for_chart, wait_until_idle

WINDOW, HORIZON, HIDDEN = 72, 14, 64
REPEATS = 5
MOVES = 12
SETTLED = 400
"""Milliseconds after a move in which every repaint it causes has ended."""
WATCH = """() => {
  const drawn = () => { window.drawn = performance.now(); };
  const context = CanvasRenderingContext2D.prototype;
  for (const name of ['fill', 'stroke', 'clearRect', 'fillText']) {
    const draw = context[name];
    context[name] = function (...given) { drawn(); return draw.apply(this, given); };
  }
  const chart = document.querySelector('[data-testid=stVegaLiteChart]');
  new MutationObserver(drawn).observe(chart, {subtree: true, childList: true, attributes: true});
  for (const kind of ['pointerover', 'pointermove']) {
    chart.addEventListener(kind, () => { window.moved ||= performance.now(); }, {capture: true});
  }
}"""
"""Notes the time of the pointer's first move over the first chart and of the last stroke drawn, canvas or SVG; the
browser repeats a move of its own accord after the picture has changed."""


def seconds(work: Callable[[], object]) -> str:
    """Median of several runs after a first one."""
    work()
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return f"{np.median(times):.3f}"


class Windows(torch.nn.Module):
    """A network of the registry with all inputs but the window fixed."""

    def __init__(self) -> None:
        super().__init__()
        config = NetworkConfig("lstm", WINDOW, HORIZON, 1, 0, 2, QUANTILES, hidden=HIDDEN)
        self.network = model_entry("lstm").build_network(config)

    def forward(self, past: torch.Tensor) -> torch.Tensor:
        count = len(past)
        answers: torch.Tensor = self.network(past, past.new_zeros(count, HORIZON, 0), past.new_zeros(count, 2))
        return answers


def of_the_size_asked() -> list[list[str]]:
    """Connectivity, error signal and trace at window 72, horizon 14 and 64 units."""
    torch.manual_seed(0)
    module = Windows().eval()
    past = torch.randn(1, WINDOW, 1)
    axes = (InputAxis("past", tuple(range(WINDOW)), ("value",)),)
    evidence = Evidence(module, (past,), axes, {}, (tuple(range(HORIZON)), QUANTILES))
    targets = [(step, QUANTILES.index(0.5)) for step in range(HORIZON)]
    known, context = past.new_zeros(HORIZON, 0), past.new_zeros(2)
    network = module.network
    probes = past.new_zeros(WINDOW, network.carried)
    return [
        ["connectivity, 14 steps", seconds(lambda: connectivity(evidence, targets))],
        [
            "error signal, 14 steps",
            seconds(lambda: error_signal(lambda p: network.probed(past[0], known, context, p)[:, 3], probes)),
        ],
        ["trace", seconds(lambda: network.trace(past[0], known, context))],
    ]


def of_the_shipped_runs() -> list[list[str]]:
    """What the page does with its examples."""
    weather, looks = (load_outcome(examples_folder() / name) for name in ("seattle-weather", "attention"))
    fitted, attentive = weather.fitted(), looks.fitted()
    origin = len(looks.series) - 1
    rows = {0: uniform(attentive.plan.window)}
    return [
        ["whole view, LSTM", seconds(lambda: window_view(fitted, weather.series))],
        ["whole view, attention", seconds(lambda: window_view(attentive, looks.series))],
        [f"states of {len(weather.series)} rows", seconds(lambda: states_of(fitted, weather.series))],
        ["edited forecast", seconds(lambda: edited_forecast(attentive, looks.series, origin, rows))],
    ]


def rows_of_the_chart() -> str:
    """Rows of the table behind the linked chart of three cells."""
    views = {cell.model: cell.view for cell in load_cells(examples_folder() / "cells").cells}
    return str(len(tables.links(views)))


def repaints(page: Page, url: str) -> list[float]:
    """Milliseconds from the pointer at one step after the other to the end of the repaint that it causes."""
    page.goto(f"{url}/inside?lang=en")
    wait_for_chart(page, 60)
    wait_until_idle(page, 60)
    page.wait_for_timeout(1_500)
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    page.evaluate(WATCH)
    found = []
    for move in range(MOVES):
        across = 0.82 + 0.16 * ((move * 5) % MOVES) / MOVES
        page.evaluate("() => { window.moved = 0; }")
        page.mouse.move(box["x"] + across * box["width"], box["y"] + 0.5 * box["height"])
        page.wait_for_timeout(SETTLED)
        found.append(float(page.evaluate("() => window.drawn - window.moved")))
    return found


def main() -> None:
    """All tables."""
    torch.set_num_threads(1)
    print(head("Looking into networks, one thread"))
    print(table([["window 72, horizon 14, hidden 64", "s"], *of_the_size_asked()]) + "\n")
    print(table([["shipped runs", "s"], *of_the_shipped_runs()]) + "\n")
    print(f"rows of the linked chart: {rows_of_the_chart()}")
    with chromium() as browser, temporary_app() as server:
        times = repaints(browser.new_page(viewport={"width": 1280, "height": 1000}), server.url)
    print(f"hover to repaint, ms: median {np.median(times):.0f}, most {max(times):.0f} of {len(times)}")


if __name__ == "__main__":
    main()
