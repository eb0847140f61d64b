"""Choice among the samples that come with the project, with their licence and origin."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from core import config
from core.data.samples import SAMPLES, Sample, load_sample
from core.data.series import Series
from core.ui import address, names
from core.ui.language import _, say
from core.ui.source import Source

HORIZONS = {"sf-hourly": 24}
"""Steps ahead that suit a sample, where they are not the usual ones: a day of hours."""

EXAMPLES = ("seattle-weather", "aapl", "sf-hourly")
"""Samples with a finished forecast shipped beside them."""


def choose(page: str, offered: Sequence[str]) -> Source:
    """One of the samples in `offered` and the column of it to forecast."""
    which, what = st.columns([3, 2])
    with which:
        name = address.select(page, "sample", _("Sample"), offered, offered[0], lambda name: say(SAMPLES[name].title))
    sample = SAMPLES[name]
    with what:
        target = _column(page, name, sample)
    st.caption(say(sample.description))
    example = name if name in EXAMPLES and target == sample.target else None
    return Source(
        sample.title,
        lambda: _load(name, target),
        HORIZONS.get(name, config.DEFAULT_HORIZON),
        example,
        target,
        tuple(column for column in sample.columns if column != target),
    )


def _column(page: str, name: str, sample: Sample) -> str:
    default = sample.target
    return address.select(page, "column", _("Column"), list(sample.columns), default, _title, variant=name)


def _title(column: str) -> str:
    return say(names.column(column))


@st.cache_resource(max_entries=16, show_spinner=False)
def _load(name: str, target: str) -> Series:
    return load_sample(name, target)
