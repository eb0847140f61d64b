"""Two forecasts side by side, of two models, two days or two series: common scales, and where they disagree most."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from core.charts import step_shares
from core.charts.frames import Bounds
from core.explain.disagreement import Disagreement, disagreement
from core.forecasting.types import Forecast
from core.messages import M, Message, Number, Percent
from core.pipeline import ExplainChoice
from core.ui import charts, explain_choice, explain_data, frame, names
from core.ui import explain_parts as parts
from core.ui.explain_choice import View
from core.ui.language import _, say

HEADROOM = 0.12


def show(view: View) -> None:
    """The other forecast, the sentence, both fans, both attributions."""
    choice = explain_choice.choose(view, how=True)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        key = explain_choice.subject(view.page, "with", _("The other forecast"), view.key)
    with right:
        back = view.subject.settings.horizon if key == view.key else 0
        origin = explain_choice.origin(view.page, "then", key, back)
    other = View(view.page, key, origin)
    theirs = _their_choice(choice, other)
    with st.spinner(_("Asking the network…"), show_time=True):
        found = disagreement(
            explain_data.explanation(view.key, view.origin, choice),
            explain_data.explanation(other.key, other.origin, theirs),
        )
    pair = ((view, parts.forecast(view)), (other, parts.forecast(other)))
    st.markdown(f"{say(forecasts_apart(pair[0], pair[1]))} {say(stories_apart(found))}")
    _fans(pair, choice.step)
    _shares(view, found, choice.step)
    table = found.by_feature.assign(feature=[say(names.feature(str(name))) for name in found.by_feature["feature"]])
    parts.twin(f"{view.page}.compare.{view.tag}", found.by_step, "compared-by-step.csv")
    st.dataframe(_features(table), hide_index=True)


def _their_choice(choice: ExplainChoice, other: View) -> ExplainChoice:
    """The same question as far as the other forecast has such a step and such a reference."""
    known = explain_data.evidence(other.key, other.origin).references
    reference = choice.reference if choice.reference in known else None
    return ExplainChoice(min(choice.step, other.subject.settings.horizon), choice.quantile, choice.method, reference)


def _fans(pair: tuple[tuple[View, Forecast], tuple[View, Forecast]], step: int) -> None:
    """Both fan charts, on one value axis where the units are the same."""
    (first, _shown), (second, _other) = pair
    domain = _domain(pair) if first.unit == second.unit else None
    for place, (column, (view, shown)) in enumerate(zip(st.columns(2), pair, strict=True)):
        with column:
            st.caption(_title(view, shown))
            parts.fan_with_ghost(view, shown, None, f"{view.page}.pair{place}.{view.tag}", domain=domain, step=step)


def _title(view: View, shown: Forecast) -> str:
    return say(
        M(
            "{series}, {model}, from {time}",
            series=names.series(view.subject.series),
            model=view.subject.settings.model.upper(),
            time=shown.origin,
        )
    )


def _domain(pair: tuple[tuple[View, Forecast], tuple[View, Forecast]]) -> Bounds:
    """The value axis that holds both."""
    values = [np.concatenate([parts.history(view)["value"].to_numpy(), shown.values.ravel()]) for view, shown in pair]
    came = [
        table["value"].to_numpy()
        for table in (view.subject.came(view.origin) for view, _shown in pair)
        if table is not None
    ]
    everything = np.concatenate([*values, *came])
    low, high = float(everything.min()), float(everything.max())
    room = HEADROOM * ((high - low) or 1.0)
    return low - room / 2, high + room


def _shares(view: View, found: Disagreement, step: int) -> None:
    """Both attributions by step from the origin, on the same axes."""
    tables = [found.by_step[["step", side]].rename(columns={side: "share"}) for side in ("first", "second")]
    domain = step_shares.common_domain(*tables)
    span = (int(found.by_step["step"].min()), max(int(found.by_step["step"].max()), step))
    marked = int(found.step["step"])
    for place, (column, table) in enumerate(zip(st.columns(2), tables, strict=True)):
        with column:
            chart = step_shares.step_shares_chart(table, frame.look(), domain=domain, span=span, marked=marked)
            charts.show(chart, step_shares.alt_text(table), f"{view.page}.shares{place}.{view.tag}")
    st.caption(
        _(
            "Shares of each explanation's own movement, so that two units can be compared; 0 is the last known value. "
            "Dotted: where they differ most."
        )
    )


def _features(table: pd.DataFrame) -> pd.DataFrame:
    """The inputs, a row each, those that differ most first."""
    order = (table["first"] - table["second"]).abs().sort_values(ascending=False, kind="stable").index
    ranked = table.loc[order]
    return pd.DataFrame(
        {
            _("Input"): ranked["feature"],
            _("Here"): [say(M("{share}", share=Percent(value, 1))) for value in ranked["first"]],
            _("There"): [say(M("{share}", share=Percent(value, 1))) for value in ranked["second"]],
        }
    )


def forecasts_apart(first: tuple[View, Forecast], second: tuple[View, Forecast]) -> Message:
    """Where the two medians lie furthest apart, relative to how far the first expects to move at all."""
    (here, mine), (there, theirs) = first, second
    if here.unit != there.unit:
        return M("The two forecasts have different units, so only what they rest on is compared.")
    steps = min(len(mine.times), len(theirs.times))
    middle = mine.levels.index(0.5)
    gap = theirs.values[:steps, middle] - mine.values[:steps, middle]
    step = int(np.abs(gap).argmax())
    unit = f"\u00a0{here.unit}" if here.unit else ""
    return M(
        "The forecasts differ most at step {step}: {mine} here, {theirs}{unit} there.",
        step=step + 1,
        mine=Number(float(mine.values[step, middle]), 2),
        theirs=Number(float(theirs.values[step, middle]), 2),
        unit=unit,
    )


def stories_apart(found: Disagreement) -> Message:
    """Where the explanations disagree most."""
    step, feature = found.step, found.feature
    place = M("the last known value") if step["step"] == 0 else M("step {step} from the origin", step=int(step["step"]))
    return M(
        "What they rest on agrees with a rank correlation of {correlation}; they disagree most on {place} ({first} of "
        "all movement here, {second} there) and on the input “{feature}” ({here} and {there}).",
        correlation=Number(found.correlation, 2),
        place=place,
        first=Percent(float(step["first"])),
        second=Percent(float(step["second"])),
        feature=names.feature(str(feature["feature"])),
        here=Percent(float(feature["first"])),
        there=Percent(float(feature["second"])),
    )
