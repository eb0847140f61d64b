"""How the forecast follows one past value, or a whole column: single curves and their mean."""

from __future__ import annotations

import streamlit as st

from core.charts import dependence as chart
from core.explain.partial import Sweep
from core.messages import M, Message, Number, Percent
from core.pipeline import ExplainChoice, what_if
from core.ui import address, charts, explain_choice, explain_data, frame, names
from core.ui import explain_parts as parts
from core.ui.explain_choice import View
from core.ui.language import _, say

WHERE: dict[str, Message] = {"one": M("One past value"), "all": M("All of the window together")}


def show(view: View) -> None:
    """Which input, the curves, and what they say."""
    choice = explain_choice.choose(view, how=False)
    series = view.subject.series
    columns = [series.target, *(name for name, _ahead in view.subject.settings.covariates)]
    left, middle, right = st.columns([1, 1, 2], vertical_alignment="bottom")
    with left:
        titles = {name: say(names.column(name)) for name in columns}
        column = address.select(view.page, "input", _("Input"), columns, columns[0], titles.__getitem__, view.key)
    with middle:
        where = address.select(view.page, "where", _("Sweep"), list(WHERE), "one", lambda name: say(WHERE[name]))
    back = None
    if where == "one":
        rows = len(explain_data.observed(view.key, view.origin).axes[0].positions)
        with right:
            back = address.slider(view.page, "past", _("Steps before the last known one"), 0, (0, rows - 1), view.key)
    with st.spinner(_("Asking the network…"), show_time=True):
        found = _sweep(view.key, view.origin, choice, columns.index(column), back)
    unit = view.unit if column == series.target else ""
    st.markdown(say(sentence(view, choice, found, column, unit)))
    table, look = found.table(), frame.look()
    now = say(M("now {value}", value=Number(found.value, 2)))
    drawn = chart.dependence_chart(table, look, unit=view.unit, input_unit=unit, now=now)
    key = f"{view.page}.dependence.{view.tag}"
    charts.show(drawn, chart.alt_text(table, unit=view.unit, input_unit=unit), key)
    st.caption(
        _(
            "Grey: windows of the test part; the strong line: this one; blue: their mean. At zero the input is as it "
            "was observed. Curves that fan out mean that the influence depends on the rest of the window."
        )
    )
    parts.say_what_stays(view)
    parts.twin(key, table, "partial-dependence.csv")


@st.cache_resource(max_entries=64, show_spinner=False)
def _sweep(key: str, origin: int, choice: ExplainChoice, feature: int, back: int | None) -> Sweep:
    return what_if.dependence(explain_data.subject(key), origin, choice, feature, back)


def sentence(view: View, choice: ExplainChoice, found: Sweep, column: str, unit: str) -> Message:
    """Direction and strength, and whether the windows agree."""
    slope, ends = found.slope(), found.curves[:, -1] - found.curves[:, 0]
    agreeing = float((ends > 0).mean()) if slope >= 0 else float((ends < 0).mean())
    return M(
        "When “{name}” is one{input_unit} higher, {quantile} of step {step} is {slope}{unit} {way} on average; {share} "
        "of the windows go the same way.",
        name=names.column(column),
        input_unit=f"\u00a0{unit}" if unit else "",
        quantile=M("the median")
        if choice.quantile == 0.5
        else M("the {level} quantile", level=Percent(choice.quantile)),
        step=choice.step,
        slope=Number(abs(slope), 3),
        unit=f"\u00a0{view.unit}" if view.unit else "",
        way=M("higher") if slope >= 0 else M("lower"),
        share=Percent(agreeing),
    )
