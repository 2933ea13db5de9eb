"""Around an agreed talk: what they answered to it, when to leave, and what to do when it fell
through."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from fifteen.actions import host_pages, invitations, inviting, journal, meetings, papers, times
from fifteen.actions._write import Done
from fifteen.method.words import LetterKind, Medium, Refusal, Stage, StepKind, Verb
from fifteen.pages import _invited, _steps
from fifteen.store import pages, read, scope
from fifteen.store.models import Campaign, Conversation, Person
from tests import world
from tests.adapters.calendars.test_invitations import APPLE, GOOGLE, THUNDERBIRD
from tests.pages.addresses import HOURS
from tests.pages.here import _clock, main_buttons, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db

WHERE = "/people/ana-ruiz/book"
START = datetime(2026, 11, 27, 9, tzinfo=UTC)  # a Friday, 10:00 in Berlin
INSTEAD = datetime(2026, 11, 30, 15, tzinfo=UTC)


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz in New York, who has agreed to Friday at ten over a coffee."""
    who = world.knows(mira, "Ana Ruiz", email="ana@x.example", zone="America/New_York")
    world.diary(who, "17 Nov asked\n20 Nov said-yes")
    booked = meetings.book(
        who, START, "Europe/Berlin", Medium.IN_PERSON, NOW, 15, "Café Mitte, Am Markt 2"
    )
    assert not isinstance(booked, Refusal)
    who.refresh_from_db()
    return who


def answers(ana: Person, raw: bytes, start: datetime) -> None:
    """Their program's answer to this invitation, with this time in it."""
    talk = Conversation.objects.get()
    raw = raw.replace(b"k1-Z@", f"{talk.key}@".encode())
    raw = re.sub(rb"DTSTART[^\r]*", f"DTSTART:{start:%Y%m%dT%H%M%SZ}".encode(), raw)
    raw = re.sub(rb"SEQUENCE:\d+", b"SEQUENCE:1", raw)
    done = invitations.answered(ana.campaign, raw, NOW)
    assert not isinstance(done, Refusal), done
    ana.refresh_from_db()


def test_a_perhaps_is_kept_and_the_confirmation_says_another_day_is_as_good(ana: Person) -> None:
    answers(ana, APPLE, START)
    stands = read.standing_of(ana)
    assert (stands.stage, stands.perhaps_on) == (Stage.BOOKED, NOW.date())
    step = _steps.step_of(ana.campaign, ana, stands, NOW + timedelta(days=2))
    assert step is not None and step.kind is StepKind.CONFIRM
    assert "only if need be" in step.reason
    answers(ana, GOOGLE, START)
    assert read.standing_of(ana).perhaps_on is None


def test_only_if_need_be_on_their_page_is_the_same(mira: Campaign) -> None:
    bo = world.diary(world.knows(mira, "Bo Lind"), "17 Nov asked")
    link = host_pages.link(bo, NOW)
    guest = Client(headers={"host": "127.0.0.1"})
    page = guest.get(f"/h/{link}").content.decode()
    start = re.search(r'name="t" value="([^"]+)"', page)
    assert start is not None
    form = {"do": "pick", "how": "phone", "zone": "Europe/Berlin", "had": "", "need": "1"}
    assert guest.post(f"/h/{link}", {**form, "t": start[1]}).status_code == 302
    assert read.standing_of(bo).perhaps_on == NOW.date()


def test_another_time_they_ask_for_stands_on_both_clocks_and_is_taken_with_one_button(
    seat: Client, ana: Person
) -> None:
    answers(ana, THUNDERBIRD, INSTEAD)
    today = words(seat.get("/"))
    assert "They ask for another time." in today
    page = seat.get(WHERE)
    assert "Ana Ruiz asks for this time instead" in words(page)
    assert "Monday 30 November, 16:00 (Berlin)" in words(page)
    assert "Monday 30 November, 10:00 (New York)" in words(page)
    assert main_buttons(page) == 1
    panel = page.content.decode().partition('id="wanted"')[2].partition("</section>")[0]
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', panel))
    form.pop("csrfmiddlewaretoken", None)
    assert seat.post(WHERE, form).status_code == 302
    stands = read.standing_of(ana)
    assert stands.booking is not None and stands.booking.start == INSTEAD
    assert stands.booking.place == "Café Mitte, Am Markt 2"
    assert (stands.move_wanted_on, stands.move_to) == (None, None)
    assert "asks for this time" not in words(seat.get(WHERE))


def test_looking_at_what_they_ask_for_moves_nothing(seat: Client, ana: Person) -> None:
    answers(ana, THUNDERBIRD, INSTEAD)
    for where in ("/", WHERE, "/people/ana-ruiz"):
        seat.get(where)
    booking = read.standing_of(ana).booking
    assert booking is not None and booking.start == START


