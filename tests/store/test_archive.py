"""A packed run comes back equal; every bad upload is one clear sentence and leaves nothing behind."""

from __future__ import annotations

import contextlib
import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.torch import save

from core import config
from core.errors import UserError
from core.store import delete_run, list_runs, load_run, pack_run, save_run, unpack_run
from core.task import Run
from tests.store.conftest import Files, zipped
from tests.store.test_runs import assert_equal

JSON, WEIGHTS = "run.json", "weights.safetensors"


def changed(files: Files, **fields: object) -> Files:
    """The run with other entries in its JSON."""
    return {**files, JSON: json.dumps({**json.loads(files[JSON]), **fields}).encode()}


def lacking(files: Files, field: str) -> Files:
    content = json.loads(files[JSON])
    del content[field]
    return {**files, JSON: json.dumps(content).encode()}


def refused(content: bytes, sentence: str) -> None:
    """Asserts that an upload is refused in that sentence, with a way out, and that nothing came of it."""
    before = sorted(config.home().rglob("*"))
    with pytest.raises(UserError, match=sentence) as caught:
        unpack_run(content, "uploaded")
    assert caught.value.hint is not None
    assert sorted(config.home().rglob("*")) == before


def test_a_packed_run_comes_back_under_its_own_name(run: Run) -> None:
    save_run(run, "Hà Nội")
    created = list_runs()[0].created
    content = pack_run("Hà Nội")
    delete_run("Hà Nội")
    assert unpack_run(content) == "Hà Nội"
    assert_equal(load_run("Hà Nội"), run)
    assert list_runs()[0].created == created


def test_a_packed_run_can_take_another_name_and_keeps_it(run: Run) -> None:
    save_run(run, "wave")
    assert unpack_run(pack_run("wave"), " other ") == "other"
    content = pack_run("other")
    delete_run("other")
    assert unpack_run(content) == "other"
    assert_equal(load_run("other"), run)


def test_a_taken_name_is_kept_unless_overwriting_is_asked_for(run: Run, files: Files) -> None:
    other = zipped(changed(files, model="gru"))
    with pytest.raises(UserError, match="A run called “packed” is saved already"):
        unpack_run(other)
    assert load_run("packed").model == "lstm"
    assert unpack_run(other, overwrite=True) == "packed"
    assert load_run("packed").model == "gru"


def test_a_bad_upload_does_not_replace_a_good_run(files: Files) -> None:
    with pytest.raises(UserError, match="damaged"):
        unpack_run(zipped({**files, WEIGHTS: files[WEIGHTS][:-1]}), "packed", overwrite=True)
    assert load_run("packed").model == "lstm"


def test_the_name_in_the_file_is_checked_too(files: Files) -> None:
    with pytest.raises(UserError, match="cannot hold “/”"):
        unpack_run(zipped(changed(files, name="../../up")))
    with pytest.raises(UserError, match="has no name"):
        unpack_run(zipped(changed(files, name="")))


def test_packing_what_is_not_there_is_refused() -> None:
    with pytest.raises(UserError, match="No run is saved under the name “wave”"):
        pack_run("wave")


