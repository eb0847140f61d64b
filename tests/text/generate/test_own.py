"""A network for a reader's own text: trained, saved and written with, whatever the text's layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.store import load_run
from core.task import silent
from core.text.generate.own import OwnSettings, opening_of, own_arguments, read_samples, save_text, train_job
from core.text.generate.predictor import rebuild
from core.text.generate.sampling import Sampling


@pytest.mark.parametrize("between", [" ", "\n", ""])
def test_a_text_is_learned_with_line_breaks_or_without(tmp_path: Path, between: str) -> None:
    text = between.join(f"the {animal} sat." for animal in ("cat", "dog", "owl", "hen", "fox") * 60)
    text = text if between else text.replace(" ", "-")
    save_text(text, tmp_path)
    train_job(tmp_path, own_arguments(OwnSettings("learned", 1.0)), silent)
    writer = rebuild(load_run("learned"))
    assert writer.opening == (between or ".")
    first, second = (writer.generate("", 40, Sampling(seed=2)).output for _ in range(2))
    assert first == second
    assert set(first) <= set(text)
    assert read_samples(tmp_path)[-1]["text"]


def test_a_text_opens_after_what_parts_it() -> None:
    assert [opening_of(text) for text in ("a\nb c", "a b.", "a.b", "abc")] == ["\n", " ", ".", "a"]
