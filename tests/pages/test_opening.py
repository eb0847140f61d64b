"""Every page in both languages: opens on a finished example, without an exception, in the right words."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Open, text

TITLES = {
    ("weather", "en"): "Weather",
    ("weather", "vi"): "Thời tiết",
    ("stocks", "en"): "Stocks",
    ("stocks", "vi"): "Cổ phiếu",
    ("series", "en"): "Your series",
    ("series", "vi"): "Chuỗi của bạn",
    ("runs", "en"): "Saved runs",
    ("runs", "vi"): "Mô hình đã lưu",
    ("jobs", "en"): "Jobs",
    ("jobs", "vi"): "Công việc",
}
EXAMPLES = {
    ("weather", "en"): "Seattle weather, daily: maximum temperature",
    ("weather", "vi"): "Thời tiết Seattle, hằng ngày: nhiệt độ cao nhất",
    ("stocks", "en"): "Apple stock, daily: adjusted closing price",
    ("stocks", "vi"): "Cổ phiếu Apple, hằng ngày: giá đóng cửa đã điều chỉnh",
    ("series", "en"): "San Francisco temperature, hourly: temperature",
    ("series", "vi"): "Nhiệt độ San Francisco, hằng giờ: nhiệt độ",
}
ADVICE = {"en": "Forecasts are not advice.", "vi": "Dự báo không phải là lời khuyên."}


@pytest.mark.parametrize(("name", "lang"), TITLES)
def test_title_and_last_line(open_page: Open, name: str, lang: str) -> None:
    app = open_page(name, lang)
    assert [title.value for title in app.title] == [TITLES[name, lang]]
    assert app.caption[-1].value.endswith(ADVICE[lang])


@pytest.mark.parametrize(("name", "lang"), EXAMPLES)
def test_a_forecast_page_opens_on_a_finished_example(open_page: Open, name: str, lang: str) -> None:
    app = open_page(name, lang)
    assert app.subheader[0].value == EXAMPLES[name, lang]
    assert [metric.label for metric in app.metric] == [
        {"en": "Skill", "vi": "Độ kỹ năng"}[lang],
        {"en": "80 % band", "vi": "Dải 80 %"}[lang],
        "MASE",
    ]
    assert len(app.get("vega_lite_chart")) == 2  # the fan, and what its first step rests on
    assert {"en": "Bundled sample", "vi": "Dữ liệu mẫu kèm theo"}[lang] in text(app)
    assert {"en": "Licence: ", "vi": "Giấy phép: "}[lang] in text(app)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_open_panels_of_a_result(open_page: Open, lang: str) -> None:
    """With every panel open: scores beside the baselines, the forecast in numbers, data and model."""
    app = open_page("weather", lang)
    for name in ("table", "evaluation", "card"):
        app.session_state[f"weather.{name}"] = True
    app.run()
    assert not app.exception, app.exception[0].message
    assert len(app.get("vega_lite_chart")) == 6
    columns = [list(frame.value.columns) for frame in app.dataframe]
    assert [{"en": "Time", "vi": "Thời gian"}[lang] in names for names in columns] == [True, False]
    assert {"en": "Nothing after", "vi": "Không có gì sau"}[lang] in text(app)


def test_verdict_numbers_follow_the_language(open_page: Open) -> None:
    """MASE is the third metric: a decimal point in English, a comma in Vietnamese."""
    english, vietnamese = (open_page("weather", lang).metric[2].value for lang in ("en", "vi"))
    assert english.replace(".", ",") == vietnamese != english


def test_opening_pages_imports_no_torch() -> None:
    """The first visitor must not wait for torch: neither the entry, the pages nor their panels import it."""
    import subprocess
    import sys

    code = (
        "import sys, runpy; from streamlit.testing.v1 import AppTest\n"
        "import core.ui.services as services; services.prepare = lambda: None\n"
        "app = AppTest.from_file('app.py', default_timeout=60).run()\n"
        "for name in ('stocks', 'series', 'runs', 'jobs'): app.switch_page(f'pages/{name}.py').run()\n"
        "assert not app.exception\n"
        "print(sorted({'torch', 'captum', 'yfinance', 'meteostat', 'statsmodels'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