def test_files_that_are_no_zip_or_half_of_one(files: Files) -> None:
    whole = zipped(files)
    refused(b"no zip at all", "This is no zip file")
    refused(b"", "This is no zip file")
    refused(whole[: len(whole) // 2], "The zip file is cut off or damaged")


def test_missing_files(files: Files) -> None:
    refused(zipped({WEIGHTS: files[WEIGHTS]}), "There is no run.json in this zip file")
    refused(zipped({"word/document.xml": b"<xml/>"}), "There is no run.json in this zip file")
    refused(zipped({JSON: files[JSON]}), "lacks its weights, the file weights.safetensors")


def test_versions_are_refused_by_name(files: Files) -> None:
    refused(zipped(changed(files, version=99)), "The run has version 99; this program reads version 1")
    refused(zipped(lacking(files, "version")), "run.json of this run names no version")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"version": NaN}', b'{"a": "\\ud800"}'])
def test_a_run_json_that_is_no_json(files: Files, content: bytes) -> None:
    refused(zipped({**files, JSON: content}), "run.json of this run is not readable as JSON")


@pytest.mark.parametrize("field", ["task", "model", "config", "preprocessing", "card", "created"])
def test_a_run_json_with_an_entry_missing_or_wrong(files: Files, field: str) -> None:
    refused(zipped(lacking(files, field)), f"“{field}” is missing or not what belongs there")
    refused(zipped(changed(files, **{field: [1]})), f"“{field}” is missing or not what belongs there")
    refused(
        zipped(changed(files, created="9999-12-31T23:59:59-12:00")), "“created” is missing or not what belongs there"
    )
    refused(zipped(changed(files, surprise=1)), "“surprise” is missing or not what belongs there")


def test_a_run_json_that_is_no_object(files: Files) -> None:
    refused(zipped({**files, JSON: b"[1]"}), "run.json of this run names no version")


def test_cut_off_weights(files: Files) -> None:
    for length in (0, 7, 20, len(files[WEIGHTS]) - 1):
        refused(zipped({**files, WEIGHTS: files[WEIGHTS][:length]}), "weights of this run are cut off or damaged")
    refused(zipped({**files, WEIGHTS: files[WEIGHTS] + b"\0"}), "weights of this run are cut off or damaged")


class Bomb:
    """Unpickling it leaves a file behind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path, bytes]]:
        return Path.write_bytes, (self.path, b"boom")


def test_a_pickle_in_disguise_is_named_and_never_run(files: Files, tmp_path: Path) -> None:
    trace = tmp_path / "boom"
    for protocol in (2, 3, 4, 5):
        refused(zipped({**files, WEIGHTS: pickle.dumps(Bomb(trace), protocol)}), "weights of this run are a pickle")
    refused(zipped({**files, WEIGHTS: pickle.dumps(Bomb(trace), 0)}), "weights of this run are cut off or damaged")
    content = io.BytesIO()
    torch.save({"weight": torch.ones(3)}, content)
    refused(zipped({**files, WEIGHTS: content.getvalue()}), "weights of this run are a pickle")
    assert not trace.exists()


def test_weights_that_no_run_has(files: Files) -> None:
    stranger = save({"weight": torch.ones(2)})
    refused(zipped({**files, WEIGHTS: stranger}), "hold “weight” of type F32, which no run has")
    small_floats = save({"state.weight": torch.ones(2).to(torch.float8_e5m2)})
    refused(zipped({**files, WEIGHTS: small_floats}), "hold “state.weight” of type F8_E5M2, which no run has")


@pytest.mark.parametrize("path", ["../evil", "a/../../evil", "/evil", "..\\evil", "C:\\evil", "\\\\server\\evil"])
def test_paths_that_climb_out(files: Files, path: str) -> None:
    refused(zipped({**files, path: b"x"}), "holds a path that climbs out of its folder")


def test_extra_and_double_files(files: Files) -> None:
    refused(zipped({**files, "readme.txt": b"x"}), "holds “readme.txt”, which does not belong to a run")
    refused(zipped({**files, "sub/run.json": b"x"}), "holds “sub/run.json”, which does not belong")
    content = io.BytesIO(zipped(files))
    with zipfile.ZipFile(content, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(JSON, b"{}")
    refused(content.getvalue(), "holds “run.json”, which does not belong")


def test_a_link_is_refused(files: Files) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(JSON, files[JSON])
        link = zipfile.ZipInfo(WEIGHTS)
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    refused(content.getvalue(), "holds a link, “weights.safetensors”")


def test_a_zip_bomb_is_refused_unopened(files: Files) -> None:
    bomb = zipped({**files, WEIGHTS: bytes(config.MAX_RUN_MB * 1_000_000)})
    assert len(bomb) < 100_000
    refused(bomb, "takes 32.0 MB unpacked; the limit is 32 MB")
    refused(bytes(config.MAX_RUN_MB * 1_000_000 + 1), "the limit is 32 MB")


def test_a_bomb_that_lies_about_its_size_is_refused(files: Files) -> None:
    honest = zipped({**files, WEIGHTS: bytes(8_000_000)})
    lie = honest.replace((8_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != honest
    refused(lie, "cut off or damaged")


def test_unusual_packing_is_refused(files: Files) -> None:
    refused(zipped(files, zipfile.ZIP_LZMA), "encrypted or packed in an unusual way")
    locked = bytearray(zipped(files))
    entry = locked.index(b"PK\x01\x02")
    locked[entry + 8] |= 1  # general purpose flag: encrypted
    refused(bytes(locked), "encrypted or packed in an unusual way")


def loaded_or_refused(content: bytes) -> None:
    """Asserts that an upload either becomes a run or is refused with a way out."""
    with contextlib.suppress(UserError):
        load_run(unpack_run(content, "spoilt", overwrite=True))


Changes = list[tuple[float, int]]
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4)


def spoilt(content: bytes, changes: Changes) -> bytes:
    """The content with some of its bytes changed; each place is a share of the length."""
    changed = bytearray(content)
    for place, value in changes:
        changed[int(place * len(changed))] = value
    return bytes(changed)


@given(changes=CHANGES)
@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_change_of_the_zip_file_gives_anything_but_a_sentence(files: Files, changes: Changes) -> None:
    loaded_or_refused(spoilt(zipped(files), changes))


@given(member=st.sampled_from([JSON, WEIGHTS]), changes=CHANGES)
@settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_change_of_a_file_inside_gives_anything_but_a_sentence(files: Files, member: str, changes: Changes) -> None:
    # The header of the weights is where changes do harm: the arrays after it may hold any number.
    head = files[member][:400]
    loaded_or_refused(zipped({**files, member: spoilt(head, changes) + files[member][400:]}))
