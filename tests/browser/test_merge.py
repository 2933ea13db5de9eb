"""The browser merges texts exactly as the server does."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Browser
from tests.doors.running import Running

from fifteen.method.merge import merge

pytestmark = pytest.mark.browser

MERGE = """async cases => {
  const { merge } = await import("/static/fifteen/merge.js");
  return cases.map(([base, mine, theirs]) => merge(base, mine, theirs));
}"""


def cases(count: int) -> list[list[str]]:
    """Texts of few different lines, so that sides share, drop, move and repeat them."""
    chance = random.Random(15)
    lines = ["", "a", "b", "cardboard first", "ä👋"]

    def text() -> str:
        return "\n".join(chance.choice(lines) for _ in range(chance.randrange(9)))

    def typed_on(base: str) -> str:
        side = base.split("\n")
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(side) + 1)
            side[at : at + chance.randrange(2)] = [chance.choice([*lines, "new", "x y"])]
        return "\n".join(side)

    made = [[base, typed_on(base), typed_on(base)] for base in (text() for _ in range(count))]
    return [*made, *([text(), text(), text()] for _ in range(count))]


def test_line_by_line_the_same(chromium: Browser, running: Running) -> None:
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{running.port}/offline")
    tried = cases(2_000)
    assert page.evaluate(MERGE, tried) == [merge(*case) for case in tried]
    page.close()
