"""Runs saved by name come back equal, and nothing but whole runs is ever in the list."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import logging
import subprocess
import sys
import unicodedata

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import config
from core.errors import UserError
from core.store import delete_run, list_runs, load_run, read_run, save_run, write_run
from core.store.names import SIGNS, checked_name
from core.task import Run


def assert_equal(back: Run, run: Run) -> None:
    for field in ("task", "model", "config", "preprocessing", "card"):
        assert getattr(back, field) == getattr(run, field)
    for ours, theirs in ((back.state, run.state), (back.tensors, run.tensors)):
        assert ours.keys() == theirs.keys()
        for name, tensor in theirs.items():
            assert ours[name].dtype == tensor.dtype
            assert torch.equal(ours[name], tensor)


def test_a_run_comes_back_equal(run: Run) -> None:
    assert save_run(run, "Hà Nội 2024") == "Hà Nội 2024"
    assert_equal(load_run("Hà Nội 2024"), run)


def test_a_run_in_a_folder_comes_back_equal(run: Run, tmp_path) -> None:
    write_run(run, tmp_path / "job" / "run")
    assert_equal(read_run(tmp_path / "job" / "run"), run)


def test_a_loaded_run_outlives_its_folder(run: Run) -> None:
    save_run(run, "short lived")
    back = load_run("short lived")
    delete_run("short lived")
    assert_equal(back, run)


def test_the_list_shows_the_newest_first_with_its_card(run: Run) -> None:
    save_run(run, "older")
    path = config.runs_folder() / "older" / "run.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "created": "2024-02-03T04:05:06+07:00"}))
    save_run(dataclasses.replace(run, model="gru", card={}), "newer")
    newer, older = list_runs()
    assert (newer.name, newer.model, newer.card) == ("newer", "gru", {})
    assert dt.datetime.now(dt.UTC) - newer.created < dt.timedelta(minutes=1)
    assert (older.name, older.task, older.card["horizon"]) == ("older", "forecast", 14)
    assert older.created == dt.datetime(2024, 2, 2, 21, 5, 6, tzinfo=dt.UTC)
    assert older.created.utcoffset() == dt.timedelta(0)
    assert older.size_bytes == sum(file.stat().st_size for file in path.parent.iterdir())


def test_a_taken_name_is_kept_unless_overwriting_is_asked_for(run: Run) -> None:
    save_run(run, "wave")
    other = dataclasses.replace(run, model="gru")
    with pytest.raises(UserError, match=r"A run called “wave” is saved already\. Choose another name"):
        save_run(other, "wave")
    assert load_run("wave").model == "lstm"
    save_run(other, "wave", overwrite=True)
    assert load_run("wave").model == "gru"
    assert [path.name for path in config.runs_folder().iterdir()] == ["wave"]


def test_a_run_that_cannot_be_written_leaves_nothing(run: Run) -> None:
    with pytest.raises(TypeError):
        save_run(dataclasses.replace(run, card={"object": object()}), "broken")
    assert list(config.runs_folder().iterdir()) == []


def test_a_deleted_run_is_gone(run: Run) -> None:
    save_run(run, "wave")
    delete_run("wave")
    assert list_runs() == []
    for use in (delete_run, load_run):
        with pytest.raises(UserError, match="No run is saved under the name “wave”"):
            use("wave")


def test_deleting_where_nothing_was_ever_saved_is_refused() -> None:
    with pytest.raises(UserError, match="No run is saved"):
        delete_run("wave")
    assert list_runs() == []


def test_a_damaged_run_does_not_hide_the_others(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    save_run(run, "good")
    save_run(run, "bad")
    (config.runs_folder() / "bad" / "run.json").write_text("{")
    with caplog.at_level(logging.WARNING):
        assert [found.name for found in list_runs()] == ["good"]
    assert "not readable as JSON" in caplog.text
    delete_run("bad")  # and it can be got rid of


def test_listing_does_not_import_torch(run: Run) -> None:
    save_run(run, "wave")
    program = "import sys; from core.store import list_runs; print(list_runs()[0].name, 'torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["wave", "False"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "has no name"),
        ("  ", "has no name"),
        ("x" * 61, "may have 60 characters, not 61"),
        ("../up", "cannot hold “/”"),
        ("a/b", "cannot hold “/”"),
        ("a\\b", "cannot hold “\\\\”"),
        ("..", "cannot begin with a sign"),
        (".hidden", "cannot begin with a sign"),
        ("end.", "end with a full stop"),
        ("a\0b", "cannot hold U\\+0000"),
        ("a\u202eb", "cannot hold U\\+202E"),
        ("two\nlines", "cannot hold U\\+000A"),
        ("C:x", "cannot hold “:”"),
    ],
)
def test_names_that_are_refused(run: Run, name: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        save_run(run, name)
    assert not config.runs_folder().exists()


@given(st.text(alphabet=st.characters(categories=["L", "M", "N"]) | st.sampled_from(SIGNS), min_size=1, max_size=70))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_accepted_name_is_one_folder_and_accepted_again(tmp_path, name: str) -> None:
    try:
        kept = checked_name(name)
    except UserError:
        return
    assert checked_name(kept) == kept == unicodedata.normalize("NFC", kept)
    folder = tmp_path / kept
    folder.mkdir()
    assert folder.resolve().parent == tmp_path.resolve()
    folder.rmdir()


def test_two_ways_to_write_an_accent_are_one_name(run: Run) -> None:
    save_run(run, unicodedata.normalize("NFD", "Huế"))
    assert [found.name for found in list_runs()] == ["Huế"]
    assert load_run(" Huế ").model == "lstm"
