"""A window's view on disk: view.json with names and times, view.safetensors with the arrays; read without torch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
from safetensors.numpy import load, save

from core.errors import UserError
from core.messages import M
from core.pipeline.inside.view import WindowView
from core.store.atomic import write_whole

VIEW_VERSION = 1
"""Version of the saved form; another one is refused by name."""
VIEW_FILE, ARRAYS_FILE = "view.json", "view.safetensors"
GATE = "gate."
PLAIN = (
    "values",
    "median",
    "hidden",
    "sensitivity",
    "through_network",
    "attention",
    "error_signal",
    "attribution",
    "agreement",
)


def save_view(view: WindowView, folder: Path) -> None:
    """Writes the view into `folder`, view.json last; arrays as float32, which no picture can tell from float64."""
    arrays = {name: getattr(view, name) for name in PLAIN if getattr(view, name) is not None}
    arrays |= {GATE + name: values for name, values in view.gates.items()}
    kept = {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in arrays.items()}
    content = {
        "version": VIEW_VERSION,
        "model": view.model,
        "origin": view.origin,
        "times": [time.isoformat() for time in view.times],
        "ahead": [time.isoformat() for time in view.ahead],
        "features": list(view.features),
        "gates": list(view.gates),
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / ARRAYS_FILE, save(kept))
    write_whole(folder / VIEW_FILE, json.dumps(content).encode())


def has_view(folder: Path) -> bool:
    """Whether a view is kept in `folder`."""
    return (folder / VIEW_FILE).is_file()


def load_view(folder: Path) -> WindowView:
    """The view that `save_view` wrote; UserError where its version is unknown."""
    content = json.loads((folder / VIEW_FILE).read_text(encoding="utf-8"))
    if content["version"] != VIEW_VERSION:
        raise UserError(
            M(
                "The view in {folder} has version {version}; this program reads version {known}.",
                folder=str(folder),
                version=content["version"],
                known=VIEW_VERSION,
            ),
            M("Make it again."),
        )
    arrays = {name: values.astype(np.float64) for name, values in load((folder / ARRAYS_FILE).read_bytes()).items()}
    return WindowView(
        model=content["model"],
        origin=content["origin"],
        times=pd.DatetimeIndex(content["times"]),
        values=arrays["values"],
        ahead=pd.DatetimeIndex(content["ahead"]),
        median=arrays["median"],
        features=tuple(content["features"]),
        hidden=arrays["hidden"],
        gates={name: arrays[GATE + name] for name in content["gates"]},
        attention=arrays.get("attention"),
        sensitivity=arrays["sensitivity"],
        through_network=arrays["through_network"],
        error_signal=arrays.get("error_signal"),
        attribution=arrays.get("attribution"),
        agreement=arrays.get("agreement"),
    )
