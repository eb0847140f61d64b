"""The chart of trials: every trial is a point, hopeless ones keep inside it, the best so far is a step line."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from core.charts import tuning
from tests.charts import render
from tests.charts.samples import english, vietnamese


def trials(*scores: float, pruned: tuple[int, ...] = ()) -> pd.DataFrame:
    table = pd.DataFrame({"trial": range(1, len(scores) + 1), "crps": scores})
    table["pruned"] = table["trial"].isin(pruned)
    table["best"] = table["crps"].where(~table["pruned"]).cummin().ffill()
    table["words"] = "LSTM"
    return table


TABLE = trials(2.0, 1.5, 40.0, math.inf, 1.2, pruned=(3, 4))


@pytest.mark.parametrize("look", [english(), vietnamese("dark", narrow=True)])
def test_every_trial_is_a_point_and_none_leaves_the_chart(look: object) -> None:
    chart = tuning.trials_chart(TABLE, 1.5, "°C", look)  # type: ignore[arg-type]
    drawn = render.marks(render.svg(chart))
    assert drawn["mark-symbol"] == 5
    assert drawn["mark-rule"] == 1
    assert drawn["mark-line"] == 1
    low, high = chart.to_dict()["layer"][1]["encoding"]["y"]["scale"]["domain"]
    assert low < 1.2
    assert 2.0 < high < 5.0  # the trial at 40 would have flattened all others


def test_one_trial_is_drawn_too() -> None:
    chart = tuning.trials_chart(trials(2.0), 2.0, "", english())
    assert render.marks(render.svg(chart))["mark-symbol"] == 1


def test_its_words_go_through_the_catalogue() -> None:
    words = render.texts(render.svg(tuning.trials_chart(TABLE, 1.5, "°C", vietnamese())))
    assert {"«best so far»", "«settings so far»", "«Trial»", "«Validation CRPS» (°C)"} <= set(words)


def test_its_sentence_has_the_numbers() -> None:
    text = str(tuning.trials_alt_text(TABLE, 1.5, "°C"))
    assert text == (
        "Chart of the validation CRPS of 5 trials; the lowest is 1.20 °C, and 1.50 that of the settings so far."
    )
