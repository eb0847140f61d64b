"""A finished backtest: the verdict in a sentence, the models side by side, and one view a question."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from core.charts import comparison
from core.config import BANDS
from core.forecasting.baselines.titles import in_words
from core.forecasting.diagnostics.skill import held_column
from core.messages import M, Message, Number, Percent
from core.pipeline import Diagnosis, ModelComparison, also_folder
from core.ui import (
    address,
    backtest_calibration,
    backtest_errors,
    backtest_pairs,
    backtest_windows,
    charts,
    columns,
    frame,
    provenance_panel,
)
from core.ui import backtest_results as results
from core.ui.language import _, say
from core.ui.language import show as written

VIEWS: dict[str, Message] = {
    "pairs": M("Real or chance?"),
    "steps": M("By step ahead"),
    "bands": M("Do the bands hold?"),
    "errors": M("When does it err?"),
    "windows": M("Worst windows"),
}


def show(page: str, folder: Path, kind: str) -> None:
    """The whole result; a change of view or model draws only this part again."""
    st.fragment(_result)(page, str(folder), kind)


def _result(page: str, folder: str, kind: str) -> None:
    place = _column(page, Path(folder))
    found, said = results.comparison(place), results.diagnosis(place)
    provenance_panel.heading(found, kind)
    st.markdown(say(said.verdict))
    _lag_warning(said)
    scores = results.titled(said.scores, "model").assign(network=said.scores["model"].isin(list(found.models)))
    charts.show(
        comparison.skills_chart(scores, frame.look()), comparison.skills_alt_text(scores), f"{page}.skills.{place.name}"
    )
    st.caption(_circumstances(found))
    st.dataframe(
        _score_table(said), hide_index=True, column_config={_("Model"): st.column_config.TextColumn(width="medium")}
    )
    with st.container(horizontal=True):
        _download(page, found)
    view = address.segments(page, "view", _("A closer look"), list(VIEWS), "pairs", lambda name: say(VIEWS[name]))
    if view == "pairs":
        backtest_pairs.show(page, found, said)
        return
    name = _model(page, found, said)
    if view == "steps":
        _steps(page, found, said, name)
    elif view == "bands":
        backtest_calibration.show(page, place, name)
    elif view == "errors":
        backtest_errors.show(page, place, name)
    else:
        backtest_windows.show(page, place, name)


def _column(page: str, folder: Path) -> Path:
    """Folder of the column to show, where several were compared."""
    whole = results.comparison(folder)
    place = columns.choose(page, [each.series for each in (whole, *whole.also)])
    return folder if place == 0 else also_folder(folder, place - 1)


def _lag_warning(said: Diagnosis) -> None:
    """Names the networks that merely repeat the last value."""
    if said.repeating:
        warning = M(
            "Merely repeats the last value: {models}. The one-step median follows the series one step late and "
            "foresees no change better than chance; its picture looks good, but it knows nothing.",
            models=[results.title(name) for name in said.repeating],
        )
        st.warning(say(warning), icon=":material/history:")


def _circumstances(found: ModelComparison) -> str:
    """One line: what was forecast from where, how, and what to be careful about."""
    plan, evaluation = found.plan, found.evaluation
    trained = _("trained once before the first origin")
    if plan.refit == "always":
        trained = _("trained again at each origin (the baselines keep their parameters)")
    first, last = evaluation.dates
    line = M(
        "{horizon} steps ahead from {origins} origins, {first} to {last}, {step} rows apart; {trained}; {seconds} s in "
        "all. Skill is against {baseline}. Whoever errs least of several was also a little lucky.",
        horizon=plan.horizon,
        origins=evaluation.origins,
        first=first,
        last=last,
        step=evaluation.step,
        trained=trained,
        seconds=Number(found.seconds["total"], 0),
        baseline=in_words(found.reference, found.series.frequency, found.season),
    )
    return say(line)


def _score_table(said: Diagnosis) -> pd.DataFrame:
    """One row a model, smallest error first."""
    scores = results.titled(said.scores, "model")
    intervals = [
        f"{written(Percent(low))} … {written(Percent(high))}"
        for low, high in zip(scores["low"], scores["high"], strict=True)
    ]
    bands = {
        say(M("{band} band held", band=Percent(band))): [written(Percent(held)) for held in scores[held_column(band)]]
        for band in sorted(BANDS)
    }
    return pd.DataFrame(
        {
            _("Model"): scores["model"],
            "CRPS": [written(Number(value, 3)) for value in scores["crps"]],
            "MASE": [written(Number(value, 3)) for value in scores["mase"]],
            _("Skill"): [written(Percent(value)) for value in scores["skill"]],
            _("95 % interval"): intervals,
            **bands,
        }
    )


def _download(page: str, found: ModelComparison) -> None:
    """Every prediction as CSV, made when it is asked for."""
    st.download_button(
        _("All predictions as CSV"),
        lambda: found.table().to_csv(index=False).encode(),
        file_name="backtest-predictions.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"{page}.csv",
    )


def _model(page: str, found: ModelComparison, said: Diagnosis) -> str:
    """The model that the views below are about; the best network unless another is chosen."""
    names = [str(name) for name in said.scores["model"]]
    variant = ",".join(sorted(names))
    return address.select(page, "about", _("Model"), names, found.best, results.title, variant)


def _steps(page: str, found: ModelComparison, said: Diagnosis, name: str) -> None:
    """The skill of the networks, and of the chosen model, by step ahead."""
    drawn = [*found.models, *([name] if name not in found.models else [])]
    table = said.by_step[said.by_step["model"].isin(drawn)]
    table = results.titled(table, "model")
    chosen = results.title(name)
    charts.show(
        comparison.steps_chart(table, frame.look(), chosen=chosen),
        comparison.steps_alt_text(table, chosen),
        f"{page}.steps",
    )
    st.caption(_("Above the line a model beats the best baseline; the band is the 95 % interval of the chosen one."))
