"""A window's view: what it holds agrees with the forecaster it was taken from, for every kind of network."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from core.data.series import Series
from core.errors import UserError
from core.models.registry import MODELS
from core.pipeline.inside import load_view, save_view, tables, window_view
from core.pipeline.inside.files import VIEW_FILE
from core.pipeline.inside.states import states_of
from tests.pipeline.inside.conftest import trained

KINDS = ("lstm", "jordan", "attention", "transformer", "mlp")


@pytest.mark.parametrize("model", KINDS)
def test_a_view_holds_what_the_model_can_do(series: Series, model: str) -> None:
    fitted, capabilities = trained(model), MODELS[model].capabilities
    view = window_view(fitted, series)
    window = fitted.plan.window
    assert view.sensitivity.shape == (4, window, len(view.features))
    assert tuple(view.gates) == capabilities.gates
    assert (view.attention is not None) == capabilities.attention == (view.agreement is not None)
    assert (view.error_signal is not None) == capabilities.recurrent
    np.testing.assert_allclose(view.median, fitted.forecast(series).values[:, 3])
    np.testing.assert_allclose(view.values, series.values[-window:])
    assert view.times[-1] == series.times[-1]


def test_sensitivity_equals_moving_a_past_value_and_forecasting_again(series: Series) -> None:
    """Before calibration, which outcomes near the origin would move too."""
    fitted = trained("lstm")
    view = window_view(fitted, series)
    evidence = fitted.evidence(series)
    past, known = evidence.inputs
    slopes = []
    for sign in (1.0, -1.0):
        moved = past.clone()
        moved[0, 5, 0] += sign * 1e-3
        slopes.append(evidence.module(moved, known)[0, :, 3].detach().numpy())
    np.testing.assert_allclose(view.sensitivity[:, 5, 0], (slopes[0] - slopes[1]) / 2e-3, atol=2e-3)


def test_a_network_that_is_linear_in_its_window_has_its_weights_as_slopes(series: Series) -> None:
    """With a highway in the place of the network the slope through it is the highway's weight."""
    import torch

    fitted = trained("elman")
    plain = window_view(fitted, series).through_network
    network = fitted.module.networks[0]
    before = network.window_highway, network.known_highway
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)  # others may push the companion's median out of the networks' band, where it is clipped
        highway = torch.nn.Linear(fitted.plan.window, 4)
        network.window_highway, network.known_highway = highway, torch.nn.Linear(network.config.known, 1)
    try:
        added = window_view(fitted, series).through_network - plain
    finally:
        network.window_highway, network.known_highway = before
    new = highway.weight.detach().numpy() - (0.0 if before[0] is None else before[0].weight.detach().numpy())
    share = fitted.plan.share  # of the networks, beside a companion
    np.testing.assert_allclose(added, share * new / len(fitted.module.networks), atol=1e-5)


def test_another_origin_is_another_window(series: Series) -> None:
    view = window_view(trained("lstm"), series, 300)
    assert view.origin == 300
    assert view.times[-1] == series.times[300]
    assert view.ahead[0] == series.times[301]


@pytest.mark.parametrize("model", ["lstm", "attention"])
def test_a_view_survives_the_disk(series: Series, model: str, tmp_path: Path) -> None:
    view = window_view(trained(model), series)
    save_view(view, tmp_path)
    again = load_view(tmp_path)
    for field in dataclasses.fields(view):
        before, after = getattr(view, field.name), getattr(again, field.name)
        if isinstance(before, np.ndarray):
            np.testing.assert_allclose(after, before, rtol=1e-6, atol=1e-7)
        elif field.name != "gates":
            assert (after == before) is True or (after == before).all()
    assert list(again.states) == list(view.states)


def test_an_unknown_version_is_refused_by_name(series: Series, tmp_path: Path) -> None:
    save_view(window_view(trained("lstm"), series), tmp_path)
    content = json.loads((tmp_path / VIEW_FILE).read_text())
    (tmp_path / VIEW_FILE).write_text(json.dumps(content | {"version": 9}))
    with pytest.raises(UserError, match="version 9; this program reads version 1"):
        load_view(tmp_path)


def test_charts_get_at_most_ten_thousand_rows(series: Series) -> None:
    view = window_view(trained("lstm"), series)
    long = dataclasses.replace(
        view,
        times=view.times.append(view.times + np.timedelta64(400, "D")),
        values=np.tile(view.values, 2),
        ahead=view.ahead.repeat(300),
        median=np.tile(view.median, 300),
        sensitivity=np.tile(view.sensitivity, (300, 2, 1)),
        through_network=np.tile(view.through_network, (300, 2)),
    )
    views = {"a": long, "b": long, "c": long}
    steps = tables.shown_steps(views)
    assert len(tables.links(views)) <= tables.MOST_ROWS
    assert (steps[0], steps[-1]) == (1, 1200)
    assert len(tables.ahead(views)) == 3 * len(steps)


def test_states_at_every_row_end_in_the_traced_one(series: Series) -> None:
    fitted = trained("lstm")
    states = states_of(fitted, series)
    assert states.positions[-1] == len(series) - 1
    assert states.seen == fitted.cut - states.positions[0]
    np.testing.assert_allclose(states.hidden[-1], fitted.trace(series).hidden[-1], atol=1e-6)
    at = 100 - states.positions[0]
    np.testing.assert_allclose(states.hidden[at], fitted.trace(series, 100).hidden[-1], atol=1e-6)


def test_a_network_without_recurrence_has_no_states(series: Series) -> None:
    with pytest.raises(UserError, match="carries no state"):
        states_of(trained("mlp"), series)
