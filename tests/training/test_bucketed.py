"""Batches of like length: every row once, little padding, the same order for the same seed."""

import torch

from core.training.bucketed import bucketed


def test_every_row_is_in_one_batch_and_batches_hold_like_lengths() -> None:
    lengths = torch.randint(1, 100, (1000,), generator=torch.Generator().manual_seed(0))
    rows = torch.arange(1000)
    batches = bucketed(rows, lengths, 64, torch.Generator().manual_seed(1))
    assert torch.equal(torch.cat(batches).sort().values, rows)
    assert len(batches) == 16
    spread = max(int(lengths[batch].max() - lengths[batch].min()) for batch in batches)
    assert spread <= 12


def test_the_same_seed_gives_the_same_batches() -> None:
    lengths = torch.arange(300) % 17
    first, second = (bucketed(torch.arange(300), lengths, 32, torch.Generator().manual_seed(3)) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


def test_without_a_generator_the_shortest_come_first() -> None:
    batches = bucketed(torch.arange(5), torch.tensor([3, 1, 2, 5, 4]), 2)
    assert torch.cat(batches).tolist() == [1, 2, 0, 4, 3]
