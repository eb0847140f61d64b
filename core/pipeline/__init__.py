"""Whole jobs that the browser and the command line both call. Importing it does not import torch."""

from core.pipeline.backtest import Backtest, backtest, backtest_json
from core.pipeline.job import forecast_arguments, forecast_job
from core.pipeline.outcome import ModelFacts, Outcome
from core.pipeline.results import outcome_json
from core.pipeline.run import reuse_forecast, run_forecast
from core.pipeline.storage import SavedOutcome, load_outcome, save_outcome

__all__ = [
    "Backtest",
    "ModelFacts",
    "Outcome",
    "SavedOutcome",
    "backtest",
    "backtest_json",
    "forecast_arguments",
    "forecast_job",
    "load_outcome",
    "outcome_json",
    "reuse_forecast",
    "run_forecast",
    "save_outcome",
]
