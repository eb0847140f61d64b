"""What would have to be different: the smallest change of a few past values that moves a number past a bound."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.explain.counterfactual import Counterfactual
from core.messages import M, Message, Number
from core.pipeline import ExplainChoice
from core.pipeline.what_if import Edit, edited_forecast, smallest_change
from core.ui import address, explain_choice, explain_data
from core.ui import explain_parts as parts
from core.ui.explain_choice import View
from core.ui.language import _, say
from core.ui.language import show as written

SIDES: dict[str, Message] = {"above": M("above"), "below": M("below")}
MOST, USUAL = 6, 3


def show(view: View) -> None:
    """The question, the answer in a sentence, the changed past beside the forecast that comes of it."""
    choice = explain_choice.choose(view, how=False)
    evidence, stands = explain_data.observed(view.key, view.origin), parts.forecast(view)
    before = edited_forecast(view.subject, evidence, [], stands)
    side, bound, most = _question(view, choice, before.values[choice.step - 1].tolist(), before.levels)
    with st.spinner(_("Looking for the smallest change…"), show_time=True):
        found, inside = _search(view.key, view.origin, choice, bound, side == "above", most)
    st.markdown(say(answer(view, choice, found, inside, bound, side)))
    if not found.changes:
        parts.fan_with_ghost(view, before, None, f"{view.page}.counterfactual.{view.tag}", step=choice.step)
        return
    last = len(evidence.axes[0].positions) - 1
    edits = [Edit(0, last - change.position, change.new - change.old) for change in found.changes]
    after = edited_forecast(view.subject, evidence, edits, stands, companion_follows=False)  # as the search had it
    table = _changes(found)
    st.dataframe(table, hide_index=True)
    past = parts.history(view)
    moved = {change.label: change.new for change in found.changes}
    past = past.assign(value=[moved.get(t, v) for t, v in zip(past["time"], past["value"], strict=True)])
    parts.fan_with_ghost(view, after, before, f"{view.page}.counterfactual.{view.tag}", past, step=choice.step)
    st.caption(
        _(
            "The history is drawn with the changed values; purple: the forecast as it stands. The search goes value by "
            "value and then takes back what is not needed; a smaller change may exist."
        )
    )
    parts.say_what_stays(view)
    parts.twin(f"{view.page}.counterfactual.{view.tag}", pd.DataFrame(found.changes), "smallest-change.csv")


def _question(
    view: View, choice: ExplainChoice, values: list[float], levels: tuple[float, ...]
) -> tuple[str, float, int]:
    """Which side of which bound, and how many past values may change."""
    left, middle, right = st.columns([1, 1, 2], vertical_alignment="bottom")
    with left:
        titles = {side: say(SIDES[side]) for side in SIDES}
        side = address.select(view.page, "side", _("Move it"), list(SIDES), "above", titles.__getitem__)
    # A bound worth asking for: half of what lies between the number and the edge of its own 80 % band.
    now = values[levels.index(choice.quantile)]
    edge = values[-1] if side == "above" else values[0]
    usual = round(now + (edge - now) / 2, 2)
    with middle:
        key = f"{view.page}.bound.{view.tag}.{choice.step}.{choice.quantile}.{side}"
        label = say(M("this bound, {unit}", unit=view.unit)) if view.unit else _("this bound")
        bound = float(st.number_input(label, value=usual, key=key, persist_state="session"))
    with right:
        label = _("Past values that may change, at most")
        most = address.slider(view.page, "most", label, USUAL, (1, MOST))
    return side, bound, most


@st.cache_resource(max_entries=64, show_spinner=False)
def _search(
    key: str, origin: int, choice: ExplainChoice, bound: float, above: bool, most: int
) -> tuple[Counterfactual, bool]:
    return smallest_change(explain_data.subject(key), explain_data.observed(key, origin), choice, bound, above, most)


def answer(view: View, choice: ExplainChoice, found: Counterfactual, inside: bool, bound: float, side: str) -> Message:
    """The answer in one or two sentences, also where there is none."""
    unit = f"\u00a0{view.unit}" if view.unit else ""
    quantile = explain_choice.quantile_in_words(choice.quantile)
    common = {"quantile": quantile, "step": choice.step, "side": SIDES[side], "bound": Number(bound, 2), "unit": unit}
    if not found.reached:
        return M(
            "Not reachable: no change found moves {quantile} of step {step} {side} {bound}{unit}, even with values "
            "half a range beyond what was ever seen. The nearest it comes is {nearest}{unit}.",
            nearest=Number(found.changed_output, 2),
            **common,
        )
    if not found.changes:
        return M("Nothing has to change: {quantile} of step {step} is {side} {bound}{unit} already.", **common)
    low, high = view.subject.seen_range()
    seen = {"low": Number(low, 2), "high": Number(high, 2), "unit": unit}
    where = M("All of it lies inside what was seen in training ({low} to {high}{unit}).", **seen)
    if not inside:
        where = M(
            "Part of it lies outside of what was seen in training ({low} to {high}{unit}): there the network guesses.",
            **seen,
        )
    if len(found.changes) == 1:
        return M(
            "One changed past value moves {quantile} of step {step} {side} {bound}{unit}, from {old} to {new}{unit}; "
            "the change is {cost}{unit}. {where}",
            old=Number(found.output, 2),
            new=Number(found.changed_output, 2),
            cost=Number(found.cost, 2),
            where=where,
            **common,
        )
    return M(
        "{count} changed past values move {quantile} of step {step} {side} {bound}{unit}, from {old} to {new}{unit}; "
        "all changes together come to {cost}{unit}. {where}",
        count=len(found.changes),
        old=Number(found.output, 2),
        new=Number(found.changed_output, 2),
        cost=Number(found.cost, 2),
        where=where,
        **common,
    )


def _changes(found: Counterfactual) -> pd.DataFrame:
    """One row a changed value, largest first."""
    return pd.DataFrame(
        {
            _("Time"): [written(pd.Timestamp(str(change.label)).to_pydatetime()) for change in found.changes],
            _("Observed"): [written(Number(change.old, 2)) for change in found.changes],
            _("Changed to"): [written(Number(change.new, 2)) for change in found.changes],
            _("Change"): [written(Number(change.new - change.old, 2)) for change in found.changes],
        }
    )
