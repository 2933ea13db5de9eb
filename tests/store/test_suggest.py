"""Whom to ask: the limits of a day count what was asked, whatever came of it (C2)."""

from __future__ import annotations

import pytest
from tests.world import NOW, TODAY, knows

from fifteen.actions import journal
from fifteen.actions._write import Done
from fifteen.method.words import TieKind, Verb
from fifteen.store import suggest
from fifteen.store.models import Campaign

pytestmark = pytest.mark.django_db


def asked(campaign: Campaign, name: str) -> Done:
    done = journal.record(knows(campaign, name, organisation=f"{name} Ltd"), Verb.ASKED, NOW)
    assert isinstance(done, Done)
    return done


def test_an_answer_on_the_same_day_makes_no_room_for_another_request(mira: Campaign) -> None:
    for name in ("Ana", "Bea", "Cem", "Dov", "Eve"):
        asked(mira, name)
    knows(mira, "Fay", organisation="Elsewhere")
    ana = suggest.scope.person(mira, "ana")
    assert isinstance(journal.record(ana, Verb.SAID_YES, NOW), Done)
    found = suggest.whom_to_ask(mira, NOW)
    assert (found.people, found.room.count) == ((), 0)
    assert "five people" in found.room.sentence


def test_an_undone_request_does_not_count(mira: Campaign) -> None:
    done = asked(mira, "Ana")
    assert suggest.asked_on(mira, TODAY) == 1
    journal.withdraw(mira, done.act, NOW)
    assert suggest.asked_on(mira, TODAY) == 0


def test_one_open_request_at_one_organisation_until_it_had_time(mira: Campaign) -> None:
    ana = knows(mira, "Ana", organisation="Northgrid")
    knows(mira, "Bea", organisation="Northgrid")
    journal.record(ana, Verb.ASKED, NOW)
    assert suggest.whom_to_ask(mira, NOW).people == ()
    later = NOW.replace(day=30)
    assert [s.person.name for s in suggest.whom_to_ask(mira, later).people] == ["Bea"]


def test_hundreds_of_former_colleagues_do_not_hide_everybody_else(mira: Campaign) -> None:
    """They stand first, and one of them at a time is asked; the day has room for four more."""
    for number in range(suggest.LOOKED_AT + 10):
        knows(mira, f"Former {number}", organisation="Hale & Morrow", tie=TieKind.FRIEND)
    for name in ("Ana", "Bea", "Cem", "Dov", "Eve"):
        knows(mira, name, organisation=f"{name} Ltd", tie=TieKind.NONE)
    found = suggest.whom_to_ask(mira, NOW).people
    where = [one.person.organisation for one in found]
    assert where == ["Hale & Morrow", "Ana Ltd", "Bea Ltd", "Cem Ltd", "Dov Ltd"]
