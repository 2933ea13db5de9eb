"""Invitations by mail: Ana's calendar hears of each change once, and what it answers comes back."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from fifteen.actions import (
    delivery,
    exchange,
    host_pages,
    hosts,
    inviting,
    jobs,
    journal,
    mailbox,
    meetings,
    outbox,
    proposals,
)
from fifteen.actions._doors import Doors
from fifteen.actions._write import Done
from fifteen.actions.campaigns import delete_everything
from fifteen.adapters.mail.failures import Failed, Uncertain, Why
from fifteen.method.leaving import UNDO, Out
from fifteen.method.words import Medium, Refusal, Verb
from fifteen.store import pages, read, scope
from fifteen.store.models import Campaign, KnownMail, Mailbox, Outgoing, Person
from tests.adapters.calendars.test_invitations import GOOGLE, OUTLOOK, THUNDERBIRD
from tests.mail import post
from tests.mail.post import Memory
from tests.mail.servers import Dovecot, address
from tests.world import NOW

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 26, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 27, 14, tzinfo=UTC)


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana, who was asked."""
    who = post.ana(mira)
    assert isinstance(journal.record(who, Verb.ASKED, NOW), Done)
    return who


def agree(person: Person, start: datetime = START) -> str:
    """A talk is agreed, or moved; its key."""
    booked = meetings.book(person, start, "Europe/Berlin", Medium.PHONE, NOW, 15, "+49 30 1234")
    assert not isinstance(booked, Refusal)
    return booked[0].key


def work(now: datetime = NOW) -> None:
    """The worker, until nothing waits."""
    while (job := jobs.claim("w", now)) is not None:
        jobs.run(job, now)


def leaves(doors: Doors, now: datetime = NOW) -> None:
    """Worker and postman, until nothing waits."""
    work(now)
    while delivery.deliver_one(doors, "w", now + UNDO):
        work(now)


def calendar_of(raw: bytes) -> tuple[str, icalendar.Component]:
    """What a mail asks a calendar to do, and the entry."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    (part,) = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    found = icalendar.Calendar.from_ical(data)
    (event,) = found.walk("VEVENT")
    assert part.get_param("method") == str(found["METHOD"])
    return str(found["METHOD"]), event


class HerCalendar:
    """Ana's calendar, as a program keeps it: one entry for each UID, the highest number holds."""

    def __init__(self, mails: list[bytes]) -> None:
        self.talks: dict[str, icalendar.Component] = {}
        seen: dict[str, int] = {}
        for raw in mails:
            method, event = calendar_of(raw)
            uid, number = str(event["UID"]), int(event["SEQUENCE"])
            assert number > seen.get(uid, -1), "an older word came after a newer one"
            seen[uid] = number
            self.talks[uid] = event
            if method == "CANCEL":
                del self.talks[uid]

    def starts(self) -> list[datetime]:
        return [one["DTSTART"].dt.astimezone(UTC) for one in self.talks.values()]


def mails(memory: Memory) -> list[bytes]:
    return [data for _, _, data in memory.sender.sent]


def replied(
    raw: bytes,
    key: str,
    start: datetime = START,
    number: int = 50,
    sender: str = "Ana Ruiz <ana@post.example>",
) -> bytes:
    """The mail in which another program answers, about this talk."""
    raw = raw.replace(b"k1-Z", key.encode()).replace(b"ana@x.exa\r\n mple", b"ana@post.example")
    raw = raw.replace(b"ana@x.example", b"ana@post.example")
    raw = raw.replace(b"20270326T140000Z", f"{start:%Y%m%dT%H%M%SZ}".encode())
    raw = raw.replace(b":20270326T150000", f":{start + timedelta(hours=1):%Y%m%dT%H%M%S}".encode())
    other = LATER + timedelta(hours=1)
    raw = raw.replace(b":20270330T160000", f":{other:%Y%m%dT%H%M%S}".encode())
    raw = raw.replace(
        b":20270330T161500", f":{other + timedelta(minutes=15):%Y%m%dT%H%M%S}".encode()
    )
    more = "MIME-Version: 1.0\r\n"
    plain = post.answer("Accepted: we talk", sender, number=number, more=more)
    head, _, _ = plain.partition(b"\r\n\r\n")
    head = head.replace(b"Content-Type: text/plain; charset=utf-8", b"")
    return (
        head.rstrip()
        + b'\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n'
        + b"--b\r\nContent-Type: text/plain\r\n\r\nAna has answered your invitation.\r\n"
        + b"--b\r\nContent-Type: text/calendar; method=REPLY; charset=UTF-8\r\n\r\n"
        + raw
        + b"\r\n--b--\r\n"
    )


