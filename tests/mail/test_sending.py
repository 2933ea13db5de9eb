"""Letters through the seeker's own mailbox: once, in their hour, or back with the reason."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta

import pytest

from fifteen.actions import delivery, journal, letters, mailbox, outbox
from fifteen.actions._write import Done
from fifteen.adapters.mail.failures import Failed, Uncertain, Why
from fifteen.method.leaving import UNDO, Out
from fifteen.method.words import LetterKind, Refusal, Stage, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Letter, Outgoing, Person
from tests import world
from tests.mail import post
from tests.mail.post import Memory
from tests.mail.servers import Dovecot, address
from tests.world import NOW

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)  # 9:40 in Berlin
THEN = MORNING + UNDO


def decided(campaign: Campaign, person: Person | None = None, **how: bool) -> Outgoing:
    """A request to Ana that is decided."""
    letter = post.written(person or post.ana(campaign))
    done = outbox.send(letter, MORNING, **how)  # type: ignore[arg-type]
    assert isinstance(done, Done), done
    row = scope.outgoing(campaign).first()
    assert row is not None
    return row


def verbs(campaign: Campaign) -> list[str]:
    return [e.verb for e in scope.entries(campaign) if e.verb != Verb.ADDED]


def state(row: Outgoing) -> str:
    row.refresh_from_db()
    return row.state


def test_a_letter_leaves_after_twenty_seconds_and_the_journal_says_so_then(mira: Campaign) -> None:
    post.connected(mira)
    row, memory = decided(mira), Memory()
    assert not delivery.deliver_one(memory.doors(), "w", MORNING)
    assert Verb.ASKED not in verbs(mira)
    assert delivery.deliver_one(memory.doors(), "w", THEN)
    assert state(row) == Out.SENT
    assert verbs(mira)[-1] == Verb.ASKED
    row.person.refresh_from_db()
    assert row.person.stage == Stage.ASKED
    assert Letter.objects.get().sent_at == THEN
    [(sender, to, data)] = memory.sender.sent
    assert (sender, to) == (address("mira"), address("ana"))
    assert row.message_id.encode() in data
    assert not delivery.deliver_one(memory.doors(), "w", THEN + timedelta(days=9))


def test_it_can_be_called_back_for_twenty_seconds_and_is_a_draft_again(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira)
    done = journal.withdraw(mira, f"out.{row.key}", MORNING + timedelta(seconds=19))
    assert isinstance(done, Done)
    assert state(row) == Out.BACK
    assert not delivery.deliver_one(Memory().doors(), "w", THEN)
    letter = Letter.objects.get()
    assert isinstance(letters.keep(letter, letter.revision, "a", "b", MORNING), Letter)
    assert isinstance(journal.withdraw(mira, f"out.{row.key}", MORNING), Refusal)


def test_what_has_left_is_not_called_back(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira)
    delivery.deliver_one(Memory().doors(), "w", THEN)
    assert isinstance(journal.withdraw(mira, f"out.{row.key}", THEN), Refusal)
    assert state(row) == Out.SENT


def test_on_its_way_the_letter_stays_as_it_is_and_goes_one_way_alone(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira)
    letter = Letter.objects.get()
    assert isinstance(letters.keep(letter, letter.revision, "x", "y", MORNING), Refusal)
    assert isinstance(letters.discard(letter, MORNING), Refusal)
    assert isinstance(letters.start_from(letter, "", MORNING), Refusal)
    assert isinstance(letters.sent(letter, world_channel(), MORNING), Refusal)
    assert isinstance(outbox.send(letter, MORNING), Refusal)
    assert Outgoing.objects.get().pk == row.pk


def world_channel():  # type: ignore[no-untyped-def]
    from fifteen.method.words import Channel

    return Channel.MAIL


def test_a_stop_that_is_not_overruled_never_leaves(mira: Campaign) -> None:
    post.connected(mira)
    letter = letters.begin(post.ana(mira), LetterKind.REQUEST, MORNING)
    body = "Dear Ana,\n\nCould you offer me a job at Northlight?\n\nMira Halonen"
    kept = letters.keep(letter, letter.revision, "A job", body, MORNING)
    assert isinstance(kept, Letter)
    refusal = outbox.send(kept, MORNING)
    assert isinstance(refusal, Refusal) and refusal.field == "overrule"
    assert not Outgoing.objects.exists()
    assert isinstance(outbox.send(kept, MORNING, outbox.stops_in(kept, MORNING)), Done)
    Letter.objects.update(overruled=[])  # as if it had been changed behind the page
    memory = Memory()
    delivery.deliver_one(memory.doors(), "w", THEN)
    assert not memory.sender.sent
    assert state(Outgoing.objects.get()) == Out.BACK


def test_a_request_of_the_evening_leaves_in_the_morning_of_whoever_receives_it(
    mira: Campaign,
) -> None:
    post.connected(mira)
    person = post.ana(mira, zone="America/New_York", country="US")
    letter = post.written(person)
    evening = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # 18:30 in New York
    assert isinstance(outbox.send(letter, evening), Done)
    row = Outgoing.objects.get()
    assert row.leaves == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
    assert isinstance(outbox.send_now(row, evening), Done)
    row.refresh_from_db()
    assert row.leaves == evening + UNDO


def test_thanks_leave_at_once_at_any_hour(mira: Campaign) -> None:
    post.connected(mira)
    person = post.ana(mira)
    world.diary(person, "20 Nov asked\n23 Nov met conversation=c1")
    letter = letters.begin(person, LetterKind.THANKS_MET, NOW)
    night = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
    assert isinstance(outbox.send(letter, night, outbox.stops_in(letter, night)), Done)
    assert Outgoing.objects.get().leaves == night + UNDO


def test_a_day_holds_five_requests_and_the_sixth_waits_for_tomorrow(mira: Campaign) -> None:
    post.connected(mira)
    rows = []
    for number in range(7):
        facts = {"email": f"host{number}@there.example", "organisation": f"Place {number}"}
        person = world.knows(mira, f"Host {number}", zone="Europe/Berlin", country="DE", **facts)
        letter = letters.begin(person, LetterKind.REQUEST, MORNING)
        body = post.GOOD.format(name="Host")
        kept = letters.keep(letter, letter.revision, "Fifteen minutes", body, MORNING)
        assert isinstance(kept, Letter)
        assert isinstance(outbox.send(kept, MORNING, outbox.stops_in(kept, MORNING), True), Done)
        rows.append(Outgoing.objects.order_by("-id")[0])
    memory = Memory()
    while delivery.deliver_one(memory.doors(), "w", THEN):
        pass
    assert len(memory.sender.sent) == 5
    tomorrow = {row.leaves for row in rows[5:]}
    assert tomorrow == {datetime(2026, 11, 25, 7, 0, tzinfo=UTC)}
    # Told to leave now, they still wait: aim, do not scatter.
    Outgoing.objects.filter(pk__in=[r.pk for r in rows[5:]]).update(leaves=THEN)
    while delivery.deliver_one(memory.doors(), "w", THEN + timedelta(minutes=1)):
        pass
    assert len(memory.sender.sent) == 5


def test_nothing_leaves_to_somebody_who_asked_for_peace_meanwhile(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira)
    assert isinstance(journal.record(row.person, Verb.NEVER, MORNING), Done)
    memory = Memory()
    delivery.deliver_one(memory.doors(), "w", THEN)
    assert not memory.sender.sent
    assert state(row) == Out.BACK


def test_a_failure_that_passes_is_tried_again_with_growing_waits(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira, at_once=True)
    now, waits = THEN, []
    for _ in range(6):
        memory = Memory()
        memory.sender.fails = [Failed(Why.LATER, True, "try later")]
        assert delivery.deliver_one(memory.doors(), "w", now)
        assert state(row) == Out.WAITING
        waits.append(row.leaves - now)
        now = row.leaves
    assert waits == sorted(waits)
    memory = Memory()
    assert delivery.deliver_one(memory.doors(), "w", now)
    assert len(memory.sender.sent) == 1


def test_after_most_of_a_day_it_comes_back_with_the_reason(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira, at_once=True)
    now = THEN
    for _ in range(7):
        memory = Memory()
        memory.sender.fails = [Failed(Why.LATER, True)]
        delivery.deliver_one(memory.doors(), "w", now)
        row.refresh_from_db()
        now = max(row.leaves, now)
    assert (row.state, row.error) == (Out.FAILED, Why.GAVE_UP)


def test_a_failure_that_stays_comes_back_at_once_with_the_servers_words(mira: Campaign) -> None:
    post.connected(mira)
    row, memory = decided(mira), Memory()
    memory.sender.fails = [Failed(Why.ADDRESS, False, "5.1.1 no such person")]
    delivery.deliver_one(memory.doors(), "w", THEN)
    assert state(row) == Out.FAILED
    assert (row.error, row.said) == ("address", "5.1.1 no such person")
    assert Letter.objects.get().sent_at is None
    assert isinstance(outbox.send(Letter.objects.get(), THEN), Done)  # mended, it may go again


def test_an_uncertain_letter_is_looked_for_in_sent_and_never_sent_again(mira: Campaign) -> None:
    post.connected(mira)
    row, memory = decided(mira), Memory()
    memory.sender.fails = [Uncertain()]
    delivery.deliver_one(memory.doors(), "w", THEN)
    assert state(row) == Out.UNCERTAIN
    assert Verb.ASKED not in verbs(mira)
    post.reads(mira, memory.doors(), THEN)
    assert state(row) == Out.UNCERTAIN  # the seeker is asked
    memory.box.put("Sent", bytes(row.data), THEN)
    post.reads(mira, memory.doors(), THEN + timedelta(minutes=5))
    assert state(row) == Out.SENT
    assert verbs(mira).count(Verb.ASKED) == 1
    assert len(memory.box.kept["Sent"].mails) == 1
    assert len(memory.sender.sent) == 1


def test_an_answer_settles_an_uncertain_letter_which_is_then_put_into_sent(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira)
    Outgoing.objects.update(state=Out.UNCERTAIN, error="looked")
    memory = Memory()
    memory.box.put("INBOX", post.answer("Happy to talk.", answers=row.message_id), NOW)
    post.reads(mira, memory.doors(), NOW + timedelta(hours=3))
    assert state(row) == Out.SENT and not memory.box.kept["Sent"].mails
    post.reads(mira, memory.doors(), NOW + timedelta(hours=4))
    assert len(memory.box.kept["Sent"].mails) == 1
    post.reads(mira, memory.doors(), NOW + timedelta(hours=5))
    assert len(memory.box.kept["Sent"].mails) == 1


@pytest.mark.parametrize("left", [True, False])
def test_the_seeker_settles_what_nobody_can_say(mira: Campaign, left: bool) -> None:
    post.connected(mira)
    row, memory = decided(mira), Memory()
    memory.sender.fails = [Uncertain()]
    delivery.deliver_one(memory.doors(), "w", THEN)
    done = outbox.it_left(row, THEN) if left else outbox.it_stayed(row, THEN)
    assert isinstance(done, Done)
    assert verbs(mira).count(Verb.ASKED) == int(left)
    assert isinstance(outbox.it_left(row, THEN), Refusal)
    assert isinstance(outbox.it_stayed(row, THEN), Refusal)


def test_what_a_dead_worker_had_in_hand_waits_again_or_is_uncertain(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira)
    assert delivery.claim("dead", THEN) is not None
    assert delivery.claim("other", THEN) is None
    assert delivery.release(THEN, delivery.LOST_AFTER) == 0
    assert delivery.release(THEN) == 1
    assert state(row) == Out.WAITING
    delivery.claim("dead", THEN)
    Outgoing.objects.update(state=Out.HANDING)
    assert delivery.release(THEN + timedelta(minutes=11), delivery.LOST_AFTER) == 1
    assert state(row) == Out.UNCERTAIN


def test_a_disconnected_mailbox_sends_nothing(mira: Campaign) -> None:
    post.connected(mira)
    row = decided(mira)
    assert isinstance(mailbox.disconnect(mira), Done)
    assert state(row) == Out.BACK
    assert isinstance(outbox.send(Letter.objects.get(), THEN), Refusal)


def test_from_the_demo_nothing_leaves(mira: Campaign) -> None:
    Campaign.objects.update(is_demo=True)
    mira.refresh_from_db()
    assert isinstance(mailbox.connect(mira, post.account(), NOW), Refusal)


def test_through_real_servers_it_arrives_once_and_stands_in_sent_once(
    mira: Campaign, dovecot: Dovecot
) -> None:
    post.connected(mira, dovecot)
    row = decided(mira)
    assert delivery.deliver_one(post.real(), "w", THEN)
    assert state(row) == Out.SENT
    for minutes in (1, 6):
        post.reads(mira, post.real(), THEN + timedelta(minutes=minutes))
    [arrived], [filed] = dovecot.mails("ana"), dovecot.mails("mira", "Sent")
    mail = email.message_from_bytes(arrived, policy=email.policy.default)
    assert mail["Message-ID"] == row.message_id
    assert mail["From"].addresses[0].display_name == "Mira Halonen"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_param("format") == "flowed"
    assert max(len(line) for line in mail.get_content().splitlines()) <= 73
    assert row.message_id.encode() in filed
    assert verbs(mira).count(Verb.ASKED) == 1


def test_a_reminder_goes_on_in_the_thread_of_the_request(mira: Campaign) -> None:
    post.connected(mira)
    row, memory = decided(mira), Memory()
    delivery.deliver_one(memory.doors(), "w", THEN)
    later = THEN + timedelta(days=14)
    reminder = letters.begin(row.person, LetterKind.REMINDER, later)
    assert isinstance(outbox.send(reminder, later, outbox.stops_in(reminder, later), True), Done)
    delivery.deliver_one(memory.doors(), "w", later + UNDO)
    mail = email.message_from_bytes(memory.sender.sent[1][2])
    assert mail["In-Reply-To"] == row.message_id
    assert mail["References"] == row.message_id
    assert verbs(mira)[-1] == Verb.REMINDED


def test_a_thread_goes_on_from_the_answer_though_clocks_differ(mira: Campaign) -> None:
    """An answer dated before the letter it answers is the latest all the same."""
    post.connected(mira)
    row, memory = decided(mira), Memory()
    delivery.deliver_one(memory.doors(), "w", THEN)
    early = THEN - timedelta(minutes=3)
    yes = post.answer("Gladly. Ana", number=7, at=early, answers=row.message_id)
    memory.box.put("INBOX", yes, THEN)
    post.reads(mira, memory.doors(), THEN + timedelta(minutes=5))
    later = THEN + timedelta(days=14)
    more = letters.begin(row.person, LetterKind.TIMES, later)
    assert isinstance(outbox.send(more, later, outbox.stops_in(more, later), True), Done)
    delivery.deliver_one(memory.doors(), "w", later + UNDO)
    mail = email.message_from_bytes(memory.sender.sent[-1][2])
    assert mail["In-Reply-To"] == "<a7@post.example>"
