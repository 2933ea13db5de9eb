"""They ask for another time, the seeker keeps to the agreed one: said in the journal, and to their
program as RFC 5546 has it; whatever changes meanwhile, nothing untrue leaves."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta

import pytest
from django.test import Client

from fifteen.actions import _write, inviting, journal, proposals, staying
from fifteen.actions._write import Done
from fifteen.method.leaving import Out
from fifteen.method.words import Refusal, StepKind, Verb
from fifteen.pages import _steps
from fifteen.store import read, scope
from fifteen.store.models import Campaign, KnownMail, Person
from tests.adapters.calendars.test_invitations import THUNDERBIRD
from tests.mail.post import Memory
from tests.mail.test_invitations import (  # noqa: F401
    LATER,
    START,
    HerCalendar,
    agree,
    ana,
    calendar_of,
    comes,
    invited,
    leaves,
    mails,
    replied,
    work,
)
from tests.pages.here import _clock, words  # noqa: F401
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(ana: Person, mira: Campaign) -> tuple[KnownMail, Memory]:  # noqa: F811
    """Ana's program asks for Friday instead of Thursday; Mira has not looked at it yet."""
    key, memory = invited(ana)
    return comes(mira, replied(THUNDERBIRD, key), memory), memory


def test_her_program_is_told_that_the_time_stays(
    asked: tuple[KnownMail, Memory],
    ana: Person,  # noqa: F811
) -> None:
    row, memory = asked
    done = proposals.stay(row, NOW)
    assert isinstance(done, Done) and "leaves for Ana Ruiz in 20 seconds" in done.message
    stands = read.standing_of(ana)
    assert stands.booking is not None and stands.booking.start == START
    assert stands.move_wanted_on is None
    leaves(memory.doors())
    sent = mails(memory)
    assert len(sent) == 2, "the invitation, and word that it stays; nothing else follows"
    (first, invitation), (method, event) = calendar_of(sent[0]), calendar_of(sent[1])
    assert (first, method) == ("REQUEST", "DECLINECOUNTER")
    assert event["UID"] == invitation["UID"]
    assert int(event["SEQUENCE"]) == int(invitation["SEQUENCE"]), "nothing has changed"
    assert event["DTSTART"].dt == invitation["DTSTART"].dt
    assert str(event["ORGANIZER"]) == str(invitation["ORGANIZER"])
    assert str(event["ATTENDEE"]) == "mailto:ana@post.example"
    assert str(event["STATUS"]) == "CONFIRMED"
    mail = email.message_from_bytes(sent[1], policy=email.policy.default)
    assert str(mail["Subject"]).startswith("We keep to ")
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert "I would like to keep to ours" in plain.get_content()
    assert "a line is enough, and I offer others" in plain.get_content()


def test_what_they_asked_for_stands_in_the_journal_as_one_act_with_the_answer(
    asked: tuple[KnownMail, Memory],
    ana: Person,  # noqa: F811
    mira: Campaign,
) -> None:
    row, memory = asked
    done = proposals.stay(row, NOW)
    assert isinstance(done, Done)
    said = scope.entries_of(ana).filter(act=done.act).order_by("pk")
    assert list(said.values_list("verb", "author")) == [
        (Verb.MOVE_WANTED, "host"),
        (Verb.STAYED, "seeker"),
    ]
    assert scope.mails(mira).get(key=row.key).state == "kept"
    assert isinstance(journal.withdraw(mira, done.act, NOW), Done)
    assert scope.mails(mira).get(key=row.key).state == "open"
    leaves(memory.doors())
    assert len(mails(memory)) == 1, "undone in time, nothing leaves"


def test_a_talk_that_moves_meanwhile_is_told_as_it_is(
    asked: tuple[KnownMail, Memory],
    ana: Person,  # noqa: F811
) -> None:
    row, memory = asked
    assert isinstance(proposals.stay(row, NOW), Done)
    agree(ana, LATER)
    leaves(memory.doors())
    assert [calendar_of(one)[0] for one in mails(memory)] == ["REQUEST", "REQUEST"]
    assert HerCalendar(mails(memory)).starts() == [LATER]


