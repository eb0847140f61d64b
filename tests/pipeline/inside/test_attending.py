"""Attention that is edited: nothing changes unless a row does, and only what the row reaches."""

from __future__ import annotations

import numpy as np
import pytest

from core.data.series import Series
from core.errors import UserError
from core.pipeline.inside.attending import edited_forecast, normalised, one_step, spread, uniform
from tests.pipeline.inside.conftest import trained


@pytest.mark.parametrize("model", ["attention", "transformer"])
def test_without_an_edit_it_is_the_forecast(series: Series, model: str) -> None:
    fitted = trained(model)
    before, after = edited_forecast(fitted, series, 399, {})
    np.testing.assert_allclose(after.values, before.values, rtol=1e-5)
    np.testing.assert_allclose(before.values, fitted.forecast(series, 399).values)


def test_a_step_of_the_decoder_made_to_look_elsewhere_moves_itself_and_what_follows(series: Series) -> None:
    fitted = trained("attention")
    before, after = edited_forecast(fitted, series, 399, {2: one_step(fitted.plan.window, 0)})
    moved = np.abs(after.values - before.values).max(axis=1)
    assert (moved[:2] < 1e-5).all()
    assert moved[2] > 1e-5


def test_with_self_attention_only_the_last_row_reaches_the_forecast(series: Series) -> None:
    fitted = trained("transformer")
    weights = one_step(fitted.plan.window, 0)
    before, after = edited_forecast(fitted, series, 399, {3: weights})
    np.testing.assert_allclose(after.values, before.values, rtol=1e-5)
    _, after = edited_forecast(fitted, series, 399, {fitted.plan.window - 1: weights})
    assert np.abs(after.values - before.values).max() > 1e-5


def test_a_network_without_attention_is_refused(series: Series) -> None:
    with pytest.raises(UserError, match="no attention to edit"):
        edited_forecast(trained("lstm"), series, 399, {})


def test_weights_by_hand() -> None:
    np.testing.assert_allclose(one_step(5, 1, 0.6), [0.1, 0.6, 0.1, 0.1, 0.1])
    np.testing.assert_allclose(one_step(1, 0, 0.6), [1.0])
    np.testing.assert_allclose(normalised(np.array([1.0, 3.0])), [0.25, 0.75])
    assert spread(uniform(40)) == pytest.approx(40)
    assert spread(one_step(40, 3)) == pytest.approx(1)


@pytest.mark.parametrize("weights", [[0.0, 0.0], [1.0, -0.1], [np.nan, 1.0]])
def test_weights_that_are_none_are_refused(weights: list[float]) -> None:
    with pytest.raises(UserError, match="must not be negative"):
        normalised(np.array(weights))
