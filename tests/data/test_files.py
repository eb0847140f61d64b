"""Files of every kind and condition: read, understood, or refused with one clear sentence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from core import config
from core.data.files import Table, read_table, series_from_table
from core.errors import UserError

DAYS = pd.date_range("2024-01-01", periods=120)
VALUES = np.round(np.random.default_rng(0).normal(10, 1, 120), 2)
FRAME = pd.DataFrame({"date": DAYS, "sales": VALUES})


def csv(frame: pd.DataFrame, **options: object) -> bytes:
    return frame.to_csv(index=False, **options).encode()  # type: ignore[call-overload, no-any-return]


def binary(write: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def refused(content: bytes, name: str = "mine.csv") -> str:
    with pytest.raises(UserError) as caught:
        read_table(name, content)
    assert caught.value.hint is not None
    return str(caught.value.message)


def assert_understood(table: Table, time: str = "date", target: str = "sales") -> None:
    """The columns are found and the series of them is FRAME's."""
    assert (table.guess.time, table.guess.target, table.guess.id) == (time, target, None)
    assert table.guess.frequency is not None
    assert table.guess.frequency.code == "D"
    series, report = series_from_table(table.frame, time, target, name="mine")
    assert list(series.times) == list(DAYS)
    np.testing.assert_allclose(series.values, VALUES)
    assert report.refusal is None
    assert series.provenance.source == "file"


@pytest.mark.parametrize(
    "content",
    [
        csv(FRAME),
        csv(FRAME, sep=";"),
        csv(FRAME, sep=";", decimal=","),
        csv(FRAME, sep="\t"),
        csv(FRAME, sep="|"),
        csv(FRAME).replace(b"\n", b"\r\n"),
        csv(FRAME).decode().encode("utf-8-sig"),
        csv(FRAME).decode().encode("utf-16"),
        csv(FRAME, sep="\t").decode().encode("utf-16-le"),
        csv(FRAME, date_format="%d.%m.%Y", sep=";", decimal=","),
        csv(FRAME, date_format="%m/%d/%Y"),
        b"Report of the year\n\n" + csv(FRAME.assign(more=1.5)),
        csv(FRAME.assign(empty="")).replace(b",empty", b","),
        csv(FRAME.reset_index()),
        binary(lambda file: FRAME.to_parquet(file)),
        binary(lambda file: FRAME.set_index("date").to_parquet(file)),
        binary(lambda file: FRAME.to_excel(file, index=False)),
    ],
    ids=[
        "comma", "semicolon", "decimal comma", "tab", "bar", "windows", "utf-8 mark", "utf-16", "utf-16 bare", "german",
        "american", "title lines", "trailing delimiter", "row numbers", "parquet", "parquet index", "excel",
    ],
)  # fmt: skip
def test_kinds_of_files(content: bytes) -> None:
    assert_understood(read_table("mine", content))


def test_letters_that_are_not_utf8_are_read_and_it_is_said() -> None:
    table = read_table("mine.csv", FRAME.rename(columns={"sales": "Größe"}).to_csv(index=False).encode("latin-1"))
    assert table.guess.target == "Größe"
    assert "not in UTF-8" in str(table.notes[0])


def test_a_file_without_header_and_decimal_commas_say_so() -> None:
    table = read_table("mine.csv", FRAME.to_csv(index=False, header=False).encode())
    assert_understood(table, "column 1", "column 2")
    assert "no header" in str(table.notes[0])
    assert "decimal commas" in str(read_table("mine.csv", csv(FRAME, sep=";", decimal=",")).notes[0])


def test_ambiguous_dates_are_noted() -> None:
    months = pd.DataFrame({"month": pd.date_range("2015-01-01", periods=96, freq="MS"), "y": np.arange(96.0) % 12})
    table = read_table("mine.csv", csv(months, date_format="%d/%m/%Y"))
    assert "day first" in str(table.notes[0])
    assert table.guess.frequency is not None
    assert table.guess.frequency.code == "MS"


def test_a_long_file_is_told_apart_by_its_id() -> None:
    long = pd.concat([FRAME.assign(shop=shop, sales=VALUES + shop) for shop in (1, 2, 3)])
    table = read_table("mine.csv", csv(long))
    assert (table.guess.time, table.guess.target, table.guess.id) == ("date", "sales", "shop")
    assert table.guess.numeric == ("sales",)
    second, _ = series_from_table(table.frame, "date", "sales", id_column="shop", id_value="2", name="mine")
    np.testing.assert_allclose(second.values, VALUES + 2)
    assert second.name == "mine: 2"
    first, _ = series_from_table(table.frame, "date", "sales", id_column="shop")
    np.testing.assert_allclose(first.values, VALUES + 1)
    with pytest.raises(UserError, match="No row has “9” in the column shop"):
        series_from_table(table.frame, "date", "sales", id_column="shop", id_value="9")
    with pytest.raises(UserError, match="no column “store”"):
        series_from_table(table.frame, "date", "sales", id_column="store")


