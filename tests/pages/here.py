"""What the tests of the seeker's pages share: a page as plain words, and Mira's clock."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.world import NOW

_TAG = re.compile(r"<[^>]*>")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Tuesday 24 November 2026, 9:40 in Berlin, for every page."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def words(answer: Any) -> str:
    """The words of a page's main part, without its tags, blanks made one."""
    page = answer.content.decode()
    main = page.partition("<main")[2].partition("</main>")[0] or page
    return " ".join(unescape(_TAG.sub(" ", main)).split())


def h1(answer: Any) -> str:
    """The answer of a page in a sentence."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    assert len(found) == 1, "one h1 on each page"
    return unescape(_TAG.sub("", found[0])).strip()


def main_buttons(answer: Any) -> int:
    """How many main buttons a page has."""
    return len(re.findall(r'class="btn main"', answer.content.decode()))


def says(seat: Client) -> str:
    """The notes that stand on the next page."""
    page = seat.get("/method").content.decode()
    found = re.findall(r'class="note[^"]*"><span>(.*?)</span>', page, re.DOTALL)
    return unescape(" ".join(found))
