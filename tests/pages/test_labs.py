"""The lab pages: they open in both languages, their stories set them, lessons hide knobs, answers are checked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.labs.registry import LABS, lab
from tests.pages.conftest import Open, text


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def asked(app: AppTest) -> dict[str, str]:
    """The page's address, less the language."""
    found = {key: value if isinstance(value, str) else value[0] for key, value in app.query_params.items()}
    return {key: value for key, value in found.items() if key != "lang"}


def buttons(app: AppTest, part: str) -> list[str]:
    return [button.key for button in app.button if part in str(button.key)]


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", LABS)
def test_every_story_opens_by_its_link_in_both_languages(open_page: Open, name: str, lang: str) -> None:
    found = lab(name)
    for story in found.stories:
        address = found.write(found.told(story)) | ({"story": story.name} if story is not found.stories[0] else {})
        app = open_page(f"lab_{name}", lang, **address)
        assert not app.error
        assert specs(app), story.name
        assert (str(story.text) in text(app)) == (lang == "en")
        assert asked(app) == address


@pytest.mark.parametrize("name", LABS)
def test_a_press_on_a_story_sets_the_figure(open_page: Open, name: str) -> None:
    found = lab(name)
    last = found.stories[-1]
    app = open_page(f"lab_{name}")
    app.button(key=f"lab.{name}.story.{last.name}").click().run()
    assert not app.exception, app.exception[0].message
    assert str(last.text) in text(app)
    assert found.read(asked(app)) == found.told(last)


@pytest.mark.parametrize("name", LABS)
def test_a_lesson_leaves_only_its_knobs(open_page: Open, name: str) -> None:
    found = lab(name)
    story = found.stories[0]
    app = open_page(f"lab_{name}", lesson=story.name)
    assert str(story.text) in text(app)
    assert buttons(app, ".story.") == []
    widgets = [*app.button_group, *app.selectbox, *app.slider, *app.number_input]
    shown = {str(widget.key).removeprefix(f"lab.{name}.") for widget in widgets}
    hidden = {knob.name for knob in found.knobs} - set(story.turn)
    assert not shown & hidden
    assert asked(app)["lesson"] == story.name


@pytest.mark.parametrize("name", LABS)
def test_the_code_is_shown_and_every_number_is_there_as_a_table(open_page: Open, name: str) -> None:
    app = open_page(f"lab_{name}")
    for panel in ("numbers", "code", "share"):
        app.session_state[f"lab.{name}.{panel}"] = True
    app.run()
    assert not app.exception, app.exception[0].message
    assert len(app.dataframe) == 1
    assert f"/lab_{name}?lang=en" in app.code[-1].value
    assert all("def " in block.value or "class " in block.value for block in app.code[:-1])
    assert len(app.code) > 1


def test_opening_the_labs_imports_no_torch() -> None:
    import subprocess
    import sys

    names = [f"lab_{name}" for name in LABS]
    code = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        "import core.ui.services as services; services.prepare = lambda: None\n"
        "app = AppTest.from_file('app.py', default_timeout=60).run()\n"
        f"for name in {names}: app.switch_page(f'pages/{{name}}.py').run(); assert not app.exception\n"
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_weight_is_changed_and_the_output_follows(open_page: Open) -> None:
    app = open_page("lab_inside", step="7")
    assert "the output 1.00" in text(app)
    app.number_input(key="lab.inside.number").set_value(0.5).run()
    assert not app.exception, app.exception[0].message
    assert "the output 0.0" in text(app)
    assert asked(app)["w"] == "h1>h1:0.5"
    app.button(key="lab.inside.back").click().run()
    assert "the output 1.00" in text(app)


def test_an_exercise_is_checked(open_page: Open) -> None:
    app = open_page("lab_inside")
    app.number_input(key="lab.inside.answer").set_value(1.0).run()
    app.button(key="lab.inside.check").click().run()
    assert "Right: 1.0" in app.success[0].value


def test_the_trainer_trains_and_its_link_shows_the_same_picture(open_page: Open) -> None:
    app = open_page("lab_inside", view="train")
    app.button(key="lab.inside.trainer.ten").click().run()
    app.button(key="lab.inside.trainer.one").click().run()
    assert asked(app)["updates"] == "11"
    assert "After 11 updates" in text(app)
    again = open_page("lab_inside", view="train", updates="11")
    assert specs(again) == specs(app)
    assert specs(open_page("lab_inside", view="train", updates="11", seed="1")) != specs(app)
