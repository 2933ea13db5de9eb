"""A talk is agreed, moved, called off or missed."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client

from fifteen.actions import _write, journal, letters, meetings, people
from fifteen.actions._write import Done
from fifteen.method.words import Channel, LetterKind, Medium, Refusal, Verb
from fifteen.store import offered, read
from fifteen.store.models import Campaign, Conversation, Letter, Person
from tests import world
from tests.pages.here import _clock, h1, says, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db

WHERE = "/people/ana-ruiz/book"
FORM = {
    "day": "2026-11-27",
    "time": "10:00",
    "zone": "Europe/Berlin",
    "minutes": "15",
    "medium": "phone",
    "place": "+1 555 0147",
}


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz, who said yes."""
    return world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked\n20 Nov said-yes")


def test_booking_leads_to_the_preparation(seat: Client, ana: Person) -> None:
    answer = seat.post(WHERE, FORM)
    talk = Conversation.objects.get()
    assert answer.url == f"/conversations/{talk.key}/prepare"
    booking = read.standing_of(ana).booking
    assert booking is not None
    assert booking.start.isoformat() == "2026-11-27T09:00:00+00:00"
    assert (booking.medium, booking.place) == (Medium.PHONE, "+1 555 0147")


def test_the_form_starts_on_the_hosts_clock_where_it_is_known(seat: Client, ana: Person) -> None:
    assert 'value="Europe/Berlin"' in seat.get(WHERE).content.decode()
    people.change(ana, {"zone": "America/New_York", "phone": "+1 555 0147"}, NOW)
    page = seat.get(WHERE)
    assert 'name="zone" value="America/New_York"' in page.content.decode()
    assert 'value="+1 555 0147"' in page.content.decode()
    assert "Yours is Europe/Berlin." in words(page)
    assert "letters/new?kind=times" in page.content.decode()


def test_a_booked_talk_stands_on_both_clocks(seat: Client, ana: Person) -> None:
    people.change(ana, {"zone": "America/New_York"}, NOW)
    seat.post(WHERE, {**FORM, "time": "09:00", "zone": "America/New_York"})
    said = words(seat.get(WHERE))
    assert "For you Friday 27 November, 15:00 (Berlin)" in said
    assert "For Ana Ruiz Friday 27 November, 09:00 (New York)" in said


def test_booking_again_moves_it(seat: Client, ana: Person) -> None:
    seat.post(WHERE, FORM)
    seat.post(WHERE, {**FORM, "day": "2026-11-30"})
    booking = read.standing_of(ana).booking
    assert booking is not None
    assert booking.start.date().isoformat() == "2026-11-30"
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"day": ""}, "On which day?"),
        ({"day": "2026-11-01"}, "That time has passed."),
        ({"day": "2028-11-01"}, "That is more than a year away."),
        ({"time": "ten"}, "Write the time as hours and minutes"),
        ({"day": "2027-03-28", "time": "02:30"}, "That hour does not exist on that day"),
        ({"day": "2027-10-31", "time": "02:30"}, "That hour comes twice on that day"),
        ({"zone": "Mars/Base"}, "Choose a time zone from the list."),
        ({"minutes": "999"}, "Between 5 and 180 minutes"),
        ({"minutes": "a few"}, "How many minutes?"),
        ({"medium": "pigeon"}, "Telephone, video or in person?"),
    ],
)
def test_a_time_that_cannot_be_is_refused_and_the_rest_stays(
    seat: Client, ana: Person, wrong: dict[str, str], message: str
) -> None:
    answer = seat.post(WHERE, {**FORM, **wrong})
    assert answer.status_code == 422
    assert message in words(answer)
    assert 'value="+1 555 0147"' in answer.content.decode()
    assert not Conversation.objects.exists()


