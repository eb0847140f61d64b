"""Lab “Why recurrence”: the tasks by hand, equal parameters, and one of the shipped results trained again."""

from __future__ import annotations

import pytest
import torch

from core.labs.recurrence.experiment import ReaderExperiment, count, trained
from core.labs.recurrence.lab import COMPARE
from core.labs.recurrence.names import MODELS, PARAMETERS, SIZES, STEPS, TASKS
from core.labs.recurrence.tasks import TASK, cities, plain, recall_at, shuffled
from core.ui.labs.recurrence.figure import FORMULAS
from tests.labs.test_labs import assert_close


def test_the_answers_of_the_tasks() -> None:
    generator = torch.Generator().manual_seed(1)
    x, y = recall_at(torch.tensor([0, 3]), 5, generator)
    assert y[:, 0].tolist() == [x[0, 4, 0], x[1, 1, 0]]
    x, y = TASK["adding"].draw(4, 9, generator, False)
    assert x[..., 1].sum(1).tolist() == [2] * 4
    torch.testing.assert_close(y[:, 0], (x[..., 0] * x[..., 1]).sum(1))
    x, y = TASK["counting"].draw(4, 30, generator, False)
    torch.testing.assert_close(10 * y, x.sum(1))


def test_no_name_and_no_day_is_both_trained_on_and_tried() -> None:
    generator = torch.Generator().manual_seed(2)
    for task in ("text", "series"):
        rows = [
            {tuple(row.flatten().tolist()) for row in TASK[task].draw(400, STEPS, generator, held)[0]}
            for held in (False, True)
        ]
        assert not rows[0] & rows[1]


def test_names_lose_their_accents() -> None:
    assert plain("Thành Phố Đà Lạt") == "thanh pho da lat"
    letters, country = cities()
    assert letters.shape == (len(country), STEPS)


@pytest.mark.parametrize("task", TASKS)
def test_all_models_have_about_the_same_count_of_parameters(task: str) -> None:
    sizes = [count(ReaderExperiment(model, task, 0).reader) for model in MODELS]
    assert max(sizes) < 1.06 * PARAMETERS
    assert min(sizes) > 0.94 * PARAMETERS


def test_shuffling_keeps_the_steps_and_changes_their_order() -> None:
    x = torch.arange(24.0).reshape(1, 12, 2)
    mixed = shuffled(x, torch.Generator().manual_seed(0))
    assert not torch.equal(mixed, x)
    assert sorted(mixed[0].tolist()) == x[0].tolist()


def test_one_of_the_shipped_results_is_what_this_code_computes() -> None:
    made = trained("mlp", "counting", 1)
    stored = COMPARE(task="counting")["mlp"][1]
    assert made["parameters"] == stored["parameters"]
    for part in ("lengths", "shuffled"):
        assert made[part] == pytest.approx(stored[part], abs=0.01)
    assert_close(made["lags"], stored["lags"])


@pytest.mark.parametrize("task", TASKS)
def test_the_formulas_count_what_is_there(task: str) -> None:
    found, (inputs, outputs) = COMPARE(task=task), SIZES[task]
    for model, (_letters, in_numbers) in FORMULAS.items():
        row = found[model][0]
        h = row["hidden"]
        filled = in_numbers.format(h=h, f=inputs, tf=STEPS * inputs, a=outputs, h1=h + 1)
        assert eval(filled.replace(r"\cdot", "*").replace(r"\,", "*").replace("^", "**")) == row["parameters"]
