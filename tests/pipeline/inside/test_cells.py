"""Cells side by side: same window and form, saved and read again, refused where they cannot be compared."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.config import examples_folder
from core.data.series import Series
from core.errors import UserError
from core.pipeline.inside import CellsPlan, cells_arguments, cells_job, fitted_cell, load_cells, window_view
from core.pipeline.inside.cells import check_plan
from core.store.series import save_series
from core.task import Progress

PLAN = CellsPlan(("elman", "gru"), horizon=3, budget_seconds=0.5)


def test_a_job_compares_cells_over_the_same_window(series: Series, tmp_path: Path) -> None:
    save_series(series, tmp_path)
    said: list[Progress] = []
    cells_job(tmp_path, json.loads(json.dumps(cells_arguments(PLAN))), said.append)
    found = load_cells(tmp_path)
    assert found.plan == PLAN
    assert [cell.model for cell in found.cells] == ["elman", "gru"]
    first, second = (cell.view for cell in found.cells)
    assert first.times.equals(second.times)
    assert first.features == second.features
    assert all(cell.mase > 0 for cell in found.cells)
    fractions = [progress.fraction for progress in said]
    assert fractions == sorted(fractions)
    forms = {fitted_cell(tmp_path, model).card["form"] for model in PLAN.models}
    assert len(forms) == 1


def test_a_saved_cell_gives_the_same_view_again(series: Series, tmp_path: Path) -> None:
    save_series(series, tmp_path)
    cells_job(tmp_path, cells_arguments(PLAN), lambda progress: None)
    again = window_view(fitted_cell(tmp_path, "gru"), series)
    kept = load_cells(tmp_path).cells[1].view
    np.testing.assert_allclose(again.hidden, kept.hidden, atol=1e-6)
    np.testing.assert_allclose(again.through_network, kept.through_network, atol=1e-6)


@pytest.mark.parametrize(
    ("models", "why"),
    [(("gru",), "1 networks"), (("gru", "lstm", "elman", "jordan"), "4"), (("gru", "mlp"), "no state")],
)
def test_a_plan_that_makes_no_sense_is_refused(models: tuple[str, ...], why: str) -> None:
    with pytest.raises(UserError, match=why):
        check_plan(CellsPlan(models))


def test_a_folder_without_a_comparison_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no finished comparison"):
        load_cells(tmp_path)


def test_the_shipped_cells_are_what_this_code_makes_of_their_weights() -> None:
    """A change of the networks that the shipped example does not know of shows here: `make examples` mends it."""
    folder = examples_folder() / "cells"
    found = load_cells(folder)
    for cell in found.cells:
        made = window_view(fitted_cell(folder, cell.model), found.series)
        np.testing.assert_allclose(made.median, cell.view.median, rtol=1e-4)
        np.testing.assert_allclose(made.through_network, cell.view.through_network, atol=1e-5)
