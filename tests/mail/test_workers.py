"""Several workers at one outbox, several campaigns at one server: each letter leaves once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections

from fifteen.actions import delivery, inbox, mailbox, outbox, rounds
from fifteen.actions._doors import Doors
from fifteen.actions._write import Done
from fifteen.adapters.mail.failures import Failed, Uncertain, Why
from fifteen.adapters.mail.memory import MemoryBox, MemorySender
from fifteen.method.leaving import UNDO, Out
from fifteen.store import scope, walls
from fifteen.store.models import Campaign, Mailbox, Outgoing
from tests import world
from tests.mail import post
from tests.world import NOW

THEN = NOW + UNDO
WORKERS, LETTERS = 4, 12


def decided(campaign: Campaign, count: int) -> None:
    """So many requests that leave at once."""
    post.connected(campaign)
    campaign.numbers = {"requests_a_day": count}
    campaign.save()
    for number in range(count):
        who = world.knows(campaign, f"Host {number}", email=f"host{number}@post.example")
        letter = post.written(who)
        done = outbox.send(letter, NOW, outbox.stops_in(letter, NOW), at_once=True)
        assert isinstance(done, Done), done


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_take_each_letter_once() -> None:
    decided(world.seeker(), LETTERS)
    sender, begin, wrong = MemorySender(), threading.Barrier(WORKERS), []

    def work(name: str) -> None:
        try:
            begin.wait(20)
            doors = Doors(lambda _: MemoryBox(), lambda _: sender)
            while delivery.deliver_one(doors, name, THEN):
                pass
        except Exception as failure:  # told below: a thread has nobody to tell
            wrong.append(failure)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(WORKERS)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(120)
    if connection.vendor == "postgresql":
        assert not wrong, wrong
    else:  # a file may have been too busy for one of them: what it left is taken now, or named
        delivery.release(THEN)
    while delivery.deliver_one(Doors(lambda _: MemoryBox(), lambda _: sender), "last", THEN):
        pass
    sent = [to for _, to, _ in sender.sent]
    assert len(sent) == len(set(sent)), "none leaves twice"
    named = Outgoing.objects.exclude(state=Out.SENT)
    assert bool(wrong) or not named.exists(), "what nobody failed at has left"
    assert {*sent, *named.values_list("to", flat=True)} == {
        f"host{n}@post.example" for n in range(LETTERS)
    }


@pytest.mark.both
@pytest.mark.django_db
def test_one_worker_sends_and_reads_for_several_campaigns() -> None:
    boxes: dict[str, MemoryBox] = {}
    sender = MemorySender()
    campaigns = [world.seeker(name) for name in ("Mira Halonen", "Otto Weiss")]
    for number, campaign in enumerate(campaigns):
        decided(campaign, 2)
        row = Mailbox.objects.get(campaign=campaign)
        boxes[campaign.key] = MemoryBox()
        text = post.answer("Happy to talk.", "Host <host0@post.example>", number, at=NOW)
        boxes[campaign.key].put("INBOX", text, NOW)
        assert row.next_run is not None
    doors = Doors(lambda row: boxes[row.campaign.key], lambda _: sender)
    postman = rounds.Rounds(lambda _: doors)
    postman.go(THEN)
    postman.close()
    assert len(sender.sent) == 4
    for campaign in campaigns:
        (mail,) = scope.mails(campaign).filter(ours=False)
        assert mail.person.campaign == campaign and mail.reading["main"] == "yes"
        assert len(boxes[campaign.key].kept["Sent"].mails) == 2


class Slow:
    """A server that stands still while a letter is handed over; meanwhile something happens."""

    def __init__(self, meanwhile: Callable[[], None], failure: Exception | None) -> None:
        self.meanwhile, self.failure, self.took = meanwhile, failure, 0

    def send(self, sender: str, to: str, data: bytes, brink: Callable[[], None]) -> None:
        self.meanwhile()
        if isinstance(self.failure, Failed):
            raise self.failure
        brink()  # the last line is said only behind it
        self.took += 1
        if self.failure:
            raise self.failure

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize(
    "failure",
    [None, Uncertain(), Failed(Why.LATER, True), Failed(Why.CONTENT, False)],
    ids=["takes it", "breaks", "not now", "never"],
)
def test_a_worker_that_was_taken_for_dead_sends_nothing_when_it_wakes(
    mira: Campaign, failure: Exception | None
) -> None:
    decided(mira, 1)
    other, later = MemorySender(), THEN + delivery.LOST_AFTER

    def another_takes_over() -> None:
        assert delivery.release(later, delivery.LOST_AFTER) == 1
        assert delivery.deliver_one(Doors(lambda _: MemoryBox(), lambda _: other), "b", later)

    slow = Slow(another_takes_over, failure)
    assert delivery.deliver_one(Doors(lambda _: MemoryBox(), lambda _: slow), "a", THEN)
    assert (len(other.sent), slow.took) == (1, 0)
    row = Outgoing.objects.get()
    assert (row.state, row.error) == (Out.SENT, "")
    assert not delivery.deliver_one(Doors(lambda _: MemoryBox(), lambda _: other), "c", later)


@pytest.mark.both
@pytest.mark.django_db
def test_a_mailbox_is_read_by_one_reader_until_it_died(mira: Campaign) -> None:
    row = post.connected(mira)
    assert inbox.claim(row, NOW)
    assert not inbox.claim(row, NOW + timedelta(minutes=1))
    assert inbox.claim(row, NOW + inbox.LOST_AFTER + timedelta(seconds=1))
    assert isinstance(mailbox.disconnect(mira), Done)


@pytest.mark.postgresql
@pytest.mark.django_db
def test_behind_the_walls_a_worker_sends_for_the_one_it_works_for(mira: Campaign) -> None:
    """As the role of a server, which sees no row of anybody but the owner it was told."""
    other = world.seeker("Otto Weiss")
    for campaign, owner in ((mira, "mira"), (other, "otto")):
        Campaign.objects.filter(pk=campaign.pk).update(owner=owner)
        campaign.owner = owner
        decided(campaign, 1)
    sender, box = MemorySender(), MemoryBox()
    box.put("INBOX", post.answer("Happy to talk.", "Host <host0@post.example>", at=NOW), NOW)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE fifteen_walled_mail NOLOGIN")
        walls.raise_them("fifteen_walled_mail")
        cursor.execute("SET LOCAL ROLE fifteen_walled_mail")
    try:
        postman = rounds.Rounds(lambda _: Doors(lambda _: box, lambda _: sender))
        postman.go(THEN)
        assert not sender.sent  # nobody's worker
        with walls.as_owner("otto"):
            postman.go(THEN)
            assert scope.mails(other).filter(ours=False).count() == 1
            assert Outgoing.objects.count() == 1  # without any filter
        assert len(sender.sent) == 1
        with walls.as_owner("mira"):
            assert Outgoing.objects.get().state == Out.WAITING
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
