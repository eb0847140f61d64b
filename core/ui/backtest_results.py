"""Finished backtests as a page shows them: read once, diagnosed once, with the names a reader sees."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from core import config
from core.forecasting.baselines import BASELINE_TITLES
from core.models.registry import MODELS
from core.pipeline import Diagnosis, ModelComparison, ModelDiagnosis, diagnose, diagnose_model, load_comparison
from core.pipeline.comparison import COMPARISON_FILE
from core.ui.language import say

EXAMPLE = "backtest"
"""Folder of the shipped example."""


def example_folder() -> Path | None:
    """Folder of the shipped backtest; None where none is shipped."""
    folder = config.examples_folder() / EXAMPLE
    return folder if is_finished(folder) else None


def is_finished(folder: Path) -> bool:
    """Whether the folder holds a finished backtest."""
    return (folder / COMPARISON_FILE).is_file()


def comparison(folder: Path) -> ModelComparison:
    """The finished backtest in `folder`, read once."""
    return _comparison(str(folder), _age(folder))


def diagnosis(folder: Path) -> Diagnosis:
    """What it says about all of its models."""
    return _diagnosis(str(folder), _age(folder))


def model_diagnosis(folder: Path, name: str) -> ModelDiagnosis:
    """What it says about one of them."""
    return _model_diagnosis(str(folder), _age(folder), name)


def title(name: str) -> str:
    """A network or baseline in the reader's language, short."""
    return say(MODELS[name].title if name in MODELS else BASELINE_TITLES[name])


def titled(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """The table with the names of models in these columns as a reader sees them."""
    return table.assign(**{column: [title(str(name)) for name in table[column]] for column in columns})


def _age(folder: Path) -> int:
    return (folder / COMPARISON_FILE).stat().st_mtime_ns


@st.cache_resource(max_entries=8, show_spinner=False)
def _comparison(folder: str, _modified: int) -> ModelComparison:
    return load_comparison(Path(folder))


@st.cache_resource(max_entries=8, show_spinner=False)
def _diagnosis(folder: str, modified: int) -> Diagnosis:
    return diagnose(_comparison(folder, modified))


@st.cache_resource(max_entries=64, show_spinner=False)
def _model_diagnosis(folder: str, modified: int, name: str) -> ModelDiagnosis:
    return diagnose_model(_comparison(folder, modified), name)
