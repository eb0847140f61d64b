"""The language a page is read in: English or Vietnamese, from the address, a choice in the sidebar, or the browser."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from functools import lru_cache
from pathlib import Path

import streamlit as st
from babel.messages.pofile import read_po

from core.messages import Message, format_value
from core.ui import address

LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}
KEY = "lang"


def current() -> str:
    """The code of the language in use, known before the first widget is drawn."""
    chosen = st.session_state.get(KEY) or st.query_params.get(KEY)
    return chosen if chosen in LANGUAGES else _browser_language()


def choose() -> None:
    """The choice of language, at the foot of the sidebar; it stays in the address."""
    address.seed(KEY, KEY, list(LANGUAGES), current())
    st.sidebar.segmented_control(
        _("Language"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key=KEY, required=True
    )
    address.write(KEY, current(), _browser_language())


def _(text: str) -> str:
    """A fixed text of a page in the reader's language."""
    return translate(text, current())


def say(message: Message) -> str:
    """A sentence with values in the reader's language."""
    return message.render(_, current())


def show(value: object) -> str:
    """A number, date or list as the reader's language writes it."""
    return format_value(value, _, current())


def local_time(moment: dt.datetime) -> dt.datetime:
    """A moment as the reader's own clock shows it."""
    return moment.astimezone(zoneinfo.ZoneInfo(st.context.timezone or "UTC"))


def translate(text: str, language: str) -> str:
    """`text` in `language`; the English text where the catalogue has none."""
    return catalogue(language).get(text, text)


def catalogue_file(language: str) -> Path:
    """Where the translations of `language` stand."""
    return Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "unrolled.po"


def catalogue(language: str) -> dict[str, str]:
    """English text -> text in `language`, read again when the file changes."""
    file = catalogue_file(language)
    return _read(file, file.stat().st_mtime_ns) if file.exists() else {}


@lru_cache(maxsize=len(LANGUAGES))
def _read(file: Path, _modified: int) -> dict[str, str]:
    with file.open("rb") as stream:
        messages = read_po(stream)
    return {str(message.id): str(message.string) for message in messages if message.id and message.string}


def _browser_language() -> str:
    locale = st.context.locale or "en"
    return "vi" if locale.lower().startswith("vi") else "en"
