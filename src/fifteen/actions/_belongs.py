"""Which mails belong to a campaign: from or to a person in it, or in a thread of its letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fifteen.adapters.mail import checks
from fifteen.adapters.mail.checks import Receiver
from fifteen.method.leaving import Out
from fifteen.method.words import Stage
from fifteen.store import scope
from fifteen.store.models import Campaign, Mailbox, Person

_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_LOCAL = rb"[\w.+'=%&#/*!?^{|}~-]"
# Begun where a word begins, and never gone back into: ten thousand heads are searched at once.
_IN_HEAD = re.compile(rb"(?<!" + _LOCAL + rb")" + _LOCAL + rb"++@[\w-]+(?:\.[\w-]+)+")
_ID = re.compile(rb"<[^<>\s]{1,255}>")
_MACHINE = re.compile(rb"mailer-daemon|postmaster|mail-daemon|multipart/report|x-failed-recipients")
_FROM = re.compile(rb"^from:.*(?:\r?\n[ \t].*)*", re.MULTILINE)


@dataclass(slots=True)
class Around:
    """What a mail is compared with: addresses in small letters, and ids of mails.

    Ten thousand heads are compared with it before one mail is kept, so it holds them as bytes too.
    """

    own: frozenset[str]
    asked: dict[str, int]  # address -> person, of those who were written to
    others: dict[str, int]  # address -> person, of everybody else in the book
    threads: dict[str, int] = field(default_factory=dict)  # id of a mail -> person
    known: set[str] = field(default_factory=set)  # by which mails are known again
    uncertain: frozenset[str] = frozenset()  # ids of letters of which nobody can say
    receiver: Receiver = field(default_factory=Receiver)  # who may say what of a sender
    people: dict[int, Person] = field(default_factory=dict)  # looked up already
    late: dict[str, datetime] = field(default_factory=dict)  # address -> since when it counts
    _asked: set[bytes] = field(init=False)
    _others: frozenset[bytes] = field(init=False)
    _own: frozenset[bytes] = field(init=False)
    _threads: set[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._asked, self._others = _bytes(self.asked), frozenset(_bytes(self.others))
        self._own, self._threads = frozenset(one.encode() for one in self.own), _bytes(self.threads)

    def may_hold(self, lines: bytes) -> bool:
        """Whether the head of a mail is reason enough to read the whole of it."""
        small = lines.lower()
        found = _IN_HEAD.findall(small)
        if not self._asked.isdisjoint(found):
            return True
        if not self._own.isdisjoint(found) and not self._others.isdisjoint(found):
            # From the seeker to somebody in the book. The other way round it is no answer.
            head = _FROM.search(small)
            return head is not None and not self._own.isdisjoint(_IN_HEAD.findall(head[0]))
        if not self._threads.isdisjoint(_ID.findall(lines)):
            return True
        return _MACHINE.search(small) is not None

    def person_of(self, address: str) -> int | None:
        """The person with an address."""
        key = address.lower()
        return self.asked.get(key) or self.others.get(key)

    def writes_from(self, address: str, person: int) -> None:
        """Somebody wrote from an address: what comes from it next belongs too."""
        if address and address not in self.asked:
            self.asked[address] = person
            self._asked.add(address.encode("utf-8", "replace"))

    def was_asked(self, person: int, at: datetime) -> None:
        """The seeker wrote to somebody: what comes from them belongs from then on, and some of it
        may have been passed over already."""
        for address in [one for one, pk in self.others.items() if pk == person]:
            if address not in self.asked:
                self.late[address] = at
            self.writes_from(address, person)

    def goes_on(self, own_id: str, person: int) -> None:
        """A mail is known by its id: what answers it belongs too."""
        if own_id:
            self.threads[own_id] = person
            self._threads.add(own_id.encode("utf-8", "replace"))


def _bytes(texts: Mapping[str, int]) -> set[bytes]:
    return {text.encode("utf-8", "replace") for text in texts}


def around(campaign: Campaign, mailbox: Mailbox | None = None) -> Around:
    """What the mails of a campaign are compared with, as it stands now."""
    own = {campaign.email.lower(), mailbox.address.lower() if mailbox else ""} - {""}
    asked, others = _addresses(campaign, own)
    threads = dict(scope.mails(campaign).values_list("message_id", "person_id"))
    threads |= dict(scope.outgoing(campaign).values_list("message_id", "person_id"))
    threads.pop("", None)
    known = set(scope.mails(campaign).values_list("same", flat=True))
    doubt = scope.outgoing(campaign).filter(state=Out.UNCERTAIN)
    uncertain = frozenset(doubt.values_list("message_id", flat=True))
    by = receiver(campaign, mailbox)
    return Around(frozenset(own), asked, others, threads, known, uncertain, by)


def receiver(campaign: Campaign, mailbox: Mailbox | None) -> Receiver:
    """By which names the seeker's own mail server may sign what it found out about a sender."""
    if mailbox is None:
        return checks.receiver("", [campaign.email])
    return checks.receiver(mailbox.receiver, [campaign.email, mailbox.address, mailbox.imap_host])


def _addresses(campaign: Campaign, own: set[str]) -> tuple[dict[str, int], dict[str, int]]:
    asked: dict[str, int] = {}
    others: dict[str, int] = {}
    people = scope.people(campaign).exclude(email="", extra={})
    told = people.values_list("pk", "email", "stage", "extra")
    written = set(scope.mails(campaign).values_list("person_id", flat=True))
    written |= set(scope.outgoing(campaign).values_list("person_id", flat=True))
    for pk, email, stage, extra in told.iterator(2_000):
        place = others if stage == Stage.TO_ASK and pk not in written else asked
        text = " ".join((email, *(str(v) for k, v in extra.items() if k.startswith("E-mail"))))
        for address in _ADDRESS.findall(text):
            if address.lower() not in own:
                place.setdefault(address.lower(), pk)
    elsewhere = scope.mails(campaign).filter(ours=False).exclude(sender="")
    for sender, pk, main in elsewhere.values_list("sender", "person_id", "reading__main"):
        if sender not in own and main not in ("bounce", "auto"):
            asked.setdefault(sender, pk)  # an address of theirs that the book does not have
    return asked, others
