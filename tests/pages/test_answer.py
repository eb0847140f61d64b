"""The answer page in both languages: finished examples, one's own story, what is left out, and a bad reading set."""

from __future__ import annotations

import json

import pytest

from core.text.answer.kinds import KINDS
from core.text.passage.sample_set import sample_set
from tests.pages.conftest import Open, finished, text
from tests.store.hub_server import REVISION, hub_serving

OWN = "Sandra got the apple.\nSandra went to the office."


@pytest.mark.parametrize(("lang", "answer"), [("en", "Answer: bedroom"), ("vi", "Trả lời: bedroom")])
def test_it_opens_on_a_finished_story(open_page: Open, lang: str, answer: str) -> None:
    app = open_page("answer", lang)
    assert app.subheader[0].value.startswith(answer)
    assert len(app.get("vega_lite_chart")) == 1
    assert "bAbI" in text(app)


def test_every_kind_has_its_example_and_its_support(open_page: Open) -> None:
    app = open_page("answer")
    for task, kind in KINDS.items():
        app.selectbox(key="answer.kind.").select(str(task)).run()
        assert app.subheader[0].value.startswith("Answer: " + ", ".join(kind.answer))
        known = ", ".join(str(place + 1) for place in sorted(kind.support))
        assert f"Looked at in some hop: sentences {known}. Known to support the answer (dots): {known}." in text(app)


def test_a_story_of_ones_own_is_in_the_address(open_page: Open) -> None:
    app = open_page("answer")
    app.text_area[0].set_value(OWN)
    app.text_input(key="answer.2.question").set_value("Where is the apple?").run()
    assert app.subheader[0].value.startswith("Answer: office")
    assert OWN in app.query_params["text"]
    again = open_page("answer", text=OWN, question="Where is the apple?")
    assert again.subheader[0].value == app.subheader[0].value
    assert "Known to support" not in text(again)


def test_leaving_out_a_sentence_changes_the_answer(open_page: Open) -> None:
    app = open_page("answer", kind="1", without="4")
    assert not app.exception
    assert "Without them it answers “office” instead" in text(app)
    same = open_page("answer", kind="1", without="1")
    assert "Without them it still answers “kitchen”" in text(same)


def test_a_question_about_nothing_is_not_answered_with_no_confidence(open_page: Open) -> None:
    app = open_page("answer", text=OWN, question="Hello?")
    assert app.subheader[0].value == "The reader found no answer in the story."
    assert "“hello”" in app.warning[0].value


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "There is no story."), ("vi", "Chưa có câu chuyện.")], ids=("en", "vi")
)
def test_an_empty_story_is_told(open_page: Open, lang: str, words: str) -> None:
    app = open_page("answer", lang)
    app.text_area[0].set_value(" ").run()
    assert not app.exception
    assert words in app.error[0].value


@pytest.mark.parametrize(("lang", "label"), [("en", "English only"), ("vi", "Chỉ dùng cho tiếng Anh")])
def test_a_passage_ranks_its_sentences(open_page: Open, lang: str, label: str) -> None:
    app = open_page("answer", lang, mode="passage")
    assert "1871" in app.subheader[0].value
    assert len(app.get("vega_lite_chart")) == 2
    assert label in text(app)


def test_a_file_that_is_no_reading_set_is_told(open_page: Open) -> None:
    app = open_page("answer", mode="reading")
    app.file_uploader[0].set_value(("a.json", b"[]", "application/json")).run()
    assert "holds no reading set" in app.error[0].value


def test_a_reading_set_trains_and_its_reader_answers(open_page: Open) -> None:
    app = open_page("answer", mode="reading", epochs="2")
    app.file_uploader[0].set_value(("set.json", json.dumps(sample_set(30)).encode(), "application/json")).run()
    assert "90 usable questions" in text(app)
    app.button(key="answer.train").click().run()
    job = finished(app.session_state["answer.job"])
    assert job.status == "done", job.error
    app.run()
    assert "held-back questions answered exactly" in app.subheader[0].value
    app.text_input(key="answer.spans.name").set_value("people").run()
    app.button(key="answer.spans.save").click().run()
    assert not app.exception
    assert "trained on a reading set of yours" in text(app)


def test_saved_text_runs_are_listed_and_open_their_page(open_page: Open) -> None:
    from core import store
    from core.text.tasks import shipped_run

    store.save_run(shipped_run("babi"), "my stories", overwrite=True)
    app = open_page("runs")
    assert "Answer, made" in text(app)
    app.button(key="use.my stories").click().run()
    assert not app.exception
    store.delete_run("my stories")


def test_a_network_from_a_hub_is_fetched_chosen_and_its_revision_shown(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core import store
    from core.text.tasks import CHECKPOINTS

    with hub_serving() as hub:
        hub.repositories["ann/tales"] = {path.name: path.read_bytes() for path in (CHECKPOINTS / "babi").iterdir()}
        monkeypatch.setenv("HF_ENDPOINT", hub.address)
        app = open_page("answer")
        app.text_input(key="answer.model.bring.hub").set_value("ann/none").run()
        app.button(key="answer.model.bring.fetch").click().run()
        assert "no public repository" in app.error[0].value
        app.text_input(key="answer.model.bring.hub").set_value("ann/tales").run()
        app.button(key="answer.model.bring.fetch").click().run()
    assert not app.exception
    assert app.query_params["model"] in ("saved:tales", ["saved:tales"])
    assert f"revision {REVISION[:10]}" in text(app)
    assert app.subheader[0].value.startswith("Answer: bedroom")
    store.delete_run("tales")
