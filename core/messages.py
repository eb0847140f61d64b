"""Sentences that reach a reader, kept apart from the language they are read in.

A Message is an English template with values. `str(message)` is English; `message.render(translate, locale)`
is the same sentence in another language, with its numbers and dates written as that language writes them.
Templates are collected for the catalogues by their constructor's name, `M`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Number:
    """A number shown with a fixed count of decimals."""

    value: float
    decimals: int = 2


@dataclass(frozen=True)
class Percent:
    """A share between 0 and 1, shown in per cent."""

    value: float
    decimals: int = 0


class Message:
    """A translatable sentence: an English template with named values."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values = values

    def render(self, translate: Translate = lambda text: text, locale: str = "en") -> str:
        """The sentence in the language of `translate`, numbers and dates as `locale` writes them."""
        shown = {name: format_value(value, translate, locale) for name, value in self.values.items()}
        return translate(self.template).format(**shown)

    def __str__(self) -> str:
        return self.render()

    def __repr__(self) -> str:
        return f"Message({self.template!r}, {self.values!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash(self.template)


M = Message


_BRITISH = {"en": "en_GB"}
"""English dates start with the day, as on the charts: 4 Feb 2021."""


def format_value(value: object, translate: Translate = lambda text: text, locale: str = "en") -> str:
    """One value as a reader of `locale` expects it; a list is joined by commas."""
    if isinstance(value, Message):
        return value.render(translate, locale)
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, list | tuple):
        return ", ".join(format_value(item, translate, locale) for item in value)
    return _format_number_or_date(value, locale)


def _format_number_or_date(value: object, locale: str) -> str:
    """Numbers and dates by CLDR's rules."""
    # Babel takes 0.2 s to import, which the command line's help should not pay.
    from babel.dates import format_date, format_datetime
    from babel.numbers import format_decimal, format_percent

    if isinstance(value, Percent):
        return format_percent(value.value, _pattern(value.decimals) + "\u00a0%", locale=locale)
    if isinstance(value, Number):
        return format_decimal(value.value, _pattern(value.decimals), locale=locale)
    if isinstance(value, int):
        return format_decimal(value, locale=locale)
    if isinstance(value, float):
        return format_decimal(value, "#,##0.######", locale=locale)
    if isinstance(value, dt.datetime):
        if (value.hour, value.minute, value.second) == (0, 0, 0):
            return format_date(value, "medium", locale=_BRITISH.get(locale, locale))
        return format_datetime(value, "d MMM y HH:mm", locale=locale)
    if isinstance(value, dt.date):
        return format_date(value, "medium", locale=_BRITISH.get(locale, locale))
    return str(value)


def _pattern(decimals: int) -> str:
    """CLDR's number pattern with a fixed count of decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def to_json(message: Message) -> dict[str, object]:
    """A message as plain JSON, so that a stored result can be read in any language later."""
    return {
        "template": message.template,
        "values": {name: _value_to_json(value) for name, value in message.values.items()},
    }


def from_json(data: dict[str, object]) -> Message:
    """The message that `to_json` wrote."""
    values = data["values"]
    assert isinstance(values, dict)
    return Message(str(data["template"]), **{str(name): _value_from_json(value) for name, value in values.items()})


def _value_to_json(value: object) -> object:
    if isinstance(value, Message):
        return {"message": to_json(value)}
    if isinstance(value, Percent | Number):
        return {type(value).__name__.lower(): [value.value, value.decimals]}
    if isinstance(value, dt.date):  # datetimes and pandas time stamps are dates too
        return {"time": value.isoformat()}
    if isinstance(value, list | tuple):
        return [_value_to_json(item) for item in value]
    return value


def _value_from_json(value: object) -> object:
    if isinstance(value, list):
        return [_value_from_json(item) for item in value]
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        if kind == "message":
            return from_json(content)
        if kind == "time":
            return dt.datetime.fromisoformat(content)
        return {"percent": Percent, "number": Number}[kind](*content)
    return value
