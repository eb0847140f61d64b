"""What holds for every chart: it is not blank, it is a reader's own, and no expression in it needs eval."""

from __future__ import annotations

import pytest

from core.charts.look import FONT
from core.messages import Message
from tests.charts import render
from tests.charts.samples import charts, english, vietnamese

CHARTS = charts()


@pytest.fixture(params=list(CHARTS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(("look", "width"), [(english("light"), 800), (vietnamese("dark", narrow=True), 340)])
def test_it_is_drawn(name: str, look: object, width: int) -> None:
    picture = render.svg(CHARTS[name][0](look), width)  # type: ignore[arg-type]
    assert sum(render.marks(picture).values()) >= 1
    assert float(picture.get("width", "0")) <= width + 12  # nothing pushes the picture out of its place


def test_two_modes_differ_in_colours_only(name: str) -> None:
    draw = CHARTS[name][0]
    light, dark = draw(english("light")).to_dict(), draw(english("dark")).to_dict()
    assert light["config"]["background"] != dark["config"]["background"]
    assert [layer["mark"]["type"] for layer in light["layer"]] == [layer["mark"]["type"] for layer in dark["layer"]]


def test_every_fixed_word_goes_through_the_catalogue(name: str) -> None:
    """A reader of another language meets no English word: each is in the marks of the test's catalogue, or is data."""
    spec = CHARTS[name][0](vietnamese()).to_dict()
    words = [word for word in render.values_of(spec, "title") if isinstance(word, str)]
    words += [word["text"] for word in render.values_of(spec, "title") if isinstance(word, dict) and "text" in word]
    words += [word for word in render.values_of(spec, "text") if isinstance(word, str)]
    data = {"°C", "CRPS", "50\u00a0%", "80\u00a0%", "90\u00a0%", "LSTM", "MLP", "ETS"}
    assert [word for word in words if word not in data and "«" not in word] == []


def test_the_theme_has_no_frame_and_hairlines_only(name: str) -> None:
    config = CHARTS[name][0](english()).to_dict()["config"]
    assert config["view"]["stroke"] is None
    assert config["axis"]["domain"] is False
    assert config["axis"]["ticks"] is False
    assert config["font"] == FONT


def test_the_chart_fills_its_place(name: str) -> None:
    spec = CHARTS[name][0](english()).to_dict()
    assert spec["width"] == "container"
    assert spec["autosize"] == {"type": "fit", "contains": "padding"}


def test_no_time_is_left_to_vega(name: str) -> None:
    """Streamlit runs Vega without eval, where bounds of a temporal scale given as numbers are invalid dates."""
    spec = CHARTS[name][0](english()).to_dict()
    assert "temporal" not in set(render.values_of(spec["layer"], "type"))


def test_its_sentence_has_numbers_in_both_languages(name: str) -> None:
    message = CHARTS[name][1]
    assert isinstance(message, Message)
    for locale in ("en", "vi"):
        text = message.render(lambda template: template, locale)
        assert any(character.isdigit() for character in text)
        assert text.endswith(".")
        assert "{" not in text
