"""What is explained, and how: forecast, day, step, quantile, method and reference, all in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from core.config import QUANTILES
from core.explain.registry import DEFAULT_METHOD, METHODS
from core.messages import M, Message, Percent
from core.pipeline import ExplainChoice, Subject
from core.ui import address, explain_data
from core.ui.language import _, say
from core.ui.language import show as written

EXAMPLE = "seattle-weather"

REFERENCES: dict[str, Message] = {
    "training mean": M("the mean of the training part"),
    "window mean": M("the mean of this window"),
    "persistence": M("the last value throughout"),
    "permuted history": M("the same history in random order"),
    "earlier window": M("an earlier, real window"),
    "no calendar": M("no time of year or day"),
}
"""Reader names of what a forecast is compared with."""

MEDIAN = 0.5
LEVELS = {f"{level:g}": level for level in QUANTILES}


@dataclass(frozen=True)
class View:
    """A subject as it is looked at. key: of core.ui.explain_data. origin: position of the last row it knows."""

    page: str
    key: str
    origin: int

    @property
    def subject(self) -> Subject:
        """The forecaster and its series."""
        return explain_data.subject(self.key)

    @property
    def unit(self) -> str:
        """Of the series."""
        return self.subject.series.unit

    @property
    def tag(self) -> str:
        """The same for the same subject and day: what widgets and charts of it are called."""
        return f"{self.key}.{self.origin}"


def quantile_in_words(level: float) -> Message:
    """A quantile inside a sentence."""
    return M("the median") if level == MEDIAN else M("the {level} quantile", level=Percent(level))


def subject(page: str, name: str, label: str, default: str) -> str:
    """The forecast to be explained, as a list."""
    titles = explain_data.subjects()
    if not titles:
        return default
    first = default if default in titles else next(iter(titles))
    return address.select(page, name, label, list(titles), first, lambda key: say(titles[key]))


def origin(page: str, name: str, key: str, default: int = 0) -> int:
    """The last row the forecast knows, chosen by how many steps are cut off the end of the history."""
    found = explain_data.subject(key)
    last = len(found.series) - 1
    most = max(min(last - found.first_origin, last), 0)
    label = _("Steps cut off the end of the history")
    back = address.slider(page, name, label, min(default, most), (0, most), key, _("0 is the forecast of today."))
    return last - back


def choose(view: View, *, how: bool, label: str | None = None) -> ExplainChoice:
    """Step and quantile and, with `how`, method and reference. label: of the step."""
    columns = st.columns([3, 1.3, 2, 2.4] if how else [3, 1.3], vertical_alignment="bottom")
    with columns[0]:
        step = _step(view, label or _("Step ahead"))
    with columns[1]:
        titles = {name: _("median") if name == "0.5" else written(Percent(level)) for name, level in LEVELS.items()}
        quantile = address.select(view.page, "q", _("Quantile"), list(LEVELS), "0.5", titles.__getitem__)
    if not how:
        return ExplainChoice(step, LEVELS[quantile])
    with columns[2]:
        method = address.select(
            view.page, "method", _("Method"), list(METHODS), DEFAULT_METHOD, lambda name: say(METHODS[name].title)
        )
    with columns[3]:
        names, first = _references(view)
        reference = address.select(
            view.page, "ref", _("Compared with"), names, first, lambda name: say(REFERENCES[name]), view.key
        )
    return ExplainChoice(step, LEVELS[quantile], method, reference)


def _references(view: View) -> tuple[Sequence[str], str]:
    """The references of the subject, and the one it opens on: that of the stored explanation where there is one."""
    outcome = view.subject.outcome
    if outcome is None:
        names = list(explain_data.evidence(view.key, view.origin).references)
        return names, names[0]
    # Without torch: a forecast has a calendar reference where its explanation knows calendar inputs.
    features = {name for axis in outcome.explanation.axes for name in axis.features}
    names = [name for name in REFERENCES if name != "no calendar" or any(" sine" in name for name in features)]
    return names, outcome.explanation.reference


def step_key(view: View) -> str:
    """The name of the slider of the step, which a click on the chart moves."""
    return f"{view.page}.step.{view.key}"


def _step(view: View, label: str) -> int:
    """The step on the slider; that of the stored explanation to begin with."""
    outcome = view.subject.outcome
    stored = 1 if outcome is None else outcome.explanation.target[0] + 1
    return address.slider(view.page, "step", label, stored, (1, view.subject.settings.horizon), view.key)
