"""What the mailbox has to say on Today and on a person's page: what came, what leaves, what could
not leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from fifteen.actions import _replied, outbox
from fifteen.actions._letter_words import title
from fifteen.adapters.mail import servers
from fifteen.adapters.mail.failures import Why
from fifteen.method import leaving, spoken
from fifteen.method.answers import AnswerClass as A
from fifteen.method.answers.words import Reading
from fifteen.method.leaving import UNDER_WAY, Out
from fifteen.method.words import LetterKind
from fifteen.pages import _invited, _mailbox, _read_answer
from fifteen.store import readings, scope
from fifteen.store.models import Campaign, KnownMail, Outgoing, Person

MOST = 12  # on one page; the rest come when these are settled
_LONGEST = 600  # signs of a mail on the page; the whole stands behind it

_KEEP: Mapping[A, str] = {
    A.YES: "Keep it: a yes",
    A.CONFIRM: "Keep it: a yes",
    A.NO: "Keep it: a no",
    A.PUT_OFF: "Keep it: not now",
    A.PHONE: "Keep it: by phone",
    A.QUESTION: "Keep it: a question",
    A.WANTS_RESUME: "Keep it: a question",
    A.BY_MAIL: "Keep it: a question",
    A.SOMEONE_ELSE: "Keep it: somebody else",
    A.INTRODUCED: "Keep it: an introduction",
    A.NEVER: "Keep it: no more letters",
    A.AUTO: "Wait until then",
    A.BOUNCE: "It did not arrive",
    A.OPENING: "Keep it as a note",
    A.THANKS: "Keep it as a note",
}
"""What one click records. Whatever is not here wants a look first."""


@dataclass(frozen=True, slots=True)
class Came:
    """A mail that waits for a decision."""

    mail: KnownMail
    sentence: str
    quotes: tuple[str, ...]
    note: str
    keep: str  # what the one click says; empty where the seeker must choose
    look: str  # where it is corrected
    text: str
    cautions: tuple[str, ...]
    may_stay: bool = False  # they ask for another time, and the agreed one can be kept to

    @property
    def checked(self) -> str:
        """What the seeker's own mail server says of the sender."""
        return checked(self.mail)

    @property
    def doubt(self) -> str:
        """What to know where the server doubts the sender; empty where it does not."""
        return _read_answer.DOUBT if self.mail.forged else ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A letter on its way out, or one that could not leave."""

    row: Outgoing
    what: str
    sentence: str
    said: str = ""

    @property
    def way(self) -> str:
        """Where a click about it goes."""
        who = f"/people/{self.row.person.key}"
        if self.row.letter is None:
            return f"{who}/invitation/{self.row.key}"
        return f"{who}/letters/{self.row.letter.key}/way"


def on_page(campaign: Campaign, now: datetime, today: date, who: Person | None) -> dict[str, Any]:
    """What stands on Today, or on the page of one person."""
    mails = scope.mails(campaign).filter(state="open")
    rows = scope.outgoing(campaign)
    if who is not None:
        mails, rows = mails.filter(person=who), rows.filter(person=who)
    open_ones = Q(state__in=(*UNDER_WAY, Out.FAILED)) | _STOPPED
    by_state: dict[str, list[Outgoing]] = {str(state): [] for state in Out}
    for row in rows.filter(open_ones).order_by("leaves")[: 4 * MOST]:
        by_state[row.state].append(row)
    leaves = [*by_state[Out.HANDING], *by_state[Out.CLAIMED], *by_state[Out.WAITING]]
    return {
        "post_came": [_came(mail, today) for mail in mails[:MOST]],
        "post_leaves": [_leaves(row, now) for row in leaves],
        "post_doubt": [_doubt(row) for row in by_state[Out.UNCERTAIN]],
        "post_failed": [_failed(row, campaign) for row in by_state[Out.FAILED]],
        "post_back": [_back(row) for row in by_state[Out.BACK]],
        "post_failing": _mailbox.failing(campaign, now) if who is None else "",
    }


def headline(came: list[Came]) -> str:
    """The answer of Today where somebody wrote: that comes first."""
    if not came:
        return ""
    names = list(dict.fromkeys(one.mail.person.name for one in came))
    if came[0].mail.ours:
        return f"Did you ask {names[0]}?"
    if len(names) > 2:
        return f"{names[0]} and {spoken.in_words(len(names) - 1)} others wrote."
    return f"{spoken.listing(names)} wrote."


def _came(mail: KnownMail, today: date) -> Came:
    look = f"/people/{mail.person.key}/answer?of={mail.key}"
    text = mail.text.strip()[:_LONGEST]
    if mail.ours:
        sentence = "You wrote to them yourself. Was that your request?"
        return Came(mail, sentence, (), "", "Yes, I asked them", "", text, ())
    if (reply := _replied.read(mail.reading)) is not None:
        said, may_stay = _invited.of_reply(mail, reply, today), _invited.may_stay(mail, reply)
        return Came(mail, *said, text, _cautions(mail), may_stay)
    told = readings.read(mail.reading)
    if told is None:
        return Came(mail, "It does not say clearly.", (), "", "", look, text, _cautions(mail))
    sentence, quotes, note = _read_answer.explained(told, today)
    keep = _KEEP.get(told.main, "")
    if told.main is A.AUTO and told.found.back_on is None:
        keep = "Noted, no answer yet"
    if told.main in (A.MOVE, A.CANCEL):
        look = f"/people/{mail.person.key}/book"
    return Came(mail, sentence, quotes, note, keep, look, _words(told, text), _cautions(mail))


def _words(told: Reading, text: str) -> str:
    return told.reply.strip()[:_LONGEST] or text


def checked(mail: KnownMail) -> str:
    """What the seeker's own mail server says of a sender, as a sentence; empty where it says
    nothing."""
    return "" if mail.ours else _read_answer.checked(mail.checks)


def _cautions(mail: KnownMail) -> tuple[str, ...]:
    return ("It lay in your junk folder.",) if mail.junk else ()


def _what(row: Outgoing) -> str:
    if row.letter is None:
        what = _INVITES.get(str(row.about.get("method")), "Invitation")
        return f"{what} to {row.person.name}"
    name = outbox.addressee(row.letter)[0]
    return f"{title(LetterKind(row.letter.kind))} to {name}"


_INVITES = {
    "CANCEL": "Word that the talk is called off",
    "DECLINECOUNTER": "Word that the time stays",
}


def _leaves(row: Outgoing, now: datetime) -> Leaving:
    if row.state != Out.WAITING:
        return Leaving(row, _what(row), "is leaving now")
    tried = " (tried before)" if row.error else ""
    return Leaving(row, _what(row), f"{outbox.says_when(row, now)}{tried}")


def _doubt(row: Outgoing) -> Leaving:
    known = servers.known(row.sender)
    if row.error != _LOOKED:
        more = "It is looked for in Sent with the next reading."
    elif known is not None and known.files:
        more = "Your provider puts into Sent what leaves, and it is not there: it seems to be here."
    else:
        more = (
            "It is not in Sent, which proves little: not every provider puts letters there. Ask "
            f"{row.person.name} before it goes a second time."
        )
    return Leaving(row, _what(row), f"{_DOUBT} {more}")


_LOOKED = "looked"  # an uncertain letter was looked for in Sent, and is not there
_DOUBT = "The connection broke at the last moment, so nobody can say whether it left."


_WHY_FAILED: Mapping[str, str] = {
    Why.ADDRESS: "The mail server does not know the address {to}.",
    Why.SENDER: "Your mail server does not let you send from {sender}.",
    Why.CONTENT: "The mail server does not take this letter as it is.",
    Why.LARGE: "The letter is larger than the mail server takes.",
    Why.GAVE_UP: "It was tried for most of a day, and the mail server did not take it.",
}
_WHY_BACK: Mapping[str, str] = {
    "wrote": "They wrote meanwhile, so it did not leave. Read what they say first.",
    "changed": "Something has changed since, so it did not leave.",
    "stop": "The check stops it as it stands now, so it did not leave.",
}

# Letters that did not leave because something had changed, as long as they are drafts.
_STOPPED = Q(
    state=Out.BACK,
    letter__isnull=False,
    letter__sent_at=None,
    letter__thrown_at=None,
    error__in=tuple(_WHY_BACK),
)


def _failed(row: Outgoing, campaign: Campaign) -> Leaving:
    text = _WHY_FAILED.get(row.error, "")
    mailbox = scope.mailbox(campaign)
    if not text and mailbox is not None:
        text = _mailbox.sentence(mailbox, row.error, reading=False)
    sentence = (text or "It could not leave.").format(to=row.to, sender=row.sender)
    again = " The letter is a draft again." if row.letter else ""
    return Leaving(row, _what(row), f"{sentence}{again}", row.said)


def _back(row: Outgoing) -> Leaving:
    return Leaving(row, _what(row), _WHY_BACK[row.error])


def leaving_page(row: Outgoing, now: datetime) -> dict[str, Any]:
    """What the page of a letter says that is on its way."""
    doubt = _doubt(row).sentence if row.state == Out.UNCERTAIN else ""
    waits = row.state == Out.WAITING and row.leaves - now > leaving.UNDO
    return {"when": _leaves(row, now).sentence, "doubt": doubt, "waits": waits}
