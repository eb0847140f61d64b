"""Saved runs and series on disk: JSON, safetensors and parquet. Importing it does not import torch."""

from core.store.archive import pack_run, unpack_run
from core.store.format import read_run, write_run
from core.store.hub import import_from_hub
from core.store.runs import RunSummary, delete_run, list_runs, load_run, save_run
from core.store.series import load_series, save_series

__all__ = [
    "RunSummary",
    "delete_run",
    "import_from_hub",
    "list_runs",
    "load_run",
    "load_series",
    "pack_run",
    "read_run",
    "save_run",
    "save_series",
    "unpack_run",
    "write_run",
]
