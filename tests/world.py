"""A small named world: Mira who asks, people she knows, and a stranger who must see nothing.

`diary` writes a journal as text, one line an entry, so that a test reads like a diary:

    diary(ana, '''
        16 Nov  asked
        19 Nov  said-yes
    ''')
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fifteen.actions import _write, campaigns, people
from fifteen.method.facts import clean
from fifteen.method.words import Entry, Purpose, Refusal, Tie, TieKind, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Person

NOW = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)  # a Tuesday
TODAY = NOW.date()
YEAR = 2026
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def seeker(name: str = "Mira Halonen", field: str = "grid modelling", **profile: str) -> Campaign:
    """A campaign that has begun."""
    campaign = Campaign.objects.create(
        owner=scope.LOCAL, key=_write.new_key(), made=NOW, zone="Europe/Berlin", country="DE"
    )
    told = {
        "seeker_name": name,
        "background": "I have taught physics for nine years.",
        "schools": "Calder University",
        "employers": "Tidewater School",
        "signature": name,
        "zone": "Europe/Berlin",
        "country": "DE",
        **profile,
    }
    assert not isinstance(campaigns.begin(campaign, Purpose.LEARN, told, field, NOW), Refusal)
    campaign.refresh_from_db()
    return campaign


def knows(
    campaign: Campaign,
    name: str,
    tie: TieKind = TieKind.REFERRED,
    via: str = "Tom Lee",
    field: str = "grid modelling",
    now: datetime = NOW,
    **facts: Any,
) -> Person:
    """Somebody in the book."""
    told = {k: facts.pop(k) for k in ("why", "read", "zone") if k in facts}
    facts = {"role": "Grid modeller", "organisation": "Northlight Energy", **facts}
    answer = people.add(campaign, clean(name=name, tie=Tie(tie, via), **facts), now, field=field)
    assert not isinstance(answer, Refusal), answer
    person = answer[0]
    if told:
        assert not isinstance(people.change(person, told, now), Refusal)
        person.refresh_from_db()
    return person


def entries(text: str, year: int = YEAR) -> Iterator[Entry]:
    """A diary as the method reads it: lines of "16 Nov  verb  [key=value ...]"."""
    for number, line in enumerate(text.strip().splitlines()):
        words = line.split()
        if not words:
            continue
        on = date(year, _MONTHS.index(words[1]) + 1, int(words[0]))
        data = dict(pair.split("=", 1) for pair in words[3:])
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC) + timedelta(seconds=number)
        yield Entry(at, on, Verb(words[2]), data, act=data.pop("act", f"act-{number}"))


def diary(person: Person, text: str) -> Person:
    """Write a diary into a person's journal and bring the row up to date."""
    for e in entries(text):
        line = _write.Line(e.verb, e.on, e.data)
        _write.append(person.campaign, person, [line], e.at, act=e.act + person.key)
    _write.project(person)
    person.refresh_from_db()
    return person
