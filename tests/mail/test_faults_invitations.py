"""Lines that break while talks are agreed, moved and called off: her calendar has the last word.

`make mail-faults` runs hundreds of them.
"""

from __future__ import annotations

import os
import random
from datetime import datetime, timedelta

import pytest

from fifteen.actions import mailbox, meetings, outbox
from fifteen.actions._write import Done
from fifteen.method.leaving import Out
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Outgoing, Person
from tests import world
from tests.mail import post
from tests.mail.proxy import STEPS, Fault
from tests.mail.servers import Dovecot
from tests.mail.test_faults import ROUNDS, STEP, Lines, arrived, connected, look, looked_for
from tests.mail.test_faults import lines as lines  # a fixture
from tests.mail.test_invitations import HerCalendar, agree, work
from tests.world import NOW

pytestmark = pytest.mark.django_db
FIRST, SEEDS = int(os.environ.get("FIRST", "1")), int(os.environ.get("SEEDS", "12"))
LAST = 26  # pieces of a session that hands a letter over
FAR = NOW + timedelta(days=40)  # no talk is over before the story ends


def round_(campaign: Campaign, now: datetime) -> None:
    """Worker and postman."""
    work(now)
    look(campaign, now + timedelta(minutes=1))
    work(now + timedelta(minutes=1))


def something_happens(person: Person, dice: random.Random, now: datetime) -> None:
    """The talk is agreed, moved or called off, or nothing happens."""
    what = dice.choice(("move", "move", "off", "nothing", "nothing"))
    booked = read.standing_of(person).booking is not None
    if what == "move" or (what == "off" and not booked):
        agree(person, FAR + timedelta(hours=dice.randrange(200)))
    elif what == "off":
        assert isinstance(meetings.call_off(person, now), Done)


def settled(campaign: Campaign, server: Dovecot, now: datetime) -> datetime:
    """What the seeker does where Fifteen asks: asks Ana, and says whether it is there."""
    for _ in range(4):
        for row in scope.outgoing(campaign).filter(state=Out.UNCERTAIN):
            there = looked_for(server, row.message_id)
            done = outbox.it_left(row, now) if there else outbox.it_stayed(row, now)
            assert isinstance(done, Done)
        now += STEP
        round_(campaign, now)
    return now


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_whatever_line_breaks_her_calendar_has_what_is_agreed(
    seed: int, mira: Campaign, lines: Lines
) -> None:
    dice = random.Random(seed)
    connected(mira, lines, dice.random() < 0.5)
    assert isinstance(mailbox.choose(mira, True, False, "", NOW), Done)
    ana = world.diary(post.ana(mira), "16 Nov asked\n17 Nov said-yes")
    now = NOW
    for _ in range(ROUNDS):
        something_happens(ana, dice, now)
        for proxy in (lines.imap, lines.smtp, lines.smtps):
            proxy.fault = Fault.at(dice.choice(list(STEPS)), dice.randrange(1, LAST))
        round_(mira, now)
        now += STEP
    for proxy in (lines.imap, lines.smtp, lines.smtps):
        proxy.fault = None
    now = settled(mira, lines.server, now)
    rows = Outgoing.objects.filter(campaign=mira)
    assert {row.state for row in rows} <= {Out.SENT, Out.BACK}, [(r.state, r.error) for r in rows]
    for row in rows:
        sent = int(row.state == Out.SENT)
        assert arrived(lines.server, row.message_id) == sent, (row.state, row.error, row.tries)
        assert arrived(lines.server, row.message_id, "mira", "Sent") == sent
    booking = read.standing_of(ana).booking
    hers = HerCalendar(lines.server.mails("ana"))  # no older word after a newer one, none twice
    assert hers.starts() == ([booking.start] if booking else [])
