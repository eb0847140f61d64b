"""Edited values in the address: read back as they were written, and nonsense left out."""

from __future__ import annotations

from core.ui import edits


def test_cells_are_read_back_as_they_were_written() -> None:
    cells = {("temp_max", 0): 12.5, ("giá, bán:", 3): -0.1, ("wind", 29): 1e-7}
    text = edits.written(cells)
    assert edits.read(text, ["temp_max", "giá, bán:", "wind"], 30) == cells
    assert edits.written({}) == ""


def test_nonsense_is_left_out() -> None:
    text = "wind:1:2,wind:x:2,wind:1,snow:1:2,wind:99:2,wind:2:nan,wind:3:many,:::"
    assert edits.read(text, ["wind"], 30) == {("wind", 1): 2.0}
    assert edits.read("", ["wind"], 30) == {}


def test_more_cells_than_an_address_holds_are_not_half_written() -> None:
    cells = {("wind", back): 1.0 for back in range(edits.MOST + 1)}
    assert edits.written(cells) == ""
    assert len(edits.read(",".join(f"wind:{back}:1" for back in range(30)), ["wind"], 30)) == edits.MOST