def test_rows_of_one_series_are_numbered_as_in_the_file() -> None:
    other = FRAME.assign(shop="b")
    broken = FRAME.assign(shop="a", sales=FRAME["sales"].astype("str"))
    broken.loc[4, "sales"] = "many"
    table = read_table("mine.csv", csv(pd.concat([other, broken])))
    with pytest.raises(UserError, match="row 125"):
        series_from_table(table.frame, "date", "sales", id_column="shop", id_value="a")


def test_a_column_of_years_is_a_time_and_other_numbers_are_not() -> None:
    years = pd.DataFrame({"Year": range(1900, 2000), "Flow": np.arange(100.0)[::-1] ** 2})
    table = read_table("mine.csv", csv(years))
    assert (table.guess.time, table.guess.target) == ("Year", "Flow")
    numbers = pd.DataFrame({"a": range(1900, 2000), "b": np.arange(100.0)})
    assert read_table("mine.csv", csv(numbers)).guess.time is None


def test_the_named_column_is_the_target() -> None:
    prices = pd.DataFrame({"Date": DAYS, "Open": VALUES, "Close": VALUES + 1, "Volume": range(120)})
    assert read_table("mine.csv", csv(prices)).guess.target == "Close"


def test_without_a_time_column() -> None:
    table = read_table("mine.csv", b"fruit,weight\n" + b"apple,1.5\npear,2.5\n" * 50)
    assert table.guess.time is None
    with pytest.raises(UserError, match="Column “fruit” cannot be read as dates or times"):
        series_from_table(table.frame, "fruit", "weight")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "mine.csv is empty."),
        (b" \n\n", "mine.csv is empty."),
        (b"date,sales\n", "mine.csv has a header but no rows."),
        (b"PAR1" + b"\0" * 100, "mine.csv is a damaged Parquet file"),
        (b"PK\x03\x04" + b"\0" * 100, "mine.csv is neither an Excel workbook nor another known file."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "mine.csv is in the old Excel format."),
        (bytes(range(256)) * 20, "mine.csv is neither text, Excel nor Parquet."),
        (csv(FRAME) + b"2024-05-01,1,2,3\n", "Line 122 of mine.csv has 4 fields where the lines before it have 2."),
    ],
    ids=["empty", "blank", "header only", "parquet", "zip", "xls", "binary", "ragged"],
)
def test_unusable_files(content: bytes, sentence: str) -> None:
    assert refused(content).startswith(sentence)


def test_a_zip_that_is_no_workbook() -> None:
    content = binary(lambda file: zipfile.ZipFile(file, "w").writestr("a.txt", "hello"))
    assert refused(content) == "mine.csv is neither an Excel workbook nor another known file."


def test_a_workbook_that_unpacks_to_far_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "MAX_UPLOAD_MB", 1)

    def bomb(file: io.BytesIO) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/sheet", b"0" * 11_000_000)

    assert refused(binary(bomb)) == "mine.csv unpacks to 11 MB; the limit is 10 MB."


def test_two_million_rows_are_refused_in_seconds() -> None:
    content = b"date,sales\n" + b"2024-01-01 00:00,1.5\n" * 2_000_000
    started = time.perf_counter()
    assert refused(content) == "mine.csv has 2,000,000 rows; the limit is 500,000."
    assert time.perf_counter() - started < 3


def test_two_million_rows_of_parquet_are_refused_by_their_count() -> None:
    content = binary(lambda file: pd.DataFrame({"a": np.zeros(2_000_000)}).to_parquet(file))
    started = time.perf_counter()
    assert refused(content) == "mine.csv has 2,000,000 rows; the limit is 500,000."
    assert time.perf_counter() - started < 1


def test_300_megabytes_are_refused_at_once() -> None:
    content = bytes(300_000_000)
    started = time.perf_counter()
    assert refused(content) == "mine.csv has 300 MB; the limit is 100 MB."
    assert time.perf_counter() - started < 0.5


def test_the_longest_file_is_read_in_seconds() -> None:
    times = pd.date_range("2000-01-01", periods=config.MAX_ROWS, freq="min").strftime("%d/%m/%Y %H:%M")
    lines = "\n".join(f"{time},{row % 97}.5" for row, time in enumerate(times))
    started = time.process_time()
    table = read_table("mine.csv", ("date,sales\n" + lines).encode())
    series, _ = series_from_table(table.frame, "date", "sales")
    assert len(series) == config.MAX_ROWS
    assert time.process_time() - started < 12


def test_rows_after_the_last_target_are_kept_for_what_is_known_ahead() -> None:
    days = pd.date_range("2024-01-01", periods=103, freq="D").strftime("%Y-%m-%d")
    rows = [f"{day},{number % 9 if number < 100 else ''},{number % 7}" for number, day in enumerate(days)]
    table = read_table("sales.csv", "\n".join(["day,sales,holiday", *rows]).encode())
    series, _ = series_from_table(table.frame, "day", "sales")
    assert len(series) == 100
    assert series.future is not None
    assert list(series.future.columns) == ["holiday"]
    assert series.future["holiday"].tolist() == [100 % 7, 101 % 7, 102 % 7]
    assert series.future.index[0] == pd.Timestamp("2024-04-10")
