"""The search in a book of many words: all who fit, by an index; nothing is kept of who left."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime

import pytest
from django.db import connection
from tests import world

from fifteen.actions import people, traces
from fifteen.actions._write import Done
from fifteen.store import bulk, find, walls
from fifteen.store.models import Campaign, Person

pytestmark = pytest.mark.django_db

_GIVEN = ["Ana", "Anton", "Anabel", "Tom", "Tomas", "Priya", "Lars", "Osei"]
_FIRMS = ["Northgrid", "Norsk", "Acme", "Atlas", "Reef", "Lumen"]
_ROLES = ["Engineer", "Head of forecasting", "Teacher", "Counsel"]
_NOTES = ["met at the tide room", "says half is waiting", "knows the harbour", ""]


@pytest.fixture
def book(mira: Campaign) -> list[Person]:
    """Seven hundred people: many words that begin alike, and words that most have."""
    chance = random.Random(4)
    rows = [
        {
            "key": f"p{n}",
            "name": f"{chance.choice(_GIVEN)} Raman{n:x}" if n % 3 else f"{_GIVEN[n % 8]} Tor{n:x}",
            "organisation": chance.choice(_FIRMS),
            "role": chance.choice(_ROLES),
            "note": chance.choice(_NOTES),
        }
        for n in range(700)
    ]
    same = {"campaign_id": mira.pk, "made": datetime(2026, 11, 24, tzinfo=UTC)}
    bulk.insert(rows, same)
    found = list(Person.objects.filter(campaign=mira).order_by("pk"))
    find.add(found)
    return found


def fits(person: Person, text: str) -> bool:
    """Whether a person has words that begin with each of these, read without an index."""
    known = f"{person.name} {person.organisation} {person.role} {person.note}".lower().split()
    return all(any(word.startswith(begun) for word in known) for begun in text.lower().split())


_ASKED = [
    *("a", "ana", "raman", "r", "ramana", "tor1", "t", "met", "north"),
    *("a r", "ana raman", "tom ramanb", "lars counsel", "no he", "at t", "raman tide acme"),
    *("e a teacher", "priya tor r", "half waiting lu", "a t of", "ana tom", "harb zebra"),
]


def test_all_who_fit_are_found_however_common_the_words(
    mira: Campaign, book: list[Person], subtests: pytest.Subtests
) -> None:
    for text, limit in itertools.product(_ASKED, (5, 50, 900)):  # one book for all that only ask
        with subtests.test(text, limit=limit):
            found = find.ids(mira, text, limit)
            right = {person.pk for person in book if fits(person, text)}
            assert len(found) == len(set(found)) == min(limit, len(right))
            assert set(found) <= right
            by_name = [all_in_name(book, pk, text) for pk in found]
            assert by_name == sorted(by_name, reverse=True), "who is found by the name comes first"


def all_in_name(book: list[Person], pk: int, text: str) -> bool:
    person = next(p for p in book if p.pk == pk)
    return fits(Person(name=person.name), text)


@pytest.mark.postgresql
def test_no_search_reads_the_whole_table_behind_the_wall(
    mira: Campaign, book: list[Person]
) -> None:
    """A condition that may tell something is not used before the wall's own: without the functions
    every row of the campaign would be read."""
    Campaign.objects.filter(pk=mira.pk).update(owner="mira")
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE fifteen_finding NOLOGIN")
        walls.raise_them("fifteen_finding")
        cursor.execute("SET LOCAL ROLE fifteen_finding")
        walls.only("mira")
        before = read_rows("store_find")
        for text in (
            "ramana",
            "tom ramanb",
            "zebra",
            "harb zebra",
            "atlas lars counsel",
            "ramanaq",
        ):
            find.ids(mira, text, 50)
        find.around(mira, "Norsk", "Tom Lee", 50)
        assert find.like(mira, "Lars Ramanf1", "", 5)
        assert read_rows("store_find") == before
        walls.only("otto")
        assert find.ids(mira, "ramana", 50) == []
        assert find.around(mira, "Norsk", "", 50) == []
        cursor.execute("RESET ROLE")


def read_rows(table: str) -> int:
    """How many rows this transaction read of a table in its order, without an index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = %s", [table]
        )
        return int(cursor.fetchone()[0])


def test_a_modified_letter_is_no_end_of_the_search(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana O\u02bcNeil", organisation="O\u02bcNeil Works")
    assert find.ids(mira, "o\u02bcneil", 9) == [ana.pk]
    assert find.around(mira, "O\u02bcNeil Works", "", 9) == [ana.pk]
    assert find.like(mira, "Ana O\u02bcNeil", "", 9) == [ana.pk]


def test_the_words_of_who_left_are_in_no_table(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Quillfeather", organisation="Zephyrine")
    tom = world.knows(mira, "Tom Quillfeather", organisation="Acme")
    assert isinstance(
        people.change(ana, {"name": "Ana Yarrowby", "note": "kittiwakes"}, world.NOW), Done
    )
    assert {"yarrowby", "quillfeather", "zephyrine"} <= kept_words()
    assert find.ids(mira, "yarowby", 9) == [ana.pk]
    traces.forget(mira, [ana.pk], world.NOW)
    assert kept_words().isdisjoint({"yarrowby", "zephyrine", "kittiwakes"})
    assert find.ids(mira, "quillfeather", 9) == [tom.pk]
    assert isinstance(people.change(tom, {"name": "Tom Lee"}, world.NOW), Done)
    assert "quillfeather" not in kept_words()


def kept_words() -> set[str]:
    table = "store_find_word" if connection.vendor == "postgresql" else "store_word"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT word FROM {table}")
        return {row[0] for row in cursor.fetchall()}
