"""Which mails belong to a campaign: from or to a person in it, or in a thread of its letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fifteen.adapters.mail.box import addresses, ids
from fifteen.method.leaving import Out
from fifteen.method.words import Stage
from fifteen.store import scope
from fifteen.store.models import Campaign, Letter, Mailbox, Person

_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
_MACHINE = re.compile(
    rb"mailer-daemon|postmaster|mail-daemon|multipart/report|x-failed-recipients", re.IGNORECASE
)


@dataclass(slots=True)
class Around:
    """What a mail is compared with: addresses in small letters, and ids of mails."""

    own: frozenset[str]
    asked: dict[str, int]  # address -> person, of those who were written to
    others: dict[str, int]  # address -> person, of everybody else in the book
    threads: dict[str, int] = field(default_factory=dict)  # id of a mail -> person
    known: set[str] = field(default_factory=set)  # by which mails are known again
    uncertain: frozenset[str] = frozenset()  # ids of letters of which nobody can say
    people: dict[int, Person] = field(default_factory=dict)  # looked up already
    last: dict[int, Letter | None] = field(default_factory=dict)  # what they were sent last

    def may_hold(self, lines: bytes) -> bool:
        """Whether the head of a mail is reason enough to read the whole of it."""
        found = addresses(lines)
        if not found.isdisjoint(self.asked.keys()):
            return True
        if not found.isdisjoint(self.own) and not found.isdisjoint(self.others.keys()):
            # From the seeker to somebody in the book. The other way round it is no answer.
            return not addresses(_from(lines)).isdisjoint(self.own)
        if any(one in self.threads for one in ids(lines)):
            return True
        return bool(_MACHINE.search(lines))

    def person_of(self, address: str) -> int | None:
        """The person with an address."""
        key = address.lower()
        return self.asked.get(key) or self.others.get(key)


_FROM = re.compile(rb"^from:.*(?:\r?\n[ \t].*)*", re.IGNORECASE | re.MULTILINE)


def _from(lines: bytes) -> bytes:
    found = _FROM.search(lines)
    return found[0] if found else b""


def around(campaign: Campaign, mailbox: Mailbox | None = None) -> Around:
    """What the mails of a campaign are compared with, as it stands now."""
    own = {campaign.email.lower(), mailbox.address.lower() if mailbox else ""} - {""}
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
    for sender, pk in elsewhere.exclude(reading__main__in=("bounce", "auto")).values_list(
        "sender", "person_id"
    ):
        if sender not in own:
            asked.setdefault(sender, pk)  # an address of theirs that the book does not have
    threads = dict(scope.mails(campaign).values_list("message_id", "person_id"))
    threads |= dict(scope.outgoing(campaign).values_list("message_id", "person_id"))
    threads.pop("", None)
    known = set(scope.mails(campaign).values_list("same", flat=True))
    doubt = scope.outgoing(campaign).filter(state=Out.UNCERTAIN)
    uncertain = frozenset(doubt.values_list("message_id", flat=True))
    return Around(frozenset(own), asked, others, threads, known, uncertain)
