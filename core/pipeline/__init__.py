"""Whole jobs that the browser and the command line both call. Importing it does not import torch."""

from core.pipeline.backtest import Backtest, backtest, backtest_json
from core.pipeline.compare import MOST_MODELS, Cost, backtest_job, compare, compare_arguments, estimated_cost
from core.pipeline.comparison import CHANCE, ComparePlan, ModelComparison, load_comparison, save_comparison
from core.pipeline.diagnosis import (
    VOLATILITY,
    Diagnosis,
    ModelDiagnosis,
    diagnose,
    diagnose_model,
    window_forecast,
)
from core.pipeline.job import forecast_arguments, forecast_job
from core.pipeline.outcome import ModelFacts, Outcome
from core.pipeline.results import outcome_json
from core.pipeline.run import reuse_forecast, run_forecast
from core.pipeline.storage import SavedOutcome, load_outcome, save_outcome
from core.pipeline.targets import MOST_TARGETS, jobs_of
from core.pipeline.tune import load_tuning, run_tuning, tune_arguments, tune_job, tuning_json

__all__ = [
    "CHANCE",
    "MOST_MODELS",
    "MOST_TARGETS",
    "VOLATILITY",
    "Backtest",
    "ComparePlan",
    "Cost",
    "Diagnosis",
    "ModelComparison",
    "ModelDiagnosis",
    "ModelFacts",
    "Outcome",
    "SavedOutcome",
    "backtest",
    "backtest_job",
    "backtest_json",
    "compare",
    "compare_arguments",
    "diagnose",
    "diagnose_model",
    "estimated_cost",
    "forecast_arguments",
    "forecast_job",
    "jobs_of",
    "load_comparison",
    "load_outcome",
    "load_tuning",
    "outcome_json",
    "reuse_forecast",
    "run_forecast",
    "run_tuning",
    "save_comparison",
    "save_outcome",
    "tune_arguments",
    "tune_job",
    "tuning_json",
    "window_forecast",
]
