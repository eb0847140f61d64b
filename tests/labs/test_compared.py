"""Lab “LSTM, GRU or a simple RNN”: costs against the modules, intervals by hand, tasks, and one result made again."""

from __future__ import annotations

import pytest
import torch
from scipy import stats
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from core.errors import UserError
from core.labs.compared import cost, tasks
from core.labs.compared.experiment import Learner, Race, checked
from core.labs.compared.lab import DELAYED
from core.labs.compared.names import CELLS, CHECKED, LEAST, WIDTH, WINDOW
from core.labs.compared.timing import step_times
from core.labs.compared.verdict import T_95, choose, interval
from core.models.registry import model_entry

TORCH = {"lstm": nn.LSTMCell, "gru": nn.GRUCell, "elman": nn.RNNCell}


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(("inputs", "hidden"), [(1, 4), (2, 24), (5, 17)])
def test_the_formulas_count_what_the_modules_have_and_do(cell: str, inputs: int, hidden: int) -> None:
    encoder = model_entry(cell).build_encoder(inputs, hidden, 0)
    assert cost.parameters(cell, inputs, hidden) == sum(weight.numel() for weight in encoder.parameters())
    with FlopCounterMode(display=False) as counter:
        TORCH[cell](inputs, hidden)(torch.randn(1, inputs))
    assert cost.products(cell, inputs, hidden) == counter.get_total_flops()
    assert cost.operations(cell, inputs, hidden) > cost.products(cell, inputs, hidden)


@pytest.mark.parametrize("cell", CELLS)
def test_widths_bring_about_equal_parameters(cell: str) -> None:
    wanted = cost.parameters("lstm", 2, WIDTH)
    found = cost.parameters(cell, 2, cost.width(cell, 2, "parameters"))
    assert abs(found - wanted) < 0.05 * wanted
    assert cost.width(cell, 2, "width") == WIDTH


def test_the_interval_is_students() -> None:
    values = [1.0, 2.0, 4.0, 4.0, 9.0]
    low, high = stats.t.interval(0.95, 4, loc=4.0, scale=stats.sem(values))
    found = interval(values)
    assert (found.mean, found.low, found.high) == pytest.approx((4.0, low, high), abs=1e-3)
    for freedom, quantile in T_95.items():
        assert quantile == pytest.approx(stats.t.ppf(0.975, freedom), abs=1e-3)


def test_the_choice_by_hand() -> None:
    costs = {"lstm": 4.0, "gru": 3.0, "elman": 1.0}
    clear = choose({"lstm": [0.9, 0.91], "gru": [0.5, 0.51], "elman": [0.1, 0.11]}, costs)
    assert (clear.take, clear.best, clear.equal, clear.unsettled) == ("lstm", "lstm", (), ())
    close = choose({"lstm": [0.90, 0.91], "gru": [0.899, 0.9101], "elman": [0.1, 0.11]}, costs)
    assert (close.take, close.best, close.equal, close.unsettled) == ("gru", "lstm", ("gru",), ())


def test_what_seeds_do_not_settle_is_not_advised() -> None:
    costs = {"lstm": 4.0, "gru": 3.0, "elman": 1.0}
    wide = choose({"lstm": [0.9, 0.8, 0.7], "gru": [0.7, 0.8, 0.8], "elman": [0.1, 0.1, 0.2]}, costs)
    assert (wide.take, wide.best, wide.equal, wide.unsettled) == ("lstm", "lstm", (), ("gru",))


def test_the_answers_of_the_tasks() -> None:
    generator = torch.Generator().manual_seed(3)
    x, y = tasks.adding(5, 7, generator)
    assert x.shape == (5, 8, 2)
    torch.testing.assert_close(y[:, 0], x[:, 0, 0] + x[:, 7, 0])
    x, letters = tasks.copy(5, 7, generator)
    assert x.shape == (5, 9, tasks.LETTERS + 1)
    assert torch.equal(x[:, :2].argmax(-1), letters)  # shown at steps 0 and 1, asked for at 7 and 8: 7 steps later
    assert x[:, 2:7].abs().sum() == 0


def test_nothing_that_is_trained_on_reaches_into_what_is_tried() -> None:
    numbers = tuple(float(i % 7) + 0.01 * i for i in range(200))
    found, cut = tasks.windows(numbers), int(tasks.TRAINED * 200)
    assert int((~found.tried).sum()) == cut - WINDOW
    changed = tasks.windows((*numbers[:cut], *(value + 50 for value in numbers[cut:])))
    for one, other in ((found.x, changed.x), (found.y, changed.y)):
        torch.testing.assert_close(one[~found.tried], other[~found.tried])


def test_pasted_numbers() -> None:
    text = "\n".join(str(0.5 * i) for i in range(LEAST))
    assert tasks.pasted(text) == tuple(0.5 * i for i in range(LEAST))
    for wrong, told in (("1 2 3", "These are 3 numbers"), (text + "\nzwei", "“zwei” is not a number")):
        with pytest.raises(UserError, match=told):
            tasks.pasted(wrong)
    with pytest.raises(UserError, match="do not change"):
        tasks.windows((3.0,) * LEAST)


def test_one_of_the_shipped_results_is_what_this_code_computes() -> None:
    stored = DELAYED(task="adding", size="width")["elman"][1]
    assert checked(Learner("elman", "adding", "width", 1))[0] == pytest.approx(stored[0], abs=0.02)
    assert len(stored) == len(CHECKED)


def test_the_race_is_fair_and_repeats_itself() -> None:
    one, other = Race("copy", "width", 4), Race("copy", "width", 4)
    assert [one.step() for _ in range(3)] == [other.step() for _ in range(3)]
    draws = [learners[0].draw()[0] for learners in one.learners.values()]
    assert all(torch.equal(draws[0], draw) for draw in draws[1:])  # every cell sees the same examples


def test_times_are_measured() -> None:
    found = step_times(2, 8, "width")
    assert list(found) == list(CELLS)
    assert all(0 < value < 1e5 for times in found.values() for value in times)