def test_after_it_a_change_is_told_under_the_same_name_with_a_higher_number(
    asked: tuple[KnownMail, Memory],
    ana: Person,  # noqa: F811
) -> None:
    row, memory = asked
    assert isinstance(proposals.stay(row, NOW), Done)
    leaves(memory.doors())
    agree(ana, LATER)
    leaves(memory.doors())
    (_, before), (_, kept), (method, moved) = [calendar_of(one) for one in mails(memory)]
    assert method == "REQUEST" and moved["UID"] == before["UID"]
    assert int(moved["SEQUENCE"]) > int(kept["SEQUENCE"])


def test_one_that_did_not_leave_is_tried_again_while_it_holds(
    asked: tuple[KnownMail, Memory],
    ana: Person,  # noqa: F811
    mira: Campaign,
) -> None:
    row, memory = asked
    assert isinstance(proposals.stay(row, NOW), Done)
    work()
    scope.outgoing(mira).filter(state=Out.WAITING).update(state=Out.FAILED, error="refused")
    failed = scope.outgoing(mira).get(state=Out.FAILED)
    assert isinstance(inviting.again(failed, NOW), Done)
    leaves(memory.doors())
    assert [calendar_of(one)[0] for one in mails(memory)] == ["REQUEST", "DECLINECOUNTER"]


def test_whoever_was_not_invited_by_mail_is_written_to_by_the_seeker(
    ana: Person,  # noqa: F811
) -> None:
    agree(ana)
    told = {"start": LATER.isoformat(), "text": ""}
    assert isinstance(staying.stay(ana, NOW), Refusal), "nobody asked for another time"
    _asks(ana, told)
    done = staying.stay(ana, NOW)
    assert isinstance(done, Done) and "Write them a line" in done.message
    assert not scope.outgoing(ana.campaign).exists()
    assert read.standing_of(ana).move_wanted_on is None


def _asks(person: Person, told: dict[str, str]) -> None:
    _write.append(
        person.campaign,
        person,
        [_write.Line(Verb.MOVE_WANTED, NOW.date(), told)],
        NOW,
        author="host",
    )


def test_what_is_over_cannot_be_kept_to(ana: Person) -> None:  # noqa: F811
    agree(ana)
    _asks(ana, {"start": LATER.isoformat(), "text": ""})
    assert isinstance(staying.stay(ana, START + timedelta(hours=1)), Refusal)


def test_it_is_one_click_beside_the_mail_and_on_the_page_of_the_talk(
    seat: Client,
    asked: tuple[KnownMail, Memory],
    ana: Person,  # noqa: F811
) -> None:
    row, _ = asked
    page = words(seat.get("/"))
    assert "Keep to the agreed time" in page and "Move it to" in page
    where = f"/people/{ana.key}/mail/{row.key}"
    assert seat.post(where, {"do": "stay"}).status_code == 302
    assert "Keep to the agreed time" not in words(seat.get("/"))
    assert "You kept to the agreed time" in words(seat.get(f"/people/{ana.key}"))
    assert "Word that the time stays to Ana Ruiz" in words(seat.get("/"))


def test_a_file_that_asks_for_another_time_is_answered_on_the_page_of_the_talk(
    seat: Client,
    ana: Person,  # noqa: F811
) -> None:
    agree(ana)
    _asks(ana, {"start": LATER.isoformat(), "text": "Friday is better"})
    page = f"/people/{ana.key}/book"
    assert "Keep to the agreed time" in words(seat.get(page))
    stands = read.standing_of(ana)
    step = _steps.step_of(ana.campaign, ana, stands, NOW)
    assert step is not None and step.kind is StepKind.AGREE_TIME
    assert seat.post(f"/people/{ana.key}/invitation", {"stay": "1"}).status_code == 302
    assert "asks for this time instead" not in words(seat.get(page))
    _asks(ana, {"text": "Another day?"})
    assert "Keep to the agreed time" in words(seat.get(page)), "also where they name none"
