"""darts' BlockRNNModel, an LSTM, on one case: `python -m bench.peers.darts_rnn CASE METHOD ANSWER`.

Quantiles by the library's QuantileRegression. The network has the size of ours (one layer of 64, the same window),
values go through the library's Scaler, and EPOCHS take about the time that issue 4 gives it.
"""

from __future__ import annotations

import logging
import warnings

import numpy as np

from bench.peers.exchange import LEVELS, Case, Fit, Predict, answer

EPOCHS = 10
HIDDEN = 64
QUIET = {"accelerator": "cpu", "enable_progress_bar": False, "logger": False, "enable_checkpointing": False}


def fit_lstm(case: Case) -> Predict:
    """Fits the LSTM."""
    from darts import TimeSeries
    from darts.dataprocessing.transformers import Scaler
    from darts.models import BlockRNNModel
    from darts.utils.likelihood_models import QuantileRegression

    end = int(case.origins[-1]) + case.horizon + 1
    series = TimeSeries.from_values(case.values[:end].astype(np.float32))
    scaler = Scaler().fit(series[: case.cut])
    scaled = scaler.transform(series)
    model = BlockRNNModel(
        model="LSTM",
        input_chunk_length=case.window,
        output_chunk_length=case.horizon,
        hidden_dim=HIDDEN,
        n_epochs=EPOCHS,
        likelihood=QuantileRegression(list(LEVELS)),
        random_state=0,
        pl_trainer_kwargs=QUIET,
    )
    model.fit(scaled[: case.cut])

    def predict() -> np.ndarray:
        found = model.historical_forecasts(
            scaled,
            start=int(case.origins[0]) + 1,
            forecast_horizon=case.horizon,
            stride=case.horizon,
            retrain=False,
            last_points_only=False,
            predict_likelihood_parameters=True,
        )
        firsts = [int(one.start_time()) for one in found]
        if firsts != (case.origins + 1).tolist():
            raise ValueError("darts forecast from other origins than it was asked to.")
        # Every quantile is a component of its own, so the scale of one value takes them all back.
        low, high = (
            scaler.inverse_transform(TimeSeries.from_values(np.array([[value]]))).values()[0, 0] for value in (0.0, 1.0)
        )
        scaled_quantiles = np.stack([one.values() for one in found]).astype(np.float64)  # (N, h, Q)
        return np.asarray(low + (high - low) * scaled_quantiles)

    return predict


def methods() -> dict[str, Fit]:
    """Every method by name, after the library's import."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    import torch
    from darts.models import BlockRNNModel  # noqa: F401 (timed as import, not as fitting)

    torch.set_num_threads(1)
    return {"BlockRNN": fit_lstm}


if __name__ == "__main__":
    answer(methods)
