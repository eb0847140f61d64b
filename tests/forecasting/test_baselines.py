"""Baselines against statsmodels' own forecasts, hand-made answers, and a look past the origin."""

import time

import numpy as np
import pandas as pd
import pytest
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

from core.config import QUANTILES
from core.forecasting.baselines import BASELINE_TITLES, BASELINES
from core.forecasting.baselines.ets import ETS, Member, fit_member, forecast_from, random_walk, spreads
from core.forecasting.baselines.growth import growth_of
from core.forecasting.baselines.naive import Naive, SeasonalNaive
from core.forecasting.baselines.profile import steady_profile
from core.forecasting.baselines.theta import Theta

MEDIAN = QUANTILES.index(0.5)


def wave(rows: int, season: int, seed: int = 0, level: float = 0.0) -> np.ndarray:
    time_axis = np.arange(rows)
    generator = np.random.default_rng(seed)
    return level + 5 * np.sin(2 * np.pi * time_axis / season) + 0.01 * time_axis + generator.normal(size=rows)


def walk(rows: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=rows).cumsum()


def prices(rows: int, seed: int = 0) -> np.ndarray:
    return 50.0 * np.exp(0.02 * walk(rows, seed))


SERIES = {
    "daily": (wave(400, 7), 7),
    "prices": (prices(400), 1),
    "hourly": (wave(500, 24, level=60.0), 24),
    "yearly": (wave(1000, 365), 365),
}


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("kind", SERIES)
def test_nothing_after_an_origin_matters(name: str, kind: str) -> None:
    values, season = SERIES[kind]
    cut = int(len(values) * 0.8)
    origins = np.array([cut - 1, cut + 20])
    changed = values.copy()
    changed[origins[1] + 1 :] = -1e6
    last_only = values.copy()
    last_only[cut:] = 1e6
    baseline = BASELINES[name](season).fit(values[:cut])
    known = baseline.predict(values, origins, 10, QUANTILES)
    np.testing.assert_array_equal(baseline.predict(changed, origins, 10, QUANTILES), known)
    np.testing.assert_array_equal(baseline.predict(last_only, origins[:1], 10, QUANTILES), known[:1])


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("kind", SERIES)
def test_quantiles_have_their_shape_are_numbers_and_do_not_cross(name: str, kind: str) -> None:
    values, season = SERIES[kind]
    cut = int(len(values) * 0.8)
    origins = np.arange(cut - 1, len(values) - 1, 9)
    quantiles = BASELINES[name](season).fit(values[:cut]).predict(values, origins, 30, QUANTILES)
    assert quantiles.shape == (len(origins), 30, len(QUANTILES))
    assert np.isfinite(quantiles).all()
    assert (np.diff(quantiles, axis=-1) >= 0).all()


@pytest.mark.parametrize("name", BASELINES)
def test_the_fit_is_not_changed_by_predicting(name: str) -> None:
    values, season = SERIES["daily"]
    baseline = BASELINES[name](season).fit(values[:320])
    first = baseline.predict(values, np.array([330]), 5, QUANTILES)
    baseline.predict(values, np.array([390, 350]), 5, QUANTILES)
    np.testing.assert_array_equal(baseline.predict(values, np.array([330]), 5, QUANTILES), first)


def test_naive_repeats_the_last_value() -> None:
    values = walk(300)
    quantiles = Naive().fit(values[:200]).predict(values, np.array([199, 250]), 4, QUANTILES)
    np.testing.assert_array_equal(quantiles[..., MEDIAN], [[values[199]] * 4, [values[250]] * 4])


def test_naive_bands_of_a_random_walk_widen_by_the_square_root_of_time() -> None:
    values = walk(3000)
    spread = np.diff(Naive().fit(values).predict(values, np.array([2999]), 9, (0.1, 0.9))[0], axis=-1)[:, 0]
    np.testing.assert_allclose(spread / (2 * 1.2816 * np.sqrt(np.arange(1, 10))), 1.0, atol=0.1)


def test_naive_on_a_line_errs_by_its_step() -> None:
    values = np.arange(100.0) - 50.0
    median = Naive().fit(values[:80]).predict(values, np.array([79]), 3, QUANTILES)[0, :, MEDIAN]
    np.testing.assert_allclose(values[80:83] - median, [1, 2, 3])


