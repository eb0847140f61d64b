"""Units that are on, look-alikes of a planted bump, what came after, and orders of units."""

from __future__ import annotations

import numpy as np
import pytest

from core.explain import units
from core.explain.similarity import ORDERS, unit_order


def planted(rows: int = 300, at: tuple[int, ...] = (80, 200), length: int = 6) -> np.ndarray:
    """Four units of faint noise; the first two rise and the third falls over two identical bumps."""
    states = np.random.default_rng(0).normal(0, 0.1, (rows, 4))
    for start in at:
        states[start : start + length, :2] += 2.0
        states[start : start + length, 2] -= 2.0
    return states


def test_the_units_of_the_bump_are_on_with_their_sign_and_no_other() -> None:
    found = units.signs(planted(), 300, 0.9)
    assert list(units.on_throughout(found[80:86])) == [1, 1, -1, 0]


def test_the_second_of_two_identical_bumps_is_the_only_look_alike() -> None:
    found = units.signs(planted(), 300, 0.9)
    wanted = units.on_throughout(found[80:86])
    alike = units.look_alikes(found, wanted, 6, (80, 85), 0.9, 20)
    assert list(alike.ends) == [205]
    assert list(alike.scores) == [1.0]


def test_look_alikes_do_not_overlap_each_other_nor_the_period() -> None:
    found = np.ones((40, 2), dtype=np.int8)
    alike = units.look_alikes(found, np.array([1, 1]), 5, (10, 14), 1.0, 20)
    periods = [set(range(end - 4, end + 1)) for end in alike.ends] + [set(range(10, 15))]
    assert sum(map(len, periods)) == len(set.union(*periods))
    assert len(alike.ends) >= 5


def test_at_most_so_many_and_none_without_a_unit_that_is_on() -> None:
    found = np.ones((100, 2), dtype=np.int8)
    assert len(units.look_alikes(found, np.array([1, 1]), 5, (0, 4), 1.0, 3).ends) == 3
    assert len(units.look_alikes(found, np.array([0, 0]), 5, (0, 4), 0.5, 3).ends) == 0
    assert len(units.look_alikes(found, np.array([-1, -1]), 5, (0, 4), 0.5, 3).ends) == 0


def test_bounds_of_a_unit_come_from_the_rows_seen_only() -> None:
    states = planted()
    changed = states.copy()
    changed[250:] = 99.0
    assert (units.signs(states, 250, 0.9)[:250] == units.signs(changed, 250, 0.9)[:250]).all()


def test_changes_are_known_on_a_straight_line_and_leave_out_the_end() -> None:
    values = 2.0 * np.arange(20)
    found = units.changes(values, np.array([3, 10, 18]), 4)
    assert found.tolist() == [[2.0, 4.0, 6.0, 8.0]] * 2


def chance_of(values: np.ndarray, ends: np.ndarray, horizon: int, season: int = 1) -> float:
    """p of what came after some rows of a series."""
    moved = units.shifted(ends, len(values) - horizon, season)
    return units.chance(units.changes(values, moved.ravel(), horizon).reshape(*moved.shape, horizon))


def test_rows_are_moved_together_and_keep_their_place_in_the_season() -> None:
    ends = np.array([3, 10, 40])
    assert units.shifted(np.array([0, 2]), 4).tolist() == [[0, 2], [1, 3], [2, 0], [3, 1]]
    week = units.shifted(ends, 52, 7)
    assert week.shape == (7, 3)
    assert list(week[0]) == [3, 10, 40]
    assert (week % 7 == ends % 7).all()
    assert week.min() >= 0
    assert week.max() < 52
    year = units.shifted(ends, 1461, 365)
    away = (year - ends + 182) % 365 - 182
    assert set(np.unique(away)) == set(range(-7, 8))
    assert year.shape == (4 * 15, 3)


def test_chance_tells_a_planted_effect_from_none() -> None:
    rng = np.random.default_rng(1)
    values, ends = rng.normal(0, 1, 500), rng.choice(480, size=10, replace=False)
    assert chance_of(values, ends, 3) > 0.05
    values[ends + 3] += 3.0
    assert chance_of(values, ends, 3) < 0.01
    assert chance_of(values, ends, 3, season=7) == pytest.approx(1 / 71)  # 497 rows hold 71 weeks, none as far


def test_a_season_is_no_effect_and_neither_is_a_slow_series() -> None:
    """Every summer ends in a fall. On slow series one in twenty is called an effect, not most of them."""
    time, rng = np.arange(8 * 365), np.random.default_rng(2)
    values = 10 * np.sin(2 * np.pi * time / 365) + rng.normal(0, 1, len(time))
    ends = 365 * np.arange(8) + 167  # where it falls most
    assert chance_of(values, ends, 30, season=365) > 0.1
    assert chance_of(values, ends, 30) < 0.1
    called = 0
    for _ in range(200):
        walk = rng.normal(0, 1, 600).cumsum()
        start = rng.integers(100, 400)
        called += chance_of(walk, start + np.array([0, 6, 12, 18]), 14) < 0.05
    assert called <= 20


def test_units_of_two_kinds_are_put_side_by_side() -> None:
    time = np.linspace(0, 6, 50)
    rng = np.random.default_rng(2)
    kinds = np.array([0, 1, 0, 1, 0, 1])
    waves = np.stack([np.sin(time) if kind else np.cos(3 * time) for kind in kinds], 1)
    order = unit_order(waves + rng.normal(0, 0.05, waves.shape), "similar")
    assert np.abs(np.diff(kinds[order])).sum() == 1


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_holds_each_unit_once_even_where_some_never_move(order: str) -> None:
    states = np.random.default_rng(3).normal(size=(20, 5))
    states[:, 2] = 0.7
    assert sorted(unit_order(states, order)) == list(range(5))  # type: ignore[arg-type]


def test_peaks_are_in_the_order_of_time() -> None:
    states = np.zeros((9, 3))
    states[[7, 1, 4], [0, 1, 2]] = -5.0
    assert list(unit_order(states, "peak")) == [1, 2, 0]
