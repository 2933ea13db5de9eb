"""Made-up books: LinkedIn exports and journals of any size, the same each time."""

from __future__ import annotations

import csv
import io
import random
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from fifteen.actions import _write, imports
from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Entry

NOW = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)
_GIVEN = ("Ana", "Tom", "Priya", "Lars", "Grace", "Kenji", "Samuel", "Hana", "Yusuf", "Marek")

_FAMILY = [
    "Ruiz",
    "Lee",
    "Raman",
    "Eikeland",
    "Mbeki",
    "Watanabe",
    "Nwosu",
    "Osei",
    "Novotna",
    "Demir",
    "Kealoha",
    "Dvorak",
]
_ROLES = [
    "Engineer",
    "Head of forecasting",
    "Grid modeller",
    "Teacher",
    "Counsel",
    "Data analyst",
    "Curator",
]
_FIRMS = [
    "Northgrid",
    "Harbour Science Museum",
    "Acme",
    "Lumen Instruments",
    "Atlas Devices",
    "Reef Hall",
]


def linkedin(count: int, seed: int = 1) -> bytes:
    """A LinkedIn Connections.csv with so many rows."""
    chance = random.Random(seed)
    out = io.StringIO()
    out.write('Notes:\n"When exporting your connection data, some addresses are missing."\n\n')
    rows = csv.writer(out)
    rows.writerow(
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    )
    for n in range(count):
        given, family = chance.choice(_GIVEN), f"{chance.choice(_FAMILY)}{_letters(n)}"
        firm = f"{chance.choice(_FIRMS)} {n % 997}"
        mail = f"{given}.{n}@mail.example".lower() if n % 9 == 0 else ""
        url = f"https://www.linkedin.com/in/{given}-{n}".lower()
        rows.writerow([given, family, url, mail, firm, chance.choice(_ROLES), "07 Feb 2024"])
    return out.getvalue().encode()


def _letters(n: int) -> str:
    text = ""
    while n:
        n, digit = divmod(n, 26)
        text += chr(97 + digit)
    return text


def fill(campaign: Campaign, count: int, seed: int = 1) -> None:
    """Bring so many people into a campaign, through the import."""
    brought = imports.bring(campaign, "Connections.csv", linkedin(count, seed), NOW)
    imports.read(brought, NOW)
    imports.say_yes(brought, {}, NOW)
    imports.write(brought, {}, NOW)
    campaign.refresh_from_db()


def journal(campaign: Campaign, entries: int) -> None:
    """So many journal entries, ten for each person: a few due today, some waiting, most resting."""
    now = timezone.now()
    people = list(scope.people(campaign).order_by("pk")[: max(1, entries // 10)])
    rows = []
    for number, person in enumerate(people):
        for verb, ago in _life(number):
            data = {"text": "met at the tide room"} if verb is Verb.NOTED else {}
            on = (now - timedelta(days=ago)).date()
            rows.append(
                Entry(
                    campaign=campaign,
                    person=person,
                    at=now - timedelta(days=ago),
                    on=on,
                    verb=verb,
                    data=data,
                    act=_write.new_key(),
                )
            )
    Entry.objects.bulk_create(rows, batch_size=1_000)
    for person in people:
        person.campaign = campaign
        _write.project(person)


def _life(number: int) -> list[tuple[Verb, int]]:
    """What happened to the n-th person, and how many days ago."""
    if number < 6:
        return [*[(Verb.NOTED, 20)] * 8, (Verb.ASKED, 14), (Verb.SAID_YES, 1)]
    if number < 12:
        return [*[(Verb.NOTED, 20)] * 9, (Verb.ASKED, 14)]
    if number < 20:
        return [*[(Verb.NOTED, 20)] * 9, (Verb.ASKED, 3)]
    return [*[(Verb.NOTED, 90)] * 8, (Verb.ASKED, 60), (Verb.RESTED, 30)]


def queries(count: int, seed: int = 1) -> list[str]:
    """So many different searches: common words and rare ones, their beginnings, one to three."""
    chance = random.Random(seed)
    words = [*_GIVEN, *_FAMILY, *_WORDS, *" ".join((*_ROLES, *_FIRMS)).split(), *"aenrst", "997"]
    made: dict[str, None] = {}
    while len(made) < count:
        some = chance.sample(words, chance.choice((1, 1, 1, 2, 2, 3)))
        some[-1] = some[-1][: chance.choice((1, 2, 3, 4, 20))]
        made[" ".join(some).lower()] = None
    return list(made)


_WORDS = ("tide", "room", "met", "ruizab", "leeq", "zebra", "mail", "example", "12")
