"""Every list is read by an index that holds little more than it shows, in a book of any size."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import QuerySet
from tests.world import NOW

from fifteen.pages import _people, _today
from fifteen.pages._people import Wanted
from fifteen.store import scope
from fifteen.store.models import Campaign, Entry, Person

# PostgreSQL chooses by how much is in the tables; here they are empty.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (Wanted(), "person_by_name"),
        (Wanted(stage="to-ask"), "person_by_name"),
        (Wanted(stage="asked"), "person_underway"),
        (Wanted(tie="friend"), "person_by_tie"),
        (Wanted(field="grid modelling"), "person_by_field"),
        (Wanted(source="typed"), "person_by_source"),
        (Wanted(due=True), "person_by_due"),
    ],
)
def test_the_list_of_people_is_read_by_its_index(mira: Campaign, asked: Wanted, index: str) -> None:
    rows = _people.narrowed(scope.listed(mira), asked, TODAY)
    order = ("due", "pk") if asked.due else ("name_fold", "pk")
    assert index in rows.order_by(*order)[:51].explain()


def plan(rows: QuerySet[Person] | QuerySet[Entry]) -> str:
    return str(rows.explain())


def test_people_are_found_by_their_ids_and_not_among_all_of_a_campaign(mira: Campaign) -> None:
    assert "PRIMARY KEY" in plan(scope.people(mira).filter(pk__in=[1, 2, 3]))


def test_a_journal_is_read_person_by_person(mira: Campaign) -> None:
    of_some = scope.entries(mira).filter(person__in=[1, 2, 3])
    assert "entry_by_person" in plan(of_some.exclude(verb__in=["noted"]))


def test_the_week_is_read_by_what_happened(mira: Campaign) -> None:
    week = scope.entries(mira).filter(verb__in=["asked", "met", "withdrawn"], on__gte=TODAY)
    assert "entry_by_verb" in plan(week)


def test_who_is_due_or_asked_is_read_without_the_others(mira: Campaign) -> None:
    for now in (NOW, NOW.replace(hour=22)):  # in the evening tomorrow's first talks count as well
        assert "person_by_due" in plan(_today._due(mira, now, TODAY))
    assert "person_open_at" in plan(scope.people(mira).filter(asked_on__isnull=False))
    assert "person_underway" in plan(scope.underway(scope.people(mira)).order_by())
