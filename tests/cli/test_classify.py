"""`classify` on the command line: its JSON in order, evidence, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_many_texts_come_back_in_order(command: Command, tmp_path: Path) -> None:
    (tmp_path / "texts.txt").write_text("A wonderful film.\n\nDull and stupid.\n", encoding="utf-8")
    done = command("classify", "--file", tmp_path / "texts.txt", "--json", tmp_path / "out.json")
    assert done.code == 0, done.err
    content = json.loads((tmp_path / "out.json").read_text())
    assert (content["task"], content["run"]) == ("classify", "sentiment")
    assert [(one["input"], one["output"]) for one in content["results"]] == [
        ("A wonderful film.", "positive"),
        ("Dull and stupid.", "negative"),
    ]
    assert all(0.5 < one["confidence"] <= 1 and one["evidence"] == {} for one in content["results"])
    assert "positive" in done.out.splitlines()[0]


def test_evidence_adds_up(command: Command, tmp_path: Path) -> None:
    done = command("classify", "--text", "not bad at all, I loved it", "--explain", "--json", tmp_path / "out.json")
    assert done.code == 0, done.err
    (result,) = json.loads((tmp_path / "out.json").read_text())["results"]
    evidence = result["evidence"]
    assert result["output"] == "positive"
    assert evidence["completeness_error"] < 0.01
    change = evidence["output"] - evidence["reference_output"]
    assert abs(sum(word["attribution"] for word in evidence["attributions"]) - change) < 0.02 * abs(change)
    assert {"deletion_gain", "removals", "neighbours", "trust"} <= set(evidence)
    assert "most in favour" in done.out


def test_bad_input_is_one_sentence(command: Command, tmp_path: Path) -> None:
    for arguments, sentence in (
        (("--text", " "), "There is no text."),
        (("--text", "a" * 20_001), "the limit is 20,000"),
        ((), "either --text or --file"),
        (("--text", "fine", "--run", "none such"), "No run is saved under the name"),
        (("--file", tmp_path / "missing.txt"), "cannot be read"),
    ):
        done = command("classify", *arguments)
        assert done.code == 2
        assert sentence in done.err
        assert "Traceback" not in done.err
