"""The page Classify as a reader meets it: the finished example, own text, bad input, many texts, own labels."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from core.ui.classify_about import behind
from tests.pages.conftest import Open, finished, text

OWN = "text,label\n" + "\n".join(
    f"{words} number {number},{label}"
    for number in range(14)
    for words, label in (("the cat runs in the park", "animal"), ("a bus stops at the station", "vehicle"))
)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_it_opens_on_a_finished_example(open_page: Open, lang: str) -> None:
    app = open_page("classify", lang)
    shown = text(app)
    assert ("“positive” with a probability of" if lang == "en" else "“tích cực” với xác suất") in shown
    assert ("It reads English only" if lang == "en" else "chỉ đọc được tiếng Anh") in shown
    assert len(app.get("vega_lite_chart")) == 1
    assert not app.error


def test_a_recurrent_part_that_stays_behind_logistic_regression_is_named() -> None:
    def score(alone: float) -> dict[str, float]:
        return {"accuracy": 0.9, "recurrent_alone": alone, "tfidf_logistic_regression": 0.8}

    assert behind({"scores": {"imdb": score(0.81), "rotten_tomatoes": score(0.79)}}) == ["rotten_tomatoes"]


def write(app: AppTest, words: str) -> AppTest:
    app.text_area[0].set_value(words).run()
    assert not app.exception, app.exception[0].message
    return app


def test_own_text_is_read_and_its_words_are_shown(open_page: Open) -> None:
    app = write(open_page("classify"), "An awful film: boring, stupid and a waste of time.")
    assert "“negative” with a probability of" in text(app)
    coloured = [html.proto.body for html in app.get("html") if 'role="group"' in html.proto.body]
    assert len(coloured) == 2  # attention, attribution
    assert all("awful" in body for body in coloured)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("   ", "There is no text."),
        ("good " * 40_000, "The text has 199,999 characters; the limit is 20,000."),
        ("a" * 10_000, "Only 0 % of these words are in the network's vocabulary"),
        ("Phim này dở quá, tôi không thích chút nào", "this network reads English only"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(open_page: Open, words: str, sentence: str) -> None:
    shown = text(write(open_page("classify"), words)).replace("\\", "").replace("\u00a0", " ")
    assert sentence in shown


def test_many_texts_are_labelled_in_the_background(open_page: Open) -> None:
    app = open_page("classify", view="file")
    content = b"A wonderful, moving film.\n\nDull and far too long.\n"
    app.file_uploader(key="classify.many.file").set_value(("reviews.txt", content, "text/plain")).run()
    app.button(key="classify.many.start").click().run()
    job = finished(app.session_state["classify.many"])
    assert job.status == "done", job.error
    app.run()
    assert "2 texts were labelled. positive: 1, negative: 1." in text(app)
    assert list(app.dataframe[0].value["Label"]) == ["positive", "negative"]
    assert "2 texts were labelled" in text(open_page("classify", job=job.id))  # as the list of jobs opens it


def test_own_labels_train_and_are_used(open_page: Open) -> None:
    app = open_page("classify", view="labels")
    app.file_uploader[0].set_value(("topics.csv", OWN.encode(), "text/csv")).run()
    assert "28 texts. animal: 14, vehicle: 14." in text(app)
    app.button(key="classify.labels.start").click().run()
    job = finished(app.session_state["classify.job"])
    assert job.status == "done", job.error
    app.run()
    assert "it labels 100.0\u00a0% of 4 held-out texts rightly" in text(app)
    app.button(key="classify.labels.use").click().run()
    assert not app.exception, app.exception[0].message
    assert any(words in app.text_area[0].value for words in ("the cat runs", "a bus stops"))  # one of its own texts
    write(app, "a cat in the park")
    assert "“animal” with a probability of" in text(app)
    assert "Classify, made" in text(open_page("runs"))  # listed there as what it is


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        ("text,label\ngood film,pos\n", "Different texts found: 1; training takes 20 to 50,000."),
        ("text,label\n" + "\n".join(f"film {n},good" for n in range(30)), "All texts have the label “good”."),
        (OWN + "\nragged", "has 2 columns in its first row and 1 in line 30"),
        ("a,b,c\n1,2,3\n", "does not say which of its columns are text and label"),
        ("text,label\n" + "\n".join(f",{n}" for n in range(30)), "The file holds no text with a label."),
    ],
)
def test_a_file_of_labels_that_cannot_train_gets_a_sentence(open_page: Open, content: str, sentence: str) -> None:
    app = open_page("classify", view="labels")
    app.file_uploader[0].set_value(("labels.csv", content.encode(), "text/csv")).run()
    assert sentence in text(app).replace("\\", "")
    assert not any(button.key == "classify.labels.start" for button in app.button)
