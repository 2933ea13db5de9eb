"""A talk in Mira's own calendar: put there, moved there, called off; a host's answer taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests import world
from tests.adapters.calendars.test_invitations import GOOGLE, OUTLOOK, THUNDERBIRD
from tests.adapters.dav.radicale_here import PASSWORD, USER, Radicale
from tests.world import NOW

from fifteen.actions import (
    host_pages,
    hosts,
    in_calendar,
    invitations,
    jobs,
    journal,
    letters,
    meetings,
    people,
    times,
)
from fifteen.adapters.dav import collections
from fifteen.adapters.dav.collections import Kind
from fifteen.adapters.dav.failures import DavError
from fifteen.adapters.dav.http import Session
from fifteen.method.words import Booking, LetterKind, Medium, Refusal, Verb
from fifteen.store import pages, read, scope
from fifteen.store.models import BusyCalendar, Campaign, Job, Person

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale")) as one:
        with Session(one.base, USER, PASSWORD) as session:
            session.ask("MKCALENDAR", f"/{USER}/talks/")
        yield one


def work() -> None:
    """The worker, until nothing waits."""
    while (job := jobs.claim("w", NOW)) is not None:
        jobs.run(job, NOW)


def agree(person: Person, start: datetime = START) -> str:
    booked = meetings.book(person, start, "Europe/Berlin", Medium.PHONE, NOW, 15, "+49 30 1234")
    assert not isinstance(booked, Refusal)
    return booked[0].key


def test_what_is_agreed_moved_and_called_off_stands_in_the_calendar(
    mira: Campaign, radicale: Radicale
) -> None:
    times.subscribe(mira, times.CALDAV, radicale.base, USER, PASSWORD, NOW)
    row = BusyCalendar.objects.get()
    times.put_talks_there(mira, row.key, True, NOW)
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "17 Nov asked")
    link = host_pages.link(ana, NOW)
    page = pages.find(str(link))
    assert page is not None
    choice = hosts.Choice(START, Medium.PHONE, "America/New_York")
    assert not isinstance(hosts.pick(page, choice, NOW), Refusal)
    work()
    key = scope.conversations(mira).get().key
    url = f"/{USER}/talks/{key}.ics"
    with Session(radicale.base, USER, PASSWORD) as session:
        kept = collections.read(session, url)
        assert in_calendar.start_of(kept.data, key) == START
        assert re.findall(rb"TRIGGER:(\S+)", kept.data) == [
            b"-P1D",
            b"-PT15M",
        ]  # a day, as the server writes it

        # Mira moves it in her calendar program: it comes back.
        there = kept.data.replace(b"T040000", b"T053000").replace(b"T041500", b"T054500")
        assert there != kept.data
        collections.write(session, Kind.CALENDAR, url, there, kept.etag)
        times.read_now(mira, row.key, NOW)
        booking = read.standing_of(ana).booking
        assert booking is not None
        assert booking.start == START + timedelta(minutes=90)
        assert scope.entries_of(ana).last().author == "calendar"  # type: ignore[union-attr]
        assert not Job.objects.filter(done_at=None).exists(), "nothing is sent back and forth"
        row.refresh_from_db()
        assert booking.start.isoformat() not in str(row.taken), "it does not block itself"

        # The host moves it on the page: the calendar has it, though its ETag was another.
        later = START + timedelta(hours=4)
        agree(ana, later)
        work()
        assert in_calendar.start_of(collections.read(session, url).data, key) == later
        hosts.call_off(page, NOW)
        work()
        with pytest.raises(DavError):
            collections.read(session, url)

        # Agreed anew, and taken out of the calendar by Mira: called off here.
        agree(ana, later)
        work()
        collections.remove(session, url, collections.read(session, url).etag)
        times.read_now(mira, row.key, NOW)
    assert read.standing_of(ana).booking is None
    assert scope.entries_of(ana).last().verb == Verb.CANCELLED  # type: ignore[union-attr]


@pytest.fixture
def there(mira: Campaign, radicale: Radicale) -> Iterator[Talk]:
    """A talk with Ana that stands in Mira's calendar."""
    times.subscribe(mira, times.CALDAV, radicale.base, USER, PASSWORD, NOW)
    times.put_talks_there(mira, BusyCalendar.objects.get().key, True, NOW)
    key = agree(world.knows(mira, "Ana Ruiz"))
    work()
    with Session(radicale.base, USER, PASSWORD) as session:
        yield Talk(mira, session, f"/{USER}/talks/{key}.ics")


