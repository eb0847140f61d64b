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
from core.pipeline.explaining import ExplainChoice, explain_choice, explain_horizon
from core.pipeline.job import forecast_arguments, forecast_job
from core.pipeline.outcome import ModelFacts, Outcome
from core.pipeline.results import outcome_json
from core.pipeline.run import reuse_forecast, reuse_run, run_forecast
from core.pipeline.storage import SavedOutcome, also_folder, load_outcome, save_outcome
from core.pipeline.subject import Subject, has_series, load_subject
from core.pipeline.targets import MOST_TARGETS, jobs_of
from core.pipeline.tune import load_tuning, run_tuning, tune_arguments, tune_job, tuning_json
from core.pipeline.windows import explain_windows, load_windows, windows_arguments, windows_job

__all__ = [
    "CHANCE",
    "MOST_MODELS",
    "MOST_TARGETS",
    "VOLATILITY",
    "Backtest",
    "ComparePlan",
    "Cost",
    "Diagnosis",
    "ExplainChoice",
    "ModelComparison",
    "ModelDiagnosis",
    "ModelFacts",
    "Outcome",
    "SavedOutcome",
    "Subject",
    "also_folder",
    "backtest",
    "backtest_job",
    "backtest_json",
    "compare",
    "compare_arguments",
    "diagnose",
    "diagnose_model",
    "estimated_cost",
    "explain_choice",
    "explain_horizon",
    "explain_windows",
    "forecast_arguments",
    "forecast_job",
    "has_series",
    "jobs_of",
    "load_comparison",
    "load_outcome",
    "load_subject",
    "load_tuning",
    "load_windows",
    "outcome_json",
    "reuse_forecast",
    "reuse_run",
    "run_forecast",
    "run_tuning",
    "save_comparison",
    "save_outcome",
    "tune_arguments",
    "tune_job",
    "tuning_json",
    "window_forecast",
    "windows_arguments",
    "windows_job",
]