def test_the_way_there_says_when_to_leave(seat: Client, ana: Person) -> None:
    talk = Conversation.objects.get()
    where = f"/conversations/{talk.key}"
    assert "How long does the way take you?" in words(seat.get(f"{where}/prepare"))
    wrong = seat.post(f"{where}/way", {"way": "by tram"})
    assert wrong.status_code == 422
    assert "“25 min by tram” is understood" in words(wrong)
    assert 'value="by tram"' in wrong.content.decode()
    assert seat.post(f"{where}/way", {"way": "25 min by tram"}).status_code == 302
    assert "Leave at 09:25" in words(seat.get(f"{where}/prepare"))


def test_on_the_day_today_says_when_to_leave(seat: Client, mira: Campaign) -> None:
    bo = world.diary(world.knows(mira, "Bo Lind"), "17 Nov asked\n20 Nov said-yes")
    start = NOW + timedelta(hours=4)
    booked = meetings.book(bo, start, "Europe/Berlin", Medium.IN_PERSON, NOW, 15, "Am Markt 2")
    assert not isinstance(booked, Refusal)
    assert "When to leave?" in words(seat.get("/"))
    papers.keep_way(booked[0], "half an hour")
    assert "Leave at 13:00" in words(seat.get("/"))  # 13:40 less half an hour and ten minutes


