"""What the charts of the backtest page say: numbers and colours that mean something, and sentences with them."""

from __future__ import annotations

import pandas as pd
import pytest

from core.charts import calibration, comparison, errors_by
from tests.charts import render
from tests.charts.backtest_samples import grouped, pairs, places, reliable, skills, skills_by_step, widths
from tests.charts.samples import english

LOOK = english()


def test_only_differences_beyond_chance_are_coloured_and_both_ways_agree() -> None:
    chart = comparison.pairs_chart(pairs(), LOOK, ["LSTM", "MLP", "Theta"], 0.05)
    cells = {(row["row"], row["column"]): row for row in render.rows(chart, render.of_mark(chart, "rect")[0])}
    assert len(cells) == 6
    assert cells["LSTM", "MLP"]["drawn"] == pytest.approx(0.2)
    assert cells["MLP", "LSTM"]["drawn"] == pytest.approx(-0.25)  # 1 - 1 / 0.8
    assert cells["MLP", "LSTM"]["shown"] == "-25\u00a0%"
    assert cells["LSTM", "Theta"]["drawn"] == 0.0
    assert cells["MLP", "Theta"]["drawn"] == 0.0  # an unknown p value is no proof


def test_a_ruinous_skill_is_drawn_at_the_edge_and_told_in_full() -> None:
    chart = comparison.skills_chart(skills(), LOOK)
    rows = {row["model"]: row for row in render.rows(chart, render.of_mark(chart, "circle")[0])}
    assert rows["Theta"]["skill"] == -1.0
    assert rows["Theta"]["interval"].startswith("-300.0\u00a0%")


def test_networks_never_take_the_grey_of_the_baselines() -> None:
    colours = comparison.model_colours(list("abcdef"), LOOK)
    assert len(set(colours.values())) == 6
    assert LOOK.colours.naive not in colours.values()


def test_sentences_count_what_is_drawn() -> None:
    assert "in 1 of them" in str(comparison.pairs_alt_text(pairs(), 0.05))
    assert "its interval lies above zero at 2 of 3 steps" in str(comparison.steps_alt_text(skills_by_step(), "LSTM"))
    assert "largest is that of LSTM, 21" in str(comparison.skills_alt_text(skills()))
    assert "in 2 of them" in str(errors_by.errors_alt_text(grouped(), "the last value"))
    inside = reliable().assign(held=0.99)
    inside.loc[6, "held"] = 0.95
    assert "7 quantiles, 1 of them" in str(calibration.reliability_alt_text(inside))


def test_bars_of_the_histogram_stand_on_zero() -> None:
    chart = calibration.pit_chart(places(), LOOK)
    (bars,) = render.of_mark(chart, "rect")
    assert bars["encoding"]["y2"]["field"] == "base"
    assert {row["base"] for row in render.rows(chart, bars)} == {0.0}


@pytest.mark.parametrize(
    "draw",
    [
        lambda table: comparison.skills_chart(table, LOOK),
        lambda table: comparison.steps_chart(table, LOOK, chosen="LSTM"),
        lambda table: comparison.pairs_chart(table, LOOK, [], 0.05),
        lambda table: calibration.reliability_chart(table, LOOK),
        lambda table: calibration.pit_chart(table, LOOK),
        lambda table: calibration.sharpness_chart(table, LOOK, chosen="LSTM"),
        lambda table: errors_by.errors_chart(table, LOOK, baseline="naive"),
    ],
)
def test_a_frame_that_lacks_a_column_is_refused(draw: object) -> None:
    with pytest.raises(ValueError, match="lacks the columns"):
        draw(pd.DataFrame({"model": ["LSTM"]}))  # type: ignore[operator]


def test_a_model_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        comparison.steps_chart(skills_by_step(), LOOK, chosen="GRU")
    with pytest.raises(ValueError, match="no rows"):
        calibration.sharpness_chart(widths(), LOOK, chosen="GRU")
