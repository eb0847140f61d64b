"""Where the data of the shipped checkpoints lies: a folder with the sets that no package carries.

UNROLLED_DATA, or --data, names a folder with text/babi, text/tinyshakespeare.txt and text/truyen_kieu.txt. What
comes as an installed package is in requirements-train.txt.
"""

from __future__ import annotations

import os
from pathlib import Path

from core.errors import UserError
from core.messages import M

VARIABLE = "UNROLLED_DATA"


def text_folder(data: Path | None) -> Path:
    """The folder `text` of the data; UserError where there is none."""
    asked = data or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if asked is None or not (asked / "text").is_dir():
        raise UserError(
            M("There is no folder of training data."),
            M("Name one that holds text/ with --data, or in the variable {variable}.", variable=VARIABLE),
        )
    return asked / "text"
