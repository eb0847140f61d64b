"""Which differences between models are real, and which can be chance: Diebold and Mariano's test for every pair."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from core.charts import comparison
from core.messages import Number, Percent
from core.pipeline import CHANCE, Diagnosis, ModelComparison
from core.ui import backtest_results as results
from core.ui import charts, frame
from core.ui.language import _
from core.ui.language import show as written


def show(page: str, found: ModelComparison, said: Diagnosis) -> None:
    """The pairs as a coloured table, how to read it, and all numbers."""
    if not said.pairs["p_value"].notna().any():
        st.info(_("There are too few origins that do not overlap to tell differences from chance."))
        return
    order = [results.title(str(name)) for name in said.scores["model"]]
    pairs = results.titled(said.pairs, "first", "second")
    charts.show(
        comparison.pairs_chart(pairs, frame.look(), order, CHANCE),
        comparison.pairs_alt_text(pairs, CHANCE),
        f"{page}.pairs",
    )
    st.caption(
        _(
            "How much less the model of the row errs (CRPS) than that of the column. Coloured: chance makes such a "
            "difference in fewer than 5 of 100 cases (Diebold–Mariano test for small samples and overlapping "
            "horizons, adjusted for the number of pairs). Without colour: it can be chance."
        )
    )
    panel = st.expander(_("All tests in numbers"), on_change="rerun", key=f"{page}.tests")
    if panel.open:
        panel.dataframe(_table(pairs), hide_index=True)


def _table(pairs: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("First model"): pairs["first"],
            _("Second model"): pairs["second"],
            _("First errs less by"): [written(Percent(value, 1)) for value in pairs["gain"]],
            _("Statistic"): [written(Number(value, 2)) for value in pairs["statistic"]],
            _("p value"): [written(Number(value, 3)) for value in pairs["p_value"]],
            _("Adjusted for all pairs"): [written(Number(value, 3)) for value in pairs["p_adjusted"]],
        }
    )
