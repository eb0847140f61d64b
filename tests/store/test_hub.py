"""Runs from a hub, fetched from a server on this machine: what is kept, what is refused, and in which words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from core import config, store
from core.errors import UserError
from core.store import hub as hub_store
from core.task import Run
from tests.store.hub_server import REVISION, Hub, hub_serving


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub with one run, named by HF_ENDPOINT."""
    with hub_serving() as serving:
        monkeypatch.setenv("HF_ENDPOINT", serving.address)
        serving.repositories["ann/stories"] = files_of(
            Run("answer", "story-reader", {"hidden": 2}, {"w": torch.arange(3.0)}, {"words": ["a"]}, card={"score": 1})
        )
        yield serving


def files_of(run: Run) -> dict[str, bytes]:
    """A run's two files, and a pickle beside them as many repositories hold one."""
    folder = config.home() / "made"
    store.write_run(run, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} | {"pytorch_model.bin": b"\x80\x02."}


def test_a_run_comes_with_its_revision(hub: Hub) -> None:
    name = hub_store.import_from_hub("ann/stories")
    assert name == "stories"
    run = store.load_run(name)
    assert torch.equal(run.state["w"], torch.arange(3.0))
    assert run.card == {"score": 1, "hub": {"repository": "ann/stories", "revision": REVISION}}
    assert not any("pytorch_model" in path for path in hub.asked)
    assert hub.tokens == []


def test_the_same_revision_again_is_no_fault_and_another_name_is_another_run(hub: Hub) -> None:
    assert [hub_store.import_from_hub("ann/stories") for _ in range(2)] == ["stories", "stories"]
    assert hub_store.import_from_hub(f"{hub.address}/ann/stories/", "mine") == "mine"
    assert {run.name for run in store.list_runs()} == {"stories", "mine"}


def test_a_name_that_another_run_has_is_refused(hub: Hub) -> None:
    store.save_run(Run("answer", "story-reader", {}, {}, {}), "stories")
    with pytest.raises(UserError, match="saved already"):
        hub_store.import_from_hub("ann/stories")


def test_a_repository_without_safetensors_is_never_fetched(hub: Hub) -> None:
    hub.repositories["ann/pickle"] = {"run.json": b"{}", "pytorch_model.bin": b"\x80\x02."}
    with pytest.raises(UserError, match=r"holds no weights\.safetensors"):
        hub_store.import_from_hub("ann/pickle")
    assert not any(path.startswith("GET") and "resolve" in path for path in hub.asked)


def test_a_pickle_called_safetensors_is_refused(hub: Hub) -> None:
    hub.repositories["ann/stories"]["weights.safetensors"] = b"\x80\x04" + b"." * 40
    with pytest.raises(UserError, match="pickle"):
        hub_store.import_from_hub("ann/stories")
    assert store.list_runs() == []


def test_a_run_of_another_version_is_refused(hub: Hub) -> None:
    files = hub.repositories["ann/stories"]
    files["run.json"] = json.dumps(json.loads(files["run.json"]) | {"version": 99}).encode()
    with pytest.raises(UserError, match="version 99"):
        hub_store.import_from_hub("ann/stories")


def test_a_run_that_is_too_large_is_not_fetched(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "MAX_RUN_MB", 0)
    with pytest.raises(UserError, match="the limit is 0 MB"):
        hub_store.import_from_hub("ann/stories")
    assert not any("resolve" in path for path in hub.asked)


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (401, "RepoNotFound", "There is no public repository"),
        (403, "GatedRepo", "asks for an agreement"),
        (404, "RevisionNotFound", "no such revision"),
        (500, "", "answered with error 500"),
    ],
)
def test_what_the_hub_refuses_is_told(hub: Hub, status: int, code: str, words: str) -> None:
    hub.status, hub.code = status, code
    with pytest.raises(UserError, match=words):
        hub_store.import_from_hub("ann/stories")


def test_a_repository_that_is_not_there(hub: Hub) -> None:
    with pytest.raises(UserError, match="There is no public repository ann/none"):
        hub_store.import_from_hub("ann/none")


def test_no_network_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(UserError, match=r"cannot be reached\. Check the connection"):
        hub_store.import_from_hub("ann/stories")


@pytest.mark.parametrize("wrong", ["", "stories", "../../etc/passwd", "ann/stories/tree", "tên/mô-hình", "a b/c"])
def test_what_is_no_repository_id(wrong: str) -> None:
    with pytest.raises(UserError, match="is no repository id"):
        hub_store.import_from_hub(wrong)
