"""Settings of a forecast from the options of a command, checked before anything heavy is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.config import DEFAULT_BUDGET_SECONDS, DEFAULT_HORIZON, DEFAULT_MODEL, MAX_HORIZON, TEST_FRACTION
from core.errors import UserError
from core.messages import M, Message
from core.models.registry import model_entry

if TYPE_CHECKING:
    from core.forecasting.types import Ahead, ForecastSettings

AHEAD: dict[str, Ahead] = {"past": "past only", "known": "known", "hold": "hold last", "forecast": "forecast"}
"""What the command line calls how far ahead a covariate is known."""


def forecast_settings(
    model: str | None,
    horizon: int | None,
    seed: int | None,
    budget: float | None,
    test_fraction: float | None = None,
    covariates: list[str] | None = None,
    also: tuple[str, ...] = (),
) -> ForecastSettings:
    """The settings; what is None takes its default. Raises UserError where a number is out of its limits."""
    from core.forecasting.types import ForecastSettings

    settings = ForecastSettings(
        model=DEFAULT_MODEL if model is None else model,
        horizon=DEFAULT_HORIZON if horizon is None else horizon,
        seed=0 if seed is None else seed,
        budget_seconds=DEFAULT_BUDGET_SECONDS if budget is None else budget,
        test_fraction=TEST_FRACTION if test_fraction is None else test_fraction,
        covariates=tuple(_covariate(text) for text in covariates or ()),
        also=also,
    )
    model_entry(settings.model)
    check_inside(M("horizon"), settings.horizon, 1, MAX_HORIZON)
    check_inside(M("seed"), settings.seed, 0, 2**31 - 1)
    check_inside(M("time to train in seconds"), settings.budget_seconds, 0.1, 3600)
    check_inside(M("share of the test part"), settings.test_fraction, 0.02, 0.8)
    return settings


def _covariate(text: str) -> tuple[str, Ahead]:
    """A column and how far ahead it is known, from "COL" or "COL=AHEAD"."""
    name, _, ahead = text.partition("=")
    if (ahead or "past") not in AHEAD:
        raise UserError(
            M("“{ahead}” does not say how far ahead the column “{name}” is known.", ahead=ahead, name=name),
            M("Write {name}=past, {name}=known, {name}=hold or {name}=forecast.", name=name),
        )
    return name, AHEAD[ahead or "past"]


def several_targets(targets: list[str] | None) -> tuple[str | None, tuple[str, ...]]:
    """The first of the columns named, one after the other or as "a,b,c", and the others."""
    names = [name.strip() for target in targets or () for name in target.split(",") if name.strip()]
    return (names[0] if names else None), tuple(names[1:])


def check_inside(name: Message, value: float, low: float, high: float) -> None:
    """Raises UserError where `value` is not between the limits, both included."""
    if not low <= value <= high:
        raise UserError(
            M("The {name} is {value}, outside {low} to {high}.", name=name, value=value, low=low, high=high),
            M("Choose a number inside these limits."),
        )


def use_one_thread() -> None:
    """One thread of torch: small networks run slower on two, and sums come out the same every time."""
    import torch

    torch.set_num_threads(1)
