"""Lab “Training techniques”: the networks against torch, each technique by hand, one shipped result made again."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from core.labs.training import cliff, truncating
from core.labs.training.bank import Bank, normalised, turned
from core.labs.training.clipping import MOST_NORM, MOST_VALUE, Clipping
from core.labs.training.dropping import SHARE, mask
from core.labs.training.forcing import Forcing, waves
from core.labs.training.lab import RESULT, steps_computed
from core.labs.training.names import EVERY, KS, SEEDS, UNITS, UPDATES, VARIANTS
from core.labs.training.results import TRIALS, thinned, trained, trial
from core.labs.training.truncating import STEPS, biases, echo, truncated_loss


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_a_network_of_the_bank_is_torch_s_own() -> None:
    bank, x = Bank(2, 3, generator()), torch.randn(4, 6, 3, generator=generator(1))
    kernel = nn.RNN(3, UNITS, batch_first=True)
    with torch.no_grad():
        kernel.weight_ih_l0.copy_(bank.w_x[0].T)
        kernel.weight_hh_l0.copy_(bank.w_h[0].T)
        kernel.bias_ih_l0.copy_(bank.b[0, 0])
        kernel.bias_hh_l0.zero_()
        wanted = kernel(x)[0][:, -1] @ bank.v[0, :, 0] + bank.c[0, 0, 0]
        found = bank.last(x)
    torch.testing.assert_close(found[0], wanted, atol=1e-6, rtol=0)
    assert torch.equal(found[0], found[1])


def test_normalised_sums_are_torch_s_layer_norm() -> None:
    a = 5 + 3 * torch.randn(2, 4, UNITS, generator=generator())
    torch.testing.assert_close(normalised(a), nn.functional.layer_norm(a, (UNITS,)), atol=1e-5, rtol=0)


@pytest.mark.parametrize("technique", VARIANTS)
def test_all_networks_see_the_same_and_the_same_seed_repeats_itself(technique: str) -> None:
    one, other = trial(technique, 1), trial(technique, 1)
    assert one.variants == VARIANTS[technique]
    for name, weight in one.bank.named_parameters():
        same = technique == "start" and name == "w_h"
        assert same or all(torch.equal(weight[0], each) for each in weight), name
    for _ in range(2):
        assert one.step() == other.step()
    assert one.curves == other.curves
    assert all(len(curve) == 2 for curve in one.curves.values())
    assert trial(technique, 2).step() != one.curves[one.variants[0]][0]


def test_networks_side_by_side_learn_as_they_would_alone() -> None:
    """The gradient of one has no part in another's."""
    bank, x = Bank(3, 1, generator()), torch.randn(4, 5, 1, generator=generator(1))
    bank.last(x).square().mean(1)[1].backward()
    assert bank.w_h.grad is not None
    assert bank.w_h.grad[1].abs().sum() > 0
    assert bank.w_h.grad[[0, 2]].abs().sum() == 0


def test_clipping_by_norm_keeps_the_direction_and_by_value_does_not() -> None:
    found = Clipping(0)
    found.loss().sum().backward()
    before = {name: weight.grad.clone() for name, weight in found.bank.named_parameters() if weight.grad is not None}
    none, norm, value = range(3)
    assert found.bank.norms()[norm] > MOST_NORM
    found.limit()
    assert found.bank.norms()[norm] == pytest.approx(MOST_NORM, rel=1e-4)
    for name, weight in found.bank.named_parameters():
        if weight.grad is not None:
            assert torch.equal(weight.grad[none], before[name][none])
            assert weight.grad[value].abs().max() <= MOST_VALUE
    ours, whole = found.bank.w_h.grad, before["w_h"]
    assert ours is not None
    same = nn.functional.cosine_similarity(ours.flatten(1), whole.flatten(1))
    assert same[norm] == pytest.approx(1, abs=1e-5)
    assert same[value] < 0.999


def test_the_cliff_s_derivative_matches_finite_differences() -> None:
    for w in (1.35, 1.5, 1.52, 1.6, 1.9):
        slope = (cliff.loss_at(w + 1e-7)[0] - cliff.loss_at(w - 1e-7)[0]) / 2e-7
        assert cliff.loss_at(w)[1] == pytest.approx(slope, rel=1e-4, abs=1e-5)
    free = cliff.steps_from(1.52, 1e9)
    assert free["free"] == free["clipped"]


