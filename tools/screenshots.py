"""Takes the pictures of the README from the running app: `make screenshots`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tools.browser import ROOT, chromium, temporary_app, wait_for_chart, wait_until_idle

FOLDER = ROOT / "docs" / "screenshots"


@dataclass(frozen=True)
class Shot:
    """One picture: a page, a language, a scheme, and the size of the window; phones report themselves as such."""

    name: str
    path: str
    lang: str = "en"
    scheme: Literal["light", "dark"] = "light"
    width: int = 1280
    height: int = 1060
    phone: bool = False
    show: str = ""
    """Words to scroll to."""


SHOTS = (
    Shot("forecast", ""),
    Shot("forecast-dark", "stocks", scheme="dark"),
    Shot("explanation", "", height=900, show="Why this forecast?"),
    Shot("phone-vi", "", lang="vi", width=390, height=844, phone=True, show="Thời tiết Seattle, hằng ngày:"),
)


def take(browser: Browser, url: str, shot: Shot) -> Path:
    """Opens the page, waits until its charts are drawn, and writes the picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        locale="vi-VN" if shot.lang == "vi" else "en-GB",
        is_mobile=shot.phone,
        device_scale_factor=2 if shot.phone else 1,
        user_agent="Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36" if shot.phone else None,
    )
    page = context.new_page()
    page.goto(f"{url}/{shot.path}?lang={shot.lang}")
    wait_for_chart(page, 60)
    wait_until_idle(page)
    if shot.show:
        heading = page.get_by_text(shot.show).first
        heading.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.mouse.wheel(0, -70)  # off the window's very edge
    page.wait_for_timeout(2_000)  # fonts, and charts further down
    path = FOLDER / f"{shot.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    """Takes all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser, temporary_app() as server:
        for shot in SHOTS:
            print(take(browser, server.url, shot).relative_to(ROOT))


if __name__ == "__main__":
    main()
