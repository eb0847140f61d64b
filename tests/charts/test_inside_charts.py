"""The charts that look inside: scales, the numbers beside them, links between their parts, and rows within bounds."""

from __future__ import annotations

import numpy as np
import pytest

from core.charts import connectivity
from core.charts.bands import Band, stacked
from tests.charts import render
from tests.charts.inside_samples import ahead, inside_charts, links
from tests.charts.samples import english, vietnamese

CHARTS = inside_charts()


def test_a_band_keeps_to_its_part_of_the_height() -> None:
    low, high = Band(0.25, 0.75).domain(10.0, 20.0)
    assert (low, high) == (5.0, 25.0)  # 10 … 20 is then the middle half
    bands, height = stacked([100, 50], 50)
    assert height == 200
    assert (bands[0].bottom, bands[1].top) == (0.5, 0.75)


@pytest.mark.parametrize("common", [False, True])
def test_shares_are_of_the_cell_and_step_or_of_all(common: bool) -> None:
    chart = connectivity.connectivity_chart(links(), ahead(), english(), step=1, common=common)
    rows = [row for layer in render.of_mark(chart, "circle") for row in render.rows(chart, layer) if "share" in row]
    largest = {step: max(row["share"] for row in rows if row["step"] == step) for step in (1, 5)}
    assert largest == pytest.approx({1: 1.0, 5: 0.2 if common else 1.0})


def test_the_strongest_is_told_as_a_number_for_the_chosen_step() -> None:
    words = " ".join(render.texts(render.svg(CHARTS["connectivity"][0](english()))))
    assert words.count("strongest 0") == 3
    assert "strongest 0.33 (Sun 20 Dec 2015)" in words


def test_each_step_and_cell_has_its_strongest_value() -> None:
    top = connectivity.strongest(links())
    assert len(top) == 15
    assert (top["time"] == links()["time"].max()).all()


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_of_the_page_has_more_rows_than_answer_quickly(name: str) -> None:
    spec = CHARTS[name][0](english()).to_dict()
    assert sum(len(rows) for rows in spec["datasets"].values()) < 10_000


@pytest.mark.parametrize(
    ("name", "selections"),
    [
        ("connectivity", {"step"}),
        ("through time", {"step", "at"}),
        ("states", {"unit", "at"}),
        ("attention", {"row", "column"}),
        ("stretch", {"period"}),
    ],
)
def test_selections_are_known_by_name(name: str, selections: set[str]) -> None:
    spec = CHARTS[name][0](vietnamese("dark")).to_dict()
    assert {param["name"] for param in spec["params"]} == selections


def test_a_unit_that_is_a_gate_is_drawn_from_zero_to_one() -> None:
    from core.charts import states
    from tests.charts.inside_samples import cells, history

    gates = cells().assign(state=lambda table: np.abs(table["state"]))
    chart = states.states_chart(history(), gates, english(), unit=1, name="LSTM")
    (cell,) = (layer for layer in render.of_mark(chart, "rect") if "color" in layer["encoding"])
    assert cell["encoding"]["color"]["scale"]["domain"] == [0.0, 1.0]
