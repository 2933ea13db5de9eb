"""The call sheet: useful while the telephone rings."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from fifteen.actions import journal, meetings, papers
from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Conversation, Person
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(mira: Campaign) -> Person:
    ana = world.knows(mira, "Ana Ruiz", phone="+44 20 7946 0147", note="likes tides")
    return world.diary(ana, "16 Nov asked")


def show(seat: Client, person: Person) -> str:
    answer = seat.get(f"/people/{person.key}/sheet")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_it_says_who_they_are_and_calls_them_with_one_tap(seat: Client, ana: Person) -> None:
    page = show(seat, ana)
    assert "Ana Ruiz: you asked on Mon 16 Nov." in page
    assert 'href="tel:+442079460147"' in page
    assert "Referred by Tom Lee" in page
    assert "likes tides" in page
    assert page.count('class="btn main"') == 1


def test_it_has_the_questions_and_before_a_yes_the_words_to_say(seat: Client, ana: Person) -> None:
    page = show(seat, ana)
    assert "What to say" in page
    assert "my name is Mira Halonen" in page
    assert page.count('class="ask"') >= 3


def test_after_a_yes_nothing_is_left_to_ask_for(seat: Client, ana: Person) -> None:
    world.diary(ana, "19 Nov said-yes")
    assert "What to say" not in show(seat, ana)


def test_it_opens_for_somebody_who_was_never_asked(seat: Client, mira: Campaign) -> None:
    assert "Bo Lind: not asked yet." in show(seat, world.knows(mira, "Bo Lind"))


def test_without_a_number_it_says_where_to_add_one(seat: Client, mira: Campaign) -> None:
    page = show(seat, world.knows(mira, "Bo Lind"))
    assert "tel:" not in page
    assert "/people/bo-lind#facts" in page


def test_looking_writes_nothing(seat: Client, ana: Person) -> None:
    before = scope.entries_of(ana).count()
    show(seat, ana)
    assert not scope.conversations(ana.campaign).exists()
    assert scope.entries_of(ana).count() == before


def test_questions_prepared_for_this_talk_are_on_it(seat: Client, ana: Person) -> None:
    papers.add_question(meetings.prepare(ana, world.NOW), "What surprised you?")
    assert "What surprised you?" in show(seat, ana)


def test_starting_the_clock_opens_the_room_with_the_notes(seat: Client, ana: Person) -> None:
    answer = seat.post("/people/ana-ruiz/talk-now", {"notes": "rang back\r\nat once"})
    talk = scope.conversations(ana.campaign).get()
    assert answer.headers["Location"] == f"/conversations/{talk.key}/room"
    assert talk.started_at is not None
    assert talk.notes == "rang back\nat once"
    assert scope.entries_of(ana).filter(verb=Verb.BOOKED).exists()


def test_starting_it_twice_is_one_talk_and_one_set_of_notes(seat: Client, ana: Person) -> None:
    for _ in range(2):
        seat.post("/people/ana-ruiz/talk-now", {"notes": "rang back"})
    talk: Conversation = scope.conversations(ana.campaign).get()
    assert talk.notes == "rang back"


def test_notes_of_before_are_not_lost_when_the_phone_rings(seat: Client, ana: Person) -> None:
    talk = meetings.prepare(ana, world.NOW)
    papers.keep_notes(talk, 0, "read about tides")
    seat.post("/people/ana-ruiz/talk-now", {"notes": "rang back"})
    talk.refresh_from_db()
    assert talk.notes == "read about tides\n\nrang back"


def test_who_asked_for_peace_is_not_called_and_the_notes_stay(seat: Client, ana: Person) -> None:
    journal.record(ana, Verb.NEVER, world.NOW)
    answer = seat.post("/people/ana-ruiz/talk-now", {"notes": "rang back"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "asked not to be written to again" in page
    assert "rang back</textarea>" in page


def test_it_asks_the_database_little(
    seat: Client, ana: Person, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        show(seat, ana)


def test_somebody_else_s_sheet_is_not_there(seat: Client, mira: Campaign) -> None:
    world.knows(world.seeker("Otto"), "Ana Ruiz")
    assert seat.get("/people/ana-ruiz/sheet").status_code == 404
    assert seat.post("/people/ana-ruiz/talk-now").status_code == 404