class Talk:
    """One talk in the calendar, as Mira changes it there."""

    def __init__(self, mira: Campaign, session: Session, url: str) -> None:
        self.mira, self.session, self.url = mira, session, url

    def text(self) -> str:
        return collections.read(self.session, self.url).data.decode()

    def change(self, old: str, new: str) -> None:
        kept = collections.read(self.session, self.url)
        assert old in kept.data.decode(), kept.data
        data = kept.data.decode().replace(old, new).encode()
        collections.write(self.session, Kind.CALENDAR, self.url, data, kept.etag)

    def read(self) -> Booking | None:
        """The calendar is read; what is agreed then."""
        times.read_now(self.mira, BusyCalendar.objects.get().key, NOW)
        return read.standing_of(scope.people(self.mira).get()).booking


def test_another_place_and_length_come_back_and_are_no_time_that_fell_through(there: Talk) -> None:
    there.change("LOCATION:+49 30 1234", "LOCATION:+49 30 99")
    there.change("T101500", "T102000")
    booking = there.read()
    assert booking is not None
    assert (booking.start, booking.minutes, booking.place) == (START, 20, "+49 30 99")
    assert read.standing_of(scope.people(there.mira).get()).fell_through == 0
    there.change("LOCATION:+49 30 99\r\n", "")
    booking = there.read()
    assert booking is not None and booking.place == "+49 30 99", "lost on the way, not taken back"


def test_moved_there_twice_it_follows_though_the_first_time_is_past(there: Talk) -> None:
    there.change("20261126T", "20261130T")
    assert there.read() is not None
    row = BusyCalendar.objects.get()
    (known,) = (one for key, one in row.talks.items() if key != "home")
    assert datetime.fromisoformat(known["start"]) == START + timedelta(days=4)


def test_called_off_there_is_called_off_here(there: Talk) -> None:
    there.change("STATUS:CONFIRMED", "STATUS:CANCELLED")
    assert there.read() is None


def test_a_time_that_cannot_be_is_put_right_there(there: Talk) -> None:
    there.change("20261126T", "20201126T")
    booking = there.read()
    assert booking is not None and booking.start == START
    work()
    assert "20261126T100000" in there.text()


@pytest.mark.parametrize("gone", [False, True])
def test_where_both_sides_changed_at_once_what_was_agreed_with_the_host_holds(
    there: Talk, gone: bool
) -> None:
    later = START + timedelta(days=1)
    agree(scope.people(there.mira).get(), later)
    if gone:
        collections.remove(
            there.session, there.url, collections.read(there.session, there.url).etag
        )
    else:
        there.change("20261126T", "20261130T")
    booking = there.read()  # before the worker has written the other time there
    assert booking is not None and booking.start == later
    work()
    assert "20261127T100000" in there.text()


