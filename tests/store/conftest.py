"""A small run with every kind of content, and its zip file taken apart for tests to spoil."""

from __future__ import annotations

import io
import zipfile

import pytest
import torch

from core.store import pack_run, save_run
from core.task import Run


@pytest.fixture
def run() -> Run:
    """Weights of several types and shapes, one of them tied to another."""
    generator = torch.Generator().manual_seed(7)
    weight = torch.randn(4, 3, generator=generator)
    return Run(
        task="forecast",
        model="lstm",
        config={"hidden": 4, "layers": [1, 2], "dropout": 0.1, "name": "Đà Nẵng", "none": None},
        state={
            "a.weight": weight,
            "a.tied": weight,
            "a.view": weight.T,
            "empty": torch.zeros(0),
            "steps": torch.tensor(3),
        },
        preprocessing={"plan": {"window": 60, "lags": [[7, 1]]}, "cut": 320},
        tensors={"scores": torch.randn(5, 2, 7, generator=generator, dtype=torch.float64)},
        card={"series": "weekly wave", "horizon": 14, "scores": {"mase": 0.9}},
    )


Files = dict[str, bytes]


@pytest.fixture
def files(run: Run) -> Files:
    """The files of a packed run by name."""
    save_run(run, "packed")
    with zipfile.ZipFile(io.BytesIO(pack_run("packed"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Files as a zip file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()
