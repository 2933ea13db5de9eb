"""Run by tests and by the bench: a campaign with people who were asked, each with a page. Prints
the links, one a line: `python -m tests.server.hosts_here COUNT [CALENDAR.ics]`. On a server unless
DJANGO_SETTINGS_MODULE says that it is somebody's own computer."""

# ruff: noqa: E402

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path

HOME = "fifteen.settings"
at_home = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fifteen.server.settings") == HOME

import django

django.setup()

from django.utils import timezone

from fifteen.actions import campaigns, host_pages, journal, people, times
from fifteen.doors import serve
from fifteen.method.facts import clean
from fifteen.method.words import Purpose, Refusal, Tie, TieKind, Verb
from fifteen.store import scope, walls

OWNER = scope.LOCAL if at_home else "seeker-of-hosts"


def main(count: int, calendar: str = "") -> None:
    """Make them and print their links."""
    now = timezone.now()
    with walls.as_owner(OWNER):
        campaign = campaigns.open_one(now - timedelta(days=3), OWNER)
        told = {
            "seeker_name": "Mira Halonen",
            "zone": "Europe/Berlin",
            "country": "DE",
            "email": "mira@there.example",
        }
        campaigns.begin(campaign, Purpose.LEARN, told, "grid modelling", now)
        campaign.refresh_from_db()
        if calendar:
            times.bring_file(campaign, "work.ics", Path(calendar).read_bytes(), now)
        for number in range(count):
            name = f"Ana Ruiz {number}".removesuffix(" 0")
            facts = clean(name=name, tie=Tie(TieKind.REFERRED, "Tom"))
            added = people.add(campaign, facts, now, field="grid modelling")
            assert not isinstance(added, Refusal)
            journal.record(added[0], Verb.ASKED, now)
            print(host_pages.link(added[0], now), flush=True)


if __name__ == "__main__":
    if at_home:
        serve.prepare()
    main(int(sys.argv[1]), *sys.argv[2:])
