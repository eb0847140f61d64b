"""Files and folders that appear whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = "."
"""First character of folders that are being written or thrown away."""


def write_whole(path: Path, content: bytes) -> None:
    """Writes or replaces one file."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


@contextmanager
def whole_folder(target: Path, overwrite: bool = False) -> Iterator[Path]:
    """An empty folder to fill, which becomes `target` when the block ends and vanishes when it raises.

    Raises FileExistsError where `target` is there already and is not to be overwritten.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target.parent))
    try:
        yield unfinished
        if overwrite:
            remove_folder(target)
        elif target.exists():
            raise FileExistsError(target)
        os.rename(unfinished, target)  # fails where somebody else has made `target` meanwhile
    except BaseException as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if isinstance(error, OSError) and error.errno == errno.ENOTEMPTY:
            raise FileExistsError(target) from None
        raise


def remove_folder(folder: Path) -> bool:
    """Removes a folder at one stroke, so that nobody meets half of it; False where there was none."""
    rubbish = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder.parent))
    try:
        os.rename(folder, rubbish / "old")
    except FileNotFoundError:
        return False
    finally:
        shutil.rmtree(rubbish)
    return True
