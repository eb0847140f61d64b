"""Settings that a search has found, in use on a page: kept in its address, and only for what they were found for."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.forecasting.types import ForecastSettings
from core.messages import M, Message, Number
from core.models.registry import MODELS
from core.ui import address
from core.ui.language import _, say

NAME = "tuned"


class Tuned(BaseModel):
    """What was chosen, and for which series and horizon; with another of these, or another network, it rests."""

    model_config = ConfigDict(extra="forbid")

    series: str
    horizon: int
    model: str
    form: str | None
    window: int | None = Field(ge=1)
    hidden: int | None = Field(ge=1, le=512)
    learning_rate: float | None = Field(gt=0, le=1)
    weight_decay: float | None = Field(ge=0, le=1)

    def fits(self, series: str, settings: ForecastSettings) -> bool:
        """Whether it was found for these."""
        return (self.series, self.horizon, self.model) == (series, settings.horizon, settings.model)

    def applied_to(self, settings: ForecastSettings) -> ForecastSettings:
        """The settings of the page with what was chosen."""
        return replace(settings, **self.model_dump(exclude={"series"}))


def use(page: str, series: str, settings: ForecastSettings) -> None:
    """Puts found settings into the page's own and asks for a forecast; called before the page is drawn."""
    names = set(Tuned.model_fields) - {"series"}
    chosen = Tuned(series=series, **{name: getattr(settings, name) for name in names})
    address.write(NAME, chosen.model_dump_json(), "")
    st.session_state[f"{page}.{NAME}"] = chosen
    st.session_state[f"{page}.model."] = settings.model
    st.session_state[f"{page}.{NAME}.go"] = True


def asked(page: str) -> bool:
    """Whether `use` has just asked for a forecast; true once."""
    return bool(st.session_state.pop(f"{page}.{NAME}.go", False))


def applied(page: str, series: str, settings: ForecastSettings) -> ForecastSettings:
    """The settings of the page with the found ones where they fit, which is then said, with a way back."""
    found = _found(page)
    if found is None or not found.fits(series, settings):
        return settings
    address.write(NAME, found.model_dump_json(), "")
    words, button = st.columns([4, 1], vertical_alignment="center")
    words.caption(say(M("Tuned settings in use: {settings}.", settings=described(found.applied_to(settings)))))
    button.button(_("Usual settings"), key=f"{page}.{NAME}.drop", on_click=_drop, args=(page,), width="stretch")
    return found.applied_to(settings)


def described(settings: ForecastSettings, window: int | None = None) -> Message:
    """The settings that a search chooses, in a few words. window: the steps really shown, where they are known."""
    window = window or settings.window
    return M(
        "{model}, {hidden} units, {window}, learning rate {rate}, weight decay {decay}",
        model=MODELS[settings.model].title,
        hidden=settings.hidden or M("the usual"),
        window=M("a window of {steps} steps", steps=window) if window else M("the usual window"),
        rate=Number(settings.learning_rate, 4) if settings.learning_rate else M("the usual"),
        decay=Number(settings.weight_decay, 4) if settings.weight_decay else M("the usual"),
    )


def _found(page: str) -> Tuned | None:
    """Of this session, or of the address that was opened; an address that makes no sense counts as none."""
    kept = st.session_state.get(f"{page}.{NAME}")
    if isinstance(kept, Tuned):
        return kept
    try:
        return Tuned.model_validate_json(st.query_params.get(NAME, ""))
    except ValidationError:
        return None


def _drop(page: str) -> None:
    st.session_state.pop(f"{page}.{NAME}", None)
    address.write(NAME, "", "")
