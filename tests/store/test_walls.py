"""The second wall: a filter that was forgotten shows nothing, never a stranger's rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from tests import world

from fifteen.store import find, scope, walls
from fifteen.store.models import Campaign, Entry, Job, Person

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ROLE = "fifteen_walled"


@pytest.fixture
def both(mira: Campaign) -> Iterator[tuple[Campaign, Campaign]]:
    """Mira's and a stranger's campaign, seen as the role of a server."""
    other = world.seeker("Otto Elsewhere")
    Campaign.objects.filter(pk=other.pk).update(owner="otto")
    Campaign.objects.filter(pk=mira.pk).update(owner="mira")
    world.knows(mira, "Ana Ruiz")
    world.knows(other, "Zacharias Elsewhere")
    Job.objects.create(campaign=other, kind="rank-again", run_at=world.NOW)
    connection.check_constraints()  # no table is altered while a check of it waits
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        walls.raise_them(ROLE)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield mira, other
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_without_a_filter_only_ones_own_is_there(both: tuple[Campaign, Campaign]) -> None:
    walls.only("mira")
    assert [p.name for p in Person.objects.all()] == ["Ana Ruiz"]
    assert {e.campaign_id for e in Entry.objects.all()} == {both[0].pk}
    assert [c.owner for c in scope.campaigns_of_all()] == ["mira"]
    walls.only("otto")
    assert [p.name for p in Person.objects.all()] == ["Zacharias Elsewhere"]


def test_without_an_owner_nothing_is_there(both: tuple[Campaign, Campaign]) -> None:
    assert not Person.objects.exists()
    assert not Campaign.objects.exists()
    walls.only("")
    assert not Person.objects.exists()


def test_the_search_has_the_wall_too(both: tuple[Campaign, Campaign]) -> None:
    walls.only("mira")
    assert find.ids(both[1], "zacharias", 9) == []
    assert find.ids(both[0], "ana", 9)


def test_a_change_without_a_filter_changes_ones_own_alone(
    both: tuple[Campaign, Campaign],
) -> None:
    walls.only("mira")
    assert Person.objects.update(note="changed") == 1
    assert Person.objects.filter(campaign=both[1]).delete()[0] == 0
    walls.only("otto")
    assert Person.objects.get().note == ""


def test_nothing_can_be_put_among_a_strangers_things(both: tuple[Campaign, Campaign]) -> None:
    walls.only("mira")
    job = Job(campaign=both[1], kind="rank-again", run_at=world.NOW)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        job.save()


def test_a_worker_sees_what_is_next_and_nobodys_things(both: tuple[Campaign, Campaign]) -> None:
    with walls.over_all():
        assert Job.objects.get().campaign.owner == "otto"
        assert not Person.objects.exists()
    assert not Job.objects.exists()
    with walls.as_owner("otto"):
        assert [p.name for p in Person.objects.all()] == ["Zacharias Elsewhere"]
    assert not Person.objects.exists()


def test_every_table_of_a_campaign_has_its_wall(both: tuple[Campaign, Campaign]) -> None:
    assert walls.low() == []
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name IN ('campaign_id', 'owner')"
            " AND table_schema = 'public'"
        )
        there = {row[0] for row in cursor.fetchall()}
    assert there == {*walls.tables(), *walls.owned(), "store_find", "store_find_word"}
    assert {"store_person", "store_entry", "store_letter"} <= there