def test_on_a_journey_her_clock_is_that_of_the_place(seat: Client, ana: Person) -> None:
    journey = {**HOURS, "away": "2026-11-26 to 2026-11-28 America/Chicago"}
    assert isinstance(times.keep_hours(ana.campaign, journey, NOW), Done)
    talk = Conversation.objects.get()
    papers.keep_way(talk, "25 min by tram")
    assert "Friday 27 November, 03:00 (Chicago)" in words(seat.get(WHERE))
    plan = words(seat.get(f"/conversations/{talk.key}/prepare"))
    assert "Leave at 02:25" in plan and "Your 03:00 is 04:00 where Ana is" in plan
    letter = seat.get("/people/ana-ruiz/letters/new?kind=confirmation", follow=True)
    assert "Friday 27 November, 04:00 your time (03:00 mine)" in letter.content.decode()
    ana.refresh_from_db()
    ana.campaign.email = "mira@there.example"
    told = invitations.mail(ana, NOW)
    assert isinstance(told, bytes)
    assert b"Friday 27 November, 04:00 your time (03:00 mine)" in told
    booked = meetings.book(ana, START + timedelta(days=3), "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal) and "10:00" in booked[1].message, "home again by then"


def test_on_a_journey_today_says_the_hour_there(seat: Client, mira: Campaign) -> None:
    bo = world.diary(world.knows(mira, "Bo Lind"), "17 Nov asked\n20 Nov said-yes")
    meetings.book(bo, NOW + timedelta(hours=4), "Europe/Berlin", Medium.PHONE, NOW)
    assert "13:40" in words(seat.get("/"))
    journey = {**HOURS, "away": "2026-11-23 to 2026-11-28 Europe/London"}
    assert isinstance(times.keep_hours(mira, journey, NOW), Done)
    assert "12:40" in words(seat.get("/")) and "13:40" not in words(seat.get("/"))


def test_by_phone_there_is_no_way(seat: Client, mira: Campaign) -> None:
    bo = world.diary(world.knows(mira, "Bo Lind"), "17 Nov asked\n20 Nov said-yes")
    booked = meetings.book(bo, NOW + timedelta(hours=4), "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal)
    assert "leave?" not in words(seat.get("/"))
    assert "How long does the way" not in words(seat.get(f"/conversations/{booked[0].key}/prepare"))


def feed(campaign: Campaign) -> list[str]:
    """The lines of the calendar one subscribes to."""
    host_pages.feed(campaign, True)
    campaign.refresh_from_db()
    guest = Client(headers={"host": "127.0.0.1"})
    answer = guest.get(f"/calendar/{pages.feed_token(campaign)}.ics")
    return answer.content.decode().replace("\r\n ", "").split("\r\n")


def test_the_feed_reminds_the_day_before_and_when_it_is_time_to_leave(ana: Person) -> None:
    lines = feed(ana.campaign)
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        "TRIGGER:-PT1440M",
        "TRIGGER:-PT60M",
    ]
    papers.keep_way(Conversation.objects.get(), "25 min by tram")
    lines = feed(ana.campaign)
    assert "TRIGGER:-PT35M" in lines and "DESCRIPTION:Time to leave: Ana Ruiz" in lines
    assert "SUMMARY:Confirm the talk with Ana Ruiz" in lines  # a day one may see
    assert "DTSTART;VALUE=DATE:20261126" in lines


def test_the_confirmation_is_ready_a_business_day_before_in_both_zones(
    seat: Client, ana: Person
) -> None:
    step = _steps.step_of(ana.campaign, ana, read.standing_of(ana), NOW)
    assert step is not None
    assert (step.kind, str(step.due), step.letter) == (
        StepKind.CONFIRM,
        "2026-11-26",
        LetterKind.CONFIRMATION,
    )
    letter = seat.get("/people/ana-ruiz/letters/new?kind=confirmation", follow=True)
    assert "Friday 27 November, 04:00 your time (10:00 mine)" in letter.content.decode()


def test_what_fell_through_is_nobodys_fault_and_twice_leads_to_the_telephone(
    seat: Client, ana: Person
) -> None:
    assert isinstance(meetings.missed(ana, NOW), Done)
    step = _steps.step_of(ana.campaign, ana, read.standing_of(ana), NOW)
    assert step is not None and step.kind is StepKind.REBOOK
    assert "no word of blame" in step.reason
    booked = meetings.book(ana, INSTEAD, "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal)
    assert isinstance(meetings.call_off(ana, NOW), Done)
    step = _steps.step_of(ana.campaign, ana, read.standing_of(ana), NOW)
    assert step is not None and "moved, called off or missed twice" in step.reason
    assert "says nothing about you" in step.reason


def test_rebooking_is_two_clicks(seat: Client, ana: Person) -> None:
    meetings.missed(ana, NOW)
    page = seat.get(WHERE)
    assert "Free for you, and good hours for them" in words(page)
    chip = re.search(r'class="chip" href="(\?[^"]+)"', page.content.decode())
    assert chip is not None
    filled = seat.get(WHERE + chip[1].replace("&amp;", "&"))  # the first click
    html = filled.content.decode()
    form = {
        name: re.search(rf'name="{name}"[^>]* value="([^"]*)"', html)[1]  # type: ignore[index]
        for name in ("day", "time", "zone", "minutes", "place")
    }
    assert "The time is filled in." in words(filled)
    assert seat.post(WHERE, {**form, "medium": "phone"}).status_code == 302  # the second
    booking = read.standing_of(ana).booking
    assert booking is not None and booking.start > NOW


def test_what_they_want_is_undone_with_their_answer(ana: Person) -> None:
    answers(ana, THUNDERBIRD, INSTEAD)
    act = read.lines(ana.entry_set.filter(verb=Verb.MOVE_WANTED))[0].act
    assert isinstance(journal.withdraw(ana.campaign, act, NOW), Done)
    assert read.standing_of(ana).move_wanted_on is None


def test_today_asks_about_a_talk_of_another_day(
    seat: Client, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has said yet how it went."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: START + timedelta(days=1))
    page = seat.get("/")
    assert page.status_code == 200
    assert "Ana Ruiz" in words(page) and "yesterday" in words(page)


def test_who_was_invited_after_midnight_was_invited_today(
    mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # 0:30 of the 25th in Berlin
    row = SimpleNamespace(sent_at=late, made=late, state="sent")
    monkeypatch.setattr(inviting, "last_of", lambda *_: row)
    monkeypatch.setattr(inviting, "says", lambda *_: True)
    monkeypatch.setattr(scope, "mailbox", lambda _: object())
    who = world.knows(mira, "Ana Ruiz", email="ana@x.example")
    world.diary(who, "17 Nov asked\n20 Nov said-yes")
    booked = meetings.book(who, START, "Europe/Berlin", Medium.PHONE, NOW)
    assert not isinstance(booked, Refusal)
    invited = _invited.on_book(who, read.standing_of(who).booking, late)
    assert invited is not None and invited.sentence == "Invited today; no answer yet."


def test_only_a_number_is_called_and_no_address_with_one(
    seat: Client, ana: Person, mira: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = world.diary(
        world.knows(mira, "Bo Lind", email="bo@x.example"), "17 Nov asked\n20 Nov said-yes"
    )
    later = START + timedelta(minutes=40)
    booked = meetings.book(bo, later, "Europe/Berlin", Medium.PHONE, NOW, 15, "0170 555 01")
    assert not isinstance(booked, Refusal)
    monkeypatch.setattr("django.utils.timezone.now", lambda: START - timedelta(minutes=5))
    assert "tel:" not in seat.get(WHERE).content.decode()
    assert 'href="tel:017055501"' in seat.get("/people/bo-lind/book").content.decode()
