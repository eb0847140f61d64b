"""`answer` and `train-reader` from the command line: which reader, one or many, bad input, a run of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.text.passage.sample_set import sample_set
from tests.cli.conftest import Command
from tests.store.hub_server import hub_serving

STORY = "Mary went to the kitchen.\nMary took the milk.\nMary moved to the garden.\n"
PASSAGE = "The bridge near Halden was closed in 1964. It was painted red by Greta Olsen. Boats pass below it.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_a_story_is_recognised_by_its_words(command: Command, story: Path) -> None:
    done = command("answer", "--passage", story, "--question", "Where is the milk?", "--explain", "--json", "-")
    content = json.loads(done.out)
    assert (content["task"], content["run"]) == ("answer", "babi")
    (result,) = content["results"]
    assert (result["input"], result["output"]) == ("Where is the milk?", "garden")
    assert result["evidence"]["supporting"] == [1, 2]
    assert result["confidence"] > 0.9


def test_many_at_once_in_order_and_by_their_own_reader(command: Command, tmp_path: Path) -> None:
    rows = [
        {"passage": PASSAGE, "question": "Who painted the bridge red?"},
        {"passage": STORY, "question": "Where is Mary?"},
    ]
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows))
    content = json.loads(command("answer", "--file", file, "--json", "-").out)
    assert [result["output"] for result in content["results"]] == ["It was painted red by Greta Olsen.", "garden"]
    assert content["run"] == "passage, babi"
    assert all(result["evidence"] == {} for result in content["results"])


def test_a_question_in_other_words_goes_to_the_passage_reader(command: Command, story: Path) -> None:
    content = json.loads(command("answer", "--passage", story, "--question", "Who took the milk?", "--json", "-").out)
    assert (content["run"], content["results"][0]["output"]) == ("passage", "Mary took the milk.")


def test_the_task_can_be_asked_for(command: Command, story: Path) -> None:
    done = command("answer", "--passage", story, "--question", "Where is Mary?", "--task", "passage", "--json", "-")
    assert json.loads(done.out)["results"][0]["output"] in STORY.splitlines()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Give both --passage and --question"),
        (("--passage", "none.txt", "--question", "x"), "none.txt"),
        (("--file", "none.jsonl"), "none.jsonl"),
        (("--passage", "{story}", "--question", " "), "There is no question"),
        (("--passage", "{story}", "--question", "x", "--task", "songs"), "no task “songs”"),
        (("--passage", "{story}", "--question", "x", "--run", "none"), "No run is saved under the name"),
        (("--file", "{story}"), "Line 1 is not JSON"),
    ],
)
def test_bad_input_is_one_sentence(command: Command, story: Path, arguments: tuple[str, ...], words: str) -> None:
    done = command("answer", *(argument.replace("{story}", str(story)) for argument in arguments))
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1


def test_a_reader_of_ones_own_and_a_run_from_a_hub(
    command: Command, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    squad = tmp_path / "set.json"
    squad.write_text(json.dumps(sample_set(30)))
    done = command("train-reader", "--squad", squad, "--save", "people", "--epochs", 1)
    assert (done.code, "exact match" in done.out) == (0, True)
    asked = command(
        "answer", "--passage", story, "--question", "Where does Ann live?", "--run", "people", "--json", "-"
    )
    content = json.loads(asked.out)
    assert (content["run"], content["results"][0]["output"] in STORY) == ("people", True)
    from core import config

    with hub_serving() as hub:
        folder = config.runs_folder() / "people"
        hub.repositories["ann/people"] = {path.name: path.read_bytes() for path in folder.iterdir()}
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        done = command("models", "import", "--hub", "ann/people", "--name", "fetched")
    assert (done.code, "Saved fetched from ann/people, revision" in done.out) == (0, True)
    assert "fetched" in command("models", "list").out
