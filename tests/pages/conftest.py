"""Opens pages as a reader would, in one process, with one real queue and worker for all tests here."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from core.jobs import Job

ROOT = Path(__file__).parents[2]
SECONDS = 60
"""A page or a job that takes longer has hung."""

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for all tests here, since the app keeps one queue; its worker ends with them."""
    folder = tmp_path_factory.mktemp("pages") / "home"
    before = os.environ.get("UNROLLED_HOME")
    os.environ["UNROLLED_HOME"] = str(folder)
    yield folder
    from core.ui import services

    services.queue().close()
    services.queue.clear()
    if before is None:
        del os.environ["UNROLLED_HOME"]
    else:
        os.environ["UNROLLED_HOME"] = before


@pytest.fixture(autouse=True)
def unrolled_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In place of the usual home of each test's own."""
    monkeypatch.setenv("UNROLLED_HOME", str(home))
    monkeypatch.chdir(ROOT)
    return home


@pytest.fixture(autouse=True)
def as_a_server_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server after its first run knows that app.py chooses the page; AppTest forgets it before every run."""
    start = PagesManager.__init__

    def remembering(self: PagesManager, *arguments: object, **named: object) -> None:
        start(self, *arguments, **named)  # type: ignore[arg-type]
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", remembering)


@pytest.fixture
def open_page(home: Path) -> Open:
    """Opens a page by its file's name, with what its address asks for."""

    def open_one(name: str, lang: str = "en", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
        for key, value in {"lang": lang, **query}.items():
            app.query_params[key] = value
        app.switch_page(f"pages/{name}.py").run()
        assert not app.exception, app.exception[0].message
        return app

    return open_one


def finished(identifier: str) -> Job:
    """The job once it has ended."""
    from core.ui import services

    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        job = services.queue().get(identifier)
        if not job.active:
            return job
        time.sleep(0.05)
    raise TimeoutError(f"Job {identifier} is still {job.status} after {SECONDS} s.")


def text(app: AppTest) -> str:
    """Every word of the page that is not part of a widget."""
    elements = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.error, *app.info, *app.warning]
    return "\n".join(element.value for element in elements)
