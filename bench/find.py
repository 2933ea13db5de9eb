"""The search over a book with notes, and the ways in, beside a bare full-text query on a table of
the same words in the same database: `python -m bench.find [people]` (100,000, two notes each). On
PostgreSQL: `python -m tools.cluster python -m bench.find`."""
# ruff: noqa: E402

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bench._made import NOW, fill, queries
from fifteen.actions import campaigns
from fifteen.method.words import Purpose
from fifteen.store import find, read, scope, walls, ways
from fifteen.store.models import Campaign, Person

QUERIES = 300
TARGETS = 60
_NOTES = (
    "met at the tide room and spoke of turbines",
    "says half of the work is waiting for answers",
    "knows the people who plan the harbour grid",
    "likes cardboard models before steel",
)


def notes(campaign: Campaign) -> None:
    """Two notes for everybody, as the journal keeps them for the search."""
    chance = random.Random(3)
    people = list(scope.people(campaign).order_by("pk"))
    for person in people:
        person.heard = "\n".join(chance.sample(_NOTES, 2))
    Person.objects.bulk_update(people, ["heard"], batch_size=500)
    find.empty(campaign)
    for start in range(0, len(people), 2_000):
        find.add(people[start : start + 2_000])


def bare(campaign: Campaign) -> Callable[[str], list[Any]]:
    """A query of one full-text table with the same texts, and nothing around it: FTS5, or on
    PostgreSQL its own."""
    texts = "organisation || ' ' || role || ' ' || heard"
    on_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgres:
            cursor.execute("CREATE TABLE bare (rowid bigint, words tsvector)")
            cursor.execute(
                "INSERT INTO bare SELECT id, to_tsvector('simple', name || ' ' || "
                + texts
                + ") FROM store_person"
            )
            cursor.execute("CREATE INDEX bare_words ON bare USING gin (words)")
            cursor.execute("ANALYZE bare")
        else:
            cursor.execute("CREATE VIRTUAL TABLE bare USING fts5(name, rest, prefix='2 3')")
            cursor.execute(
                f"INSERT INTO bare(rowid, name, rest) SELECT id, name, {texts} FROM store_person"
            )

    def ask(text: str) -> list[Any]:
        if on_postgres:
            words = " & ".join(f"{word}:*" for word in text.split())
            query = "SELECT rowid FROM bare WHERE words @@ to_tsquery('simple', %s) LIMIT 50"
        else:
            words = " AND ".join(f'"{word}"*' for word in text.split())
            query = "SELECT rowid FROM bare WHERE bare MATCH %s LIMIT 50"
        with connection.cursor() as cursor:
            cursor.execute(query, [words])
            return cursor.fetchall()

    return ask


def slips(texts: Sequence[str]) -> list[str]:
    """The same with a letter left out of the first long word."""
    return [
        " ".join(word[:2] + word[3:] if len(word) > 4 else word for word in text.split())
        for text in texts
    ]


def as_a_server() -> Callable[[], float]:
    """Between the walls from here on, on PostgreSQL, as a server is; gives a clock of the processor
    time, in seconds, of this process and of the database's that serves it."""
    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE bench LOGIN")
        walls.raise_them("bench")
        cursor.execute("GRANT SELECT ON bare TO bench")
        cursor.execute("VACUUM ANALYZE")  # what the database does by itself, in its own time
    connection.close()
    connection.settings_dict["USER"] = "bench"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('fifteen.owner', %s, false)", [scope.LOCAL])
        cursor.execute("SELECT pg_backend_pid()")
        spent = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9


def measured(
    label: str, ask: Callable[[Any], Any], over: Sequence[Any], work: Callable[[], float]
) -> float:
    """Print median and p95 in milliseconds, of the clock and of the processor, each question's best
    of three: what else the machine does is not the search. Returns the p95 of the processor."""
    clock, own = [], []
    for one in over:
        takes = []
        for _ in range(3):
            start, spent = time.perf_counter(), work()
            ask(one)
            takes.append((time.perf_counter() - start, work() - spent))
        clock.append(min(took for took, _ in takes) * 1_000)
        own.append(min(took for _, took in takes) * 1_000)
    clock.sort()
    own.sort()
    at = len(over) * 95 // 100
    print(
        f"  {label:<34} median {statistics.median(clock):7.2f} ms, p95 {clock[at]:7.2f} ms; "
        f"of the processor {statistics.median(own):7.2f} and {own[at]:7.2f} ms",
        flush=True,
    )
    return own[at]


def main(count: int) -> None:
    """Print the figures."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW, zone="Europe/Berlin")
    campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": "Mira"}, "grid modelling", NOW)
    fill(campaign, count)
    notes(campaign)
    texts = [*queries(QUERIES), "turbin", "tide harb", "waiting answers"]
    print(f"{count:,} people, {2 * count:,} notes")
    ask = bare(campaign)
    work = as_a_server()
    floor = measured("a bare full-text query", ask, texts, work)
    ours = measured("the search", lambda text: find.ids(campaign, text, 50), texts, work)
    measured("a letter left out", lambda text: find.ids(campaign, text, 50), slips(texts), work)
    print(f"  the search takes {ours / floor:.1f} times the bare query (p95)")
    seeker = read.seeker(campaign)
    everybody = list(scope.people(campaign).select_related("campaign").order_by("pk")[:50_000])
    some = random.Random(5).sample(everybody, min(TARGETS, len(everybody)))
    measured("the best three ways in", lambda person: ways.to(person, seeker), some, work)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
