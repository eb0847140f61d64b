"""Which running app works on a job: a lock on a file, which the system drops however that app ends."""

from __future__ import annotations

import sys
import uuid
from io import TextIOWrapper
from pathlib import Path

OWNERS_FOLDER = ".owners"

if sys.platform == "win32":

    def _lock(file: TextIOWrapper) -> bool:
        """Without such locks every other app counts as ended."""
        return True

else:
    import fcntl

    def _lock(file: TextIOWrapper) -> bool:
        """Takes the lock; False where a living process holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Owner:
    """A claim on the jobs of one queue, held until it is released or its process ends."""

    def __init__(self, folder: Path) -> None:
        self.token = uuid.uuid4().hex
        self._path = _path(folder, self.token)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("w", encoding="utf-8")
        _lock(self._file)

    def release(self) -> None:
        """Gives the claim up."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def is_alive(folder: Path, token: str) -> bool:
    """Whether a process still holds the claim `token`."""
    try:
        with _path(folder, token).open("r", encoding="utf-8") as file:
            return not _lock(file)
    except FileNotFoundError:
        return False


def _path(folder: Path, token: str) -> Path:
    return folder / OWNERS_FOLDER / token
