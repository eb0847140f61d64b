"""Which other columns the network looks at, and what it may know of them in the steps ahead."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from core.forecasting.types import Ahead
from core.messages import M, Message
from core.ui import address, names
from core.ui.language import _, say
from core.ui.source import Source

RULES: Mapping[Ahead, Message] = {
    "past only": M("Only their past is shown"),
    "hold last": M("Their last value is held"),
    "forecast": M("They are forecast too"),
    "known": M("They are known: the file holds them"),
}


def forecast_also(page: str, source: Source | None) -> tuple[str, ...]:
    """Further columns to forecast in the same run."""
    if source is None or not source.columns:
        return ()
    chosen = address.several(
        page,
        "targets",
        _("Forecast these columns too"),
        source.columns,
        lambda name: say(names.column(name)),
        variant=source.identity,
        empty=_("None"),
    )
    if chosen:
        st.caption(
            _("Each column gets a network of its own that sees the past of all of them; they share the training time.")
        )
    return tuple(chosen)


def choose(page: str, source: Source | None) -> tuple[tuple[str, Ahead], ...]:
    """The chosen columns, each with how far ahead it is known; in the address, and nothing where there is no choice."""
    if source is None or not source.columns:
        return ()
    chosen = address.several(
        page,
        "also",
        _("Other columns to look at"),
        source.columns,
        lambda name: say(names.column(name)),
        variant=source.identity,
        empty=_("None"),
    )
    if not chosen:
        return ()
    rules = [rule for rule in RULES if rule != "known" or source.known_ahead]
    ahead = address.select(
        page, "ahead", _("In the steps ahead"), rules, rules[0], lambda rule: say(RULES[rule]), variant="".join(rules)
    )
    if ahead in ("hold last", "forecast"):
        st.caption(_("A backtest follows the same rule at every origin: nothing is seen that was not known."))
    return tuple((name, rule) for name in chosen for rule in rules if rule == ahead)
