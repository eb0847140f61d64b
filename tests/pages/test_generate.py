"""The page that writes: opens finished, in both languages, writes on request, the same for the same seed."""

from __future__ import annotations

import pytest

from tests.pages.conftest import Open, text


@pytest.mark.parametrize(
    ("lang", "model", "lead"),
    [("en", "shakespeare", "A finished example"), ("vi", "kieu", "Một ví dụ có sẵn")],
)
def test_it_opens_on_a_finished_example(open_page: Open, lang: str, model: str, lead: str) -> None:
    app = open_page("generate", lang, model=model)
    assert lead in text(app)
    assert len(app.get("vega_lite_chart")) >= 2


def test_the_same_seed_writes_the_same_and_another_seed_another(open_page: Open) -> None:
    made = []
    for seed in (3, 3, 4):
        app = open_page("generate", model="shakespeare", length="60", seed=str(seed))
        app.button(key="generate.write").click().run()
        assert not app.exception
        made.append(app.session_state["generate.shown"].made.text)
    assert made[0] == made[1] != made[2]


def test_too_long_a_prompt_is_told_and_the_example_stays(open_page: Open) -> None:
    app = open_page("generate", model="shakespeare")
    app.text_area(key="generate.prompt").set_value("x" * 200_000).run()
    app.button(key="generate.write").click().run()
    assert not app.exception
    assert len(app.error) == 1
