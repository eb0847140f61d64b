"""neuralforecast's LSTM, GRU and NHITS on one case: `python -m bench.peers.neural CASE METHOD ANSWER`.

Quantiles by the library's MQLoss. Recurrent networks of about our size (one layer of 64, the same window), NHITS with
its own layers; each takes STEPS updates of 128 windows, about the time that issue 4 gives the library. Scaler and
learning rate are the best of five settings tried for its LSTM: with the library's own (robust, 0.001) or its own size
(two layers of 128) it scored worse.
"""

from __future__ import annotations

import logging
import warnings
from typing import Any

import numpy as np

from bench.peers.exchange import LEVELS, Case, Fit, Predict, answer

STEPS = 300
HIDDEN = 64
QUIET = {"accelerator": "cpu", "enable_progress_bar": False, "logger": False, "enable_checkpointing": False}
COMMON = {"scaler_type": "minmax", "windows_batch_size": 128, "max_steps": STEPS}
RECURRENT = {
    "encoder_hidden_size": HIDDEN,
    "encoder_n_layers": 1,
    "decoder_hidden_size": HIDDEN,
    "learning_rate": 5e-3,
}


def fit_model(case: Case, kind: type[Any], settings: dict[str, Any]) -> Predict:
    """Fits one model of neuralforecast."""
    import pandas as pd
    from neuralforecast import NeuralForecast
    from neuralforecast.losses.pytorch import MQLoss

    end = int(case.origins[-1]) + case.horizon + 1
    rows = pd.DataFrame({"unique_id": case.name, "ds": np.arange(end), "y": case.values[:end]})
    loss = MQLoss(quantiles=list(LEVELS))
    model = kind(h=case.horizon, input_size=case.window, loss=loss, **COMMON, **settings, **QUIET)
    forecaster = NeuralForecast(models=[model], freq=1)
    forecaster.fit(rows[: case.cut])

    def predict() -> np.ndarray:
        count = len(case.origins)
        # Its origins are counted from the end of the rows, which end with the last target.
        found = forecaster.cross_validation(
            rows, n_windows=count, step_size=case.horizon, refit=False, use_fitted=True, verbose=False
        )
        if not np.array_equal(found["cutoff"].unique(), case.origins):
            raise ValueError("neuralforecast forecast from other origins than it was asked to.")
        columns = [
            f"{type(model).__name__}{suffix}" for suffix in ("-lo-80.0", "-lo-50.0", "-median", "-hi-50.0", "-hi-80.0")
        ]
        return np.asarray(found[columns], dtype=np.float64).reshape(count, case.horizon, len(LEVELS))

    return predict


def methods() -> dict[str, Fit]:
    """Every method by name, after the library's import."""
    warnings.filterwarnings("ignore")
    logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
    import torch
    from neuralforecast.models import GRU, LSTM, NHITS

    torch.set_num_threads(1)
    return {
        "LSTM": lambda case: fit_model(case, LSTM, RECURRENT),
        "GRU": lambda case: fit_model(case, GRU, RECURRENT),
        "NHITS": lambda case: fit_model(case, NHITS, {}),
    }


if __name__ == "__main__":
    answer(methods)
