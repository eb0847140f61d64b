"""Curves with known areas, and an order that deserves its gain against orders that do not."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from core.explain.completeness import completeness_error
from core.explain.explain import explain
from core.explain.faithfulness import block_places, compare, curve_counts, faithfulness, first_blocks, ordered
from core.explain.integrated_gradients import integrated_gradients
from tests.explain.tiny import linear_evidence, lstm_evidence


def test_curve_of_a_known_case() -> None:
    # Answers 10 -> 0; ours loses all at once, both random orders in a straight line: area 0.75 - 0.5.
    shares = np.array([0.0, 0.5, 1.0])
    straight = np.array([[10.0, 5.0, 0.0], [10.0, 5.0, 0.0]])
    found = compare(np.array([10.0, 0.0, 0.0]), np.array([0.0, 10.0, 10.0]), straight, shares)
    assert found.deletion_gain == pytest.approx(0.25)
    assert found.insertion_gain == pytest.approx(0.25)
    assert found.deletion.ours.tolist() == [0.0, 10.0, 10.0]
    assert found.deletion.random_mean.tolist() == [0.0, 5.0, 10.0]
    assert found.deletion.chance_gain == pytest.approx(0.0)


def test_random_answers_read_backwards_serve_the_insertion_curve() -> None:
    shares = np.array([0.0, 0.5, 1.0])
    random = np.array([[8.0, 2.0, 0.0]])
    found = compare(np.array([8.0, 8.0, 0.0]), np.array([0.0, 1.0, 8.0]), random, shares)
    assert found.deletion.random_mean.tolist() == [0.0, 6.0, 8.0]
    assert found.insertion.random_mean.tolist() == [0.0, 2.0, 8.0]
    assert found.insertion_gain == pytest.approx(-0.5 / 8)


def test_without_a_change_the_gain_is_finite() -> None:
    shares = np.array([0.0, 0.5, 1.0])
    moved = compare(np.array([1.0, 3.0, 1.0]), np.array([1.0, 1.0, 1.0]), np.array([[1.0, 1.0, 1.0]]), shares)
    assert moved.deletion_gain == pytest.approx(0.5)
    flat = compare(np.ones(3), np.ones(3), np.ones((4, 3)), shares)
    assert (flat.deletion_gain, flat.insertion_gain) == (0.0, 0.0)


@pytest.mark.parametrize("cells", [0, 1, 2, 7, 20, 21, 45, 360, 1001])
def test_counts_run_from_none_to_all_and_are_the_same_from_either_end(cells: int) -> None:
    counts = curve_counts(cells)
    assert counts[0] == 0
    assert counts[-1] == cells
    assert sorted(cells - counts) == counts.tolist()
    assert len(counts) <= 22


def test_first_blocks_of_an_order() -> None:
    marked = first_blocks(np.array([3, 1, 0, 2]), np.array([0, 1, 2, 4]))
    assert marked.astype(int).tolist() == [[0, 0, 0, 0], [0, 0, 0, 1], [0, 1, 0, 1], [1, 1, 1, 1]]


def test_order_follows_the_direction_of_the_change() -> None:
    scores = np.array([1.0, -4.0, 3.0, 0.0])
    assert ordered(scores, 5.0).tolist() == [2, 0, 3, 1]
    assert ordered(scores, -5.0).tolist() == [1, 3, 0, 2]


def test_blocks_are_neighbouring_positions_with_all_their_features() -> None:
    past, known, static = torch.ones(1, 5, 2), torch.ones(1, 2, 1), torch.ones(1, 1, 3)
    reference = tuple(tensor * 0 for tensor in (past, known, static))
    places, count = block_places((past, known, static), reference, blocks=2)
    assert count == 7
    assert places.tolist() == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 4, 5, 6]
    reference[1].fill_(1.0)  # nothing to remove there
    places, count = block_places((past, known, static), reference, blocks=2)
    assert count == 5
    assert places.tolist() == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 5, 5, 2, 3, 4]


def test_an_input_without_features_takes_no_part() -> None:
    past, nothing = torch.ones(1, 3, 1), torch.ones(1, 4, 0)
    places, count = block_places((past, nothing), (past * 0, nothing))
    assert (places.tolist(), count) == ([0, 1, 2], 3)


def test_linear_curve_is_the_running_sum_of_the_largest_attributions() -> None:
    found = explain(linear_evidence(), (1, 1), reference="zeros")
    values = np.concatenate([part.sum(axis=1) for part in found.attributions])  # a number a position
    towards = np.sort(np.sign(found.change) * values)[::-1]
    running = np.abs(np.concatenate([[0.0], np.cumsum(towards)]))
    np.testing.assert_allclose(found.deletion.ours, running, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(found.insertion.ours, running, rtol=1e-4, atol=1e-4)
    assert found.deletion.random_mean[-1] == pytest.approx(abs(found.change), rel=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_an_exact_explanation_beats_chance_where_parts_cancel(seed: int) -> None:
    # An additive answer's best order is that of its attributions, whatever their signs.
    evidence = linear_evidence()
    generator = np.random.default_rng(seed)
    inputs = tuple(tensor.new_tensor(generator.normal(size=tensor.shape)) for tensor in evidence.inputs)
    found = explain(dataclasses.replace(evidence, inputs=inputs), (0, 2))
    assert found.deletion_gain > 0.0
    assert found.insertion_gain > 0.0


def test_true_order_gains_random_attributions_do_not() -> None:
    evidence = lstm_evidence()
    reference = evidence.references["training mean"]
    (true,) = integrated_gradients(evidence, [(2, 1)], reference)
    real = faithfulness(evidence, [(2, 1)], reference, [true.numpy()])[0]
    assert real.deletion_gain > real.deletion.chance_gain > 0.0
    assert real.insertion_gain > 0.0
    generator = np.random.default_rng(0)
    made_up = [generator.normal(size=true.shape) for _ in range(40)]
    gains = [faithfulness(evidence, [(2, 1)], reference, [values])[0].deletion_gain for values in made_up]
    assert abs(np.mean(gains)) < 2.5 * np.std(gains) / np.sqrt(len(gains))
    assert abs(np.mean(gains)) < 0.5 * real.deletion_gain


def test_cells_equal_to_the_reference_take_no_part() -> None:
    evidence = linear_evidence()
    past, known = evidence.inputs
    reference = (past.clone(), known.clone())
    reference[0][0, 2, 1] = 0.0  # one cell that can be removed
    found = faithfulness(evidence, [(0, 0)], reference, [np.ones((1, 5, 3)), np.ones((1, 2, 2))])[0]
    assert found.deletion.share_removed.tolist() == [0.0, 1.0]
    assert found.deletion_gain == pytest.approx(0.0)


def test_completeness_error_is_relative_to_the_change() -> None:
    parts = (np.array([[1.0, 2.0]]), np.array([[0.5]]))
    assert completeness_error(parts, 14.0, 10.0) == pytest.approx(0.5 / 4)
    assert completeness_error(parts, 10.0, 10.0) == pytest.approx(1.0)
    assert completeness_error((np.zeros((1, 2)),), 10.0, 10.0) == 0.0
