"""A run from a repository on a hub: run.json and weights.safetensors, nothing else, at one named revision.

Protocol: that of huggingface.co, spoken by huggingface_hub; HF_ENDPOINT names another hub. No token is sent, so
only public repositories can be read. Nothing of a repository is ever run or unpickled.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import config
from core.errors import UserError
from core.messages import M, Number
from core.store.atomic import write_whole
from core.store.format import RUN_FILE, WEIGHTS_FILE, check_weights, parse_header, read_header
from core.store.names import checked_name
from core.store.runs import new_run_folder

if TYPE_CHECKING:
    from huggingface_hub import HfApi

FILES = (RUN_FILE, WEIGHTS_FILE)
SECONDS = 10.0
"""Longest wait for the hub's first word."""
REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
PUBLIC = "https://huggingface.co"
TRY_LATER = M("Check the connection, or take a run from a file; everything else works without a network.")


@dataclass(frozen=True)
class HubRun:
    """A run that was fetched. revision: the commit it is from. folder: where its two files lie in the cache."""

    repository: str
    revision: str
    folder: Path


def import_from_hub(repository: str, name: str | None = None, revision: str | None = None) -> str:
    """Saves the run of a repository and returns the name it now has; its card tells the repository and revision.

    name: another name than the repository's own. Asked for again at the same revision, the saved one stays. Raises
    UserError naming what is wrong: with the id, the hub, the files, or a name that is taken.
    """
    found = fetch(repository, revision)
    kept = checked_name(name or found.repository.split("/")[1])
    origin = {"repository": found.repository, "revision": found.revision}
    if _origin(config.runs_folder() / kept) == origin:
        return kept
    header = parse_header((found.folder / RUN_FILE).read_bytes())
    with new_run_folder(kept, overwrite=False) as folder:
        write_whole(folder / WEIGHTS_FILE, (found.folder / WEIGHTS_FILE).read_bytes())
        check_weights(folder)
        changes = {"name": kept, "card": {**header.card, "hub": origin}}
        write_whole(folder / RUN_FILE, header.model_copy(update=changes).model_dump_json(indent=1).encode())
    return kept


def fetch(repository: str, revision: str | None = None) -> HubRun:
    """The two files of a repository's run, checked, in the cache; UserError naming what is wrong."""
    asked = checked_repository(repository)
    with _told(asked):
        api = _api()
        info = api.model_info(asked, revision=revision, timeout=SECONDS, files_metadata=True)
        _check_files(asked, {entry.rfilename: entry.size or 0 for entry in info.siblings or ()})
        places = [_download(api, asked, file, str(info.sha)) for file in FILES]
    folder = places[0].parent
    read_header(folder)
    check_weights(folder)
    return HubRun(asked, str(info.sha), folder)


def checked_repository(repository: str) -> str:
    """A repository's id, "owner/name", also out of its address; UserError where it cannot be one."""
    kept = repository.strip().removeprefix(endpoint() + "/").removeprefix(PUBLIC + "/").strip("/")
    if not REPOSITORY.fullmatch(kept):
        raise UserError(
            M("“{id}” is no repository id.", id=repository.strip()[:80]),
            M("It looks like owner/name, in Latin letters."),
        )
    return kept


def endpoint() -> str:
    """The hub's address, without a stroke at its end."""
    return (os.environ.get("HF_ENDPOINT") or PUBLIC).rstrip("/")


def _api() -> HfApi:
    from huggingface_hub import HfApi
    from huggingface_hub.utils import logging
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    return HfApi(endpoint=endpoint(), token=False)


def _download(api: HfApi, repository: str, file: str, revision: str) -> Path:
    cache = config.cache_folder() / "hub"
    found: Any = api.hf_hub_download(repository, file, revision=revision, cache_dir=cache, etag_timeout=SECONDS)
    return Path(str(found))


def _check_files(repository: str, sizes: dict[str, int]) -> None:
    """Looks at the list of files alone: nothing is fetched before it is right."""
    missing = [file for file in FILES if file not in sizes]
    if missing:
        raise UserError(
            M("The repository {id} holds no {file}, so it is no run of this program.", id=repository, file=missing[0]),
            M("A run holds {files}; files of other kinds, pickles among them, are never read.", files=list(FILES)),
        )
    size = sum(sizes[file] for file in FILES)
    if size > config.MAX_RUN_MB * 1_000_000:
        raise UserError(
            M("The run takes {size} MB; the limit is {most} MB.", size=Number(size / 1e6, 1), most=config.MAX_RUN_MB)
        )


def _origin(folder: Path) -> object:
    """What the card of the run in `folder` says of the hub it came from; None where there is no such run."""
    if not (folder / RUN_FILE).is_file():
        return None
    return read_header(folder).card.get("hub")


class _told:  # noqa: N801 (reads as a sentence where it is used)
    """Turns what huggingface_hub raises into a sentence with its way out."""

    def __init__(self, repository: str) -> None:
        self.repository = repository

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, UserError):
            told = _sentence(error, self.repository)
            if told is not None:
                raise told from None


def _sentence(error: Exception, repository: str) -> UserError | None:
    """What went wrong, None for what nobody foresaw: that should surface as it is."""
    import httpx2
    from huggingface_hub import errors

    if isinstance(error, errors.GatedRepoError):
        return UserError(
            M("The repository {id} asks for an agreement first.", id=repository),
            M("Download its files by hand, or choose an open one."),
        )
    if isinstance(error, errors.RevisionNotFoundError):
        return UserError(M("The repository {id} has no such revision.", id=repository), M("Leave the revision out."))
    if isinstance(error, errors.RepositoryNotFoundError):
        return UserError(
            M("There is no public repository {id} on {hub}.", id=repository, hub=endpoint()),
            M("Check how it is written; private ones cannot be read."),
        )
    if isinstance(error, errors.EntryNotFoundError | errors.LocalEntryNotFoundError | errors.FileMetadataError):
        return UserError(M("A file of {id} could not be fetched from {hub}.", id=repository, hub=endpoint()), TRY_LATER)
    if isinstance(error, errors.HfHubHTTPError):
        status = error.response.status_code if error.response is not None else "?"
        return UserError(M("The hub {hub} answered with error {status}.", hub=endpoint(), status=status), TRY_LATER)
    if isinstance(error, httpx2.HTTPError | OSError):
        return UserError(M("The hub {hub} cannot be reached.", hub=endpoint()), TRY_LATER)
    if isinstance(error, ValueError):
        return UserError(M("The hub {hub} answered with something that is no repository.", hub=endpoint()), TRY_LATER)
    return None
