"""Training on a reader's own pairs as a background job."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.store import write_run
from core.task import Report

KIND = "translate"
PAIRS, RUN = "pairs.json", "run"


def arguments(seconds: float, seed: int) -> dict[str, Any]:
    """Arguments of `train_job`, plain JSON; the pairs go into the job's folder by `write_pairs`."""
    return {"seconds": seconds, "seed": seed}


def write_pairs(folder: Path, pairs: Sequence[tuple[str, str]]) -> None:
    """Leaves the pairs in the job's folder."""
    (folder / PAIRS).write_text(json.dumps(pairs, ensure_ascii=False), encoding="utf-8")


def train_job(folder: Path, arguments: dict[str, Any], report: Report) -> None:
    """Trains on the pairs in `folder` and leaves the run there, in the folder `run`."""
    import torch

    from core.text.translate.yours import train

    torch.set_num_threads(1)
    pairs = [(source, target) for source, target in json.loads((folder / PAIRS).read_text(encoding="utf-8"))]
    run = train(pairs, float(arguments["seconds"]), report, int(arguments["seed"]))
    write_run(run, folder / RUN, "pairs")
