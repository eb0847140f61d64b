"""Numbers as people write them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from core.data.numbers import to_numbers


@pytest.mark.parametrize(
    ("written", "prefer_comma", "meant"),
    [
        (["1.5", "-2", "3e2"], False, [1.5, -2, 300]),
        (["1,5", "2,75"], False, [1.5, 2.75]),
        (["1.234,5", "987,25"], False, [1234.5, 987.25]),
        (["1,234.5", "987.25"], True, [1234.5, 987.25]),
        (["1,234", "5,678"], False, [1234, 5678]),
        (["1,234", "5,678"], True, [1.234, 5.678]),
        (["1 234,5", "2\u202f000,0"], False, [1234.5, 2000]),
        (["$1,200", "€3"], False, [1200, 3]),
        (["12%", "7 %"], False, [12, 7]),
        (["12.500.000₫", "1.000₫"], True, [12_500_000, 1000]),
    ],
)
def test_conventions(written: list[str], prefer_comma: bool, meant: list[float]) -> None:
    found = to_numbers(pd.Series(written), prefer_comma)
    assert not found.unreadable.any()
    np.testing.assert_allclose(found.values, meant)


@pytest.mark.parametrize("prefer_comma", [True, False])
def test_dates_are_no_numbers(prefer_comma: bool) -> None:
    for written in (["01.02.2024", "02.02.2024"], ["1,5", "2,5", "01.02.2024"]):
        assert to_numbers(pd.Series(written), prefer_comma).unreadable[-1]


def test_missing_is_not_unreadable() -> None:
    found = to_numbers(pd.Series(["1", None, "", "-", "n/a", "abc", "inf"]))
    assert list(found.unreadable) == [False, False, False, False, False, True, False]
    assert list(np.isnan(found.values)) == [False, True, True, True, True, True, False]


def test_typed_columns_pass_through() -> None:
    np.testing.assert_array_equal(to_numbers(pd.Series([1, 2])).values, [1.0, 2.0])
    np.testing.assert_array_equal(to_numbers(pd.Series([1, None], dtype="Int64")).values, [1.0, np.nan])
    assert to_numbers(pd.Series(pd.to_datetime(["2024-01-01"]))).unreadable.all()
