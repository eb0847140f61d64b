"""Any stock by its ticker, with the period and interval to fetch."""

from __future__ import annotations

import streamlit as st

from core.data.stocks import load_stock
from core.messages import M, Message
from core.ui import address
from core.ui.language import _, say
from core.ui.source import Source

PERIODS: dict[str, Message] = {
    "2y": M("2 years"),
    "5y": M("5 years"),
    "10y": M("10 years"),
    "max": M("All there is"),
}
INTERVALS: dict[str, Message] = {"1d": M("Daily"), "1wk": M("Weekly"), "1mo": M("Monthly")}


def choose(page: str) -> Source:
    """The stock to fetch when the forecast is asked for."""
    columns = st.columns([2, 1, 1])
    with columns[0]:
        hint = _("As Yahoo Finance writes it: AAPL, VOD.L, ^GSPC, BTC-USD.")
        ticker = address.text(page, "ticker", _("Ticker"), "AAPL", hint).strip()
    with columns[1]:
        period = address.select(page, "period", _("Period"), list(PERIODS), "10y", lambda name: say(PERIODS[name]))
    with columns[2]:
        interval = address.select(
            page, "interval", _("Interval"), list(INTERVALS), "1d", lambda name: say(INTERVALS[name])
        )
    st.caption(_("Adjusted closing prices from Yahoo Finance, kept on this machine for a quarter of an hour."))
    return Source(
        M("{ticker}", ticker=ticker),
        lambda: load_stock(ticker, period, interval),
        variant=interval,
        columns=("Open", "High", "Low", "Volume"),
    )
