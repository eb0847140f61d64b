"""Probes into every recurrent network, and attention that is replaced: nothing changes unless they say so."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import Tensor

from core.models.encoder import EncoderConfig
from core.models.network import Network
from core.models.registry import MODELS, model_entry
from core.models.transformer import Transformer
from tests.models.test_quantile_network import CONFIG, inputs

RECURRENT = sorted(name for name, entry in MODELS.items() if entry.capabilities.recurrent)
ATTENTIVE = sorted(name for name, entry in MODELS.items() if entry.capabilities.attention)


def network(name: str) -> Network:
    torch.manual_seed(5)
    made = model_entry(name).build_network(dataclasses.replace(CONFIG, encoder=name)).double()
    for weight in made.parameters():
        torch.nn.init.normal_(weight, std=0.5)
    return made.eval()


def one_window() -> tuple[Tensor, Tensor, Tensor]:
    past, known, context = (tensor[0].double() for tensor in inputs(1))
    return past, known, context


@pytest.mark.parametrize("name", sorted(MODELS))
def test_only_recurrent_networks_carry_something(name: str) -> None:
    assert (network(name).carried > 0) == MODELS[name].capabilities.recurrent


@pytest.mark.parametrize("name", RECURRENT)
def test_probes_of_zero_change_nothing(name: str) -> None:
    made, (past, known, context) = network(name), one_window()
    probes = torch.zeros(len(past), made.carried, dtype=torch.float64)
    plain = made(past[None], known[None], context[None])[0]
    torch.testing.assert_close(made.probed(past, known, context, probes), plain, atol=1e-9, rtol=1e-9)


@pytest.mark.parametrize("name", RECURRENT)
def test_every_probe_of_an_earlier_step_is_felt_and_matches_finite_differences(name: str) -> None:
    made, (past, known, context) = network(name), one_window()

    def last_median(probes: Tensor) -> Tensor:
        return made.probed(past, known, context, probes)[-1:, 1]

    probes = torch.zeros(len(past), made.carried, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(last_median, (probes,), atol=1e-6)
    (slope,) = torch.autograd.grad(last_median(probes), probes)
    assert (slope.abs().sum(1) > 0).all()


@pytest.mark.parametrize("name", ATTENTIVE)
def test_attention_left_free_changes_nothing_and_its_own_weights_neither(name: str) -> None:
    made, (past, known, context) = network(name), one_window()
    batch = past[None], known[None], context[None]
    attention = torch.from_numpy(made.trace(past, known, context).attention)
    free = torch.full_like(attention, torch.nan)
    torch.testing.assert_close(made.attended(*batch, free), made(*batch))
    if MODELS[name].whole:  # of several heads the trace has the mean, so only one head gives the same again
        torch.testing.assert_close(made.attended(*batch, attention), made(*batch))


@pytest.mark.parametrize("name", ATTENTIVE)
def test_another_row_changes_the_answer(name: str) -> None:
    made, (past, known, context) = network(name), one_window()
    batch = past[None], known[None], context[None]
    forced = torch.full_like(torch.from_numpy(made.trace(past, known, context).attention), torch.nan)
    forced[-1] = torch.eye(forced.shape[-1], dtype=forced.dtype)[0]
    assert not torch.allclose(made.attended(*batch, forced)[:, -1], made(*batch)[:, -1])


def test_a_decoder_step_with_one_row_replaced_leaves_the_steps_before_alone() -> None:
    made, (past, known, context) = network("attention"), one_window()
    batch = past[None], known[None], context[None]
    forced = torch.full((CONFIG.horizon, CONFIG.window), torch.nan, dtype=torch.float64)
    forced[2] = 1.0 / CONFIG.window
    changed, plain = made.attended(*batch, forced), made(*batch)
    torch.testing.assert_close(changed[:, :2], plain[:, :2])
    assert not torch.allclose(changed[:, 2], plain[:, 2])


def test_uniform_attention_is_the_mean_of_the_values() -> None:
    """By hand: with one block whose merge is the identity, the last state gains the mean of the values."""
    torch.manual_seed(6)
    model = Transformer(EncoderConfig(3, 8, 5)).double()
    block = model.blocks[-1]
    torch.nn.init.eye_(block.merge.weight)
    torch.nn.init.zeros_(block.merge.bias)
    x = torch.randn(1, 5, 8, dtype=torch.float64)
    forced = torch.full((5, 5), torch.nan, dtype=torch.float64)
    forced[-1] = 0.2
    value = block.heads(x)[2].transpose(1, 2).flatten(2)  # (1, T, H)
    by_hand = x[:, -1] + value.mean(1)
    by_hand = by_hand + block.network(block.before_network(by_hand))
    torch.testing.assert_close(block(x, forced)[:, -1], by_hand)
    torch.testing.assert_close(block(x, forced)[:, :-1], block(x)[:, :-1])
