"""The quantile network: quantiles never cross, the highway starts as nothing, every encoder trains."""

import dataclasses

import pytest
import torch

from core.models.quantile_network import NetworkConfig, QuantileNetwork
from core.models.registry import MODELS

CONFIG = NetworkConfig("lstm", window=6, horizon=4, past=2, known=3, context=2, levels=(0.1, 0.5, 0.75, 0.9), hidden=8)


def inputs(batch: int = 5) -> tuple[torch.Tensor, ...]:
    torch.manual_seed(0)
    return torch.randn(batch, 6, 2), torch.randn(batch, 4, 3), torch.randn(batch, 2)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_quantiles_never_cross_even_with_wild_weights(name: str) -> None:
    torch.manual_seed(2)
    network = QuantileNetwork(dataclasses.replace(CONFIG, encoder=name))
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
