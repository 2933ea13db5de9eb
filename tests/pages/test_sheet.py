"""The call sheet: useful while the telephone rings."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from fifteen.actions import journal, meetings, papers
from fifteen.method.words import Medium, Verb
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


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("said-yes", "said yes"),
        ("offered-phone", "offered to talk by phone"),
        ("said-no", "said no"),
    ],
)
def test_what_they_answered_stands_before_when_they_were_asked(
    seat: Client, ana: Person, verb: str, said: str
) -> None:
    world.diary(ana, f"18 Nov {verb}")
    page = show(seat, ana)
    assert f"Ana Ruiz {said} on Wed 18 Nov." in page
    assert "you asked" not in page


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


def tapped(seat: Client, person: Person, what: str, notes: str = "") -> str:
    answer = seat.post(f"/people/{person.key}/heard", {"what": what, "notes": notes})
    assert answer.status_code == 302
    person.refresh_from_db()
    return str(answer.url)


@pytest.mark.parametrize(
    ("what", "leads", "step"),
    [
        ("said-yes", "/book", "agree-time"),
        ("put-off", "", "clarify"),
        ("said-no", "", "thank-no"),
    ],
)
def test_one_tap_records_what_they_said_with_the_notes_as_their_words(
    seat: Client, ana: Person, what: str, leads: str, step: str
) -> None:
    assert tapped(seat, ana, what, "after the storm") == f"/people/{ana.key}{leads}"
    assert ana.step == step
    entry = scope.entries_of(ana).get(verb=what)
    assert entry.data["text"] == "after the storm"


def test_a_call_to_somebody_not_asked_yet_is_the_request_and_undone_with_the_answer(
    seat: Client, mira: Campaign
) -> None:
    olga = world.knows(mira, "Olga Petrova", phone="1")
    tapped(seat, olga, "said-yes")
    assert olga.stage == "yes"
    entry = scope.entries_of(olga).get(verb=Verb.ASKED)
    assert entry.data == {"channel": "phone"}
    journal.withdraw(mira, entry.act, world.NOW)
    olga.refresh_from_db()
    assert olga.stage == "to-ask"


def test_call_back_comes_back_on_the_next_working_day(seat: Client, ana: Person) -> None:
    tapped(seat, ana, "call-back", "in the car")
    verbs = list(scope.entries_of(ana).values_list("verb", flat=True))
    assert verbs[-2:] == [Verb.NOTED, Verb.LATER]


def test_somebody_else_asks_for_the_name(seat: Client, ana: Person) -> None:
    url = tapped(seat, ana, "named-someone", "ask Tom")
    assert url == f"/people/{ana.key}/answer?what=named-someone&text=ask+Tom"
    assert 'value="named-someone" required checked' in seat.get(url).content.decode()


def test_notes_of_a_call_are_kept_as_typed_and_stand_in_the_room_later(
    seat: Client, ana: Person
) -> None:
    where = f"/people/{ana.key}/call-notes"
    assert seat.post(where, {"notes": "one", "revision": "0"}).json() == {"revision": 1}
    assert seat.post(where, {"notes": "one two", "revision": "1"}).json() == {"revision": 2}
    assert seat.post(where, {"notes": "other", "revision": "0"}).status_code == 409
    assert Conversation.objects.get().notes == "one two"
    assert "one two" in show(seat, ana)
    assert scope.entries_of(ana).count() == 2  # nothing is booked by taking notes


def test_with_a_talk_booked_nothing_is_to_be_answered(seat: Client, ana: Person) -> None:
    assert "What they said" in show(seat, ana)
    world.diary(ana, "18 Nov said-yes")
    day = world.NOW + timedelta(days=1)
    meetings.book(ana, day, "Europe/Berlin", Medium.PHONE, world.NOW)
    assert "What they said" not in show(seat, ana)
