"""The fan chart: what is drawn where, what pointing says, which click counts, and other frequencies."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from core.charts import fan
from core.charts.colours import DARK, LIGHT
from core.charts.fan_parts import fan_parts
from tests.charts import render
from tests.charts.samples import daily_fan, english, make_fan, seattle, vietnamese

FRAMES = daily_fan()


def chart(look: object = None, **more: object) -> object:
    return fan.fan_chart(FRAMES.history, FRAMES.forecast, look or english(), unit="°C", **more)  # type: ignore[arg-type]


def test_three_strengths_of_one_blue_the_widest_band_first() -> None:
    drawn = chart()
    bands = render.of_mark(drawn, "area")
    assert [band["mark"]["color"] for band in bands] == [LIGHT.forecast] * 3
    assert [band["mark"]["opacity"] for band in bands] == sorted(band["mark"]["opacity"] for band in bands)
    widths = [render.rows(drawn, band)[-1] for band in bands]
    spread = [row["y2"] - row["y"] for row in widths]
    assert spread == sorted(spread, reverse=True)
    last = FRAMES.forecast.iloc[-1]
    assert spread[0] == pytest.approx(last["0.95"] - last["0.05"])


def test_history_median_and_naive_lines_have_their_colours() -> None:
    lines = [layer["mark"] for layer in render.of_mark(chart(english("dark")), "line")]
    assert [mark["color"] for mark in lines] == [DARK.naive, DARK.naive, DARK.ink, DARK.forecast]
    assert ["strokeDash" in mark for mark in lines] == [True, True, False, False]


def test_every_line_ahead_starts_at_the_last_known_value() -> None:
    drawn = chart()
    last = FRAMES.history.iloc[-1]
    for layer in render.of_mark(drawn, "area") + [render.of_mark(drawn, "line")[place] for place in (0, 1, 3)]:
        first = render.rows(drawn, layer)[0]
        assert first["y"] == last["value"]
        assert first["t"] == last["time"].timestamp() * 1000


def test_the_axes_hold_everything_that_is_drawn() -> None:
    parts = fan_parts(FRAMES.history, FRAMES.forecast, FRAMES.actual, None)
    everything = [FRAMES.history["value"], FRAMES.actual["value"], FRAMES.forecast["0.05"], FRAMES.forecast["0.95"]]
    assert parts.domain[0] < min(values.min() for values in everything)
    assert parts.domain[1] > max(values.max() for values in everything)
    first, last = FRAMES.history["time"].iloc[0], FRAMES.forecast["time"].iloc[-1]
    assert parts.span == (first.timestamp() * 1000, last.timestamp() * 1000)


def test_what_came_and_an_earlier_forecast_are_added() -> None:
    plain, both = chart(), chart(actual=FRAMES.actual, ghost=FRAMES.forecast)
    assert len(render.of_mark(both, "line")) == len(render.of_mark(plain, "line")) + 4
    assert LIGHT.actual in [layer["mark"].get("color") for layer in render.of_mark(both, "circle")]
    assert "What came" in render.texts(render.svg(both))


def test_only_a_click_on_the_forecast_chooses_a_step() -> None:
    spec = chart().to_dict()  # type: ignore[attr-defined]
    step = next(param for param in spec["params"] if param["name"] == fan.SELECTION)
    assert step["select"]["fields"] == ["step"]
    assert "step > 0" in step["select"]["on"]["filter"]
    assert "event.item" in step["select"]["on"]["filter"]
    assert step["views"] == [render.of_mark(chart(), "circle")[-1]["name"]]


def test_the_tooltip_speaks_vietnamese() -> None:
    points = render.of_mark(chart(vietnamese(), actual=FRAMES.actual), "circle")[-1]
    tooltip = points["mark"]["tooltip"]["expr"]
    for name in ("«Step»", "«Median»", "«Last value»", "«Last season»", "«What came»", "«Observed»"):
        assert json.dumps(name) in tooltip
    drawn = chart(vietnamese(), actual=FRAMES.actual)
    rows = render.rows(drawn, points)
    first = next(row for row in rows if row["step"] == 1)
    came = FRAMES.actual["value"].iloc[0]
    assert first["came"] == f"{came:.1f}".replace(".", ",") + "\u00a0°C"
    assert first["when"] == "Th 6, 18 thg 12, 2015"
    assert rows[0]["value"].endswith("\u00a0°C")


def test_there_is_a_row_to_point_at_for_every_time() -> None:
    drawn = chart()
    rows = render.rows(drawn, render.of_mark(drawn, "circle")[-1])
    assert [row["step"] for row in rows] == [0] * len(FRAMES.history) + list(range(1, 15))


def test_narrow_charts_carry_no_words_beside_the_lines() -> None:
    assert render.of_mark(chart(english(narrow=True)), "text") == []
    assert render.of_mark(chart(), "text") != []


@pytest.mark.parametrize(
    ("frequency", "horizon", "seasonal"), [("h", 48, True), ("B", 10, False), ("MS", 12, True), ("15min", 1, False)]
)
def test_other_frequencies_and_short_horizons(frequency: str, horizon: int, seasonal: bool) -> None:
    times = pd.date_range("2019-10-20", periods=90 + horizon, freq=frequency)
    table = pd.DataFrame({"time": times, "value": 100 + 10 * np.sin(np.arange(len(times)) / 4)})
    frames = make_fan(table.iloc[:90], table.iloc[90:], 105.0, seasonal)
    drawn = fan.fan_chart(frames.history, frames.forecast, english(), unit="USD")
    picture = render.svg(drawn)
    assert render.marks(picture)["mark-area"] == 3
    assert ("Last season" in render.texts(picture)) == seasonal
    assert "NaN" not in "".join(render.texts(picture))


def test_the_sentence_states_the_main_numbers() -> None:
    last = FRAMES.forecast.iloc[-1]
    text = fan.alt_text(FRAMES.history, FRAMES.forecast, unit="°C").render(lambda template: template, "vi")
    for value in (FRAMES.history["value"].iloc[-1], last["0.5"], last["0.1"], last["0.9"]):
        assert f"{value:.1f}".replace(".", ",") in text
    assert "17 thg 12, 2015" in text
    assert "31 thg 12, 2015" in text


@pytest.mark.parametrize(
    ("frame", "column"), [("history", "value"), ("forecast", "0.5"), ("forecast", "naive"), ("forecast", "step")]
)
def test_a_missing_column_is_named(frame: str, column: str) -> None:
    frames = {"history": FRAMES.history, "forecast": FRAMES.forecast}
    frames[frame] = frames[frame].drop(columns=column)
    with pytest.raises(ValueError, match=f"lacks the columns {column}; it has time"):
        fan.fan_chart(frames["history"], frames["forecast"], english())


def test_no_rows_and_times_with_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="has no rows"):
        fan.fan_chart(FRAMES.history.iloc[:0], FRAMES.forecast, english())
    aware = FRAMES.history.assign(time=FRAMES.history["time"].dt.tz_localize("UTC"))
    with pytest.raises(ValueError, match="tz-naive"):
        fan.fan_chart(aware, FRAMES.forecast, english())


def test_the_frames_are_left_as_they_are() -> None:
    before = FRAMES.forecast.copy(), FRAMES.history.copy()
    chart(actual=FRAMES.actual)
    pd.testing.assert_frame_equal(FRAMES.forecast, before[0])
    pd.testing.assert_frame_equal(FRAMES.history, before[1])
    assert len(seattle()) == 1461
