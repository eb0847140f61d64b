"""Saved runs on disk: JSON and safetensors. Importing it imports neither torch nor pandas; `core.store.series` is
the store of series.
"""

from core.store.archive import pack_run, unpack_run
from core.store.format import read_run, write_run
from core.store.hub import import_from_hub
from core.store.runs import RunSummary, delete_run, list_runs, load_run, save_run

__all__ = [
    "RunSummary",
    "delete_run",
    "import_from_hub",
    "list_runs",
    "load_run",
    "pack_run",
    "read_run",
    "save_run",
    "unpack_run",
    "write_run",
]
