"""The quantile network: quantiles never cross, the highway starts as nothing, every encoder trains."""

import dataclasses

import pytest
import torch

from core.models.encoder_decoder import EncoderDecoder
from core.models.network import NetworkConfig
from core.models.quantile_network import QuantileNetwork
from core.models.registry import MODELS, model_entry

CONFIG = NetworkConfig("lstm", window=6, horizon=4, past=2, known=3, context=2, levels=(0.1, 0.5, 0.75, 0.9), hidden=8)


def inputs(batch: int = 5) -> tuple[torch.Tensor, ...]:
    torch.manual_seed(0)
    return torch.randn(batch, 6, 2), torch.randn(batch, 4, 3), torch.randn(batch, 2)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_quantiles_never_cross_even_with_wild_weights(name: str) -> None:
    torch.manual_seed(2)
    network = model_entry(name).build_network(dataclasses.replace(CONFIG, encoder=name))
    for weight in network.parameters():
        torch.nn.init.normal_(weight, std=3.0)
    quantiles = network(*inputs())
    assert quantiles.shape == (5, 4, 4)
    assert (quantiles.diff(dim=-1) >= 0).all()


def test_highway_starts_as_nothing() -> None:
    torch.manual_seed(3)
    plain = QuantileNetwork(CONFIG)
    torch.manual_seed(3)
    with_highway = QuantileNetwork(dataclasses.replace(CONFIG, highway=True))
    torch.testing.assert_close(plain(*inputs()), with_highway(*inputs()))


def test_a_config_survives_json() -> None:
    data = CONFIG.to_json()
    assert NetworkConfig(**{**data, "levels": tuple(data["levels"])}) == CONFIG


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_network_learns_a_shifted_target(name: str) -> None:
    torch.manual_seed(4)
    network = model_entry(name).build_network(dataclasses.replace(CONFIG, encoder=name))
    past, known, context = inputs(64)
    target = past[:, -1:, 0] + torch.zeros(64, 4)
    optimiser = torch.optim.Adam(network.parameters(), 0.01)
    losses = []
    for _ in range(120):
        loss = (network(past, known, context, target)[..., 1] - target).abs().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.5 * losses[0]


def test_teacher_forcing_feeds_the_truth_and_sampling_lets_go_of_it() -> None:
    network = EncoderDecoder(dataclasses.replace(CONFIG, encoder="attention"))
    past, known, context = inputs()
    target = torch.randn(5, 4) * 3
    forced, free = network(past, known, context, target), network(past, known, context)
    torch.testing.assert_close(forced[:, 0], free[:, 0])
    assert not torch.allclose(forced[:, 1:], free[:, 1:])
    changed = target.clone()
    changed[:, -1] = 99.0  # the last value is fed to no step
    torch.testing.assert_close(network(past, known, context, changed), forced)
    network.progress(1.0)
    torch.testing.assert_close(network(past, known, context, target), free)


def test_decoder_attention_sums_to_one_for_each_step_ahead() -> None:
    network = EncoderDecoder(dataclasses.replace(CONFIG, encoder="attention"))
    past, known, context = inputs(1)
    trace = network.trace(past[0], known[0], context[0])
    assert trace.attention is not None
    assert trace.attention.shape == (4, 6)
    assert abs(trace.attention.sum(-1) - 1).max() < 1e-6
    assert trace.hidden.shape == (6, 8)
