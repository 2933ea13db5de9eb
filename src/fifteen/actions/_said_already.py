"""An answer that is here already: pasted, dropped as a file or read from the mailbox, whichever was
first, it is the same, and nobody is asked about it twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from fifteen.method.words import Verb
from fifteen.store import helped, read, scope
from fifteen.store.models import KnownMail, Person

ALIKE = 90  # of 100: the same words with a signature more, or a line taken out by hand
_ENOUGH = 40  # characters; fewer may be written twice, so they are the same on one day alone
_LONGEST = 8_000
_THEIRS = (
    *(Verb.SAID_YES, Verb.SAID_NO, Verb.PUT_OFF, Verb.OFFERED_PHONE, Verb.ASKED_BACK),
    *(Verb.NAMED_SOMEONE, Verb.SILENT, Verb.NEVER),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Words of theirs that were recorded by hand or from a file: in which act, for which day."""

    act: str
    on: date
    words: str


def recorded(person: Person) -> list[Recorded]:
    """What stands in the journal of a person in their words, and is of no mail that is here."""
    mails = scope.mails(person.campaign).filter(person=person).exclude(act="")
    of_mails = set(mails.values_list("act", flat=True))
    entries = scope.entries_of(person).filter(verb__in=_THEIRS, data__has_key="text")
    found = [Recorded(e.act, e.on, _plain(e.data["text"])) for e in entries]
    found = [one for one in found if one.words and one.act not in of_mails]
    gone = helped.withdrawn(person.campaign) if found else ()
    return [one for one in found if one.act not in gone]


def take(known: list[Recorded], words: str, on: date) -> str:
    """The act that recorded these words already, which is taken out of `known`: another mail of the
    same words is another mail. Empty where none did."""
    said = _plain(words)
    for one in known if said else ():
        if _same(said, one.words, on == one.on):
            known.remove(one)
            return one.act
    return ""


def settles(person: Person, words: str, on: date) -> KnownMail | None:
    """The mail that waits with the words that are being recorded by hand; None where none does."""
    said = _plain(words)
    waiting = scope.mails(person.campaign).filter(person=person, state="open", ours=False)
    for row in waiting.select_related("campaign") if said else ():
        own = _plain(str(row.reading.get("reply") or row.text))
        if _same(said, own, on == read.day(row.campaign, row.at)):
            return row
    return None


def _plain(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]


def _same(one: str, other: str, one_day: bool) -> bool:
    if min(len(one), len(other)) < _ENOUGH:
        return one_day and one == other
    return fuzz.ratio(one, other) >= ALIKE