def test_nobody_is_invited_unless_the_seeker_says_so(ana: Person, mira: Campaign) -> None:
    post.connected(mira)
    agree(ana)
    work()
    assert not scope.outgoing(mira).exists()
    done = inviting.send(ana, NOW)
    assert isinstance(done, Done) and "leaves in 20 seconds" in done.message
    assert isinstance(inviting.send(ana, NOW), Refusal)  # once is enough
    assert isinstance(journal.withdraw(mira, done.act, NOW), Done)
    memory = Memory()
    leaves(memory.doors())
    assert not memory.sender.sent


def test_an_invitation_tells_which_of_their_times_was_taken(ana: Person, mira: Campaign) -> None:
    post.connected(mira)
    start = NOW + timedelta(days=6)
    taken = meetings.book(ana, start, "UTC", Medium.PHONE, NOW, place="1", more={"took": True})
    assert not isinstance(taken, Refusal)
    assert isinstance(inviting.send(ana, NOW), Done)
    assert read.standing_of(ana).took_on is not None, "nothing has left yet"
    memory = Memory()
    leaves(memory.doors())
    assert len(memory.sender.sent) == 1
    stands = read.standing_of(ana)
    assert (stands.took_on, stands.confirmed_on) == (None, None)  # a line the day before is due


def test_invited_moved_and_called_off_her_calendar_agrees_each_time(
    ana: Person, mira: Campaign, dovecot: Dovecot
) -> None:
    post.connected(mira, dovecot)
    key = agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(post.real())
    assert HerCalendar(dovecot.mails("ana")).starts() == [START]
    agree(ana, LATER)
    leaves(post.real())
    theirs = HerCalendar(dovecot.mails("ana"))
    assert theirs.starts() == [LATER] and list(theirs.talks) == [f"{key}@fifteen.invalid"]
    assert isinstance(meetings.call_off(ana, NOW), Done)
    leaves(post.real())
    assert HerCalendar(dovecot.mails("ana")).starts() == []
    assert len(dovecot.mails("ana")) == 3
    post.reads(mira, post.real())
    assert len(dovecot.mails("mira", "Sent")) == 3
    assert scope.mails(mira).filter(ours=True).count() == 3  # each known once, none asked about
    assert not scope.mails(mira).filter(state="open").exists()
    subjects = [email.message_from_bytes(raw)["Subject"] for raw in dovecot.mails("ana")]
    assert [one.split()[0] for one in subjects] == ["We", "Moved", "Called"]


def test_what_changes_back_before_it_left_tells_nothing(ana: Person, mira: Campaign) -> None:
    post.connected(mira)
    memory = Memory()
    agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(memory.doors())
    agree(ana, LATER)
    work()
    assert scope.outgoing(mira).filter(state=Out.WAITING).count() == 1
    moved = scope.entries_of(ana).filter(verb=Verb.MOVED).last()
    assert moved is not None and isinstance(journal.withdraw(mira, moved.act, NOW), Done)
    leaves(memory.doors())
    assert HerCalendar(mails(memory)).starts() == [START] and len(memory.sender.sent) == 1


def test_a_change_that_overtakes_an_invitation_is_the_last_word(
    ana: Person, mira: Campaign
) -> None:
    post.connected(mira)
    memory = Memory()
    agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    row = delivery.claim("w", NOW + UNDO)
    assert row is not None and delivery.may_leave(row, NOW + UNDO)
    agree(ana, LATER)  # while the first is being handed over
    work()
    delivery.hand_over(row, memory.sender, NOW + UNDO)
    leaves(memory.doors(), NOW + UNDO)
    assert HerCalendar(mails(memory)).starts() == [LATER] and len(memory.sender.sent) == 2


