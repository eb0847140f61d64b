"""The checks beside an explanation: cheap ones at once, dear ones when asked for, and one sentence of them all."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import deletion, gains
from core.explain.trust import trust
from core.explain.types import Explanation, RandomisedCheck, Stability
from core.explain.windows import WINDOWS, WindowChecks
from core.jobs import Job
from core.messages import M, Message, Number, Percent
from core.pipeline import ExplainChoice, load_windows, windows_arguments
from core.ui import charts, explain_data, frame, job_panel, services
from core.ui import explain_parts as parts
from core.ui.explain_choice import REFERENCES, View
from core.ui.language import _, say
from core.ui.language import show as written
from core.ui.trust import said


def verdict(view: View, choice: ExplainChoice, found: Explanation) -> str:
    """May it be trusted? One sentence, from all checks made so far."""
    return said(trust(found, *_dear(view, choice)))


def show(view: View, choice: ExplainChoice, found: Explanation) -> None:
    """Curves, numbers, and the buttons for what takes longer."""
    st.subheader(_("Can it be trusted?"), anchor=False, help=_known_cause())
    key = f"{view.page}.checks.{view.tag}"
    left, right = st.columns(2)
    for column, curve, inserted in ((left, found.deletion, False), (right, found.insertion, True)):
        with column:
            table = curve.table()
            chart = deletion.deletion_chart(table, frame.look(), unit=view.unit, inserted=inserted)
            charts.show(chart, deletion.alt_text(table, unit=view.unit, inserted=inserted), f"{key}.{inserted}")
    st.caption(
        _(
            "Left, inputs are taken away, the largest attributions first; right, they are put back into the reference. "
            "If the explanation is right, the forecast moves sooner than in random order: the area between is the gain."
        )
    )
    randomised, steady = _dear(view, choice)
    st.dataframe(_table(found, randomised, steady), hide_index=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        if randomised is None:
            label, ask = _("Ask random networks, and ask again"), (_flag(view, choice),)
            st.button(label, icon=":material/casino:", key=f"{key}.dear", on_click=_ask_dear, args=ask)
        label = _("The same on 50 windows")
        st.button(label, icon=":material/stacks:", key=f"{key}.windows", on_click=_start, args=(view, choice))
    _windows(view)
    curves = pd.concat(
        [found.deletion.table().assign(curve="deletion"), found.insertion.table().assign(curve="insertion")]
    )
    parts.twin(key, curves, "faithfulness-curves.csv", _("The curves in numbers"))


def _known_cause() -> str:
    """What explanations of such networks are known to be worth; bench/planted.py measures it."""
    return _(
        "On a made-up series of 2,000 days whose next value rests on two values only, 80 to 90 % of the attribution "
        "of our recurrent networks falls on those two when compared with an earlier, real window, and 65 to 85 % when "
        "compared with a mean, since a flat window is one that no network has ever seen. With 1,000 days it is 60 to "
        "70 % against either: the less a network has learned of the cause, the more it really rests on other values."
    )


def _flag(view: View, choice: ExplainChoice) -> str:
    return f"{view.page}.dear.{view.tag}.{choice}"


def _dear(view: View, choice: ExplainChoice) -> tuple[RandomisedCheck | None, Stability | None]:
    """The dear checks where they were asked for, else none."""
    if not st.session_state.get(_flag(view, choice)):
        return None, None
    with st.spinner(_("Asking the network…"), show_time=True):
        return (
            explain_data.randomised(view.key, view.origin, choice),
            explain_data.stability(view.key, view.origin, choice),
        )


def _ask_dear(flag: str) -> None:
    st.session_state[flag] = True


def _table(found: Explanation, randomised: RandomisedCheck | None, steady: Stability | None) -> pd.DataFrame:
    """One row a check: what it asks, its number, and what a good one looks like."""
    rows: list[tuple[str, str, str]] = [
        (
            _("Do the parts add up to the change they explain? (completeness error)"),
            written(Percent(found.completeness_error, 2)),
            _("below 1 % for methods that add up by theory"),
        ),
        (
            _("Does taking them away move the forecast more than chance? (deletion gain)"),
            written(Number(found.deletion_gain, 2)),
            say(M("above 0, and above {chance}, where chance ends", chance=Number(found.deletion.chance_gain, 2))),
        ),
        (
            _("Does putting them back restore it sooner than chance? (insertion gain)"),
            written(Number(found.insertion_gain, 2)),
            say(M("above 0, and above {chance}, where chance ends", chance=Number(found.insertion.chance_gain, 2))),
        ),
    ]
    if randomised is not None:
        low, high = min(randomised.correlations), max(randomised.correlations)
        rows.append(
            (
                _(
                    "Do networks with random weights tell another story? (rank correlation, without what the form adds "
                    "under any weights)"
                ),
                _range(randomised.mean, low, high),
                _("clearly below 0.5"),
            )
        )
    if steady is not None:
        question = _("Does it stay the same under 20 other seeds? (rank correlation)")
        if steady.kind == "noise":
            question = _("Does it stay the same when the inputs tremble by 2 %? (rank correlation)")
        rows.append((question, _range(steady.mean, *steady.interval), _("above 0.8")))
    return pd.DataFrame(rows, columns=[_("Check"), _("Result"), _("Good is")])


def _range(mean: float, low: float, high: float) -> str:
    return say(M("{mean} ({low} to {high})", mean=Number(mean, 2), low=Number(low, 2), high=Number(high, 2)))


def _start(view: View, choice: ExplainChoice) -> None:
    """Hands the check on many windows to the worker."""
    title = M("Explanation of step {step} on {count} windows", step=choice.step, count=WINDOWS)
    arguments = windows_arguments(explain_data.source(view.key), choice) | {"page": view.page, "of": view.key}
    job_panel.remember(view.page, services.queue().submit("explain", arguments, title))


def _windows(view: View) -> None:
    """The job that checks many windows: under way, or what it found."""
    job = job_panel.current(view.page)
    if job is None or job.arguments.get("of") != view.key:
        return
    if job.status == "done":
        choice, found = load_windows(job.folder)
        _found(view, choice, found, job)
    elif job.status == "cancelled":
        st.info(_("The check was cancelled."), icon=":material/cancel:")
    elif job.status == "interrupted":
        st.warning(_("The app was closed before this check was finished. Start it again."), icon=":material/error:")
    else:
        job_panel.follow(job)


def _found(view: View, choice: ExplainChoice, found: WindowChecks, job: Job) -> None:
    """What the windows say, in a sentence and a picture."""
    st.markdown(say(windows_sentence(choice, found)))
    key = f"{view.page}.gains.{job.id}"
    chart = gains.gains_chart(found.table, frame.look(), interval=found.interval)
    charts.show(chart, gains.alt_text(found.table, interval=found.interval), key)
    parts.twin(key, found.table, "windows.csv")


def windows_sentence(choice: ExplainChoice, found: WindowChecks) -> Message:
    """Whether explanations of this kind hold on other windows."""
    low, high = found.interval
    holds = M("so this kind of explanation holds in general")
    if low <= 0:
        holds = M("which may be chance: do not rely on this kind of explanation")
    return M(
        "On {count} windows (step {step}, compared with {reference}) the deletion gain has a median of {gain} "
        "({low} to {high}, 95 %) and is above chance in {share} of them, {holds}. {yes} pass all checks.",
        count=len(found.table),
        step=choice.step,
        reference=REFERENCES[choice.reference] if choice.reference else M("the usual reference"),
        gain=Number(found.gain, 2),
        low=Number(low, 2),
        high=Number(high, 2),
        share=Percent(found.better),
        yes=int((found.table["trust"] == "yes").sum()),
        holds=holds,
    )