def test_a_first_talk_whose_time_has_passed_can_be_written_up_from_there(
    seat: Client, ana: Person
) -> None:
    passed = {"day": "2026-11-20", "time": "09:00", "zone": "America/New_York"}
    answer = seat.post(WHERE, {**FORM, **passed})
    said = words(answer)
    assert "If you talked then, write it up. It has taken place: write it up" in said
    form = answer.content.decode().partition('<form id="held"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'name="(day|time|zone)" value="([^"]*)"', form))
    assert sent == passed
    to = seat.post(WHERE, {**sent, "held": "1"})
    asked = seat.get(to.url)
    assert h1(asked) == "Did you talk with Ana?"
    when = dict(re.findall(r'name="(day|time)" type="\w+" value="([^"]*)"', asked.content.decode()))
    assert when == {"day": "2026-11-20", "time": "15:00"}, "on one's own clock"
    talk = Conversation.objects.get()
    seat.post(f"/conversations/{talk.key}/end", when)
    met = read.standing_of(ana).met_on
    assert met is not None and met.isoformat() == "2026-11-20"
    assert "write it up" not in words(seat.post(WHERE, {**FORM, "day": "2028-11-01"}))


def test_calling_off_leads_to_another_time(seat: Client, ana: Person) -> None:
    seat.post(WHERE, FORM)
    assert seat.post("/people/ana-ruiz/call-off", {"why": "ill"}).url == "/people/ana-ruiz"
    said = words(seat.get("/people/ana-ruiz"))
    assert "Next: offer Ana Ruiz other times" in said
    assert "The talk was called off Ill" in said


def test_a_talk_whose_time_has_passed_was_held_or_missed(seat: Client, ana: Person) -> None:
    start = NOW - timedelta(minutes=30)
    booked = meetings.book(ana, start, "UTC", Medium.VIDEO, NOW - timedelta(days=1))
    assert not isinstance(booked, Refusal)
    page = seat.get(WHERE)
    assert h1(page) == "Did you talk with Ana Ruiz?"
    assert f"/conversations/{booked[0].key}/debrief" in page.content.decode()
    seat.post("/people/ana-ruiz/missed")
    assert read.standing_of(ana).booking is None


def test_there_is_nothing_to_call_off_where_nothing_is_booked(seat: Client, ana: Person) -> None:
    seat.post("/people/ana-ruiz/call-off")
    assert "No conversation is booked with this person." in says(seat)


@pytest.mark.parametrize("where", ["book", "call-off", "missed"])
def test_a_strangers_talk_is_not_there(seat: Client, mira: Campaign, where: str) -> None:
    secret = world.knows(world.seeker("Otto Fremd"), "Secret Host")
    assert seat.post(f"/people/{secret.key}/{where}", FORM).status_code == 404
    assert not Conversation.objects.exists()


def test_times_in_their_words_are_proposed_and_taken_by_a_link(seat: Client, ana: Person) -> None:
    people.change(ana, {"zone": "America/New_York"}, NOW)
    journal.record(
        ana, Verb.SAID_YES, NOW, data={"text": "Sure! Thursday after 3, or Friday at 10."}
    )
    page = seat.get(WHERE)
    said = words(page)
    assert "Thursday after 3, or Friday at 10." in said
    assert "read from it, on the clock of New York." in said
    assert "Thu 26 Nov, 15:00 to 17:00" in said
    link = re.search(r'href="(\?day=2026-11-27[^"]+)"', page.content.decode())
    assert link is not None
    taken = seat.get(WHERE + html.unescape(link[1])).content.decode()
    assert 'name="day" type="date" value="2026-11-27"' in taken
    assert 'name="time" type="time" value="10:00"' in taken
    assert 'name="zone" value="America/New_York"' in taken


def test_a_single_time_in_their_words_is_one(seat: Client, ana: Person) -> None:
    journal.record(ana, Verb.SAID_YES, NOW, data={"text": "Happy to. Thursday after 3?"})
    said = words(seat.get(WHERE))
    assert "This time is read from it" in said and "These times" not in said


