"""Stocks against a local server that speaks Yahoo's protocol: prices, each failure's sentence, the cache."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import exchange_calendars
import numpy as np
import pandas as pd
import pytest

from core import config
from core.data.calendars import future_times
from core.data.exchanges import YAHOO_CALENDARS
from core.data.stocks import load_stock
from core.errors import UserError
from tests.data import yahoo
from tests.data.local_server import LocalServer, serving

DAYS = pd.bdate_range("2024-01-02", periods=200, tz="America/New_York") + pd.Timedelta(hours=9, minutes=30)
CLOSE = yahoo.prices(DAYS)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serving(yahoo.respond_with(yahoo.chart(DAYS, CLOSE))) as running:
        yield running


def refused(session: Any, ticker: str = "TEST", period: str = "1y", interval: str = "1d") -> str:
    with pytest.raises(UserError) as caught:
        load_stock(ticker, period, interval, session=session)
    assert caught.value.hint is not None
    return str(caught.value.message)


@pytest.mark.parametrize("backend", ["requests", "curl_cffi"])
def test_prices_arrive_as_sent(server: LocalServer, backend: str) -> None:
    series = load_stock(" test ", "1y", session=yahoo.session_to(server.address, backend))
    assert (series.name, series.target, series.unit, series.calendar) == ("TEST", "Close", "USD", "XNYS")
    assert series.frequency.code == "B"
    assert list(series.times) == list(DAYS.tz_localize(None).normalize())
    np.testing.assert_allclose(series.values, CLOSE)
    assert not series.provenance.stale
    assert series.provenance.fetched is not None


def test_prices_are_adjusted(server: LocalServer) -> None:
    server.respond = yahoo.respond_with(yahoo.chart(DAYS, CLOSE, factor=0.5))
    series = load_stock("TEST", "1y", session=yahoo.session_to(server.address))
    np.testing.assert_allclose(series.values, CLOSE / 2)


def test_days_keep_the_date_of_the_exchange(server: LocalServer) -> None:
    tokyo = pd.bdate_range("2024-01-04", periods=100, tz="Asia/Tokyo") + pd.Timedelta(hours=9)
    reply = yahoo.chart(tokyo, yahoo.prices(tokyo), exchange="JPX", zone="Asia/Tokyo", currency="JPY")
    server.respond = yahoo.respond_with(reply)
    series = load_stock("7203.T", "1y", session=yahoo.session_to(server.address))
    assert series.times[0] == pd.Timestamp("2024-01-04")  # still the 3rd in UTC
    assert (series.unit, series.calendar) == ("JPY", "XTKS")


def test_crypto_trades_every_day(server: LocalServer) -> None:
    days = pd.date_range("2024-01-01", periods=100, tz="UTC")
    server.respond = yahoo.respond_with(yahoo.chart(days, yahoo.prices(days), exchange="CCC", zone="UTC"))
    series = load_stock("BTC-USD", "1y", session=yahoo.session_to(server.address))
    assert (series.frequency.code, series.calendar) == ("D", None)


def test_hours_of_trading_go_on_in_the_next_session(server: LocalServer) -> None:
    days = pd.bdate_range("2024-01-02", "2024-01-26", tz="America/New_York")
    hours = pd.DatetimeIndex([day + pd.Timedelta(minutes=570 + 60 * bar) for day in days for bar in range(7)])
    server.respond = yahoo.respond_with(yahoo.chart(hours, yahoo.prices(hours)))
    series = load_stock("TEST", "1mo", "1h", session=yahoo.session_to(server.address))
    assert series.times[-1] == pd.Timestamp("2024-01-26 15:30")
    assert list(future_times(series, 2)) == [pd.Timestamp("2024-01-29 09:30"), pd.Timestamp("2024-01-29 10:30")]


def test_a_day_still_traded_is_left_out(server: LocalServer) -> None:
    now = pd.Timestamp.now("UTC").floor("s")
    days = pd.date_range(end=now.normalize(), periods=100, tz="UTC")
    running = (now - pd.Timedelta(hours=1), now + pd.Timedelta(hours=1))
    server.respond = yahoo.respond_with(yahoo.chart(days, yahoo.prices(days), zone="UTC", session=running))
    series = load_stock("TEST", "1y", session=yahoo.session_to(server.address))
    assert series.times[-1] == days[-2].tz_localize(None)


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (yahoo.UNKNOWN, "Yahoo Finance knows no ticker TEST."),
        (yahoo.RATE_LIMIT, "Yahoo Finance refuses further questions for a while."),
        (yahoo.BROKEN, "Yahoo Finance answered with an error of its own."),
        (yahoo.empty(), "Yahoo Finance gave an empty answer for TEST (1y, 1d)."),
        (yahoo.TOO_LONG, "Yahoo Finance keeps no 1d prices for a period of 1y."),
    ],
    ids=["unknown", "rate limit", "error 500", "empty", "too long"],
)
def test_each_failure_has_its_sentence_and_is_not_kept(
    server: LocalServer, reply: Any, sentence: str, unrolled_home: Path
) -> None:
    server.respond = yahoo.respond_with(reply)
    session = yahoo.session_to(server.address)
    assert refused(session) == sentence
    assert not list((config.cache_folder() / "stocks").glob("*"))
    server.respond = yahoo.respond_with(yahoo.chart(DAYS, CLOSE))
    assert len(load_stock("TEST", "1y", session=session)) == len(DAYS)


@pytest.mark.parametrize("backend", ["requests", "curl_cffi"])
def test_no_network(backend: str) -> None:
    with serving(yahoo.respond_with(yahoo.UNKNOWN)) as closed:
        address = closed.address
    started = time.monotonic()
    assert refused(yahoo.session_to(address, backend)) == "Yahoo Finance cannot be reached."
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("ticker", ["", "A B", "DROP TABLE;", "../../etc", "A" * 21, "ÄÖ"])
def test_malformed_tickers_are_not_asked_for(server: LocalServer, ticker: str) -> None:
    assert "is no ticker" in refused(yahoo.session_to(server.address), ticker)
    assert server.asked == []


def test_unknown_period_and_interval(server: LocalServer) -> None:
    session = yahoo.session_to(server.address)
    assert refused(session, period="4q") == "“4q” is no period that Yahoo Finance knows."
    assert refused(session, interval="7d") == "“7d” is no interval that Yahoo Finance knows."


def test_too_few_prices(server: LocalServer) -> None:
    server.respond = yahoo.respond_with(yahoo.chart(DAYS[:30], CLOSE[:30]))
    assert refused(yahoo.session_to(server.address)) == "30 rows are too few; at least 60 are needed."


def test_a_young_answer_is_not_asked_for_again(server: LocalServer) -> None:
    session = yahoo.session_to(server.address)
    first = load_stock("TEST", "1y", session=session)
    asked = len(server.asked)
    again = load_stock("TEST", "1y", session=session)
    assert len(server.asked) == asked
    pd.testing.assert_frame_equal(first.frame, again.frame, check_freq=False)
    assert again.provenance == first.provenance


@pytest.mark.parametrize("reply", [yahoo.RATE_LIMIT, yahoo.BROKEN, yahoo.empty()], ids=["rate limit", "error", "empty"])
def test_an_old_answer_stands_in_for_a_failure(
    server: LocalServer, reply: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = yahoo.session_to(server.address)
    first = load_stock("TEST", "1y", session=session)
    monkeypatch.setattr(config, "STOCK_CACHE_SECONDS", 0)
    server.respond = yahoo.respond_with(reply)
    kept = load_stock("TEST", "1y", session=session)
    assert kept.provenance.stale
    assert kept.provenance.fetched == first.provenance.fetched
    np.testing.assert_array_equal(kept.values, first.values)


def test_an_unknown_ticker_is_told_although_an_old_answer_is_kept(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = yahoo.session_to(server.address)
    load_stock("TEST", "1y", session=session)
    monkeypatch.setattr(config, "STOCK_CACHE_SECONDS", 0)
    server.respond = yahoo.respond_with(yahoo.UNKNOWN)
    assert refused(session) == "Yahoo Finance knows no ticker TEST."


def test_every_calendar_is_one_that_exists() -> None:
    known = set(exchange_calendars.get_calendar_names())
    assert set(YAHOO_CALENDARS.values()) <= known


def test_nothing_leaves_this_machine(server: LocalServer) -> None:
    load_stock("TEST", "1y", session=yahoo.session_to(server.address))
    assert any("/v8/finance/chart/TEST" in path for path in server.asked)
