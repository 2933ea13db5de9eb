"""Invitations on the pages: sent from a talk's page, on their way on Today, answered by mail."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.actions import inviting, meetings
from fifteen.actions._write import Done
from fifteen.method.leaving import Out
from fifteen.method.words import Medium, Refusal
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Mailbox, Outgoing, Person
from tests.adapters.calendars.test_invitations import THUNDERBIRD
from tests.mail import post
from tests.mail.post import Memory
from tests.mail.test_invitations import LATER, START, leaves, replied
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana, who talks with Mira on Thursday."""
    who = post.ana(mira)
    booked = meetings.book(who, START, "Europe/Berlin", Medium.PHONE, NOW, 15, "+49 30 1234")
    assert not isinstance(booked, Refusal)
    return who


def shown(seat: Client, path: str) -> str:
    return " ".join(seat.get(path).content.decode().split())


def test_without_a_mailbox_the_page_offers_the_file_alone(seat: Client, ana: Person) -> None:
    page = shown(seat, f"/people/{ana.key}/book")
    assert "invitation.eml" in page and "Send the invitation" not in page


def test_one_click_invites_and_the_page_says_how_it_stands(
    seat: Client, ana: Person, mira: Campaign
) -> None:
    post.connected(mira)
    assert "Send the invitation" in shown(seat, f"/people/{ana.key}/book")
    seat.post(f"/people/{ana.key}/invitation")
    page = shown(seat, f"/people/{ana.key}/book")
    assert "The invitation is on its way" in page and "Send the invitation" not in page
    assert "Invitation to Ana Ruiz" in shown(seat, "/")
    leaves(Memory().doors(), NOW)
    assert "Invited today; no answer yet." in shown(seat, f"/people/{ana.key}/book")


def test_another_time_stands_on_today_and_one_click_moves_the_talk(
    seat: Client, ana: Person, mira: Campaign
) -> None:
    post.connected(mira)
    memory = Memory()
    done = inviting.send(ana, NOW)
    assert isinstance(done, Done)
    leaves(memory.doors(), NOW)
    memory.box.put("INBOX", replied(THUNDERBIRD, scope.conversations(mira).get().key), NOW)
    post.reads(mira, memory.doors())
    page = shown(seat, "/")
    assert "They ask for another time: Fri 27 Nov, 15:00, on your clock." in page
    assert "Tuesday suits me better" in page and "Move it to Fri 27 Nov, 15:00" in page
    mail = scope.mails(mira).get(ours=False)
    seat.post(f"/people/{ana.key}/mail/{mail.key}", {"do": "keep"})
    booking = read.standing_of(ana).booking
    assert booking is not None and booking.start == LATER


def test_one_that_could_not_leave_says_so_and_is_tried_again(
    seat: Client, ana: Person, mira: Campaign
) -> None:
    post.connected(mira)
    assert isinstance(inviting.send(ana, NOW), Done)
    Outgoing.objects.update(state=Out.FAILED, error="address")
    page = shown(seat, "/")
    assert "Invitation to Ana Ruiz did not leave" in page and "Try again" in page
    row = Outgoing.objects.get()
    seat.post(f"/people/{ana.key}/invitation/{row.key}", {"do": "again"})
    assert scope.outgoing(mira)[0].state == Out.WAITING
    Outgoing.objects.filter(state=Out.WAITING).update(state=Out.UNCERTAIN)
    assert "nobody can say whether it left" in shown(seat, "/")
    row = scope.outgoing(mira)[0]
    seat.post(f"/people/{ana.key}/invitation/{row.key}", {"do": "left"})
    assert scope.outgoing(mira)[0].state == Out.SENT


def test_what_may_happen_by_itself_is_chosen_and_off_at_first(seat: Client, mira: Campaign) -> None:
    post.connected(mira)
    row = Mailbox.objects.get()
    assert not row.invites and not row.flags
    seat.post("/settings/mailbox/choices", {"invites": "1", "receiver": "MX.post.example"})
    row.refresh_from_db()
    assert row.invites and not row.flags and row.receiver == "mx.post.example"
    answer = seat.post("/settings/mailbox/choices", {"receiver": "no name"})
    assert answer.status_code == 422
    seat.post("/settings/mailbox/choices", {"reminds": "1"})
    row.refresh_from_db()
    assert row.reminds and not row.invites
    assert 'name="reminds" value="1" checked' in seat.get("/settings/mailbox").content.decode()
    seat.post("/settings/mailbox/choices", {"weekly": "1"})
    row.refresh_from_db()
    assert row.weekly and not row.reminds
    assert 'name="weekly" value="1" checked' in seat.get("/settings/mailbox").content.decode()
    seat.post("/settings/mailbox/choices", {})
    row.refresh_from_db()
    assert not row.reminds and not row.weekly
    assert not row.invites