def test_a_calendar_that_does_not_answer_is_tried_again(mira: Campaign) -> None:
    with_none = times.subscribe(mira, times.CALDAV, "http://127.0.0.1:9/", USER, PASSWORD, NOW)
    assert not isinstance(with_none, Refusal)
    Job.objects.all().delete()
    times.put_talks_there(mira, BusyCalendar.objects.get().key, True, NOW)
    agree(world.knows(mira, "Ana Ruiz"))
    job = jobs.claim("w", NOW)
    assert job is not None
    with pytest.raises(times.Unfinished):
        jobs.run(job, NOW)
    job.refresh_from_db()
    assert job.done_at is None and "127.0.0.1" not in job.error
    assert BusyCalendar.objects.get().trouble == "unreachable"


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana Ruiz, with an address and a talk agreed."""
    mira.email = "mira@there.example"
    mira.save()
    who = world.knows(mira, "Ana Ruiz", email="ana@x.example", zone="America/New_York")
    agree(who)
    return who


def answer(raw: bytes, person: Person, start: datetime = START) -> bytes:
    """The answer of another program, as if to this person's talk."""
    key = scope.conversations(person.campaign).get().key
    raw = raw.replace(b"k1-Z", key.encode())
    raw = raw.replace(b"20270326T140000Z", f"{start:%Y%m%dT%H%M%SZ}".encode())
    return raw.replace(b":20270326T150000", f":{start:%Y%m%d}T100000".encode())


def test_an_invitation_says_the_time_on_both_clocks(ana: Person) -> None:
    raw = invitations.mail(ana, NOW)
    assert isinstance(raw, bytes)
    assert b"Thursday 26 November, 04:00 your time (10:00 mine)" in raw
    assert b"METHOD:REQUEST" in raw
    meetings.call_off(ana, NOW)
    off = invitations.mail(ana, NOW)
    assert isinstance(off, bytes) and b"METHOD:CANCEL" in off and b"SEQUENCE:2" in off


def test_without_an_address_there_is_no_invitation(mira: Campaign) -> None:
    who = world.knows(mira, "Vera Nowak")
    agree(who)
    assert isinstance(invitations.mail(who, NOW), Refusal)


def test_accepted_confirms_and_declined_calls_off(ana: Person, mira: Campaign) -> None:
    done = invitations.answered(mira, answer(GOOGLE, ana), NOW)
    assert not isinstance(done, Refusal), done
    assert read.standing_of(ana).confirmed_on is not None
    assert not isinstance(invitations.answered(mira, answer(OUTLOOK, ana), NOW), Refusal)
    assert read.standing_of(ana).booking is None


def test_another_time_is_told_and_decides_nothing(ana: Person, mira: Campaign) -> None:
    done = invitations.answered(mira, answer(THUNDERBIRD, ana), NOW)
    assert not isinstance(done, Refusal)
    assert "asks for Tuesday 30 March, 16:00 on your clock" in done[1].message
    assert read.standing_of(ana).booking is not None


def test_an_answer_to_an_older_time_changes_nothing(ana: Person, mira: Campaign) -> None:
    old = answer(GOOGLE, ana)
    agree(ana, START + timedelta(days=1))
    done = invitations.answered(mira, old, NOW)
    assert isinstance(done, Refusal) and "earlier time" in done.message


def test_an_answer_from_elsewhere_changes_nothing(ana: Person, mira: Campaign) -> None:
    forged = answer(GOOGLE, ana).replace(b"ana@x.example", b"eve@x.example")
    assert isinstance(invitations.answered(mira, forged, NOW), Refusal)
    other = world.seeker("Otto")
    assert isinstance(invitations.answered(other, answer(GOOGLE, ana), NOW), Refusal)
    journal.record(ana, Verb.NEVER, NOW)
    assert isinstance(invitations.answered(mira, answer(GOOGLE, ana), NOW), Refusal)


def test_a_letter_offers_times_that_are_free(mira: Campaign) -> None:
    people.change(who := world.knows(mira, "Ana Ruiz"), {"zone": "America/New_York"}, NOW)
    who.refresh_from_db()
    body = letters.begin(who, LetterKind.TIMES, NOW).body
    told = re.findall(r"(?m)^- (.+)$", body)
    assert len(told) == 3
    assert all("your time (" in line and "mine)" in line for line in told)
