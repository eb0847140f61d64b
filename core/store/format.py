"""The saved form of a run: run.json with everything but the arrays, weights.safetensors with the arrays.

Both may come from a stranger. The JSON is checked field by field, arrays are never unpickled, and torch is imported
only when the arrays themselves are wanted.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, ValidationError
from pydantic_core import from_json
from safetensors import SafetensorError, safe_open

from core.errors import UserError
from core.messages import M
from core.store.atomic import write_whole
from core.task import RUN_VERSION, Run

if TYPE_CHECKING:
    import torch

RUN_FILE = "run.json"
WEIGHTS_FILE = "weights.safetensors"
STATE, TENSORS = "state.", "tensors."
"""What the names of arrays begin with: weights of the model, and arrays of the preprocessing."""
DTYPES = {"F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U8", "BOOL"}
PICKLES = (b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")
"""First bytes of what torch.save and pickle write."""

AGAIN = M("Download the run again, or save it again.")


def _in_utc(time: dt.datetime) -> dt.datetime:
    try:
        return time.astimezone(dt.UTC)
    except OverflowError:  # in the first or last hours that dates can tell
        raise ValueError("no time in UTC") from None


class RunHeader(BaseModel):
    """run.json: all of a run but its arrays. name: what it was saved under, "" where it was not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    name: str = ""
    created: Annotated[AwareDatetime, AfterValidator(_in_utc)]
    task: str = Field(min_length=1)
    model: str = Field(min_length=1)
    config: dict[str, JsonValue]
    preprocessing: dict[str, JsonValue]
    card: dict[str, JsonValue]


def write_run(run: Run, folder: Path, name: str = "") -> None:
    """Writes `run` into `folder`, run.json last, so that a folder with one holds a whole run."""
    from safetensors.torch import save

    arrays = {STATE + key: tensor for key, tensor in run.state.items()}
    arrays |= {TENSORS + key: tensor for key, tensor in run.tensors.items()}
    # A copy each: safetensors refuses views and tied weights.
    whole = {key: tensor.detach().cpu().contiguous().clone() for key, tensor in arrays.items()}
    content = {
        "version": RUN_VERSION,
        "name": name,
        "created": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "task": run.task,
        "model": run.model,
        "config": run.config,
        "preprocessing": run.preprocessing,
        "card": run.card,
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / WEIGHTS_FILE, save(whole))
    write_whole(folder / RUN_FILE, json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode())


def read_run(folder: Path) -> Run:
    """The run in `folder`; raises UserError naming what is wrong with it."""
    header = read_header(folder)
    check_weights(folder)
    state, tensors = _read_weights(folder / WEIGHTS_FILE)
    return Run(header.task, header.model, header.config, state, header.preprocessing, tensors, header.card)


def read_header(folder: Path) -> RunHeader:
    """run.json of the run in `folder`; raises UserError where it is missing or not a run's."""
    path = folder / RUN_FILE
    if not path.is_file():
        raise UserError(M("There is no {file}, so this is no run.", file=RUN_FILE), AGAIN)
    return parse_header(path.read_bytes())


def parse_header(content: bytes) -> RunHeader:
    """The content of a run.json, checked; raises UserError naming what is wrong with it."""
    try:
        data = from_json(content, allow_inf_nan=False)
    except ValueError:
        raise UserError(M("The file {file} of this run is not readable as JSON.", file=RUN_FILE), AGAIN) from None
    version = data.get("version") if isinstance(data, dict) else None
    if not isinstance(version, int):
        raise UserError(M("The file {file} of this run names no version.", file=RUN_FILE), AGAIN)
    if version != RUN_VERSION:
        raise UserError(
            M("The run has version {version}; this program reads version {known}.", version=version, known=RUN_VERSION),
            M("Use the program that saved it, or train it again here."),
        )
    try:
        return RunHeader.model_validate(data)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise UserError(
            M("In {file} of this run, “{field}” is missing or not what belongs there.", file=RUN_FILE, field=field),
            AGAIN,
        ) from None


def check_weights(folder: Path) -> None:
    """Raises UserError where the arrays in `folder` are missing, cut off, or not plain arrays; reads no array."""
    path = folder / WEIGHTS_FILE
    if not path.is_file():
        raise UserError(M("The run lacks its weights, the file {file}.", file=WEIGHTS_FILE), AGAIN)
    try:
        with safe_open(path, framework="numpy") as arrays:
            kinds = {name: arrays.get_slice(name).get_dtype() for name in arrays.keys()}  # noqa: SIM118
    except SafetensorError:
        raise _unreadable(path) from None
    for name, kind in kinds.items():
        if not name.startswith((STATE, TENSORS)) or kind not in DTYPES:
            raise UserError(
                M("The weights of this run hold “{name}” of type {kind}, which no run has.", name=name, kind=kind),
                AGAIN,
            )


def _unreadable(path: Path) -> UserError:
    """Why a file of weights could not be read."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(PICKLES):
        # Only asked of files that are no safetensors: those may begin with the same bytes, their header's length.
        return UserError(
            M("The weights of this run are a pickle, which could run a program when it is read."),
            M("Save the run again with this program: it writes plain arrays."),
        )
    return UserError(M("The weights of this run are cut off or damaged."), AGAIN)


def _read_weights(path: Path) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Weights of the model and arrays of the preprocessing, by name."""
    from safetensors.torch import load

    arrays = load(path.read_bytes())  # not mapped from the file, which may be deleted while the run is in use
    state = {name.removeprefix(STATE): tensor for name, tensor in arrays.items() if name.startswith(STATE)}
    tensors = {name.removeprefix(TENSORS): tensor for name, tensor in arrays.items() if name.startswith(TENSORS)}
    return state, tensors
