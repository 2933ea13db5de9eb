"""Fifty seekers ask one host at once, each in a thread with a connection of its own: run as a
program, as the role that a server has. Prints what came of it as JSON."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402

from fifteen.actions import campaigns, journal, letters  # noqa: E402
from fifteen.actions._write import Done  # noqa: E402
from fifteen.method.words import Purpose, Verb  # noqa: E402
from fifteen.server.programme import asking, hosting, links, office, seats  # noqa: E402
from fifteen.server.programme.models import Host, Known, Request, Seat  # noqa: E402
from fifteen.store import pages, walls  # noqa: E402

SEEKERS, MONTHLY = 50, 3
NOW = datetime(2026, 11, 9, 9, tzinfo=UTC)
BODY = (
    "Dear Ana Ruiz,\n\nI found you through Calder and read that you plan grids. I wonder what a"
    " week of that work is like. Could we talk for fifteen minutes? I would like to hear about your"
    " work; it is not about a job. If it does not suit you, that is fine.\n\nThank you,\n{name}"
)


def main() -> None:
    programme = office.make("Calder", "ines@office.example", "Europe/Berlin", NOW)
    with transaction.atomic(), walls.within(programme.campaign.owner):
        hosting.ask_in(programme, "Ana Ruiz", "ana@grid.example", NOW)
        host = Host.objects.get()
        form = {"name": "Ana Ruiz", "topics": "planning grids", "field": "grids"}
        said = {**form, "monthly": str(MONTHLY), "rest_days": "0", "zone": "Europe/Berlin"}
        assert isinstance(hosting.offer(host, said, ["phone"], NOW), Done)
    token = pages.token(programme.seekers_nonce, links.SEEKERS)
    asked = [_letter(f"seeker-{number}", token, host.key) for number in range(SEEKERS)]
    rounds = []
    for day in range(MONTHLY + 1):
        now = NOW + timedelta(days=day)
        rounds.append(_all_at_once(asked, now))
        _say_no(now)
    owner = programme.campaign.owner
    with transaction.atomic(), walls.within(owner):
        rows = list(Request.objects.values_list("state", flat=True))
    print(json.dumps({"came_through": rounds, "kept": sorted(rows), "why": sorted(_WHY)}))


def _letter(owner: str, token: str, host: str) -> tuple[str, int]:
    with transaction.atomic(), walls.within(owner):
        campaign = campaigns.open_one(NOW, owner, "Europe/Berlin")
        campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": f"Kim {owner}"}, "grids", NOW)
        seat = seats.take(campaign, token, NOW)
        assert isinstance(seat, Seat)
        letter = asking.write_to(seat, host, NOW)
        body = BODY.format(name=f"Kim {owner}")
        kept = letters.keep(letter, letter.revision, "Fifteen minutes?", body, NOW)
        return owner, kept.pk


_WHY: set[str] = set()


def _all_at_once(asked: list[tuple[str, int]], now: datetime) -> int:
    gate, through = threading.Barrier(len(asked)), []

    def one(owner: str, pk: int) -> None:
        try:
            with transaction.atomic():
                walls.only(owner)
                letter = letters.Letter.objects.select_related("person", "campaign").get(pk=pk)
                gate.wait(60)
                done = asking.send(letter, now)
            if isinstance(done, Done):
                through.append(owner)
            else:
                _WHY.add(done.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=who) for who in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(through)


def _say_no(now: datetime) -> None:
    """The host answers whoever waits, so that the next may ask."""
    with walls.over_all():
        owners = dict(Seat.objects.values_list("key", "campaign__owner"))
    for seat, owner in owners.items():
        with transaction.atomic(), walls.within(owner):
            known = Known.objects.select_related("person").get(seat__key=seat)
            if known.person.stage == "asked":
                journal.record(known.person, Verb.SAID_NO, now, author="host")


if __name__ == "__main__":
    main()
