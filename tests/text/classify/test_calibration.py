"""Calibration on synthetic logits: a known temperature is found again, a known error is measured."""

from __future__ import annotations

import numpy as np
import pytest

from core.text.classify.calibration import Mixture, calibration_error, fit_mixture, log_softmax, relative_length


def drawn(logits: np.ndarray, seed: int = 0) -> np.ndarray:
    """Labels that come true with the probabilities of the logits (N, C)."""
    chances = np.exp(log_softmax(logits)).cumsum(1)
    return (np.random.default_rng(seed).random((len(logits), 1)) > chances).sum(1)


def test_an_overconfident_network_gets_its_temperature_back() -> None:
    true = np.random.default_rng(1).normal(0, 1.5, (20_000, 3))
    labels, words = drawn(true), np.full(len(true), 30)
    mixture = fit_mixture(4 * true, np.zeros_like(true), words, labels)
    assert mixture.network[0] == pytest.approx(0.25, abs=0.01)
    assert mixture.bias == pytest.approx((0, 0, 0), abs=0.06)
    before, after = np.exp(log_softmax(4 * true)), np.exp(log_softmax(mixture.logits(4 * true, 0 * true, words)))
    assert calibration_error(before, labels) > 0.15
    assert calibration_error(after, labels) < 0.015


def test_the_part_that_knows_more_gets_the_weight() -> None:
    draw = np.random.default_rng(2)
    true, noise = draw.normal(0, 1.5, (20_000, 2)), draw.normal(0, 1.5, (20_000, 2))
    mixture = fit_mixture(noise, true, np.full(len(true), 30), drawn(true))
    assert mixture.network[0] == pytest.approx(0.0, abs=0.05)
    assert mixture.wide[0] == pytest.approx(1.0, abs=0.05)


def test_a_temperature_that_changes_with_length_is_found() -> None:
    draw = np.random.default_rng(3)
    logits, words = draw.normal(0, 1, (40_000, 2)), draw.integers(3, 600, 40_000)
    labels = drawn((1.0 + 0.3 * relative_length(words))[:, None] * logits)
    mixture = fit_mixture(logits, np.zeros_like(logits), words, labels)
    assert mixture.network == pytest.approx((1.0, 0.3), abs=0.08)


def test_few_texts_leave_the_weights_near_their_start() -> None:
    logits = np.array([[9.0, -9.0]] * 4)
    mixture = fit_mixture(logits, logits, np.full(4, 30), np.zeros(4, int))
    assert mixture.network[0] == pytest.approx(0.5, abs=0.05)


def test_calibration_error_by_hand() -> None:
    """Four answers at 0.9, two right: 0.4 off. Six at 0.6, all right: 0.4 off. In all 0.4."""
    chances = np.array([[0.9, 0.1]] * 4 + [[0.6, 0.4]] * 6)
    labels = np.array([0, 0, 1, 1] + [0] * 6)
    assert calibration_error(chances, labels) == pytest.approx(0.4)
    assert calibration_error(np.array([[1.0, 0.0]]), np.array([0])) == 0.0


def test_weights_never_turn_a_part_round() -> None:
    first, second = Mixture((0.1, -1.0), (0.5, 0.0), (0.0, 0.0)).weights(np.array([600, 30]))
    assert first.tolist() == [0.0, 0.1]
    assert second.tolist() == [0.5, 0.5]
