"""Defects planted on purpose, to see the tests of mail go red: one that cannot fail says nothing.

Each is one a careless hand might write. `PLANTED=name python -m pytest -p tests.mail.planted ...`
runs tests with it; test_planted.py does so for each, and wants to see them fail.
"""

from __future__ import annotations

import os
import secrets
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

NAME = "PLANTED"


@dataclass(frozen=True, slots=True)
class Defect:
    """What a careless hand does, and the tests that have to notice."""

    does: Callable[[], None]
    tests: tuple[str, ...]


def sent_before_it_left() -> None:
    """The journal says "asked" before the server has the letter."""
    from fifteen.actions import _sending, delivery

    hand_over = delivery.hand_over

    def early(row: Any, sender: Any, now: datetime) -> None:
        _sending.mark_sent(row, now)
        hand_over(row, sender, now)

    delivery.hand_over = early


def a_doubt_is_a_failure() -> None:
    """A line that broke behind the last dot counts as a letter that has not left."""
    from fifteen.actions import delivery
    from fifteen.adapters.mail.failures import Failed, Why

    hand_over = delivery.hand_over

    class Sure:
        def __init__(self, sender: Any) -> None:
            self.sender = sender

        def send(self, *told: Any) -> None:
            try:
                self.sender.send(*told)
            except delivery.Uncertain as failure:
                raise Failed(Why.LOST, True) from failure

    delivery.hand_over = lambda row, sender, now: hand_over(row, Sure(sender), now)


def no_brink() -> None:
    """It is not written down that the last line is being said."""
    from fifteen.actions import delivery

    hand_over = delivery.hand_over

    class Silent:
        def __init__(self, sender: Any) -> None:
            self.sender = sender

        def send(self, one: str, to: str, data: bytes, brink: Callable[[], None]) -> None:
            self.sender.send(one, to, data, lambda: None)

    delivery.hand_over = lambda row, sender, now: hand_over(row, Silent(sender), now)


def what_a_dead_worker_had_is_sent_again() -> None:
    """After a crash everything that was claimed waits again, handed over or not."""
    from fifteen.actions import delivery
    from fifteen.method.leaving import Out
    from fifteen.store.models import Outgoing

    def release(now: datetime, older: timedelta = timedelta(0)) -> int:
        rows = Outgoing.objects.filter(claimed_at__lte=now - older)
        rows = rows.filter(state__in=(Out.CLAIMED, Out.HANDING))
        return rows.update(state=Out.WAITING, claimed_by="", claimed_at=None)

    delivery.release = release


def nobody_looks_into_sent() -> None:
    """What is uncertain is not looked for, and what left is filed whether or not it is there."""
    from fifteen.adapters.mail.imap import Imap
    from fifteen.adapters.mail.memory import MemoryBox

    for box in (Imap, MemoryBox):
        box.holds = lambda self, folder, message_id: False  # type: ignore[method-assign,misc]


def numbers_hold_for_ever() -> None:
    """UIDVALIDITY is not looked at: numbers given anew are taken for the old ones."""
    from fifteen.actions import inbox

    read = inbox._read_folder

    def trusting(mailbox: Any, box: Any, folder: Any, *more: Any) -> Any:
        if folder.name in mailbox.folders:
            mailbox.folders[folder.name]["validity"] = box.state(folder.name).validity
        return read(mailbox, box, folder, *more)

    inbox._read_folder = trusting


def a_place_before_its_mails() -> None:
    """How far a folder is read is written down before its mails are there."""
    from fifteen.actions import inbox

    read = inbox._read_folder

    def early(mailbox: Any, box: Any, folder: Any, *more: Any) -> Any:
        state = box.state(folder.name)
        known = mailbox.folders.get(folder.name, {})
        came = read_or_failed(mailbox, box, folder, *more)
        if isinstance(came, Exception):
            if known:
                inbox._keep_place(mailbox, folder, state, state.next_uid, 0, state.mod)
            raise came
        return came

    def read_or_failed(*told: Any) -> Any:
        try:
            return read(*told)
        except inbox.Failed as failure:
            return failure

    inbox._read_folder = early


def a_mail_is_new_wherever_it_lies() -> None:
    """A mail is not known again by its id and its writer."""
    from fifteen.actions import _sending

    _sending.same = lambda *told: secrets.token_hex(32)


