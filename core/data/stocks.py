"""Any stock from Yahoo Finance: adjusted prices, kept on disk, each failure told for what it is."""

from __future__ import annotations

import logging
import re
import time
from functools import lru_cache
from typing import Any

import pandas as pd
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, stop_after_delay, wait_fixed

from core import config
from core.data import regular
from core.data.cache import LATER, NO_NETWORK, Answer, OutageError, ServiceError, answer
from core.data.exchanges import YAHOO_CALENDARS
from core.data.frequency import infer
from core.data.quality import refuse_unusable
from core.data.series import Provenance, Series
from core.errors import UserError
from core.messages import M

PERIODS = ("1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max")
INTERVALS = ("1m", "2m", "5m", "15m", "30m", "60m", "90m", "1h", "1d", "1wk", "1mo", "3mo")
TICKER = r"[A-Z0-9.^=&-]{1,20}"
FACTS = ("currency", "exchangeName", "fullExchangeName", "currentTradingPeriod")
COLUMNS = ["Open", "High", "Low", "Close", "Volume"]
STEPS = {"1wk": "7D", "1mo": "MS", "3mo": "3MS", "1m": "min"} | {
    interval: interval.replace("m", "min") for interval in ("2m", "5m", "15m", "30m", "60m", "90m", "1h")
}
"""How long a row of each interval lasts, as pandas writes it."""

WAIT_SECONDS = 6.0
"""Longest wait for all requests of one answer together."""

REQUEST_SECONDS = 4.0
RETRY_SECONDS = 2.0
"""Time after which a failed question is not asked again."""

LICENCE = "Yahoo's terms of service (personal use)"


def load_stock(ticker: str, period: str = "10y", interval: str = "1d", *, session: Any = None) -> Series:
    """Adjusted prices of a ticker, its `Close` to forecast, in the exchange's local time.

    period, interval: as Yahoo names them ("10y", "1d"). session: a requests or curl_cffi session in place of the
    usual one. Raises UserError for a malformed or unknown ticker and for a service that fails while no older answer
    is kept; with one, `provenance.stale` is True.
    """
    symbol = _checked(ticker, period, interval)
    got = answer(
        "stocks",
        f"{symbol} {period} {interval}",
        config.STOCK_CACHE_SECONDS,
        lambda: _fetch(symbol, period, interval, session if session is not None else _session()),
    )
    frequency = infer(pd.DatetimeIndex(got.frame.index))
    frame, filled = regular.complete(got.frame, "Close", frequency)
    refuse_unusable(frame["Close"], symbol)
    positional = not regular.is_regular(frequency)
    return Series(
        name=symbol,
        frame=frame,
        target="Close",
        frequency=frequency,
        provenance=Provenance(
            "stock",
            f"Yahoo Finance, {got.facts['exchange']}, adjusted prices",
            LICENCE,
            f"https://finance.yahoo.com/quote/{symbol}",
            got.fetched,
            got.stale,
        ),
        unit=got.facts["currency"],
        calendar=YAHOO_CALENDARS.get(got.facts["exchange code"]) if positional else None,
        filled=filled,
    )


def _checked(ticker: str, period: str, interval: str) -> str:
    """The ticker in capitals; raises UserError before anything is asked of the service."""
    symbol = ticker.strip().upper()
    if not re.fullmatch(TICKER, symbol):
        raise UserError(
            M("“{ticker}” is no ticker: letters, digits and . ^ = & - only.", ticker=ticker[:40]),
            M("Write it as Yahoo Finance does: AAPL, VOD.L, ^GSPC, BTC-USD."),
        )
    for value, known, what in ((period, PERIODS, M("period")), (interval, INTERVALS, M("interval"))):
        if value not in known and not (known is PERIODS and re.fullmatch(r"[1-9]\d{0,2}(d|wk|mo|y)", value)):
            raise UserError(
                M("“{value}” is no {what} that Yahoo Finance knows.", value=value, what=what),
                M("Choose one of {known}.", known=list(known)),
            )
    return symbol


def _fetch(symbol: str, period: str, interval: str, session: Any) -> Answer:
    """The service's answer, asked once more where it broke down; raises UserError with the failure's own sentence."""
    attempts = Retrying(
        retry=retry_if_exception_type(OutageError),
        stop=stop_after_attempt(2) | stop_after_delay(RETRY_SECONDS),
        wait=wait_fixed(0.3),
        reraise=True,
    )
    frame, facts = attempts(_ask, symbol, period, interval, session)
    return Answer(frame, facts)


