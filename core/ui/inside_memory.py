"""What moves each step of a forecast: the memory of two or three cells, trained on the same series."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from core import config
from core.charts import connectivity, through_time
from core.explain.reach import SHARE, reach
from core.messages import M, Message, Number, Percent
from core.models.registry import MODELS
from core.pipeline.inside import CellsComparison, WindowView, tables
from core.ui import address, charts, errors, frame, inside_controls, inside_results, inside_subject, provenance_panel
from core.ui import inside_training as training
from core.ui.language import _, say
from core.ui.language import show as written

WAYS: dict[str, Message] = {
    "network": M("Through the network alone"),
    "forecast": M("Through the whole forecast"),
}
EXPLAINED: dict[str, Message] = {
    "network": M(
        "∂ forecast / ∂ past value with the window's level and scale held fixed: what the recurrent network itself "
        "remembers."
    ),
    "forecast": M(
        "∂ forecast / ∂ past value in all: the last value and the window's own scale, by which it is normalised, count "
        "too."
    ),
}
LIMITS = M("A slope tells what a small change would do, not what a value has given.")
MOST_STATES = 120
"""Last steps of a window drawn as an unrolled network."""
USUAL_STEP = 7


def show(page: str) -> None:
    """The comparison of cells, and how to make another."""
    job = training.panel(page)
    if job is not None and job.status == "done":
        st.session_state[f"{page}.cells.shown"] = str(job.folder)
    folder = inside_subject.cells_folder(page)
    if folder is None:
        st.info(_("No comparison is shipped with this copy. Choose a series and press “Compare”."))
        return
    st.fragment(_result)(page, str(folder))


def _result(page: str, folder: str) -> None:
    with errors.shown():
        found = inside_subject.cells(Path(folder))
        provenance_panel.heading(
            found, "example" if Path(folder).is_relative_to(config.examples_folder()) else "result"
        )
        st.caption(_circumstances(found))
        way, views = _which(page, found)
        step, signed, common = _how(page, views)
        st.markdown(say(_summary(views, step, way)))
        links, ahead = tables.links(views, alone=way == "network"), tables.ahead(views)
        chart = connectivity.connectivity_chart(
            links, ahead, frame.look(), step=step, unit=found.series.unit, signed=signed, common=common
        )
        charts.show(chart, connectivity.alt_text(links, step), f"{page}.memory.{step}.{way}.{signed}.{common}")
        st.caption(f"{say(EXPLAINED[way])} {say(LIMITS)}")
        _table(page, links, step)
        _error_signal(page, found, views, step)


def _which(page: str, found: CellsComparison) -> tuple[str, dict[str, WindowView]]:
    """By which way, and every cell's view of the chosen window by the reader's name of the cell."""
    ways, rows = st.columns([3, 1], vertical_alignment="bottom")
    with ways:
        way = address.segments(page, "by", _("Which way"), list(WAYS), "network", lambda name: say(WAYS[name]))
    with rows:
        back = inside_controls.window_back(page, found.series)
    if back == 0:
        return way, {say(MODELS[cell.model].title): cell.view for cell in found.cells}
    with st.spinner(_("Asking the networks…"), show_time=True):
        mine = {one.name: one for one in inside_subject.subjects(page)}
        chosen = [mine[f"cell-{cell.model}"] for cell in found.cells]
        return way, {say(MODELS[one.model].title): inside_results.view(one, found.series, back) for one in chosen}


def _how(page: str, views: dict[str, WindowView]) -> tuple[int, bool, bool]:
    """Step, with sign or not, one scale or one for each."""
    steps = tables.shown_steps(views)
    slider, sign, scale = st.columns([3, 1, 1], vertical_alignment="bottom")
    with slider:
        step = inside_controls.step(page, steps, USUAL_STEP if USUAL_STEP in steps else steps[0])
    with sign:
        signed = inside_controls.yes_or_no(
            page, "signed", _("With sign"), _("Vermilion raises the step, blue lowers it.")
        )
    with scale:
        common = inside_controls.yes_or_no(
            page, "common", _("Common scale"), _("One scale for all networks and steps; else each picture has its own.")
        )
    return step, signed, common


def _circumstances(found: CellsComparison) -> str:
    """How the cells were made, and how well each forecasts."""
    scores = [
        say(M("{model} {mase}", model=MODELS[cell.model].title, mase=Number(cell.mase, 2))) for cell in found.cells
    ]
    return say(
        M(
            "One network each, same series, same window of {window} steps, same inputs. MASE over the test part: "
            "{scores} (below 1 beats repeating the last value).",
            window=len(found.cells[0].view.times),
            scores=scores,
        )
    )


def _summary(views: dict[str, WindowView], step: int, way: str) -> Message:
    """How far back each cell reaches at this step."""
    found = [
        say(M("{cell} {steps} steps", cell=cell, steps=int(_slopes(view, way, step)))) for cell, view in views.items()
    ]
    window = len(next(iter(views.values())).times)
    return M(
        "How far back step {step} reaches, as the last steps that hold {share} of all that moves it: **{found}**, of "
        "{window}.",
        step=step,
        share=Percent(SHARE),
        found=found,
        window=window,
    )


def _slopes(view: WindowView, way: str, step: int) -> int:
    slopes = view.through_network if way == "network" else view.sensitivity[..., 0]
    return int(reach(slopes[step - 1 : step])[0])


def _table(page: str, links: pd.DataFrame, step: int) -> None:
    chosen = links[links["step"] == step]
    wide = chosen.pivot(index="time", columns="cell", values="sensitivity").reset_index()
    wide.columns.name = None
    readable = wide.assign(time=inside_controls.dates(wide["time"])).rename(columns={"time": _("Time")})
    inside_controls.table(page, "sensitivity", links, readable)


def _error_signal(page: str, found: CellsComparison, views: dict[str, WindowView], step: int) -> None:
    """Where the error signal goes in one of the cells."""
    st.subheader(_("Where the error signal goes"), anchor=False)
    names = [cell.model for cell in found.cells]
    titles = {name: say(MODELS[name].title) for name in names}
    name = address.segments(page, "cell", _("Network"), names, names[-1], titles.__getitem__)
    view = views[titles[name]]
    signal = tables.signal(view, MOST_STATES)
    order = inside_results.order(view.hidden, "similar")
    cells = tables.cells(view.hidden[-MOST_STATES:], view.times[-MOST_STATES:], order)
    ahead = pd.DataFrame({"step": range(1, len(view.ahead) + 1), "time": view.ahead})
    st.markdown(say(_fading(signal, step)))
    chart = through_time.through_time_chart(signal, cells, ahead, frame.look(), step=step, unit=found.series.unit)
    charts.show(chart, through_time.alt_text(signal, step), f"{page}.signal.{name}.{step}")
    st.caption(
        _(
            "The bars are ‖∂ |error of the chosen step| / ∂ state‖, in the series' unit for each unit of the state: "
            "what training sends back to each step. Where they fade, nothing can be learned about what lies before."
        )
    )
    readable = signal[signal["step"] == step].drop(columns="step")
    readable = pd.DataFrame({_("Time"): inside_controls.dates(readable["time"]), _("Gradient"): readable["signal"]})
    inside_controls.table(page, "error-signal", signal, readable)


def _fading(signal: pd.DataFrame, step: int) -> Message:
    """How much of the signal is left at the window's start."""
    at = signal.loc[signal["step"] == step, "signal"].to_numpy()
    steps = int(reach(at[None])[0])
    return M(
        "Of the error of step {step}, the last {steps} of {window} states receive {share}; the first state receives "
        "{left} of what the last one does.",
        step=step,
        steps=steps,
        window=len(at),
        share=Percent(SHARE),
        left=written(Percent(at[0] / at[-1] if at[-1] else 0.0, 2)),
    )
