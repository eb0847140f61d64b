"""The other charts: their numbers, colours and scales against frames whose answer is known."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from core.charts import attribution, deletion, evaluation, heat_map, quality, rolling, training
from core.charts.colours import LIGHT
from tests.charts import render, samples
from tests.charts.samples import english, vietnamese


def test_losses_skip_reports_that_lack_them() -> None:
    found = training.series_of(samples.telemetry(6), "validation_loss")
    assert found["t"].tolist() == [1, 2, 4, 5]
    assert training.series_of([{"epoch": 1, "train_loss": 2.0}, {"epoch": 1, "train_loss": 1.0}], "train_loss")[
        "y"
    ].tolist() == [1.0]


@pytest.mark.parametrize("telemetry", [[], [{"stage": 1.0}], [{"epoch": 1, "train_loss": 0.5}]])
def test_training_can_be_drawn_before_there_is_much_to_draw(telemetry: list[dict[str, float]]) -> None:
    for chart in (training.loss_chart(telemetry, english()), training.gradient_chart(telemetry, english())):
        assert "Epoch" in render.texts(render.svg(chart, 400))
    assert training.loss_alt_text([]).values == {}


def test_the_two_losses_are_named_at_their_ends() -> None:
    words = render.texts(render.svg(training.loss_chart(samples.telemetry(), vietnamese()), 400))
    assert {"«training»", "«validation»", "«Loss»"} <= set(words)


def test_bars_sum_over_features_and_inputs() -> None:
    table = samples.explanation()
    sums = attribution.by_position(table)
    assert sums["attribution"].sum() == pytest.approx(table["attribution"].sum())
    assert sums["attribution"].iloc[29] == pytest.approx(1.5)  # 2.0 of the value, −0.5 of the calendar
    assert sums["t"].is_monotonic_increasing


def test_bars_are_coloured_by_sign_and_share_the_time_axis() -> None:
    table = samples.explanation().assign(attribution=lambda cells: -cells["attribution"])
    chart = attribution.attribution_chart(samples.daily_fan().history, table, english())
    spec = chart.to_dict()
    bars = next(layer for layer in spec["layer"] if "y2" in layer["encoding"])
    (above,) = bars["encoding"]["color"]["condition"]
    assert (above["test"], above["value"]) == ("(datum['y'] >= 0)", LIGHT.positive)
    assert bars["encoding"]["color"]["value"] == LIGHT.negative
    domains = {tuple(layer["encoding"]["x"]["scale"]["domain"]) for layer in spec["layer"] if "x" in layer["encoding"]}
    assert len(domains) == 1
    assert spec["resolve"]["scale"]["y"] == "independent"


def test_line_and_bars_keep_to_their_own_part_of_the_height() -> None:
    chart = attribution.attribution_chart(samples.daily_fan().history, samples.explanation(), english())
    layers = chart.to_dict()["layer"]
    low, high = next(layer for layer in layers if "y2" in layer["encoding"])["encoding"]["y"]["scale"]["domain"]
    sums = attribution.by_position(samples.explanation())["attribution"]
    assert (sums.max() - low) / (high - low) < attribution.BARS_SHARE
    line = render.of_mark(chart, "line")[0]
    floor, top = line["encoding"]["y"]["scale"]["domain"]
    shown = [row["y"] for row in render.rows(chart, line)]
    assert (min(shown) - floor) / (top - floor) > attribution.BARS_SHARE


def test_tokens_have_no_place_on_a_time_axis() -> None:
    table = samples.explanation().assign(position="word")
    with pytest.raises(ValueError, match="needs times"):
        attribution.by_position(table)


def test_the_heat_map_is_centred_on_zero_and_sorted_by_weight() -> None:
    chart = heat_map.heat_map(samples.explanation(), english(), unit="°C")
    encoding = render.layers(chart)[0]["encoding"]
    assert encoding["color"]["scale"]["domain"] == [-2.0, 0, 2.0]
    assert encoding["color"]["scale"]["range"] == [LIGHT.negative, LIGHT.zero, LIGHT.positive]
    assert encoding["color"]["scale"]["interpolate"] == "rgb"
    assert encoding["y"]["sort"] == ["value", "time of year", "a year ago"]


def test_cells_touch_and_cover_a_step_each() -> None:
    chart = heat_map.heat_map(samples.explanation(), english())
    cells = [row for row in render.rows(chart, render.layers(chart)[0]) if row["feature"] == "value"]
    assert all(cell["t2"] - cell["t"] == 86_400_000.0 for cell in cells)
    assert all(before["t2"] == after["t"] for before, after in itertools.pairwise(cells))


def test_causes_say_their_values_in_the_readers_language() -> None:
    top = samples.explanation().nlargest(3, "attribution")
    words = render.texts(render.svg(heat_map.causes_chart(top, vietnamese(), unit="°C")))
    assert "2,00\u00a0°C" in words
    assert "16 thg 12, 2015, value" in words


def test_the_deletion_curve_starts_at_zero_and_names_both_orders() -> None:
    chart = deletion.deletion_chart(samples.curve(), english(), unit="°C")
    assert render.of_mark(chart, "line")[0]["encoding"]["y"]["scale"]["domain"][0] <= 0
    assert {"by attribution", "random order"} <= set(render.texts(render.svg(chart)))
    assert "4.66\u00a0°C" not in str(deletion.alt_text(samples.curve()))
    with pytest.raises(ValueError, match="random_low"):
        deletion.deletion_chart(samples.curve().drop(columns="random_low"), english())


def test_skill_shows_the_zero_line_even_where_all_is_better() -> None:
    better = pd.DataFrame({"step": [1, 2, 3], "skill": [0.2, 0.25, np.nan]})
    chart = evaluation.skill_chart(better, english())
    low, high = render.of_mark(chart, "line")[0]["encoding"]["y"]["scale"]["domain"]
    assert low < 0 < 0.25 < high
    assert len(render.rows(chart, render.of_mark(chart, "line")[0])) == 2
    assert str(evaluation.skill_alt_text(better)).endswith("above zero at 2 of 2 steps.")


def test_skill_of_several_models_at_once_is_refused() -> None:
    with pytest.raises(ValueError, match="several rows a step"):
        evaluation.skill_chart(pd.DataFrame({"step": [1, 1], "skill": [0.1, 0.2]}), english())
    with pytest.raises(ValueError, match="no rows"):
        evaluation.skill_chart(pd.DataFrame({"step": [1], "skill": [np.nan]}), english())


def test_models_stand_best_first_and_ours_is_blue() -> None:
    chart = evaluation.crps_chart(samples.scores(), english())
    bars = render.of_mark(chart, "bar")[0]
    assert bars["encoding"]["y"]["sort"] == ["ETS", "LSTM", "Theta", "Last value"]
    assert bars["encoding"]["color"]["condition"][0]["value"] == LIGHT.forecast
    assert bars["encoding"]["x"]["scale"]["domain"][0] == 0
    words = render.texts(render.svg(chart))
    assert "0.712" in words
    assert str(evaluation.crps_alt_text(samples.scores())).endswith("LSTM 0.712, the best baseline (ETS) 0.705.")


def test_each_band_shows_what_it_held_beside_what_it_promised() -> None:
    chart = evaluation.coverage_chart(samples.coverage(), english())
    held = render.rows(chart, render.of_mark(chart, "circle")[0])
    assert [(row["band"], row["held"]) for row in held] == [(0.5, 0.47), (0.8, 0.83), (0.9, 0.905)]
    assert {"47\u00a0%", "83\u00a0%"} <= set(render.texts(render.svg(chart)))


def test_what_came_is_drawn_once_and_forecasts_stay_apart() -> None:
    table = samples.rolling_forecasts()
    chart = rolling.rolling_chart(table, english(), unit="°C")
    median, actual = render.of_mark(chart, "line")
    assert actual["mark"]["color"] == LIGHT.actual
    assert median["encoding"]["detail"]["field"] == "origin"
    assert len({row["origin"] for row in render.rows(chart, median)}) == 5
    assert len(render.rows(chart, actual)) == table["time"].nunique()
    inside = ((table["actual"] >= table["low"]) & (table["actual"] <= table["high"])).mean()
    assert f"{inside * 100:.0f}\u00a0%" in str(rolling.rolling_alt_text(table))


def test_values_without_an_end_yet_are_left_out_of_what_came() -> None:
    table = samples.rolling_forecasts()
    table.loc[table.index[-3:], "actual"] = np.nan
    chart = rolling.rolling_chart(table, english())
    assert len(render.rows(chart, render.of_mark(chart, "line")[1])) == table["time"].nunique() - 3


def test_flagged_rows_are_marked_and_lost_ones_stand_on_the_axis() -> None:
    values, flags = samples.gappy()
    chart = quality.quality_chart(values, english(), flags=flags, unit="°C")
    points, bottom = render.of_mark(chart, "circle")[0], render.of_mark(chart, "tick")[0]
    assert len(render.rows(chart, points)) == 2
    lost = render.rows(chart, bottom)
    assert len(lost) == 31
    assert {row["y"] for row in lost} == {bottom["encoding"]["y"]["scale"]["domain"][0]}
    assert points["encoding"]["color"]["scale"]["domain"] == ["missing", "outlier", "filled"]
    assert "33 rows are marked" in str(quality.alt_text(values, flags=flags))


def test_a_long_series_keeps_its_extremes_and_its_gaps() -> None:
    rng = np.random.default_rng(0)
    table = pd.DataFrame({"t": np.arange(50_000.0), "y": rng.normal(size=50_000)})
    table.loc[20_000:20_400, "y"] = np.nan
    table.loc[777, "y"], table.loc[33_333, "y"] = 99.0, -99.0
    thin = quality.thinned(table)
    assert len(thin) <= quality.MOST_POINTS + 20
    assert {99.0, -99.0} <= set(thin["y"])
    assert thin["t"].is_monotonic_increasing
    assert thin["y"].isna().any()


def test_too_many_kinds_of_flags_are_refused() -> None:
    values, _ = samples.gappy()
    flags = pd.DataFrame({"time": values["time"].iloc[:7], "kind": list("abcdefg")})
    with pytest.raises(ValueError, match="tells 6 kinds of rows apart, not 7"):
        quality.quality_chart(values, english(), flags=flags)
