"""Hidden units that follow a fact of the text, found by search: their score, and one of them over the text."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import generate_strip
from core.messages import M, Message, Number
from core.text.generate.example import Written
from core.text.generate.tables import unit_table
from core.text.generate.tracks import TRACKS
from core.text.generate.units import FoundUnit
from core.ui import address, charts, frame
from core.ui.generate_result import identity
from core.ui.language import _, say

PLENTY = 1_500
"""Tokens beyond which only the last ones are drawn."""


def show(page: str, made: Written) -> None:
    """The unit chosen from the list, drawn over the text."""
    if not made.found:
        return
    st.subheader(_("What do hidden units follow?"), anchor=False)
    names = [f"{unit.track}-{unit.unit}" for unit in made.found]
    titles = {name: say(title(unit)) for name, unit in zip(names, made.found, strict=True)}
    chosen = address.select(
        page, "unit", _("Unit"), names, names[0], titles.__getitem__, variant=f"{len(made.vocabulary)}.{names[0]}"
    )
    number = names.index(chosen)
    unit = made.found[number]
    st.markdown(say(_sentence(unit)))
    table = unit_table(made, number)
    chart = generate_strip.unit_strip(table, frame.look())
    charts.show(chart, generate_strip.unit_alt_text(table, unit.unit), f"{page}.unit.{identity(made)}.{chosen}")
    st.caption(
        _(
            "Blue below zero, red above. Of all units the ones that follow a fact best were searched on the validation "
            "part; the score is from the held-out part. Many units share in a fact; one that follows it need not cause "
            "what the network writes."
        )
    )
    _numbers(page, made, table)


def title(unit: FoundUnit) -> Message:
    """What a unit follows, and how closely."""
    kind = TRACKS[unit.track].kind
    score = M("AUC {score}", score=Number(unit.score, 2))
    if kind == "graded":
        score = M("correlation {score}", score=Number(unit.sign * unit.score, 2))
    return M("{fact}: unit {unit}, {score}", fact=TRACKS[unit.track].title, unit=unit.unit, score=score)


def _sentence(unit: FoundUnit) -> Message:
    track = TRACKS[unit.track]
    if track.kind == "graded":
        return M(
            "“{fact}” and hidden unit {unit} have a correlation of {score} on text that was not searched; 0 would be "
            "chance.",
            fact=track.title,
            unit=unit.unit,
            score=Number(unit.sign * unit.score, 2),
        )
    return M(
        "Hidden unit {unit} is {direction} where “{fact}” holds: AUC {score} on text that was not searched; 0.5 would "
        "be chance.",
        unit=unit.unit,
        direction=M("high") if unit.sign > 0 else M("low"),
        fact=track.title,
        score=Number(unit.score, 2),
    )


def _numbers(page: str, made: Written, table: pd.DataFrame) -> None:
    """All units found, and the one over the text, as tables."""
    panel = st.expander(_("Units in numbers"), on_change="rerun", key=f"{page}.units")
    if not panel.open:
        return
    found = pd.DataFrame(
        {
            _("Fact"): [say(TRACKS[unit.track].title) for unit in made.found],
            _("Unit"): [unit.unit for unit in made.found],
            _("Measure"): [
                "AUC" if TRACKS[unit.track].kind == "yes or no" else _("Correlation") for unit in made.found
            ],
            _("Score"): [
                unit.score if TRACKS[unit.track].kind == "yes or no" else unit.sign * unit.score for unit in made.found
            ],
        }
    )
    panel.dataframe(found, hide_index=True)
    over = pd.DataFrame(
        {
            _("Token"): [generate_strip.shown(token) for token in table["token"]],
            _("Activation"): table["activation"].round(3),
        }
    )
    panel.dataframe(over, hide_index=True)
    panel.download_button(
        _("Download the table"),
        over.to_csv(index=False),
        file_name="unit.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{page}.units.download",
        icon=":material/download:",
    )
