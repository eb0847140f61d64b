"""Who imports what, checked on the source and in fresh processes; import-linter holds the arrows between the parts."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
CORE = sorted(path for path in (ROOT / "core").rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top names of all modules that a file imports, inside functions too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).split(".")[0])
    return names


def loaded_by(program: str) -> set[str]:
    """Heavy modules in memory after `program` ran in a fresh process."""
    heavy = {"torch", "captum", "statsmodels", "yfinance", "meteostat", "scipy", "matplotlib"}
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sorted({heavy!r} & set(sys.modules)))"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return set(done.stdout.split())


def test_there_are_pages() -> None:
    assert len(PAGES) >= 5


@pytest.mark.parametrize("path", [ROOT / "app.py", *PAGES], ids=lambda path: path.name)
def test_pages_import_neither_torch_nor_numpy_nor_pandas(path: Path) -> None:
    assert not imported(path) & {"torch", "numpy", "pandas"}


def test_nothing_pickles() -> None:
    pickling = {"pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve"}
    assert [str(path) for path in [ROOT / "app.py", *PAGES, *CORE] if imported(path) & pickling] == []


def test_only_core_ui_imports_streamlit() -> None:
    users = {path.relative_to(ROOT / "core").parts[0] for path in CORE if "streamlit" in imported(path)}
    assert users == {"ui"}


@pytest.mark.parametrize(
    "module",
    [
        "core.pipeline",
        "core.charts.fan",
        "core.store",
        "core.jobs",
        "core.explain",
        "core.models.registry",
        "core.data.samples",
        "core.data.files",
        "core.forecasting.types",
        "core.ui.forecast_page",
    ],
)
def test_what_pages_import_loads_nothing_heavy(module: str) -> None:
    assert not loaded_by(f"import {module}") & {"torch", "captum", "statsmodels", "yfinance", "meteostat"}


@pytest.mark.parametrize("path", [*PAGES, *CORE], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert path.name == "__init__.py" or ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
