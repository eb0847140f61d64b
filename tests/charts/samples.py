"""Frames that the chart tests draw: real weather, forecasts made from it by a formula, and charts of all kinds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd
from vega_datasets import data

from core.charts import attribution, deletion, evaluation, fan, heat_map, quality, rolling, training, word_bars
from core.charts.look import Look
from core.forecasting.types import Forecast
from core.messages import Message
from tests.charts.answer_samples import answer_charts
from tests.charts.backtest_samples import backtest_charts
from tests.charts.explain_samples import explain_charts
from tests.charts.generate_samples import generate_charts
from tests.charts.inside_samples import inside_charts

NORMAL = np.array([-1.645, -1.2816, -0.6745, 0.0, 0.6745, 1.2816, 1.645])
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def english(mode: str = "light", narrow: bool = False) -> Look:
    """A reader of English."""
    return Look(mode, "en", lambda text: text, narrow)  # type: ignore[arg-type]


def vietnamese(mode: str = "light", narrow: bool = False) -> Look:
    """A reader of Vietnamese, with a catalogue that marks every word that went through it."""
    return Look(mode, "vi", lambda text: f"«{text}»", narrow)  # type: ignore[arg-type]


def seattle() -> pd.DataFrame:
    """Daily maximum temperature 2012 to 2015: time, value."""
    table = data.seattle_weather()
    return pd.DataFrame({"time": pd.to_datetime(table["date"]), "value": table["temp_max"].astype(float)})


@dataclass(frozen=True)
class Fan:
    """The frames of a fan chart."""

    history: pd.DataFrame
    forecast: pd.DataFrame
    actual: pd.DataFrame


def daily_fan(rows: int = 105, horizon: int = 14) -> Fan:
    """The last weeks of the Seattle series, with a forecast that eases towards 8.5 °C in ever wider bands."""
    table = seattle()
    origin = len(table) - horizon - 1
    return make_fan(table.iloc[origin - rows + 1 : origin + 1], table.iloc[origin + 1 :], 8.5)


def make_fan(history: pd.DataFrame, actual: pd.DataFrame, level: float, seasonal: bool = True) -> Fan:
    """A forecast from the last row of `history` at the times of `actual`."""
    steps = np.arange(1, len(actual) + 1)
    last = float(history["value"].iloc[-1])
    median = last + (level - last) * (1 - np.exp(-steps / 3))
    spread = 1.6 + 2.2 * (1 - np.exp(-steps / 5))
    forecast = Forecast(
        origin=history["time"].iloc[-1],
        times=pd.DatetimeIndex(actual["time"]),
        levels=LEVELS,
        values=median[:, None] + spread[:, None] * NORMAL,
        naive=np.full(len(steps), last),
        seasonal_naive=median[::-1].copy() if seasonal else None,
        season=365 if seasonal else None,
    )
    return Fan(history.reset_index(drop=True), forecast.frame(), actual.reset_index(drop=True))


def explanation() -> pd.DataFrame:
    """What `Explanation.table()` gives: 30 past days of two inputs, the last matters most, and 14 days known ahead."""
    frames = daily_fan()
    past, ahead = frames.history["time"].iloc[-30:], frames.forecast["time"]
    weights = np.exp(-np.arange(29, -1, -1) / 6)
    rows = [
        ("past", place, time, name, weights[place] * sign)
        for place, time in enumerate(past)
        for name, sign in (("value", 2.0), ("time of year", -0.5))
    ]
    rows += [("known ahead", place, time, "a year ago", 0.4 * (place == 6)) for place, time in enumerate(ahead)]
    return pd.DataFrame(rows, columns=list(attribution.COLUMNS))


def curve() -> pd.DataFrame:
    """A deletion curve that beats random order."""
    share = np.linspace(0, 1, 11)
    ours, mean = 6 * (1 - np.exp(-6 * share)), 6 * share
    low, high = 0.7 * mean, 1.2 * mean
    return pd.DataFrame(
        {"share_removed": share, "ours": ours, "random_mean": mean, "random_low": low, "random_high": high}
    )


def telemetry(epochs: int = 12) -> list[dict[str, float]]:
    """Losses that fall from epoch to epoch; the validation loss is missing at every third report."""
    rows = [
        {"epoch": epoch, "train_loss": 1 / epoch, "gradient_norm": 2 / epoch**0.5} for epoch in range(1, epochs + 1)
    ]
    return [row | ({} if row["epoch"] % 3 == 0 else {"validation_loss": 0.1 + 1 / row["epoch"]}) for row in rows]


def rolling_forecasts() -> pd.DataFrame:
    """Five forecasts of a week each over the end of the Seattle series, each the mean of the week before it."""
    table = seattle()
    rows = []
    for origin in range(len(table) - 36, len(table) - 7, 7):
        median = float(table["value"].iloc[origin - 6 : origin + 1].mean())
        for step in range(1, 8):
            time, actual = table["time"].iloc[origin + step], table["value"].iloc[origin + step]
            rows.append((table["time"].iloc[origin], time, median, median - 4, median + 4, actual))
    return pd.DataFrame(rows, columns=list(rolling.COLUMNS))


def by_step() -> pd.DataFrame:
    """Skill from +30 % at the first step to −9 % at the last."""
    return pd.DataFrame({"step": np.arange(1, 15), "skill": 0.3 - 0.03 * np.arange(14)})


def scores() -> pd.DataFrame:
    """Four models; ours is second."""
    names = ["Last value", "LSTM", "ETS", "Theta"]
    return pd.DataFrame({"model": names, "crps": [1.02, 0.712, 0.705, 0.8], "ours": [False, True, False, False]})


def coverage() -> pd.DataFrame:
    """Bands that hold a little more or less than they promise."""
    return pd.DataFrame({"band": [0.9, 0.5, 0.8], "held": [0.905, 0.47, 0.83]})


def spoken() -> pd.DataFrame:
    """What a few words of a text add, one of them twice."""
    return pd.DataFrame({"word": ["not", "bad", "not", "loved"], "value": [0.4, -1.2, 0.1, 2.5]})


def gappy() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The Seattle series with a month missing, and flags of three kinds."""
    table = seattle()
    table.loc[300:330, "value"] = np.nan
    rows = [*range(300, 331), 700, 1000]
    kinds = ["missing"] * 31 + ["outlier", "filled"]
    return table, pd.DataFrame({"time": table["time"].iloc[rows].to_numpy(), "kind": kinds})


