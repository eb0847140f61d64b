"""Files are written whole or not at all; tables line up."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli.output import decimals, table, write_whole


def test_a_failure_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")

    def full(*names: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    write_whole(path, b"new")
    assert path.read_text() == "new"


def test_columns_line_up() -> None:
    assert table(["model", "MASE"], [["last value", "1.25"], ["us", "10.5"]]) == [
        "  model       MASE",
        "  last value  1.25",
        "  us          10.5",
    ]


def test_numbers_have_thousands_and_fixed_decimals() -> None:
    assert decimals(12345.678) == "12,345.68"
