"""Time and checks of explanations on three samples, one core: python -m bench.explain

For each sample a default forecaster is fitted, then the median is explained at three steps from 30 origins of the
test part: seconds for one step (its curves included) and for the whole horizon, largest completeness error,
median deletion and insertion gain with a 95 % interval over origins, share of gains above 0, what the sentence
under the figure says. The first reference of a sample is its default. Then the largest completeness error of every
model of the registry, trained for a few seconds, and the time of one step and of the whole matrix at window 72 and
hidden 64.
"""

from __future__ import annotations

import time

import numpy as np
import torch

from bench.machine import head, table
from core.config import QUANTILES
from core.data.samples import load_sample
from core.explain import METHODS, Explanation, explain, explain_steps
from core.explain.counterfactual import counterfactual
from core.explain.probe import answers
from core.explain.randomised import randomised_check
from core.explain.trust import trust
from core.forecasting.forecaster import FittedForecaster, fit
from core.forecasting.observed import observed_evidences
from core.forecasting.types import ForecastSettings
from core.models.registry import MODELS
from core.pipeline import ExplainChoice, explain_horizon
from core.task import Evidence

SAMPLES = ("seattle-weather", "aapl", "sf-hourly")
MEDIAN = QUANTILES.index(0.5)
ORIGINS = 30


def fitted(name: str) -> tuple[FittedForecaster, list[Evidence]]:
    """A forecaster of a sample with its default settings, and its evidence at origins of the test part."""
    series = load_sample(name)
    forecaster = fit(series, ForecastSettings())
    origins = np.linspace(forecaster.cut, len(series) - 1, ORIGINS).astype(int)
    return forecaster, forecaster.evidences(series, origins)


def interval(gains: np.ndarray) -> str:
    """Median gain and its 95 % interval, bootstrap over origins; gains: (origins, steps).

    The median, because a gain is relative to a change that is close to 0 at some origins.
    """
    drawn = np.random.default_rng(0).integers(len(gains), size=(1000, len(gains)))
    low, high = np.quantile(np.median(gains[drawn], axis=(1, 2)), [0.025, 0.975])
    return f"{np.median(gains):.2f} [{low:.2f}, {high:.2f}]"


def checks(name: str, reference: str, found: list[list[Explanation]]) -> list[str]:
    """One row of the table of checks: explanations by origin and step."""
    flat = [one for row in found for one in row]
    deletion = np.array([[one.deletion_gain for one in row] for row in found])
    insertion = np.array([[one.insertion_gain for one in row] for row in found])
    kinds = [trust(one).kind for one in flat]
    return [
        name,
        reference,
        f"{max(one.completeness_error for one in flat):.4f}",
        interval(deletion),
        f"{(deletion > 0).mean():.2f}",
        interval(insertion),
        " ".join(f"{kinds.count(kind)} {kind}" for kind in ("yes", "caution", "no")),
    ]


def seconds(evidence: Evidence, method: str) -> tuple[str, str]:
    """Median seconds of three runs: one step, and every step of the horizon."""
    steps = range(len(evidence.outputs[0]))
    times: list[tuple[float, float]] = []
    for _ in range(3):
        started = time.perf_counter()
        explain(evidence, (steps[-1], MEDIAN), method)
        middle = time.perf_counter()
        explain_steps(evidence, steps, MEDIAN, method)
        times.append((middle - started, time.perf_counter() - middle))
    one, whole = np.median(times, axis=0)
    return f"{one:.2f}", f"{whole:.2f}"


def models() -> list[list[str]]:
    """A row a model on the first sample: largest completeness error over references and steps, and times."""
    rows = [["model", "completeness ≤", "one step s", "matrix s", "what if s", "smallest change s"]]
    series = load_sample(SAMPLES[0])
    for name in MODELS:
        forecaster = fit(series, ForecastSettings(name, budget_seconds=6.0, networks=1, window=72, hidden=64))
        evidence = forecaster.evidence(series)
        steps = (0, len(evidence.outputs[0]) - 1)
        errors = [
            one.completeness_error
            for reference in evidence.references
            for one in explain_steps(evidence, steps, MEDIAN, reference=reference)
        ]
        observed = observed_evidences(forecaster, series, np.array([len(series) - 1]))[0]
        rows.append([name, f"{max(errors):.4f}", seconds(evidence, "integrated gradients")[0], *probes(observed)])
    return rows


def probes(observed: Evidence) -> tuple[str, str, str]:
    """Seconds of the matrix, of one edited forecast, and of a search among three past values."""
    started = time.perf_counter()
    explain_horizon(observed, ExplainChoice())
    matrix = time.perf_counter()
    now = float(answers(observed, [(0, MEDIAN)], np.zeros((1, 0)), np.zeros((0, 2), dtype=int))[0, 0])
    edited = time.perf_counter()
    values = observed.inputs[0][0, :, 0].numpy()
    limits = (float(values.min()), float(values.max()))
    counterfactual(observed, (0, MEDIAN), now + float(values.std()), most=3, limits=limits)
    times = (matrix - started, edited - matrix, time.perf_counter() - edited)
    return tuple(f"{taken:.2f}" for taken in times)  # type: ignore[return-value]


def main() -> None:
    """All tables, after Captum's import, which is timed on its own."""
    torch.set_num_threads(1)
    print(head("Explanations of three samples, one thread"))
    started = time.perf_counter()
    import captum.attr  # noqa: F401

    print(f"importing Captum: {time.perf_counter() - started:.1f} s\n")
    quality = [["sample", "reference", "completeness ≤", "deletion gain", "above 0", "insertion gain", "trust"]]
    speed = [["sample", "form", "window", "method", "one step s", "horizon s", "completeness", "gain", "randomised"]]
    for name in SAMPLES:
        forecaster, evidence = fitted(name)
        for reference in evidence[0].references:
            steps = (0, len(evidence[0].outputs[0]) // 2, len(evidence[0].outputs[0]) - 1)
            found = [explain_steps(one, steps, MEDIAN, reference=reference) for one in evidence]
            quality.append(checks(name, reference, found))
        for method in METHODS:
            one = explain(evidence[-1], (6, MEDIAN), method)
            again = randomised_check(evidence[-1], one)
            scores = [f"{value:.3f}" for value in (one.completeness_error, one.deletion_gain, again.mean)]
            form, window = str(forecaster.card["form"]), str(forecaster.plan.window)
            speed.append([name, form, window, method, *seconds(evidence[-1], method), *scores])
    print(table(quality) + "\n\n" + table(speed) + "\n\n" + table(models()))


if __name__ == "__main__":
    main()
