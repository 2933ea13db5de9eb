"""A host's page as one file: what comes back by mail is read as what was meant."""

from __future__ import annotations

import html
import re
from datetime import datetime
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from fifteen.method import times
from fifteen.store import free
from fifteen.store.models import Campaign
from tests import world
from tests.pages.here import _clock, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db


def links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="(mailto:[^"]+)"', page)]


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Oslo", "Asia/Kolkata"])
def test_every_time_of_the_file_is_read_back_exactly(
    seat: Client, mira: Campaign, zone: str
) -> None:
    mira.email = "mira@there.example"
    mira.save()
    who = world.knows(mira, "Ana Ruiz", zone=zone)
    answer = seat.get(f"/people/{who.key}/page.html")
    page = answer.content.decode()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert len(answer.content) < 30_000
    assert not re.search(r'(src|href)="(?!data:|mailto:)', page), "it stands alone"
    offered = {span.start for span in free.times(mira, NOW, who, [ZoneInfo(zone)])}
    found: list[datetime] = []
    for link in links(page):
        body = parse_qs(urlsplit(link).query)["body"][0]
        if "works for me" not in body:
            continue
        asked = times.Asked(body, NOW, host_zone=zone, seeker_zone="Europe/Berlin")
        (one,) = times.read(asked).times
        found.append(one.span.start)
    assert len(found) == len(set(found)) > 10
    assert set(found) <= offered


def test_without_an_address_there_is_no_file(seat: Client, mira: Campaign) -> None:
    who = world.knows(mira, "Ana Ruiz")
    assert seat.get(f"/people/{who.key}/page.html").status_code == 302