def a_machine_counts_as_a_person() -> None:
    """An automatic answer is taken for what somebody wrote."""
    from fifteen.actions import proposals
    from fifteen.method.answers.words import AnswerClass as A
    from fifteen.method.words import Verb

    proposals._away = lambda row, told, now: proposals._answered(row, told, Verb.SAID_YES, now)
    proposals.VERBS = {**proposals.VERBS, A.AUTO: Verb.SAID_YES}


def every_mail_is_read() -> None:
    """Whole mails are fetched of everybody who writes."""
    from fifteen.actions._belongs import Around

    Around.may_hold = lambda self, lines: True  # type: ignore[method-assign]


def reading_marks_as_read() -> None:
    """Mails are fetched so that the server marks them as seen."""
    from fifteen.adapters.mail import imap

    go, select = imap.Fetching.go, imap.Imap._enter

    def careless(self: Any, uids: Any, what: str, *more: Any) -> Any:
        return go(self, uids, what.replace("BODY.PEEK", "BODY"), *more)

    def for_writing(self: Any, folder: str) -> None:
        select(self, folder)
        self._box.folder.set(folder, readonly=False)

    imap.Fetching.go = careless  # type: ignore[method-assign]
    imap.Imap._enter = for_writing  # type: ignore[method-assign]


def any_certificate_will_do() -> None:
    """Certificates are not verified."""
    from fifteen.adapters import outward

    def trust(web: bool = False) -> ssl.SSLContext:
        return ssl._create_unverified_context()

    outward.trust = trust


def dots_as_they_are() -> None:
    """A line that begins with a dot is sent as it is."""
    import re

    from fifteen.adapters.mail import smtp

    smtp._DOTS = re.compile(rb"(?!)")


def any_failure_is_tried_for_ever() -> None:
    """What a server refuses for good is tried again as if it passed."""
    from fifteen.adapters.mail import smtp
    from fifteen.adapters.mail.failures import Failed, Why

    smtp._answer = lambda code, said, otherwise: Failed(Why.LATER, True)


FAULTS = ("tests/mail/test_each_step.py", "tests/mail/test_faults.py")
KILLED = ("tests/mail/test_killed.py::test_killed_anywhere_it_leaves_once_or_is_named[letter]",)
SENDING = ("tests/mail/test_contract_sending.py",)
DEFECTS: dict[str, Defect] = {
    sent_before_it_left.__name__: Defect(sent_before_it_left, FAULTS),
    a_doubt_is_a_failure.__name__: Defect(a_doubt_is_a_failure, FAULTS),
    no_brink.__name__: Defect(no_brink, KILLED),
    what_a_dead_worker_had_is_sent_again.__name__: Defect(
        what_a_dead_worker_had_is_sent_again, KILLED
    ),
    nobody_looks_into_sent.__name__: Defect(
        nobody_looks_into_sent,
        ("tests/mail/test_killed.py::test_killed_anywhere_it_leaves_once_or_is_named[doubted]",),
    ),
    numbers_hold_for_ever.__name__: Defect(numbers_hold_for_ever, ("tests/mail/test_reading.py",)),
    a_place_before_its_mails.__name__: Defect(a_place_before_its_mails, FAULTS),
    a_mail_is_new_wherever_it_lies.__name__: Defect(
        a_mail_is_new_wherever_it_lies, ("tests/mail/test_reading.py",)
    ),
    a_machine_counts_as_a_person.__name__: Defect(
        a_machine_counts_as_a_person, ("tests/mail/test_what_comes_back.py",)
    ),
    every_mail_is_read.__name__: Defect(every_mail_is_read, ("tests/mail/test_reading.py",)),
    reading_marks_as_read.__name__: Defect(
        reading_marks_as_read, ("tests/mail/test_contract.py", "-k", "marks")
    ),
    any_certificate_will_do.__name__: Defect(any_certificate_will_do, SENDING),
    dots_as_they_are.__name__: Defect(dots_as_they_are, SENDING),
    any_failure_is_tried_for_ever.__name__: Defect(any_failure_is_tried_for_ever, SENDING),
}


def plant() -> None:
    """Put in the defect that is named, if one is."""
    if name := os.environ.get(NAME):
        DEFECTS[name].does()


@pytest.fixture(autouse=True, scope="session")
def planted() -> Iterator[None]:
    """For all tests of this process, which does nothing else."""
    plant()
    yield
