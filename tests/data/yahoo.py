"""Yahoo's chart protocol, spoken by a local server, and sessions that send every request to it."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import requests
from curl_cffi import requests as curl_requests

from tests.data.local_server import Reply

COOKIE = Reply(content=b"", kind="text/html")
CRUMB = Reply(content=b"abcdef", kind="text/plain")
RATE_LIMIT = Reply(429, b"Too Many Requests\r\n", "text/html")
BROKEN = Reply(500, b"<html>Internal Server Error</html>", "text/html")


def session_to(address: str, backend: str = "requests") -> Any:
    """A session of either library for which the whole internet is the server at `address`."""
    base = requests.Session if backend == "requests" else curl_requests.Session

    class Redirected(base):  # type: ignore[valid-type, misc]
        def request(self, method: str, url: str, *arguments: Any, **options: Any) -> Any:
            return super().request(method, address + "/" + url.split("//", 1)[1], *arguments, **options)

    return Redirected()


def respond_with(chart: Reply) -> Any:
    """Cookie and crumb as Yahoo gives them, and `chart` to every question about prices."""

    def respond(path: str, query: dict[str, str]) -> Reply:
        if "/v8/finance/chart/" in path:
            return chart
        return CRUMB if "getcrumb" in path else COOKIE

    return respond


def prices(days: pd.DatetimeIndex, seed: int = 0) -> np.ndarray:
    """A random walk of closing prices, two decimals."""
    steps = np.random.default_rng(seed).normal(0, 1, len(days))
    return np.round(100 + np.cumsum(steps), 2)


def chart(
    times: pd.DatetimeIndex,
    close: np.ndarray,
    *,
    factor: float = 1.0,
    exchange: str = "NMS",
    zone: str = "America/New_York",
    currency: str = "USD",
    session: tuple[pd.Timestamp, pd.Timestamp] | None = None,
) -> Reply:
    """A successful answer: bars at tz-aware `times`; adjusted closing prices are `factor` times the closing ones."""
    start, end = session or (times[-1].normalize(), times[-1].normalize() + pd.Timedelta(hours=16))
    regular: dict[str, Any] = {
        "timezone": "X",
        "gmtoffset": 0,
        "start": int(start.timestamp()),
        "end": int(end.timestamp()),
    }
    meta: dict[str, Any] = {
        "currency": currency,
        "symbol": "TEST",
        "exchangeName": exchange,
        "fullExchangeName": "Test Exchange",
        "instrumentType": "EQUITY",
        "exchangeTimezoneName": zone,
        "validRanges": ["1mo", "1y", "2y", "5y", "10y", "max"],
        "currentTradingPeriod": {"pre": dict(regular), "regular": dict(regular), "post": dict(regular)},
    }
    if len(times) > 1 and times[1] - times[0] < pd.Timedelta(days=1):
        meta["tradingPeriods"] = [[_regular_hours(day)] for day in times.normalize().unique()]
    bars = [None if np.isnan(value) else float(value) for value in close]
    quote = dict.fromkeys(("open", "high", "low", "close"), bars) | {"volume": [1000] * len(bars)}
    adjusted = [None if bar is None else bar * factor for bar in bars]
    result = {
        "meta": meta,
        "timestamp": [int(time.timestamp()) for time in times],
        "indicators": {"quote": [quote], "adjclose": [{"adjclose": adjusted}]},
    }
    return Reply(content=json.dumps({"chart": {"result": [result], "error": None}}).encode())


def _regular_hours(day: pd.Timestamp) -> dict[str, Any]:
    opening, closing = day + pd.Timedelta(hours=9, minutes=30), day + pd.Timedelta(hours=16)
    return {"timezone": "X", "gmtoffset": 0, "start": int(opening.timestamp()), "end": int(closing.timestamp())}


def refusal(status: int, code: str, description: str) -> Reply:
    """An answer in which Yahoo says why there is none."""
    error = {"code": code, "description": description}
    return Reply(status, json.dumps({"chart": {"result": None, "error": error}}).encode())


UNKNOWN = refusal(404, "Not Found", "No data found, symbol may be delisted")
TOO_LONG = refusal(
    422,
    "Unprocessable Entity",
    "1m data not available for startTime=1 and endTime=2. The requested range must be within 30 days.",
)


def empty(zone: str = "America/New_York") -> Reply:
    """A success without a single bar."""
    meta = {"currency": "USD", "exchangeTimezoneName": zone, "instrumentType": "EQUITY", "validRanges": ["1y"]}
    result = {"meta": meta, "indicators": {"quote": [{}], "adjclose": [{}]}}
    return Reply(content=json.dumps({"chart": {"result": [result], "error": None}}).encode())
