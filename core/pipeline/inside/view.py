"""What a trained network did with one window: states, gates, attention, and what its forecast hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from core.data.series import Series
from core.task import Evidence

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster

MEDIAN = 0.5


@dataclass(frozen=True)
class WindowView:
    """One window of L steps and the h steps after it.

    model: registry name. origin: position of the window's last step in the series. times: (L,), values: (L,) and
    ahead: (h,), median: (h,) in the series' unit. features: names of the F inputs of each step of the window.
    hidden: (L, H). gates: by name, each (L, ·). attention: as in core.models.trace.Trace.
    sensitivity: (h, L, F), ∂ median of a step / ∂ past value. through_network: (h, L), the same for the value itself
    with the window's level and scale held fixed: what the network remembers, and not what the normalisation adds.
    error_signal: (h, L), ‖∂ median / ∂ state‖ of the first
    network, in the series' unit; None without recurrence.
    attribution: (h, L), integrated gradients summed over features, and agreement: (h,), Spearman's correlation of its
    size with the attention of that step (with self-attention: of the last step); both only beside attention.
    """

    model: str
    origin: int
    times: pd.DatetimeIndex
    values: np.ndarray
    ahead: pd.DatetimeIndex
    median: np.ndarray
    features: tuple[str, ...]
    hidden: np.ndarray
    gates: Mapping[str, np.ndarray]
    attention: np.ndarray | None
    sensitivity: np.ndarray
    through_network: np.ndarray
    error_signal: np.ndarray | None
    attribution: np.ndarray | None = None
    agreement: np.ndarray | None = None

    @property
    def states(self) -> dict[str, np.ndarray]:
        """The hidden state and every gate, each (L, ·), by name."""
        return {"hidden": self.hidden, **self.gates}


def window_view(fitted: FittedForecaster, series: Series, origin: int | None = None) -> WindowView:
    """Everything about the window that ends at `origin` (position; default the last row)."""
    from core.explain.connectivity import connectivity
    from core.pipeline.inside.slopes import signal_to_states, through_network

    at = len(series) - 1 if origin is None else origin
    evidence = fitted.evidence(series, at)
    trace = fitted.trace(series, at)
    level = evidence.outputs[1].index(MEDIAN)
    targets = [(step, level) for step in range(len(evidence.outputs[0]))]
    past, ahead = evidence.axes
    attribution = None if trace.attention is None else _attribution(evidence, targets)
    return WindowView(
        model=fitted.settings.model,
        origin=at,
        times=pd.DatetimeIndex(past.positions),
        values=evidence.inputs[0][0, :, 0].numpy().copy(),
        ahead=pd.DatetimeIndex(ahead.positions),
        median=fitted.forecast(series, at).values[:, level],
        features=past.features,
        hidden=trace.hidden,
        gates=dict(trace.gates),
        attention=trace.attention,
        sensitivity=connectivity(evidence, targets)[0].numpy(),
        through_network=through_network(fitted, evidence, targets),
        error_signal=signal_to_states(fitted, evidence, level),
        attribution=attribution,
        agreement=_agreement(trace.attention, attribution),
    )


def _attribution(evidence: Evidence, targets: list[tuple[int, int]]) -> np.ndarray:
    """Integrated gradients of every step from the training mean, summed over features: (h, L)."""
    from core.explain.registry import DEFAULT_METHOD, get_method

    reference = next(iter(evidence.references.values()))
    parts = get_method(DEFAULT_METHOD).load()(evidence, targets, reference, seed=0)
    return np.asarray(parts[0].double().sum(-1).numpy())


def _agreement(attention: np.ndarray | None, attribution: np.ndarray | None) -> np.ndarray | None:
    """Spearman's correlation (h,) of where each step looks and what it rests on."""
    from core.explain.randomised import rank_correlation

    if attention is None or attribution is None:
        return None
    looks = attention if len(attention) == len(attribution) else [attention[-1]] * len(attribution)
    return np.array([rank_correlation(row, np.abs(rests)) for row, rests in zip(looks, attribution, strict=True)])
