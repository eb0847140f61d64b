"""Which models to compare on a series, how, and what that will cost, told before it starts."""

from __future__ import annotations

import streamlit as st

from core import config
from core.errors import UserError
from core.messages import M, Message, Number
from core.models.registry import MODELS
from core.pipeline import MOST_MODELS, ComparePlan, Cost, estimated_cost
from core.ui import address, covariates_panel, errors
from core.ui.language import _, say
from core.ui.source import Source

DEFAULT_MODELS = ("lstm", "gru", "elman", "mlp")
SECONDS_A_MINUTE, SECONDS_AN_HOUR = 60, 3600
REFITS: dict[str, Message] = {"never": M("Once"), "always": M("At each origin")}


def choose(page: str, source: Source | None) -> ComparePlan:
    """The plan that the controls describe, each of them in the address."""
    models = _models(page)
    horizon = source.horizon if source else config.DEFAULT_HORIZON
    steps, apart, refit, advanced = st.columns(4, vertical_alignment="bottom")
    with steps:
        horizon = address.whole_number(page, "horizon", _("Steps ahead"), horizon, (1, config.MAX_HORIZON))
    with apart:
        hint = _("Fewer rows apart: more forecasts, but they overlap and tell less each.")
        step = address.whole_number(
            page, "step", _("Rows between origins"), max(1, horizon // 2), (1, config.MAX_HORIZON), hint
        )
    with refit:
        again = address.select(page, "refit", _("Trained"), list(REFITS), "never", lambda name: say(REFITS[name]))
    with advanced, st.popover(_("Advanced"), width="stretch"):
        share = address.whole_number(
            page, "test", _("Test part (% of the rows)"), round(100 * config.TEST_FRACTION), (5, 60)
        )
        seed = address.whole_number(page, "seed", _("Seed"), 0, (0, 9999), _("The same seed gives the same forecast."))
        budget = address.whole_number(
            page,
            "budget",
            _("Time for each training (seconds, at most)"),
            round(config.DEFAULT_BUDGET_SECONDS),
            (1, config.MAX_BUDGET_SECONDS),
        )
        covariates = covariates_panel.choose(page, source)
        also = covariates_panel.forecast_also(page, source)
    return ComparePlan(
        models=models,
        horizon=horizon,
        step=step,
        refit="always" if again == "always" else "never",
        seed=seed,
        budget_seconds=float(budget),
        test_fraction=share / 100,
        covariates=covariates,
        also=also,
    )


def _models(page: str) -> tuple[str, ...]:
    """The networks to compare; the baselines are always there."""
    key = f"{page}.models"
    if key not in st.session_state:
        asked = [name for name in st.query_params.get("models", "").split(",") if name in MODELS]
        st.session_state[key] = asked[:MOST_MODELS] or list(DEFAULT_MODELS)
    titles = {name: say(entry.title) for name, entry in MODELS.items()}
    chosen = st.multiselect(
        _("Networks to compare, beside all baselines"),
        list(MODELS),
        format_func=titles.__getitem__,
        key=key,
        max_selections=MOST_MODELS,
        persist_state="session",
    )
    address.write("models", ",".join(chosen), ",".join(DEFAULT_MODELS))
    return tuple(chosen)


def tell_cost(rows: int, plan: ComparePlan) -> None:
    """One line with what the plan costs on so many rows, or why it cannot be carried out."""
    try:
        st.caption(say(in_words(estimated_cost(rows, plan))))
    except UserError as error:
        st.caption(errors.literal(f"{say(error.message)} {say(error.hint) if error.hint else ''}"))


def in_words(cost: Cost) -> Message:
    """A cost as a sentence."""
    return M(
        "{fits} trainings and forecasts from {origins} origins: about {expected}, {most} at most.",
        fits=cost.fits,
        origins=cost.origins,
        expected=duration(cost.seconds),
        most=duration(cost.most),
    )


def duration(seconds: float) -> Message:
    """A time in the unit that suits it."""
    if seconds < 2 * SECONDS_A_MINUTE:
        return M("{seconds} s", seconds=Number(seconds, 0))
    if seconds < 2 * SECONDS_AN_HOUR:
        return M("{minutes} min", minutes=Number(seconds / SECONDS_A_MINUTE, 0))
    return M("{hours} h", hours=Number(seconds / SECONDS_AN_HOUR, 1))