def test_cut_after_the_whole_sequence_the_gradient_is_whole_and_after_one_step_it_stays_within_it() -> None:
    bank, (x, y) = Bank(2, 1, generator()), echo(4, generator(1))
    whole = Bank(1, 1, generator())
    truncated_loss(bank, x, y, torch.tensor([STEPS, 1])).sum().backward()
    h, total = whole.nothing(4), torch.zeros(())
    for t, row in enumerate(x.unbind(1)):
        h = whole.step(row, h)
        total = total + ((whole.answer(h) - y[:, t]).square().mean() if t >= 6 else 0)
    (total / (STEPS - 6)).backward()  # type: ignore[union-attr]
    assert bank.w_h.grad is not None
    assert whole.w_h.grad is not None
    torch.testing.assert_close(bank.w_h.grad[0], whole.w_h.grad[0], atol=1e-6, rtol=1e-4)
    assert (bank.w_h.grad[1] - bank.w_h.grad[0]).norm() > 0.05 * bank.w_h.grad[0].norm()


def test_bias_is_nothing_for_the_whole_sequence() -> None:
    weights = {name: value.detach() for name, value in Bank(1, 1, generator()).named_parameters()}
    found = biases(weights, generator(1), batches=2)
    assert len(found) == len(KS)
    assert found[-1] == 0
    assert found[0] > 0.1


@pytest.mark.parametrize("k", KS)
def test_whatever_k_the_same_steps_are_computed(k: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, step = [], Bank.step
    monkeypatch.setattr(Bank, "step", lambda self, x, h: calls.append(1) or step(self, x, h))
    truncating._piece_by_piece(Bank(1, 1, generator()), *echo(2, generator(1)), k, weigh=False)
    assert len(calls) == steps_computed(k) == STEPS


def test_what_a_network_reads_is_the_truth_or_its_own_answer() -> None:
    found = Forcing(0)
    x, _clean = waves(3, 8, generator(1))
    told = torch.ones(7, 3, dtype=torch.bool)
    told[4:, 1] = False
    answers = found.answers(x, told)
    changed = x.clone()
    changed[:, 4:] += 1.0
    again = found.answers(changed, told)
    torch.testing.assert_close(answers[1], again[1])  # never sees what was changed
    assert (answers[0, :, 4:] - again[0, :, 4:]).abs().max() > 1e-3
    assert found.chances().tolist() == [1, 0, 1]
    found.done = UPDATES
    assert found.chances().tolist() == [1, 0, 0]


def test_a_mask_drops_a_quarter_and_keeps_the_mean() -> None:
    kept = torch.cat([mask(generator(seed)) for seed in range(20)])
    assert (kept == 0).float().mean() == pytest.approx(SHARE, abs=0.02)
    assert kept.mean() == pytest.approx(1, abs=0.03)


def test_a_rotation_turns_and_does_not_stretch() -> None:
    q = turned(generator())
    torch.testing.assert_close(q @ q.T, torch.eye(UNITS), atol=1e-5, rtol=0)


def test_a_network_that_blows_up_is_drawn_at_the_ceiling_and_spoils_no_other() -> None:
    found = Clipping(0)
    with torch.no_grad():
        found.bank.v[0] = math.nan
    for _ in range(2):
        found.step()
    assert found.curves["none"] == [10, 10]
    assert found.curves["norm"][1] < 10
    assert all(math.isfinite(size) for row in found.detail()["sizes"].values() for size in row)


def test_points_are_means_of_ten_updates() -> None:
    assert thinned([1.0] * EVERY + [3.0] * 4) == [1, 3]


def test_dropout_fits_others_better_and_the_few_worse() -> None:
    rows = RESULT(technique="dropout")
    mean = {name: sum(row["held_out"][name][-1] for row in rows) / len(SEEDS) for name in VARIANTS["dropout"]}
    assert all(mean[name] < 0.75 * mean["none"] for name in ("between", "within", "variational"))
    assert all(row["curves"]["none"][-1] < row["curves"][name][-1] for row in rows for name in VARIANTS["dropout"][1:])


def test_layer_normalisation_learns_from_weights_too_large() -> None:
    rows = RESULT(technique="norm")
    assert all(row["curves"]["layer"][5] < 0.01 < row["curves"]["none"][-1] for row in rows)
    assert all(row["saturated"]["none"][-1] > 5 * row["saturated"]["layer"][-1] for row in rows)


def test_one_of_the_shipped_results_is_what_this_code_computes() -> None:
    """The beginning of it: after that, another machine's rounding tells."""
    made, stored = trained("start", 1, updates=20), RESULT(technique="start")[1]
    for name, curve in made["curves"].items():
        assert curve == pytest.approx(stored["curves"][name][:2], abs=1e-3)
        assert made["reach"][name] == pytest.approx(stored["reach"][name], abs=1e-3)


def test_every_technique_has_an_experiment() -> None:
    assert list(TRIALS) == list(VARIANTS)
