"""What a reader should know of a trained forecaster: data, dates, form, size, time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.data.series import Series
from core.forecasting.fitting import Fitted, describe
from core.forecasting.mirror import mirrors
from core.forecasting.parts import Parts

if TYPE_CHECKING:
    from core.forecasting.forecaster import FittedForecaster


def card_of(series: Series, made: FittedForecaster, fitted: Fitted, parts: Parts) -> dict[str, Any]:
    """The card as plain JSON."""
    times = series.times
    return {
        "series": series.name,
        "target": series.target,
        "unit": series.unit,
        "frequency": series.frequency.code,
        "origin": series.provenance.origin,
        "licence": series.provenance.licence,
        "rows": len(series),
        "training": [times[0].isoformat(), times[parts.validation - 1].isoformat()],
        "validation": [times[parts.validation].isoformat(), times[parts.calibration - 1].isoformat()],
        "calibration": [times[parts.calibration].isoformat(), times[made.cut - 1].isoformat()],
        "test": [times[made.cut].isoformat(), times[-1].isoformat()],
        "form": describe(fitted.plan),
        "forms_tried": fitted.trials,
        "mirrored": mirrors(fitted.plan),
        "beside": made.plan.companion,
        "network_share": made.plan.share,
        "covariates": {covariate.name: covariate.ahead for covariate in fitted.plan.covariates},
        "window": fitted.plan.window,
        "horizon": fitted.plan.horizon,
        "networks": len(fitted.networks),
        "parameters": made.parameters,
        "train_seconds": round(made.train_seconds, 2),
        "stopped_by_budget": bool(fitted.stopped),
        "stopped_by": fitted.stopped,
        "seed": made.settings.seed,
    }
