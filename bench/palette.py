"""The palette in Chromium, from a key to the found on the page, beside a bare request of the same
browser to the same server: `python -m bench.palette [people]` (100,000). On PostgreSQL:
`python -m tools.cluster python -m bench.palette`."""
# ruff: noqa: E402

from __future__ import annotations

import os
import shutil
import statistics
import sys
import threading

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, sync_playwright
from waitress.server import create_server

from bench._made import NOW, fill, queries
from bench.pages import session
from fifteen.actions import campaigns
from fifteen.method.words import Purpose
from fifteen.wsgi import application

QUERIES = 100

# Milliseconds from the last letter to the list on the page, laid out.
_TYPED = """text => new Promise(done => {
  const query = document.getElementById("palette-q");
  const found = document.getElementById("palette-found");
  query.value = text;
  const start = performance.now();
  new MutationObserver((_, watching) => {
    watching.disconnect();
    found.getBoundingClientRect();
    done(performance.now() - start);
  }).observe(query, {attributeFilter: ["aria-expanded"]});
  query.dispatchEvent(new InputEvent("input", {bubbles: true}));
})"""
_BARE = """async () => {
  const start = performance.now();
  await (await fetch("/empty")).text();
  return performance.now() - start;
}"""


def measured(page: Page) -> None:
    """Print the times; typing (the better of two) and bare requests take turns."""
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette-found li")
    typed, bare = [], []
    asked = [*queries(QUERIES), "take everything", "progress", "import"]
    for text in asked:
        typed.append(min(page.evaluate(_TYPED, text) for _ in range(2)))
        bare.append(page.evaluate(_BARE))
    typed.sort()
    bare.sort()
    at = len(asked) * 95 // 100
    print(f"  a bare request   median {statistics.median(bare):6.1f} ms, p95 {bare[at]:6.1f} ms")
    print(f"  the palette      median {statistics.median(typed):6.1f} ms, p95 {typed[at]:6.1f} ms")
    print(f"  {statistics.median(typed) / statistics.median(bare):.1f} times the bare request")


def main(count: int) -> None:
    """Print the figures."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW, zone="Europe/Berlin")
    campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": "Mira"}, "grid modelling", NOW)
    fill(campaign, count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what the database does by itself, in its own time
    name, _, value = session().partition("=")
    server = create_server(application, host="127.0.0.1", port=0, threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    where = f"http://127.0.0.1:{server.effective_port}"
    print(f"{count:,} people", flush=True)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs a loop of its own
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        context = browser.new_context()
        context.add_cookies([{"name": name, "value": value, "url": where}])
        page = context.new_page()
        page.goto(where)
        measured(page)
        browser.close()
    server.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
