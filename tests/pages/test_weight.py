"""What a page carries: nothing of the program's inside, and little on the wire."""

from __future__ import annotations

import gzip
import html
import re

import pytest
from django.test import Client

from fifteen.store.models import Campaign
from tests.pages import here
from tests.pages.addresses import FORMS, Things, things

pytestmark = pytest.mark.django_db
_clock = here._clock

HEAVIEST = 60_000  # bytes of a page with its style sheets and scripts, as a server sends it (PAGES)
PAGES = sorted(route for route, (asked, _) in FORMS.items() if asked and "ics" not in route)
INSIDE = re.compile(r"datetime\.|object at 0x|dataclass|QuerySet|Decimal\(")
LOADS = re.compile(r'(?:href|src)="(/static/fifteen/[\w-]+\.(?:css|js))"')


@pytest.fixture
def mine(mira: Campaign) -> Things:
    return things(mira, "Ana Ruiz")


def test_a_page_is_light_and_shows_nothing_of_the_inside(seat: Client, mine: Things) -> None:
    looked_at = [route for route in PAGES if _is_well(seat, mine.address(route))]
    assert len(looked_at) > 45, "the others are files, or lead on"


def _is_well(seat: Client, where: str) -> bool:
    """Whether a page stands there; what is wrong with it fails."""
    answer = seat.get(where)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return False
    page = b"".join(answer) if answer.streaming else answer.content
    text = html.unescape(page.decode())
    assert not INSIDE.search(text), (where, INSIDE.findall(text))
    for address in re.findall(r'name="next" value="([^"]*)"', text):
        assert address == "" or re.fullmatch(r"/[^/\s][^\s]*|/", address), (where, address)
    loaded = sum(len(_file(seat, address)) for address in {*LOADS.findall(text)})
    assert len(gzip.compress(page)) + loaded < HEAVIEST, where
    return bool(page)


def _file(seat: Client, address: str) -> bytes:
    return b"".join(seat.get(address))  # type: ignore[arg-type]
