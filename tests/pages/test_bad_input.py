"""Bad input meets one clear sentence in the reader's language, and the forecast on the screen stays."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.pages.conftest import Open

DAYS = [f"{day:%Y-%m-%d}" for day in pd.date_range("2024-01-01", periods=112)]


def table(values: list[object], times: list[str] = DAYS) -> bytes:
    return pd.DataFrame({"day": times[: len(values)], "y": values}).to_csv(index=False).encode()


UPLOADS = {
    "empty": (b"", "x.csv is empty.", "x.csv rỗng."),
    "header only": (b"day,y\n", "x.csv has a header but no rows.", "x.csv có dòng tiêu đề"),
    "no times": (
        b"a,b\n" + b"\n".join(b"red,%d" % row for row in range(100)),
        "Column “a” cannot be read as dates or times.",
        "Không đọc được cột “a” thành ngày hoặc giờ.",
    ),
    "constant": (
        table([3.0] * 100),
        "“y” has the same value in every row: there is nothing to forecast.",
        "“y” có cùng một giá trị ở mọi dòng",
    ),
    "30 rows": (table([float(row) for row in range(30)]), "30 rows are too few", "30 dòng là quá ít"),
    "infinite": (table([1.0, float("inf"), *range(100)]), "Column “y” has infinite values in", "giá trị vô hạn"),
    "no table": (b"PK\x03\x04 nothing", "x.csv is neither", "x.csv không phải"),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_a_bad_upload_is_one_sentence_in_both_languages(open_page: Open, name: str) -> None:
    content, english, vietnamese = UPLOADS[name]
    for lang, sentence in (("en", english), ("vi", vietnamese)):
        app = open_page("series", lang)
        app.file_uploader(key="series.upload").set_value(("x.csv", content, "text/csv")).run()
        assert not app.exception, app.exception[0].message
        assert len(app.error) == 1
        assert sentence in app.error[0].value
        assert app.button(key="series.forecast").disabled
        assert app.metric[2].label == "MASE"  # the example is still there


def test_a_good_file_is_reported_on_and_its_columns_can_be_changed(open_page: Open) -> None:
    rows = pd.DataFrame({"day": DAYS, "a": range(112), "b": [row % 7 for row in range(112)]})
    rows.loc[[5, 6], "b"] = None
    app = open_page("series")
    upload = ("good.csv", rows.to_csv(index=False).encode(), "text/csv")
    app.file_uploader(key="series.upload").set_value(upload).run()
    boxes = {box.label: box for box in app.selectbox}
    boxes["To forecast"].set_value("b")
    app.run()
    assert not app.error
    assert not app.button(key="series.forecast").disabled
    assert any("Missing values filled with the one before: 2 (rows 6, 7)." in each.value for each in app.markdown)


def test_a_horizon_that_the_data_cannot_test(open_page: Open) -> None:
    app = open_page("series", horizon="80")
    app.file_uploader(key="series.upload").set_value(("x.csv", table(list(range(100))), "text/csv")).run()
    app.button(key="series.forecast").click().run()
    assert "100 rows are too few to test a horizon of 80 steps." in app.error[0].value
    assert "job" not in app.query_params


def test_a_ticker_that_is_none(open_page: Open) -> None:
    app = open_page("stocks", source="ticker", ticker="A b!")
    app.button(key="stocks.forecast").click().run()
    assert "is no ticker" in app.error[0].value
    assert app.metric[2].label == "MASE"


def test_a_place_that_nobody_knows(open_page: Open) -> None:
    app = open_page("weather", "vi", source="station", place="Qwxyzzy")
    assert "Không có nơi nào tên là “Qwxyzzy”." in app.error[0].value
    assert app.button(key="weather.forecast").disabled


def test_places_are_offered_with_their_coordinates(open_page: Open) -> None:
    app = open_page("weather", source="station", place="Zurich")
    which = next(box for box in app.selectbox if box.label == "Which one")
    assert "Zürich, CH (47.37; 8.55)" in which.options
    assert not app.button(key="weather.forecast").disabled


@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "This is no zip file, so no run."), ("vi", "Đây không phải tệp zip")]
)
def test_an_upload_that_is_no_run(open_page: Open, lang: str, sentence: str) -> None:
    app = open_page("runs", lang)
    app.file_uploader(key="runs.bring").set_value(("x.zip", b"not a zip at all", "application/zip")).run()
    app.button(key="runs.bring.ok").click().run()
    assert sentence in app.error[0].value