Draw = Callable[[Look], alt.LayerChart]


def charts() -> dict[str, tuple[Draw, Message]]:
    """Every chart of the package with its sentence, by name."""
    frames, table, curves = daily_fan(), explanation(), telemetry()
    top = table.loc[table["attribution"].abs().sort_values(ascending=False).index[:6]].reset_index(drop=True)
    values, flags = gappy()
    rolled = rolling_forecasts()
    history, ahead = frames.history, frames.forecast
    return {
        "fan": (
            lambda look: fan.fan_chart(history, ahead, look, unit="°C", actual=frames.actual),
            fan.alt_text(history, ahead, unit="°C"),
        ),
        "loss": (lambda look: training.loss_chart(curves, look), training.loss_alt_text(curves)),
        "gradient": (lambda look: training.gradient_chart(curves, look), training.gradient_alt_text(curves)),
        "attribution": (
            lambda look: attribution.attribution_chart(
                history, table, look, unit="°C", origin=history["time"].iloc[-1], target=ahead["time"].iloc[6]
            ),
            attribution.alt_text(table, unit="°C"),
        ),
        "heat map": (
            lambda look: heat_map.heat_map(table, look, unit="°C"),
            heat_map.heat_map_alt_text(table, unit="°C"),
        ),
        "causes": (
            lambda look: heat_map.causes_chart(top, look, unit="°C"),
            heat_map.causes_alt_text(top, unit="°C"),
        ),
        "deletion": (
            lambda look: deletion.deletion_chart(curve(), look, unit="°C"),
            deletion.alt_text(curve(), unit="°C"),
        ),
        "skill": (lambda look: evaluation.skill_chart(by_step(), look), evaluation.skill_alt_text(by_step())),
        "crps": (lambda look: evaluation.crps_chart(scores(), look), evaluation.crps_alt_text(scores())),
        "coverage": (
            lambda look: evaluation.coverage_chart(coverage(), look),
            evaluation.coverage_alt_text(coverage()),
        ),
        "rolling": (
            lambda look: rolling.rolling_chart(rolled, look, unit="°C"),
            rolling.rolling_alt_text(rolled),
        ),
        "quality": (
            lambda look: quality.quality_chart(values, look, flags=flags, unit="°C"),
            quality.alt_text(values, flags=flags, unit="°C"),
        ),
        "word bars": (
            lambda look: word_bars.word_bars(spoken(), look, title=look.word("Probability")),
            word_bars.alt_text(spoken()),
        ),
        **backtest_charts(),
        **explain_charts(),
        **inside_charts(),
        **generate_charts(),
        **answer_charts(),
    }
