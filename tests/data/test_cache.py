"""Kept answers: young ones used, failures never kept, old ones standing in."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from core import config
from core.data.cache import Answer, ServiceError, answer, read, write
from core.errors import UserError
from core.messages import M

FRAME = pd.DataFrame({"a": [1.0, 2.0]}, index=pd.date_range("2024-01-01", periods=2, name="time"))


class Service:
    """Counts its questions; answers, or raises `failure`."""

    def __init__(self) -> None:
        self.asked = 0
        self.failure: UserError | None = None

    def __call__(self) -> Answer:
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        return Answer(FRAME * self.asked, {"unit": "°C"})


def test_what_is_written_is_read_back() -> None:
    kept = Answer(FRAME, {"unit": "°C"})
    write("kind", "key", kept)
    found = read("kind", "key")
    assert found is not None
    pd.testing.assert_frame_equal(found.frame, FRAME, check_freq=False)
    assert (found.facts, found.fetched, found.stale) == (kept.facts, kept.fetched, False)


def test_a_young_answer_is_used_and_an_old_one_renewed() -> None:
    service = Service()
    answer("kind", "key", 60, service)
    assert answer("kind", "key", 60, service).frame["a"].iloc[0] == 1
    assert service.asked == 1
    assert answer("kind", "key", 0, service).frame["a"].iloc[0] == 2
    assert answer("kind", "other key", 60, service).frame["a"].iloc[0] == 3


def test_an_old_answer_stands_in_only_where_the_service_failed() -> None:
    service = Service()
    service.failure = ServiceError(M("Down."))
    with pytest.raises(ServiceError):
        answer("kind", "key", 60, service)
    assert read("kind", "key") is None
    service.failure = None
    fetched = answer("kind", "key", 60, service).fetched
    service.failure = ServiceError(M("Down."))
    stale = answer("kind", "key", 0, service)
    assert (stale.stale, stale.fetched) == (True, fetched)
    service.failure = UserError(M("No such thing."))
    with pytest.raises(UserError, match="No such thing"):
        answer("kind", "key", 0, service)


@pytest.mark.parametrize("suffix", [".json", ".parquet"])
@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"facts": 1}'])
def test_damaged_files_count_as_none(suffix: str, content: bytes, unrolled_home: Path) -> None:
    write("kind", "key", Answer(FRAME))
    (file,) = (config.cache_folder() / "kind").glob(f"*{suffix}")
    file.write_bytes(content)
    assert read("kind", "key") is None


def test_nothing_is_left_beside_the_two_files() -> None:
    write("kind", "key", Answer(FRAME))
    write("kind", "key", Answer(FRAME))
    assert sorted(file.suffix for file in (config.cache_folder() / "kind").iterdir()) == [".json", ".parquet"]