def test_by_itself_where_the_seeker_wishes_also_what_a_host_takes(
    ana: Person, mira: Campaign
) -> None:
    post.connected(mira)
    assert isinstance(mailbox.choose(mira, True, False, "", NOW), Done)
    page = pages.find(str(host_pages.link(ana, NOW)))
    assert page is not None
    memory = Memory()
    assert not isinstance(hosts.pick(page, hosts.Choice(START, Medium.PHONE, "UTC"), NOW), Refusal)
    leaves(memory.doors())
    assert HerCalendar(mails(memory)).starts() == [START]
    assert not isinstance(hosts.call_off(page, NOW), Refusal)
    leaves(memory.doors())
    assert HerCalendar(mails(memory)).starts() == []
    assert isinstance(mailbox.choose(mira, False, False, "", NOW), Done)
    agree(ana)
    leaves(memory.doors())
    assert len(memory.sender.sent) == 3  # who was invited once hears of what comes


def test_whoever_asked_for_peace_hears_nothing_more(ana: Person, mira: Campaign) -> None:
    post.connected(mira)
    memory = Memory()
    agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(memory.doors())
    agree(ana, LATER)
    work()
    assert isinstance(journal.record(ana, Verb.NEVER, NOW), Done)
    leaves(memory.doors())
    assert len(memory.sender.sent) == 1
    assert not scope.outgoing(mira).filter(state=Out.WAITING).exists()


def invited(ana: Person, server: Dovecot | None = None) -> tuple[str, Memory]:
    """Ana has her invitation; the key of the talk."""
    post.connected(ana.campaign, server)
    memory = Memory()
    key = agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(post.real() if server else memory.doors())
    return key, memory


def comes(mira: Campaign, raw: bytes, memory: Memory) -> KnownMail:
    """A mail comes and is read; nothing is decided by that."""
    before = scope.entries(mira).count()
    memory.box.put("INBOX", raw, NOW)
    assert post.reads(mira, memory.doors()).kept == 1
    assert scope.entries(mira).count() == before
    return scope.mails(mira).filter(ours=False, state="open").get()


def test_accepted_is_proposed_and_kept_by_one_click(
    ana: Person, mira: Campaign, dovecot: Dovecot
) -> None:
    key, _ = invited(ana, dovecot)
    dovecot.deliver("mira", replied(GOOGLE, key))
    assert post.reads(mira, post.real()).kept == 1
    row = scope.mails(mira).get(ours=False)
    assert row.person == ana and row.state == "open"
    assert read.standing_of(ana).confirmed_on is None
    assert isinstance(proposals.keep(row, NOW), Done)
    assert read.standing_of(ana).confirmed_on is not None
    leaves(post.real())
    assert len(dovecot.mails("ana")) == 1  # nothing to tell


def test_declined_ends_the_talk_and_nothing_is_sent_back(ana: Person, mira: Campaign) -> None:
    key, memory = invited(ana)
    row = comes(mira, replied(OUTLOOK, key), memory)
    done = proposals.keep(row, NOW)
    assert isinstance(done, Done)
    assert read.standing_of(ana).booking is None
    leaves(memory.doors())
    assert len(memory.sender.sent) == 1
    assert isinstance(journal.withdraw(mira, done.act, NOW), Done)
    assert scope.mails(mira).get(key=row.key).state == "open"


def test_another_time_moves_the_talk_and_a_new_invitation_says_so(
    ana: Person, mira: Campaign
) -> None:
    key, memory = invited(ana)
    row = comes(mira, replied(THUNDERBIRD, key), memory)
    assert isinstance(proposals.keep(row, NOW), Done)
    booking = read.standing_of(ana).booking
    assert booking is not None and booking.start == LATER
    leaves(memory.doors())
    assert HerCalendar(mails(memory)).starts() == [LATER]


def test_an_answer_to_an_older_time_settles_nothing(ana: Person, mira: Campaign) -> None:
    key, memory = invited(ana)
    agree(ana, LATER)
    leaves(memory.doors())
    row = comes(mira, replied(GOOGLE, key), memory)
    assert isinstance(proposals.keep(row, NOW), Refusal)
    assert read.standing_of(ana).confirmed_on is None


