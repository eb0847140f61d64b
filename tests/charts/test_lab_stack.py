"""Drawings of the labs one below the other: each keeps to its band, and the pointer is told of all of them."""

from __future__ import annotations

from typing import Any

import pytest

from core.charts.labs import triangle
from core.charts.labs.parts import states_part, tracks_part
from core.charts.labs.stack import GAP, POINTER, SELECTION, Part, stack_chart
from core.charts.labs.tracks import Track
from tests.charts.samples import english, vietnamese

STATES = [[0.5, -1.0], [0.25, 0.0], [0.0, 1.0]]
ROWS = [[0.0], [-1.0, 0.5], [-3.0, -1.0, 0.0]]


def parts() -> list[Part]:
    look = english()
    return [tracks_part("Values", [Track("y", [1.0, 3.0, 2.0])], look), states_part("States", STATES, look)]


def layers(kind: str, spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in spec["layer"] if one["mark"]["type"] == kind]


def place(value: float, y: dict[str, Any]) -> float:
    """Share of the height from above."""
    low, high = y["scale"]["domain"]
    return (high - value) / (high - low)


def test_each_drawing_keeps_to_its_band() -> None:
    first, second = parts()
    spec = stack_chart([first, second], english()).spec
    total = first.height + second.height + 2 * GAP
    circles = layers("circle", spec)[0]
    spots = [place(row["y"], circles["encoding"]["y"]) for row in circles["data"]["values"]]
    assert min(spots) > GAP / total
    assert max(spots) < (GAP + first.height) / total
    cells = layers("rect", spec)[0]
    edges = [place(row[name], cells["encoding"]["y"]) for row in cells["data"]["values"] for name in ("y", "y2")]
    assert min(edges) == pytest.approx(1 - second.height / total)
    assert max(edges) == pytest.approx(1)


def test_the_pointer_is_told_of_all_drawings_in_the_reader_s_numbers() -> None:
    look = vietnamese()
    drawn = [tracks_part("Giá trị", [Track("y", [1.0, 3.0, 2.0])], look), states_part("Trạng thái", STATES, look)]
    felt = stack_chart(drawn, look).spec["layer"][-1]
    assert [row["step"] for row in felt["data"]["values"]] == [1, 2, 3, 1, 2, 3]
    assert {tuple(row[f"v{i}"] for i in range(2)) for row in felt["data"]["values"] if row["step"] == 1} == {
        ("1,00", "0,50 · -1,00")
    }
    assert [param["name"] for param in felt["params"]] == [POINTER, SELECTION]


def test_the_framed_step_and_the_pointed_one_go_through_all() -> None:
    spec = stack_chart(parts(), english(), step=2).spec
    framed, pointed = (
        one for one in layers("rect", spec) if "stroke" in one["mark"] and "color" not in one["encoding"]
    )
    assert [(row["t"], row["t2"]) for row in framed["data"]["values"]] == 2 * [(1.5, 2.5)]
    assert [row["step"] for row in pointed["data"]["values"]] == [1, 1, 2, 2, 3, 3]
    assert pointed["transform"] == [{"filter": {"param": POINTER, "empty": False}}]


def test_the_cells_of_the_triangle_feel_the_pointer_where_they_are_drawn() -> None:
    look = english()
    part = triangle.triangle_part("Losses", ROWS, look, row=3)
    spec = stack_chart([part, triangle.row_part("Row", ROWS, look, row=3)], look, pointers=[triangle.POINTER]).spec
    felt = [row for row in spec["layer"][-1]["data"]["values"] if "row" in row]
    assert [(row["row"], row["step"]) for row in felt] == [(1, 1), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3)]
    drawn = layers("rect", spec)[0]
    for cell, row in zip(drawn["data"]["values"], felt, strict=True):
        for name in ("y", "y2"):
            assert place(cell[name], drawn["encoding"]["y"]) == pytest.approx(1 - row[name])
    assert spec["layer"][-1]["params"][-1]["name"] == triangle.POINTED
