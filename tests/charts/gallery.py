"""A Streamlit page with every chart, for a look at all of them: streamlit run tests/charts/gallery.py.

?mode=dark and ?lang=vi as in the address; the tests open it in a real browser.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import streamlit as st

from core.charts.fan import SELECTION
from tests.charts.samples import charts, english, vietnamese

mode = st.query_params.get("mode", "light")
look = vietnamese(mode) if st.query_params.get("lang") == "vi" else english(mode)
for name, (draw, message) in charts().items():
    with st.container(key=f"chart-{name.replace(' ', '-')}"):
        if name == "fan":
            event = st.altair_chart(
                draw(look), theme=None, key=name, on_select="rerun", selection_mode=SELECTION, alt=str(message)
            )
            st.write("chosen", [row["step"] for row in event.selection.get(SELECTION) or []])
        else:
            st.altair_chart(draw(look), theme=None, key=name, alt=str(message))
