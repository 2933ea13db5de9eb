"""What was passed over comes in once it belongs: the answer to a request written elsewhere, and
the mails of whoever comes into the book, has another address or was asked, said so later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fifteen.actions import _looking_back, inbox, journal, people
from fifteen.actions._write import Done
from fifteen.adapters.mail.box import Use
from fifteen.adapters.mail.memory import Kept, MemoryBox
from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, Person
from tests import world
from tests.mail import post
from tests.mail.post import Memory
from tests.mail.servers import Dovecot, address
from tests.world import NOW

pytestmark = pytest.mark.django_db
HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
YES = "Dear Mira,\n\nSure, happy to talk. Thursday at 3 works for me.\n\nAna"


def request() -> bytes:
    """What Mira wrote in her mail program."""
    return post.answer("Could we talk?", address("mira"), 7, address("ana"), NOW - 3 * HOURS)


def ids(campaign: Campaign) -> set[str]:
    return {mail.message_id.partition("@")[0].strip("<") for mail in scope.mails(campaign)}


def test_the_answer_to_a_request_written_elsewhere_is_found_with_it(mira: Campaign) -> None:
    """The inbox is read before Sent, and only Sent says that she was asked."""
    post.connected(mira)
    post.ana(mira)
    Person.objects.update(made=NOW - 9 * DAYS)
    memory = Memory()
    newsletter = post.answer("Our year in figures.", number=3, at=NOW - 9 * DAYS)
    for raw in (newsletter, post.answer(YES, at=NOW - HOURS), post.answer("x", "x@y.example", 4)):
        memory.box.put("INBOX", raw, NOW)
    memory.box.put("Sent", request(), NOW)
    assert post.reads(mira, memory.doors(), NOW).kept == 2
    assert ids(mira) == {"a1", "a7"}, "and not what she wrote to many before she was asked"
    assert memory.box.fetched == [1, 2]  # of Sent, then of the inbox
    assert inbox.Came() == post.reads(mira, memory.doors(), NOW + HOURS)


def test_where_one_folder_holds_everything_too(mira: Campaign) -> None:
    post.connected(mira)
    post.ana(mira)
    memory = Memory()
    memory.box.kept["All"] = Kept(Use.ALL)
    memory.box.put("All", request(), NOW)
    memory.box.put("All", post.answer(YES, at=NOW - HOURS), NOW)
    assert post.reads(mira, memory.doors(), NOW).kept == 2


def test_at_dovecot_it_is_found_too_and_longer_addresses_are_not(
    mira: Campaign, dovecot: Dovecot
) -> None:
    post.connected(mira, dovecot)
    post.ana(mira)
    dovecot.put("mira", "INBOX", post.answer(YES, at=NOW - HOURS))
    dovecot.put("mira", "INBOX", post.answer("Private.", "Diana <diana@post.example>", 5))
    dovecot.put("mira", "Sent", request())
    assert post.reads(mira, post.real(), NOW).kept == 2
    assert ids(mira) == {"a1", "a7"}
    assert post.reads(mira, post.real(), NOW + HOURS) == inbox.Came()


def read_before(campaign: Campaign, *mails: bytes) -> Memory:
    """A mailbox that was read when nobody in these mails belonged to the campaign."""
    post.connected(campaign)
    memory = Memory()
    for raw in mails:
        folder = "Sent" if raw.startswith(b"From: mira") else "INBOX"
        memory.box.put(folder, raw, NOW)
    assert post.reads(campaign, memory.doors(), NOW).kept == 0
    return memory


def test_whoever_comes_into_the_book_later_is_looked_for(mira: Campaign) -> None:
    memory = read_before(mira, post.answer(YES, at=NOW - HOURS), request())
    ana = post.ana(mira)
    Person.objects.filter(pk=ana.pk).update(made=NOW + HOURS)
    assert post.reads(mira, memory.doors(), NOW + 2 * HOURS).kept == 2
    assert ids(mira) == {"a1", "a7"}


def test_an_address_that_was_missing_is_looked_for(mira: Campaign) -> None:
    ana = world.diary(post.ana(mira, email="old@there.example"), "20 Nov asked")
    Person.objects.update(made=NOW - 9 * DAYS)
    memory = read_before(mira, post.answer(YES, at=NOW - HOURS))
    assert isinstance(people.change(ana, {"role": "Curator"}, NOW + HOURS), Done)
    assert post.reads(mira, memory.doors(), NOW + 2 * HOURS).kept == 0
    assert isinstance(people.change(ana, {"email": address("ana")}, NOW + 3 * HOURS), Done)
    assert post.reads(mira, memory.doors(), NOW + 4 * HOURS).kept == 1


def test_who_is_said_to_be_asked_later_is_looked_for_from_that_day_on(mira: Campaign) -> None:
    ana = post.ana(mira)
    Person.objects.update(made=NOW - 9 * DAYS)
    early = post.answer("Our year in figures.", number=3, at=NOW - 9 * DAYS)
    memory = read_before(mira, early, post.answer(YES, at=NOW - HOURS))
    done = journal.record(ana, Verb.ASKED, NOW + HOURS, (NOW - 2 * DAYS).date())
    assert isinstance(done, Done)
    assert post.reads(mira, memory.doors(), NOW + 2 * HOURS).kept == 1
    assert ids(mira) == {"a1"}


class Counting(MemoryBox):
    """A mailbox that counts for how many addresses it was asked, and how often from the start."""

    def __init__(self) -> None:
        super().__init__()
        self.named, self.whole = 0, 0

    def naming(self, folder: str, addresses: object, day: str) -> list[int]:
        self.named += 1
        self.whole -= 1  # which the one in memory looks through for it
        return super().naming(folder, addresses, day)  # type: ignore[arg-type]

    def uids(self, folder: str, first: int, day: str, since: int = 0) -> list[int]:
        self.whole += first == 1
        return super().uids(folder, first, day, since)


def test_nothing_is_looked_for_where_nobody_is_new(mira: Campaign) -> None:
    world.diary(post.ana(mira), "20 Nov asked")
    post.connected(mira)
    box = Counting()
    memory = Memory(box)
    memory.box.put("INBOX", post.answer(YES), NOW)
    for hours in range(1, 4):
        post.reads(mira, memory.doors(), NOW + hours * HOURS)
    assert (box.named, box.whole) == (0, len(box.kept)), "each folder once, at first"


def test_for_many_the_heads_are_looked_at_once_more(mira: Campaign) -> None:
    box = Counting()
    post.connected(mira)
    box.put("INBOX", post.answer("Hello", at=NOW - HOURS), NOW)
    box.put("Sent", request(), NOW)
    memory = Memory(box)
    post.reads(mira, memory.doors(), NOW)
    box.named = box.whole = 0
    ana = post.ana(mira)
    for number in range(_looking_back._MANY):
        world.knows(mira, f"Host {number}", email=f"host{number}@there.example")
    Person.objects.update(made=NOW + HOURS)
    assert post.reads(mira, memory.doors(), NOW + 2 * HOURS).kept == 2
    assert scope.mails(mira).filter(person=ana).count() == 2
    # By all heads for the many; then by her address for Ana, who was asked.
    assert (box.whole, box.named) == (len(box.kept), len(box.kept))
