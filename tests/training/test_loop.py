"""The training loop: same seed same weights, the best epoch is kept, the deadline is kept."""

import time

import torch
from torch import Tensor, nn

from core.training.loop import Batch, Epoch, TrainingSettings, train, validate


def regression(noise: float = 0.0) -> tuple[Batch, Tensor, Tensor]:
    made = torch.Generator().manual_seed(0)
    x = torch.randn(600, 3, generator=made)
    y = x @ torch.tensor([1.0, -2.0, 0.5]) + 3.0 + noise * torch.randn(600, generator=made)
    return (x, y), torch.arange(500), torch.arange(500, 600)


def squared(module: nn.Module, batch: Batch) -> Tensor:
    x, y = batch
    return (module(x)[:, 0] - y).square().mean()


def fresh() -> nn.Module:
    torch.manual_seed(7)
    return nn.Linear(3, 1)


def test_finds_the_known_line() -> None:
    module = fresh()
    train(module, *regression(), squared, TrainingSettings(epochs=60, batch=50, learning_rate=0.1, weight_decay=0.0))
    torch.testing.assert_close(module.weight[0], torch.tensor([1.0, -2.0, 0.5]), atol=0.02, rtol=0)
    torch.testing.assert_close(module.bias, torch.tensor([3.0]), atol=0.02, rtol=0)


def test_same_seed_gives_the_same_weights_and_another_seed_does_not() -> None:
    made = []
    for seed in (1, 1, 2):
        module = fresh()
        train(module, *regression(0.5), squared, TrainingSettings(epochs=3, batch=50, seed=seed))
        made.append(module.weight.detach().clone())
    assert torch.equal(made[0], made[1])
    assert not torch.equal(made[0], made[2])


def test_leaves_the_weights_of_the_best_epoch() -> None:
    data, training, validation = regression(0.5)
    module = fresh()
    result = train(
        module, data, training, validation, squared, TrainingSettings(epochs=8, batch=500, learning_rate=1.5)
    )
    losses = [epoch.validation_loss for epoch in result.epochs]
    assert losses.index(min(losses)) + 1 == result.best_epoch
    assert abs(validate(module, data, validation, squared) - result.best_validation) < 1e-6


def test_stops_at_the_deadline_with_what_it_has() -> None:
    epochs: list[Epoch] = []
    settings = TrainingSettings(epochs=100_000, batch=50)
    started = time.monotonic()
    result = train(fresh(), *regression(), squared, settings, on_epoch=epochs.append, deadline=started + 0.3)
    assert time.monotonic() - started < 1.5
    assert result.cut_short
    assert 0 < len(epochs) < 100_000


def test_gradient_norm_is_reported_before_clipping() -> None:
    result = train(fresh(), *regression(), squared, TrainingSettings(epochs=1, batch=500, clip=1e-6))
    assert result.epochs[0].gradient_norm > 1.0
