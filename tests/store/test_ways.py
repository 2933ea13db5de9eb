"""Ways in over the whole book, also through two or three people."""

from __future__ import annotations

from datetime import date

import pytest
from tests import world

from fifteen.method.words import TieKind
from fifteen.store import read, ways
from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db


def test_a_chain_is_found_where_nobody_near_works_there(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", TieKind.NONE, "", organisation="Harbour Museum")
    world.knows(mira, "Kenji Watanabe", TieKind.NONE, "", organisation="Harbour Museum")
    kenji = world.knows(
        mira, "Hana Osei", TieKind.REFERRED, "Tom Lee", organisation="Harbour Museum"
    )
    tom = world.knows(mira, "Tom Lee", TieKind.FRIEND, "", organisation="Reef Hall")
    direct, chain = ways.to(ana, read.seeker(mira))
    assert (direct.id, direct.then) == (kenji.key, ())
    assert (chain.id, chain.then) == (tom.key, ((kenji.key, "Hana Osei"),))
    assert chain.sentence == (
        "Tom Lee named Hana Osei to you, and Hana Osei works at Harbour Museum like Ana Ruiz."
    )


def test_another_ones_people_are_in_no_chain(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", TieKind.NONE, "", organisation="Harbour Museum")
    other = world.seeker("Somebody Else")
    world.knows(other, "Hana Osei", TieKind.FRIEND, "", organisation="Harbour Museum")
    assert ways.to(ana, read.seeker(mira)) == ()


@pytest.mark.both
def test_weak_ties_of_one_school_or_group_are_ways_in(mira: Campaign) -> None:
    facts = {"organisation": "Harbour Museum", "schools": "Calder; Boalt Hall", "group": "Guild"}
    ana = world.knows(mira, "Ana Ruiz", TieKind.NONE, "", **facts)
    ben = world.knows(mira, "Ben Low", TieKind.WEAK, "", organisation="Mill", schools="boalt hall")
    cleo = world.knows(mira, "Cleo Vu", TieKind.WEAK, "", organisation="Quay", group="Guild")
    world.knows(mira, "Dan Orr", TieKind.WEAK, "", organisation="Dock", note="saw Boalt Hall once")
    assert {way.id for way in ways.to(ana, read.seeker(mira))} == {ben.key, cleo.key}


@pytest.mark.both
def test_messages_and_years_of_an_archive_tell_who_is_asked_first(mira: Campaign) -> None:
    place = {"organisation": "Harbour Museum"}
    ana = world.knows(mira, "Ana Ruiz", TieKind.NONE, "", **place)
    world.knows(mira, "Abe Late", TieKind.WEAK, "", connected_on=date(2024, 2, 1), **place)
    old = world.knows(mira, "Zoe Old", TieKind.WEAK, "", connected_on=date(2011, 2, 1), **place)
    wrote = world.knows(mira, "Yan Wrote", TieKind.WEAK, "", extra={"Messages": "4"}, **place)
    first, second, _ = ways.to(ana, read.seeker(mira))
    assert (first.id, second.id) == (wrote.key, old.key)
    assert first.sentence.endswith("who works there, too. You have written to each other.")
    assert second.sentence.endswith("who works there, too. Connected since 2011.")


@pytest.mark.both
def test_fellow_alumni_and_members_are_ways_in_though_never_asked(mira: Campaign) -> None:
    facts = {"organisation": "Harbour Museum", "schools": "Calder; Boalt", "group": "Light guild"}
    ana = world.knows(mira, "Ana Ruiz", TieKind.WEAK, "", **facts)
    for number in range(3):
        world.knows(mira, f"Other {number}", TieKind.ALUMNI, "Elsewhere", organisation="Mill")
    vera = world.knows(mira, "Vera Nowak", TieKind.ALUMNI, "boalt", organisation="Mill")
    gil = world.knows(mira, "Gil Gru", TieKind.GROUP, "Light guild", organisation="Quarry")
    bo = world.knows(mira, "Bo Low", TieKind.ALUMNI, "Moot", schools="Moot; Calder")
    found = ways.to(ana, read.seeker(mira))
    assert {way.id for way in found} == {vera.key, gil.key, bo.key}
    assert "From Calder, too." in {way.sentence for way in found}