def test_whoever_named_times_is_told_at_once_which_was_taken(seat: Client, ana: Person) -> None:
    said = "Sure! Wednesday 2 December after 3, or Friday 4 December at 10."
    journal.record(ana, Verb.SAID_YES, NOW, data={"text": said})
    answer = seat.post(WHERE, {**FORM, "day": "2026-12-04"})
    assert answer.url == f"/people/{ana.key}"
    page = words(seat.get(answer.url))
    assert "you took Friday at 10:00. They wait to hear which it is." in page
    assert "Read the confirmation" in page
    assert "Confirm the talk with Ana Ruiz" in words(seat.get("/"))
    stands = read.standing_of(world.diary(ana, "24 Nov confirmed"))
    assert (stands.took_on, stands.confirmed_on) == (None, None)  # the line the day before is due
    stands = read.standing_of(world.diary(ana, "3 Dec confirmed"))
    assert stands.confirmed_on is not None


def test_they_are_told_of_the_time_until_they_know_it(seat: Client, ana: Person) -> None:
    said = "Sure! Wednesday 2 December after 3, or Friday 4 December at 10."
    journal.record(ana, Verb.SAID_YES, NOW, data={"text": said})
    seat.post(WHERE, {**FORM, "day": "2026-12-04"})
    seat.post(WHERE, {**FORM, "day": "2026-12-04", "place": "+1 555 0199"})  # the number only
    assert read.standing_of(ana).took_on is not None
    line = _write.Line(Verb.CONFIRMED, NOW.date(), {})
    _write.append(ana.campaign, ana, [line], NOW, author="host")  # their calendar accepts
    stands = read.standing_of(ana)
    assert (stands.took_on, stands.confirmed_on) == (None, NOW.date())


def test_another_time_than_those_they_named_was_agreed_with_them(seat: Client, ana: Person) -> None:
    journal.record(ana, Verb.SAID_YES, NOW, data={"text": "Sure! Wednesday 2 December after 3."})
    assert "/prepare" in seat.post(WHERE, {**FORM, "day": "2026-12-04"}).url
    assert read.standing_of(ana).took_on is None


def test_who_was_offered_our_times_knows_which_it_is(seat: Client, ana: Person) -> None:
    world.diary(ana, "21 Nov times-sent")
    journal.record(ana, Verb.SAID_YES, NOW, data={"text": "Friday at 10 is fine."})
    answer = seat.post(WHERE, FORM)
    assert "/prepare" in answer.url
    assert read.standing_of(ana).took_on is None


@pytest.mark.parametrize("typed", ["America/New_York", "New York", " new  york "])
def test_a_clock_may_be_told_by_its_place(seat: Client, ana: Person, typed: str) -> None:
    assert seat.post(WHERE, {**FORM, "zone": typed}).status_code == 302
    page = seat.get(f"/conversations/{Conversation.objects.get().key}/prepare")
    assert "16:00" in h1(page), "ten there is four in the afternoon in Prague"


def test_what_their_words_leave_open_is_asked_back(seat: Client, ana: Person) -> None:
    journal.record(ana, Verb.SAID_YES, NOW, data={"text": "Gerne, nächsten Freitag um 9."})
    said = words(seat.get(WHERE))
    assert "Meinen Sie Freitag, 27. November oder Freitag, 4. Dezember?" in said
    assert "Ask back by letter" in said


def test_without_their_words_nothing_is_proposed(seat: Client, ana: Person) -> None:
    assert "What they wrote" not in words(seat.get(WHERE))


@pytest.mark.parametrize(
    "query", ["?day=x&time=<b>&zone=Mars", "?day=2026-02-31", "?time=" + "9" * 99]
)
def test_a_link_that_somebody_bent_fills_in_nothing_odd(
    seat: Client, ana: Person, query: str
) -> None:
    page = seat.get(WHERE + query).content.decode()
    assert 'name="day" type="date" value=""' in page
    assert "<b>" not in page
    assert 'name="zone" value="Europe/Berlin"' in page


