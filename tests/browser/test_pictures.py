"""The measure of a drawn chart, on pictures whose answer is known."""

import numpy as np
import pytest

from tests.browser.pictures import colours, drawn_share


def test_an_empty_picture_has_nothing_drawn() -> None:
    blank = np.full((100, 200, 3), 250, dtype=np.int16)
    assert drawn_share(blank) == 0.0
    assert colours(blank) == 1


def test_a_quarter_of_ink_is_a_quarter() -> None:
    picture = np.full((100, 200, 3), 250, dtype=np.int16)
    picture[:50, :100] = (0, 114, 178)
    assert drawn_share(picture) == pytest.approx(0.25)
    assert colours(picture) == 2