def test_seasonal_naive_repeats_the_last_season_beyond_one() -> None:
    values = np.tile([1.0, 2.0, 4.0], 30) + 0.1 * walk(90)
    median = SeasonalNaive(3).fit(values[:60]).predict(values, np.array([60]), 7, QUANTILES)[0, :, MEDIAN]
    np.testing.assert_allclose(median, values[[58, 59, 60, 58, 59, 60, 58]])


def test_seasonal_naive_on_the_exact_season_is_without_error() -> None:
    values = np.tile([0.0, 2.0], 40)
    quantiles = SeasonalNaive(2).fit(values[:60]).predict(values, np.array([60, 61]), 4, QUANTILES)
    np.testing.assert_array_equal(quantiles[0], np.tile([[2.0], [0.0]], (2, len(QUANTILES))))
    np.testing.assert_array_equal(quantiles[1], np.tile([[0.0], [2.0]], (2, len(QUANTILES))))


def test_price_bands_grow_with_the_price() -> None:
    assert growth_of(prices(500)).floor is not None
    assert growth_of(100.0 + walk(500)).floor is None
    assert growth_of(walk(500)).floor is None
    values = np.concatenate([prices(500), [10.0, 100.0]])
    spread = np.ptp(Naive().fit(values[:500]).predict(values, np.array([500, 501]), 1, QUANTILES), axis=-1)
    assert spread[1, 0] == pytest.approx(10 * spread[0, 0])


MEMBERS = [Member(), Member(True), Member(True, True), Member(season=7), Member(True, False, 7), Member(True, True, 7)]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_each_member_equals_statsmodels_own_forecast_and_variance(member: Member) -> None:
    values = wave(300, 7)
    fitted = fit_member(values, member)
    model = ETSModel(
        pd.Series(values),
        trend="add" if member.trend else None,
        damped_trend=member.damped,
        seasonal="add" if member.season > 1 else None,
        seasonal_periods=7 if member.season > 1 else None,
        initialization_method="heuristic",
    )
    theirs = model.smooth(fitted.smoothing)
    centre = forecast_from(fitted, values, np.array([299]), 20)[0]
    np.testing.assert_allclose(centre, theirs.forecast(20), atol=1e-6)
    deviation = np.sqrt(theirs.get_prediction(300, 319).forecast_variance)
    np.testing.assert_allclose(spreads(fitted, 20), deviation, rtol=1e-6)


@pytest.mark.parametrize("kind", ["daily", "hourly", "prices"])
def test_ets_equals_statsmodels_at_the_end_of_the_training_part_and_at_later_origins(kind: str) -> None:
    values, season = SERIES[kind]
    cut = int(len(values) * 0.8)
    ets = ETS(season).fit(values[:cut])
    member = ets.fitted.member
    origins = np.array([cut - 1, cut + 13])
    ours = ets.predict(values, origins, 30, QUANTILES)[..., MEDIAN]
    logs = growth_of(values[:cut], season).floor is not None
    seen = np.log(values) if logs else values
    for row, origin in enumerate(origins):
        known = ETSModel(
            seen[: origin + 1],
            trend="add" if member.trend else None,
            damped_trend=member.damped,
            seasonal="add" if member.season > 1 else None,
            seasonal_periods=season if member.season > 1 else None,
            initialization_method="known",
            initial_level=ets.fitted.level,
            initial_trend=ets.fitted.trend,
            initial_seasonal=ets.fitted.seasonal,
        )
        forecast = known.smooth(ets.fitted.smoothing).forecast(30)
        np.testing.assert_allclose(ours[row], np.exp(forecast) if logs else forecast, atol=1e-6)


def test_ets_chooses_by_what_the_series_holds() -> None:
    assert ETS(7).fit(wave(400, 7)).fitted.member.season == 7
    assert ETS(7).fit(walk(400)).fitted.member == Member()
    line = 2.0 * np.arange(300) + np.random.default_rng(0).normal(size=300)
    assert ETS(1).fit(line).fitted.member == Member(trend=True)


def test_ets_continues_a_line() -> None:
    values = 2.0 * np.arange(300) + np.random.default_rng(0).normal(size=300)
    median = ETS(1).fit(values[:250]).predict(values, np.array([249, 280]), 10, QUANTILES)[..., MEDIAN]
    truth = 2.0 * (np.array([[249], [280]]) + np.arange(1, 11))
    np.testing.assert_allclose(median, truth, atol=2.0)