def _ask(symbol: str, period: str, interval: str, session: Any) -> tuple[pd.DataFrame, dict[str, str]]:
    """One question to the service: finished rows in local time, and what it says about the ticker."""
    from yfinance import exceptions

    stock = _ticker(symbol, session)
    try:
        frame = stock.history(period=period, interval=interval, auto_adjust=True, actions=False)
        told = stock.history_metadata
        about = {fact: told.get(fact) for fact in FACTS}  # its other facts would be asked for now
    except exceptions.YFRateLimitError as error:
        raise ServiceError(M("Yahoo Finance refuses further questions for a while."), LATER) from error
    except exceptions.YFTickerMissingError as error:
        raise _no_prices(symbol, period, interval, error.rationale) from error
    except exceptions.YFInvalidPeriodError as error:
        hint = M("Choose one of {known}.", known=str(error.valid_ranges))
        raise UserError(M("{ticker} has no prices for {period}.", ticker=symbol, period=period), hint) from error
    except (ValueError, LookupError, TypeError, exceptions.YFDataException) as error:  # the answer is no chart
        raise OutageError(M("Yahoo Finance answered with an error of its own."), LATER) from error
    except OSError as error:  # every failed request, of requests and of curl_cffi
        raise OutageError(M("Yahoo Finance cannot be reached."), NO_NETWORK) from error
    frame = _finished(frame[COLUMNS].astype("float64"), about, interval)
    if frame.empty:
        raise _empty(symbol, period, interval)
    code = str(about["exchangeName"] or "")
    exchange = str(about["fullExchangeName"] or code)
    return frame, {"currency": str(about["currency"] or ""), "exchange": exchange, "exchange code": code}


def _no_prices(symbol: str, period: str, interval: str, reason: str) -> UserError:
    """What Yahoo means by an answer without prices."""
    if re.search("no data found|delisted|no timezone", reason, re.IGNORECASE):
        return UserError(
            M("Yahoo Finance knows no ticker {ticker}.", ticker=symbol),
            M("Check the spelling, and the ending for exchanges outside the US: VOD.L, SAP.DE, VNM.VN."),
        )
    if re.search("not available|must be within|granularity", reason, re.IGNORECASE):
        return UserError(
            M("Yahoo Finance keeps no {interval} prices for a period of {period}.", interval=interval, period=period),
            M("Choose a shorter period, or daily prices."),
        )
    if re.search("internal|unavailable|server", reason, re.IGNORECASE):
        return OutageError(M("Yahoo Finance answered with an error of its own."), LATER)
    return _empty(symbol, period, interval)


def _empty(symbol: str, period: str, interval: str) -> ServiceError:
    return ServiceError(
        M(
            "Yahoo Finance gave an empty answer for {ticker} ({period}, {interval}).",
            ticker=symbol,
            period=period,
            interval=interval,
        ),
        M("Try another period, or again in a few minutes."),
    )


def _finished(frame: pd.DataFrame, about: dict[str, Any], interval: str) -> pd.DataFrame:
    """Rows in the exchange's local time, without a last one whose trading goes on: its close is not known yet."""
    if frame.empty:
        return frame
    last = frame.index[-1]
    now = pd.Timestamp.now(pd.DatetimeIndex(frame.index).tz)
    if interval == "1d":
        session = about["currentTradingPeriod"] or {}
        end = session.get("regular", {}).get("end")
        over = last.date() != now.date() or (isinstance(end, pd.Timestamp) and now >= end)
    else:
        over = last + pd.tseries.frequencies.to_offset(STEPS[interval]) <= now
    local = (frame if over else frame.iloc[:-1]).copy()
    local.index = pd.DatetimeIndex(local.index).tz_localize(None).as_unit("us").rename("time")
    return local[~local.index.duplicated()]  # an hour that the clock shows twice


def _ticker(symbol: str, session: Any) -> Any:
    """yfinance's own client: exceptions on, its cookies beside our cache, its log silent since we tell the failures."""
    import yfinance

    _settle_cache()
    logging.getLogger("yfinance").setLevel(logging.CRITICAL)
    yfinance.config.debug.hide_exceptions = False
    stock = yfinance.Ticker(symbol, session=session)
    stock._tz = "UTC"  # spares a request for the time zone, which the answer carries too, and its unclear failures
    return stock


@lru_cache(maxsize=1)
def _settle_cache() -> None:
    import yfinance

    yfinance.set_tz_cache_location(str(config.cache_folder() / "yfinance"))


def _session() -> Any:
    """A session like yfinance's own whose requests all end within WAIT_SECONDS of its making."""
    from curl_cffi import requests

    class BoundedSession(requests.Session):
        """Gives each request what is left of the time."""

        def request(self, *args: Any, **options: Any) -> Any:
            left = max(0.1, deadline - time.monotonic())
            return super().request(*args, **{**options, "timeout": min(left, REQUEST_SECONDS)})

    deadline = time.monotonic() + WAIT_SECONDS
    return BoundedSession(impersonate="chrome")
