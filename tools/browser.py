"""A real Chromium and a real app server, for the browser tests, the measurements and the screenshots.

`python -m tools.browser` prints the Chromium that will be used, and fails when there is none.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path(playwright: Playwright) -> str:
    """The Chromium named by CHROMIUM, else the system's, else Playwright's own; raises when there is none."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, SYSTEM_NAMES), playwright.chromium.executable_path]
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            return candidate
    raise FileNotFoundError("No Chromium was found; `make chromium` installs one, CHROMIUM=/path names another.")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Server:
    """A running app: its address, the folder that it writes to, its process and the seconds until it answered."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]
    seconds: float


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether the server at `url` says that it is well."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


@contextlib.contextmanager
def app_server(home: Path, log: Path) -> Iterator[Server]:
    """The app on a free port, writing below `home`; its output goes to `log`."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "UNROLLED_HOME": str(home), "OMP_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    began = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *options],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            while not answers(url):
                if process.poll() is not None or time.perf_counter() - began > 60:
                    raise RuntimeError(f"The app did not start; its output: {log.read_text(errors='replace')}")
                time.sleep(0.05)
            yield Server(url, home, process, time.perf_counter() - began)
        finally:
            stop(process)


@contextlib.contextmanager
def temporary_app() -> Iterator[Server]:
    """The app with a home that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, app_server(Path(folder) / "home", Path(folder) / "log") as server:
        yield server


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the server as Ctrl-C would, and by force where that is not heard."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass
class Watch:
    """What went wrong on a page: console errors and uncaught exceptions, as text."""

    problems: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> Page:
        """Starts to collect from `page`."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        return page

    def _console(self, message: ConsoleMessage) -> None:
        # On a deep link Streamlit looks for its server below the page's own path first; the 404 is its way to find out.
        probing = re.search(r"/\w+/_stcore/(health|host-config)$", message.location.get("url", ""))
        if message.type == "error" and not probing:
            self.problems.append(f"console: {message.text} ({message.location.get('url', '')})")


def wait_until_idle(page: Page, timeout_seconds: float = 30) -> None:
    """Waits until Streamlit has drawn the page and no script run is under way."""
    app = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    app.wait_for(state="attached", timeout=timeout_seconds * 1000)
    page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached", timeout=timeout_seconds * 1000)


def wait_for_chart(page: Page, timeout_seconds: float = 30) -> None:
    """Waits until some chart is drawn where it can be seen; those in closed panels do not count."""
    drawn = page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").filter(visible=True)
    drawn.first.wait_for(timeout=timeout_seconds * 1000)


def main() -> int:
    """Prints which Chromium will be used."""
    with sync_playwright() as playwright:
        try:
            print(chromium_path(playwright))
        except FileNotFoundError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
