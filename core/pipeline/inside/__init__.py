"""Looking into a trained network: its states, gates, attention and memory. Importing it does not import torch."""

from core.pipeline.inside.cells import (
    MOST_CELLS,
    USUAL,
    Cell,
    CellsComparison,
    CellsPlan,
    cells_arguments,
    cells_job,
    compare_cells,
    fitted_cell,
    has_cells,
    load_cells,
    save_cells,
)
from core.pipeline.inside.files import has_view, load_view, save_view
from core.pipeline.inside.view import WindowView, window_view

__all__ = [
    "MOST_CELLS",
    "USUAL",
    "Cell",
    "CellsComparison",
    "CellsPlan",
    "WindowView",
    "cells_arguments",
    "cells_job",
    "compare_cells",
    "fitted_cell",
    "has_cells",
    "has_view",
    "load_cells",
    "load_view",
    "save_cells",
    "save_view",
    "window_view",
]
