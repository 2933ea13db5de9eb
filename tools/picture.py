"""The picture in the README: Today of the demo campaign, as a browser shows it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.doors.running import Running, command

TO = Path(__file__).parents[1] / "docs" / "today.png"
ARGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def main() -> None:
    """Load the demo into a folder that is thrown away, open Today, keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        command(home, "demo")
        with Running(home) as one, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=[*ARGS])
            page = browser.new_page(viewport={"width": 1180, "height": 860})
            page.goto(f"http://127.0.0.1:{one.port}{one.link}")
            page.screenshot(path=TO)
            browser.close()


if __name__ == "__main__":
    main()