def test_a_booked_talk_has_its_calendar_file_on_both_pages(seat: Client, ana: Person) -> None:
    seat.post(WHERE, FORM)
    talk = Conversation.objects.get()
    there = f"/conversations/{talk.key}/talk.ics"
    assert f'href="{there}"' in seat.get(WHERE).content.decode()
    assert f'href="{there}"' in seat.get(f"/conversations/{talk.key}/prepare").content.decode()
    file = seat.get(there)
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="Talk, Ana Ruiz.ics"' in file.headers["Content-Disposition"]
    assert b"DTSTART:20261127T090000Z\r\n" in file.content
    assert b"SEQUENCE:1\r\n" in file.content
    seat.post(WHERE, FORM | {"time": "11:00"})
    assert b"DTSTART:20261127T100000Z\r\n" in (moved := seat.get(there).content)
    assert b"SEQUENCE:2\r\n" in moved


def test_a_talk_without_a_time_has_no_calendar_file(seat: Client, ana: Person) -> None:
    seat.post(WHERE, FORM)
    talk = Conversation.objects.get()
    seat.post("/people/ana-ruiz/call-off")
    assert seat.get(f"/conversations/{talk.key}/talk.ics").status_code == 404
    assert "talk.ics" not in seat.get(WHERE).content.decode()


def test_near_the_time_a_line_says_that_one_runs_late(seat: Client, ana: Person) -> None:
    people.change(ana, {"email": "ana@there.example", "zone": "America/New_York"}, NOW)
    soon = NOW + timedelta(minutes=50)
    meetings.book(ana, soon, "Europe/Berlin", Medium.PHONE, NOW, 15, "+1 555 0147")
    page = html.unescape(seat.get(WHERE).content.decode())
    assert "mailto:ana@there.example?subject=A%20few%20minutes%20late" in page
    assert "04%3A30%20your%20time%20%2810%3A30%20mine%29" in page
    assert 'href="tel:+15550147"' in page
    meetings.book(ana, NOW + timedelta(days=2), "Europe/Berlin", Medium.PHONE, NOW)
    assert "You run late?" not in words(seat.get(WHERE))


def asked_with_times(person: Person, body_of: str = "times") -> list[str]:
    """A request with times in its text has left; the times as they stand in it."""
    letter = letters.begin(person, LetterKind.REQUEST, NOW)
    letters.start_from(letter, body_of, NOW)
    assert isinstance(letters.sent(letter, Channel.MAIL, NOW), Done)
    return re.findall(r"(?m)^- (.+)$", Letter.objects.get(pk=letter.pk).body)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("The second one works for me.", [1]),
        ("Either of the first two is fine.", [0, 1]),
        ("Yes, gladly. The last one, please.", [-1]),
    ],
)
def test_an_answer_is_read_against_the_times_the_request_offered(
    seat: Client, mira: Campaign, said: str, taken: list[int]
) -> None:
    ana = world.knows(mira, "Ana Ruiz", zone="Asia/Kolkata")
    offered = asked_with_times(ana)
    assert 3 <= len(offered) <= 5
    assert all(re.search(r"your time \(\d\d:\d\d mine\)", line) for line in offered)
    assert isinstance(journal.record(ana, Verb.SAID_YES, NOW, data={"text": said}), Done)
    chips = re.findall(
        r'class="chip" href="\?day=([^&]+)&amp;time=([^&]+)&amp;zone=([^"]+)"',
        (seat.get(WHERE).content.decode()),
    )
    days = [f"{int(day[-2:])}," for day, _, _ in chips]
    hours = [html.unescape(hour).replace("%3A", ":") for _, hour, _ in chips]
    for line, number in zip(taken, range(len(chips)), strict=True):
        assert f"{hours[number]} your time" in offered[line]
        assert days[number].rstrip(",") in offered[line].split()
    assert {zone for _, _, zone in chips} == {"Asia%2FKolkata"}


def test_an_offered_time_that_is_gone_says_so_to_the_seeker(seat: Client, mira: Campaign) -> None:
    ana, tom = world.knows(mira, "Ana Ruiz"), world.knows(mira, "Tom Lee")
    asked_with_times(ana)
    first = offered.offered(ana)[0]
    world.diary(tom, "17 Nov asked\n20 Nov said-yes")
    meetings.book(tom, first.start, "Europe/Berlin", Medium.PHONE, NOW)
    journal.record(ana, Verb.SAID_YES, NOW, data={"text": "The first one is good."})
    assert "(not free for you)" in words(seat.get(WHERE))
