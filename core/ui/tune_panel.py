"""The search for better settings on a forecast page: started here, followed live, and used with one button."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core import config
from core.charts import tuning
from core.forecasting.tuning.types import Tuning, TuningLimits
from core.forecasting.types import ForecastSettings
from core.jobs import Job
from core.messages import M
from core.models.registry import MODELS
from core.pipeline import load_tuning, tune_arguments
from core.pipeline.tune import verdict
from core.store.series import save_series
from core.ui import address, charts, errors, frame, job_panel, services, tuned
from core.ui.forms import form
from core.ui.language import _, say
from core.ui.source import Source

NAME = "tune"


def panel(page: str, source: Source, settings: ForecastSettings) -> None:
    """Closed until a reader opens it, or a search is under way."""
    job = _job(page, source)
    box = st.expander(_("Tune: search for better settings"), icon=":material/tune:", expanded=job is not None)
    with box:
        st.caption(
            _(
                "Each trial trains another setting briefly on the training part and is scored on the validation part; "
                "the test part is never looked at. Mostly there is little to gain, and then it is said."
            )
        )
        if settings.also:
            st.caption(
                _(
                    "Of several columns the search is for the first. The others train with the size and learning rate "
                    "it finds, each in the form that suits it."
                )
            )
        busy = job is not None and job.active
        limits, wanted = _limits(page, busy)
        if wanted and not busy:
            with errors.shown():
                start(page, source, settings, limits)
            job = _job(page, source)
        if job is not None:
            _follow(page, job)


def _job(page: str, source: Source) -> Job | None:
    """The page's search, where it is one for this series."""
    job = job_panel.current(page, NAME)
    ours = job is not None and job.kind == NAME and job.arguments.get("series") == source.identity
    return job if ours else None


def start(page: str, source: Source, settings: ForecastSettings, limits: TuningLimits) -> None:
    """Loads the series and hands it to the worker."""
    series = job_panel.load(source, settings.horizon)
    title = M("Tuning: {name}, {horizon} steps ahead", name=source.title, horizon=settings.horizon)
    arguments = tune_arguments(settings, limits) | {"page": page, "series": source.identity}
    identifier = services.queue().submit(NAME, arguments, title, lambda folder: save_series(series, folder))
    job_panel.remember(page, identifier, NAME)


def _limits(page: str, busy: bool) -> tuple[TuningLimits, bool]:
    """When the search ends, and whether it was asked for just now."""
    seconds, trials, button = st.columns(3, vertical_alignment="bottom")
    with seconds:
        most = (5, config.MAX_TUNING_SECONDS)
        time = address.whole_number(
            page, "tune_seconds", _("Search time (seconds, at most)"), round(config.TUNING_SECONDS), most
        )
    with trials:
        hint = _("Where the number of trials ends the search, the same seed finds the same settings.")
        count = address.whole_number(
            page, "tune_trials", _("Trials (at most)"), config.TUNING_TRIALS, (1, config.MAX_TUNING_TRIALS), hint
        )
    with button:
        asked = st.button(
            _("Search"), icon=":material/search:", disabled=busy, key=f"{page}.tune.search", width="stretch"
        )
    return TuningLimits(float(time), count), asked


def _follow(page: str, job: Job) -> None:
    """The trials as they come, and after the last what they are worth."""
    if job.active:
        st.fragment(_live, run_every=job_panel.POLL_SECONDS)(job.id)
        return
    if job.status == "failed" and job.error is not None:
        errors.show_error(job.error)
    with errors.shown():
        found = load_tuning(job.folder)
        if found is not None and found.trials:
            _result(page, job, found)
        elif job.status != "failed":
            st.info(_("The search ended before its first trial."))


def _live(identifier: str) -> None:
    """Drawn again twice a second; only when the search ends is the whole page."""
    job = services.queue().get(identifier)
    if not job.active:
        st.rerun()
    job_panel.bar(job)
    found = load_tuning(job.folder)
    if found is not None and found.trials:
        _chart(job, found)


def _result(page: str, job: Job, found: Tuning) -> None:
    if job.status == "done":
        st.markdown(f"**{say(verdict(found))}**")
    else:
        st.info(say(M("The search was stopped. Trials that had ended: {trials}.", trials=len(found.trials))))
    _chart(job, found)
    if found.best is not None:
        words = tuned.described(found.tuned, found.best.window)
        st.caption(say(M("Best: {settings}; it rests {form}.", settings=words, form=form(found.best.choice.form))))
        st.button(
            _("Use this and train"),
            type="primary" if found.better else "secondary",
            icon=":material/play_arrow:",
            key=f"{page}.tune.use",
            on_click=tuned.use,
            args=(page, str(job.arguments.get("series")), found.tuned),
        )
    table = st.expander(_("All trials in numbers"), on_change="rerun", key=f"{page}.tune.table")
    if table.open:
        table.dataframe(readable(found), hide_index=True)


def _chart(job: Job, found: Tuning) -> None:
    start = found.start.crps if found.start else None
    table = found.frame()
    table["words"] = [say(tuned.described(t.choice.applied_to(found.settings), t.window)) for t in found.trials]
    chart = tuning.trials_chart(table, start, found.unit, frame.look())
    charts.show(chart, tuning.trials_alt_text(table, start, found.unit), f"trials.{job.id}")
    if table["pruned"].any():
        st.caption(_("Hollow: given up early, since it was doing worse than most."))


def readable(found: Tuning) -> pd.DataFrame:
    """The trials with the reader's words, best first."""
    table = found.frame().sort_values(["pruned", "crps"]).drop(columns="best")
    table["model"] = [say(MODELS[name].title) for name in table["model"]]
    table["form"] = [say(form(name)) for name in table["form"]]
    table["pruned"] = [_("yes") if pruned else "" for pruned in table["pruned"]]
    score = _("Validation CRPS") + (f" ({found.unit})" if found.unit else "")
    names = {
        "trial": _("Trial"),
        "crps": score,
        "pruned": _("Given up early"),
        "model": _("Network"),
        "form": _("Rests"),
        "window": _("Window"),
        "hidden": _("Units"),
        "learning_rate": _("Learning rate"),
        "weight_decay": _("Weight decay"),
    }
    return table.rename(columns=names)
