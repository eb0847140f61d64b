"""What the project installs: exact versions, the ones installed here, and nothing imported that is not asked for."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

from tests.test_imports import CORE, PAGES, ROOT, imported


def pins(name: str) -> dict[str, str]:
    """Package -> version of a requirements file; fails on a line that is not an exact pin."""
    found = {}
    for line in (ROOT / name).read_text().splitlines():
        if line.strip() and not line.startswith(("#", "-r ")):
            match = re.fullmatch(r"([A-Za-z0-9_.\-]+)==([0-9][A-Za-z0-9.]*)", line.strip())
            assert match, f"{name}: {line!r} is not an exact pin"
            found[re.sub(r"[-_.]+", "-", match[1]).lower()] = match[2]
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_installed_is_what_is_pinned(name: str) -> None:
    for package, version in pins(name).items():
        assert importlib.metadata.version(package).split("+")[0] == version, package


def test_torch_is_the_one_with_a_cpu_build() -> None:
    assert pins("requirements.txt")["torch"] == "2.13.0"


def third_party(paths: list[Path]) -> set[str]:
    """Distributions behind the imports of these files."""
    homes = importlib.metadata.packages_distributions()
    # pydantic brings exactly the pydantic_core that it needs.
    own = {"core", "pages", "tests", "tools", "bench", "pydantic_core"} | set(sys.stdlib_module_names)
    modules = {module for path in paths for module in imported(path)} - own
    return {re.sub(r"[-_.]+", "-", homes.get(module, [module])[0]).lower() for module in modules}


def test_the_app_imports_only_what_it_asks_for() -> None:
    assert third_party([ROOT / "app.py", *PAGES, *CORE]) - set(pins("requirements.txt")) == set()


def test_tests_and_tools_import_only_what_they_ask_for() -> None:
    scripts = [path for folder in ("tests", "tools") for path in sorted((ROOT / folder).rglob("*.py"))]
    assert third_party(scripts) - set(pins("requirements.txt")) - set(pins("requirements-dev.txt")) == set()