def test_ets_takes_a_long_season_out_first() -> None:
    values, season = SERIES["yearly"]
    ets, without = ETS(season).fit(values[:800]), ETS(1).fit(values[:800])
    origins = np.arange(799, 900, 10)
    truth = values[origins[:, None] + np.arange(1, 61)]
    error, other = (
        np.abs(each.predict(values, origins, 60, QUANTILES)[..., MEDIAN] - truth).mean() for each in (ets, without)
    )
    assert error < 0.7 * other


def test_a_steady_profile_keeps_the_wave_and_drops_the_weather() -> None:
    generator = np.random.default_rng(1)
    year = 10 * np.sin(2 * np.pi * np.arange(4 * 365) / 365)
    weather = np.convolve(generator.normal(size=len(year) + 9), np.ones(10) / 3, mode="valid")
    found = steady_profile((year + weather)[:1400], 365)
    assert np.abs(found - year[:365]).max() < 2.0
    assert np.abs(steady_profile(weather, 365)).max() < 1.5
    np.testing.assert_array_equal(steady_profile(year[:700], 365), np.zeros(365))


@pytest.mark.parametrize(("kind", "method"), [("daily", "auto"), ("hourly", "auto"), ("prices", "additive")])
def test_theta_equals_statsmodels_at_the_end_of_the_training_part(kind: str, method: str) -> None:
    values, season = SERIES[kind]
    cut = int(len(values) * 0.8) - 3
    theta = Theta(season).fit(values[:cut])
    ours = theta.predict(values, np.array([cut - 1]), 40, QUANTILES)[0, :, MEDIAN]
    logs = growth_of(values[:cut], season).floor is not None
    seen = np.log(values[:cut]) if logs else values[:cut]
    theirs = ThetaModel(seen, period=season, deseasonalize=season > 1, method=method).fit().forecast(40).to_numpy()
    np.testing.assert_allclose(ours, np.exp(theirs) if logs else theirs, atol=1e-6)
    assert theta.notes == []


def test_theta_bands_hold_what_they_say_on_a_random_walk() -> None:
    values = walk(3000, seed=5)
    origins = np.arange(1999, 2980, 5)
    bands = Theta(1).fit(values[:2000]).predict(values, origins, 10, (0.1, 0.9))
    truth = values[origins[:, None] + np.arange(1, 11)]
    assert np.mean((bands[..., 0] <= truth) & (truth <= bands[..., 1])) == pytest.approx(0.8, abs=0.06)


def test_failures_fall_back_to_the_simplest_member_and_are_told() -> None:
    values = walk(60)
    ets = ETS(52).fit(values)  # one cycle only
    theta = Theta(4).fit(np.tile([0.0, 1.0, 5.0, 2.0], 100))  # nothing left once its season is taken out
    assert ets.fitted.member.season == 1
    assert theta.fitted.seasonal.shape == (1,)
    assert any("ETS(A,N,A) could not be fitted" in str(note) for note in ets.notes)
    assert any("Theta with a season of 4 could not be fitted" in str(note) for note in theta.notes)
    short = ETS(1).fit(values[:8])
    assert len(short.notes) == 3
    median = short.predict(values, np.array([7, 20]), 3, QUANTILES)[..., MEDIAN]
    np.testing.assert_allclose(median, np.repeat(values[[7, 20], None], 3, axis=1))
    np.testing.assert_allclose(spreads(random_walk(values), 9)[8], 3 * spreads(random_walk(values), 1)[0])


@pytest.mark.parametrize("name", BASELINES)
def test_origins_out_of_reach_are_refused(name: str) -> None:
    baseline = BASELINES[name](7).fit(wave(100, 7))
    with pytest.raises(ValueError, match="Origins must lie between"):
        baseline.predict(wave(100, 7), np.array([100]), 3, QUANTILES)


def test_every_baseline_has_a_title() -> None:
    assert set(BASELINE_TITLES) == set(BASELINES)


@pytest.mark.parametrize(("rows", "season", "horizon", "most"), [(1500, 7, 14, 2.0), (8759, 24, 24, 6.0)])
def test_all_four_are_fast(rows: int, season: int, horizon: int, most: float) -> None:
    values = wave(rows, season)
    cut = int(rows * 0.8)
    origins = np.linspace(cut - 1, rows - horizon - 1, 200).astype(int)
    ETS(season).fit(values[:200])  # imports
    Theta(season).fit(values[:200])
    started = time.process_time()
    for kind in BASELINES.values():
        kind(season).fit(values[:cut]).predict(values, origins, horizon, QUANTILES)
    assert time.process_time() - started < most