def test_an_answer_to_a_strangers_invitation_is_an_ordinary_mail(
    ana: Person, mira: Campaign
) -> None:
    _, memory = invited(ana)
    row = comes(mira, replied(GOOGLE, "another-key"), memory)
    assert "invitation" not in row.reading


def test_a_line_that_breaks_leaves_an_invitation_uncertain_and_then_settled(
    ana: Person, mira: Campaign
) -> None:
    post.connected(mira)
    memory = Memory()
    memory.sender.fails = [Uncertain()]
    agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(memory.doors())
    row = Outgoing.objects.get()
    assert row.state == Out.UNCERTAIN
    agree(ana, LATER)
    leaves(memory.doors())
    assert len(memory.sender.sent) == 1  # nobody knows of the first yet, so the second waits
    memory.box.put("Sent", memory.sender.sent[0][2], NOW)
    post.reads(mira, memory.doors())
    leaves(memory.doors(), NOW + UNDO)
    assert HerCalendar(mails(memory)).starts() == [LATER]


def test_one_that_did_not_leave_is_sent_anew_as_it_stands_now(ana: Person, mira: Campaign) -> None:
    post.connected(mira)
    memory = Memory()
    memory.sender.fails = [Uncertain(), Failed(Why.ADDRESS, False)]
    agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(memory.doors())
    memory.sender.sent.clear()  # it was lost
    assert isinstance(outbox.it_stayed(Outgoing.objects.get(), NOW), Done)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(memory.doors())
    failed = scope.outgoing(mira)[0]
    assert failed.state == Out.FAILED
    assert isinstance(inviting.again(failed, NOW), Done)
    leaves(memory.doors())
    assert HerCalendar(mails(memory)).starts() == [START]


def test_without_a_mailbox_or_an_address_it_says_so(ana: Person, mira: Campaign) -> None:
    agree(ana)
    told = inviting.send(ana, NOW)
    assert isinstance(told, Refusal) and "No mailbox" in told.message
    post.connected(mira)
    ana.email = ""
    ana.save()
    told = inviting.send(ana, NOW)
    assert isinstance(told, Refusal) and "No mail address" in told.message


def test_an_export_knows_who_was_invited(ana: Person, mira: Campaign) -> None:
    key, _ = invited(ana)
    data = exchange.export_zip(mira, NOW)
    delete_everything(mira)
    assert isinstance(exchange.restore_zip(data, NOW), Done)
    again = Campaign.objects.get()
    person = scope.people(again).get(name="Ana Ruiz")
    post.connected(again)
    told = inviting.send(person, NOW)
    assert isinstance(told, Refusal) and "already" in told.message
    assert Mailbox.objects.count() == 1 and scope.outgoing(again).get().talk == key


def test_the_mail_says_who_invites_and_holds_seven_bits(ana: Person, mira: Campaign) -> None:
    mira.seeker_name = "Mirá Hâlonen"
    mira.save()
    ana.refresh_from_db()
    _, memory = invited(ana)
    (raw,) = mails(memory)
    assert raw.isascii() and b"X-Unsent" not in raw
    _, event = calendar_of(raw)
    assert str(event["ORGANIZER"]) == f"mailto:{address('mira')}"
    assert str(event["ATTENDEE"]) == f"mailto:{address('ana')}"


def test_what_follows_stays_in_the_thread(ana: Person, mira: Campaign) -> None:
    post.connected(mira)
    memory = Memory()
    memory.box.put("INBOX", post.answer("Happy to talk.", number=1, at=NOW), NOW)
    post.reads(mira, memory.doors())
    agree(ana)
    assert isinstance(inviting.send(ana, NOW), Done)
    leaves(memory.doors())
    agree(ana, LATER)
    leaves(memory.doors())
    first, second = (email.message_from_bytes(raw) for raw in mails(memory))
    assert first["References"] == "<a1@post.example>"
    assert second["References"].split() == ["<a1@post.example>", first["Message-ID"]]
