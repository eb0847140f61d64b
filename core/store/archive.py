"""A run as one zip file, to download and upload.

An upload may come from anyone: its list of contents is checked before anything is unpacked.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from core import config
from core.errors import UserError
from core.messages import M, Number
from core.store.atomic import write_whole
from core.store.format import AGAIN, RUN_FILE, WEIGHTS_FILE, check_weights, parse_header
from core.store.names import checked_name
from core.store.runs import new_run_folder, run_folder

MEMBERS = (RUN_FILE, WEIGHTS_FILE)
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What zipfile raises on a file that is no zip or a broken one."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The others can unpack to more than they claim before anyone notices."""
ENCRYPTED = 0x1
UNTRUSTED = M("Do not trust this file; ask for one that was downloaded here.")


def pack_run(name: str) -> bytes:
    """The run saved under `name` as the content of a zip file; UserError where there is none."""
    folder = run_folder(name)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in MEMBERS:
            archive.write(folder / member, member)
    return content.getvalue()


def unpack_run(content: bytes, name: str | None = None, overwrite: bool = False) -> str:
    """Saves the run in a zip file that `pack_run` made, and returns the name it now has.

    name: another name than the one it carries. Raises UserError naming what is wrong with the file, or where the
    name is taken and not to be overwritten; nothing is left behind then.
    """
    files = _members(content)
    header = parse_header(files[RUN_FILE])
    kept = checked_name(name or header.name)
    with new_run_folder(kept, overwrite) as folder:
        write_whole(folder / WEIGHTS_FILE, files[WEIGHTS_FILE])
        check_weights(folder)
        write_whole(folder / RUN_FILE, header.model_copy(update={"name": kept}).model_dump_json(indent=1).encode())
    return kept


def _members(content: bytes) -> dict[str, bytes]:
    """The files of a run out of a zip file, each no larger than it claims; UserError where anything is not right."""
    if len(content) > _most_bytes():
        raise _too_large(len(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive.infolist())
            return {member: archive.read(member) for member in MEMBERS}
    except DAMAGED:
        if content.startswith(b"PK"):
            raise UserError(M("The zip file is cut off or damaged."), AGAIN) from None
        raise UserError(M("This is no zip file, so no run."), M("A run is one zip file, as downloaded here.")) from None


def _check(infos: list[zipfile.ZipInfo]) -> None:
    """Looks at the list of contents alone: nothing is unpacked before all of it is right."""
    names = [info.filename for info in infos]
    for info in infos:
        _check_path(info)
    if RUN_FILE not in names:
        raise UserError(M("There is no {file} in this zip file, so it is no run.", file=RUN_FILE), AGAIN)
    if WEIGHTS_FILE not in names:
        raise UserError(M("The run lacks its weights, the file {file}.", file=WEIGHTS_FILE), AGAIN)
    extra = sorted(set(names) - set(MEMBERS)) or sorted({name for name in names if names.count(name) > 1})
    if extra:
        raise UserError(
            M("The zip file holds “{file}”, which does not belong to a run.", file=extra[0]),
            M("A run holds {files} once each and nothing else.", files=list(MEMBERS)),
        )
    if sum(info.file_size for info in infos) > _most_bytes():
        raise _too_large(sum(info.file_size for info in infos))
    if any(info.flag_bits & ENCRYPTED or info.compress_type not in METHODS for info in infos):
        raise UserError(M("The zip file is encrypted or packed in an unusual way."), AGAIN)


def _check_path(info: zipfile.ZipInfo) -> None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        raise UserError(
            M("The zip file holds a path that climbs out of its folder: “{path}”.", path=info.filename), UNTRUSTED
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UserError(M("The zip file holds a link, “{path}”.", path=info.filename), UNTRUSTED)


def _most_bytes() -> int:
    return config.MAX_RUN_MB * 1_000_000


def _too_large(size: int) -> UserError:
    return UserError(
        M(
            "The run takes {size} MB unpacked; the limit is {most} MB.",
            size=Number(size / 1e6, 1),
            most=config.MAX_RUN_MB,
        ),
        M("Train a smaller model, or copy the run's folder by hand."),
    )
