"""Their words, read: which answer they are and what stands inside, proposed on the answer page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from fifteen.actions import _belongs, proposals
from fifteen.adapters.mail import checks, message_files
from fifteen.adapters.mail import message as mail
from fifteen.method import spoken, times
from fifteen.method.answers import AnswerClass as A
from fifteen.method.answers import Message, Reading, read
from fifteen.method.words import Refusal, Verb
from fifteen.pages import _said, _zones, mail_file
from fifteen.pages._request import Asked
from fifteen.store import offered, readings, scope
from fifteen.store import read as read_store
from fifteen.store.models import KnownMail, Person

_MOST = 500  # mails of one file
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 20_000  # characters of their words

_VERBS = {**proposals.VERBS, A.AUTO: Verb.SILENT}
_SENTENCES = {
    A.YES: "a yes",
    A.CONFIRM: "a yes to the time",
    A.NO: "a no",
    A.PUT_OFF: "not now, or later",
    A.PHONE: "a wish to talk by phone or video",
    A.QUESTION: "a question back",
    A.WANTS_RESUME: "a wish to see your résumé",
    A.BY_MAIL: "a wish for questions in writing",
    A.SOMEONE_ELSE: "somebody else to talk to",
    A.INTRODUCED: "an introduction to somebody else",
    A.NEVER: "a wish not to be written to again",
    A.AUTO: "an automatic answer: nothing a person wrote",
    A.BOUNCE: "a mail that could not be delivered",
    A.OPENING: "an opening, or a hint where to apply",
    A.THANKS: "thanks, with nothing to decide",
    A.MOVE: "a wish for another time",
    A.CANCEL: "a talk called off",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was read: a sentence, the words it rests on, and what the form is filled with."""

    sentence: str
    quotes: tuple[str, ...]
    note: str
    fields: dict[str, str]
    choices: tuple[_said.Choice, ...] = ()  # where a talk is booked: the times to move it to
    checks: Mapping[str, str] = field(default_factory=dict)  # what their mail server says

    @property
    def doubted(self) -> bool:
        """Whether the server says that the sender may be another one."""
        return checks.is_doubted(self.checks)

    @property
    def checked(self) -> str:
        """What the server says of the sender, as a sentence; empty where it says nothing."""
        return checked(self.checks)


DOUBT = (
    "Your mail server doubts that this really comes from them. Ask them another way before you "
    "rely on it."
)
_CHECKS = ("dmarc", "spf", "dkim")


def checked(told: Mapping[str, str]) -> str:
    """What the seeker's own mail server says of a sender, as a sentence; empty where it says
    nothing."""
    if not told:
        return ""
    by = f"Your mail server ({told['by']})" if told.get("by") else "Your mail server"
    words = ", ".join(f"{name.upper()} {told[name]}" for name in _CHECKS if name in told)
    if checks.is_doubted(told):
        return f"{by} could not confirm the sender: {words}."
    if told.get("dmarc") == "pass":
        return f"{by} confirms that it comes from the domain it names ({words})."
    return f"{by} looked at the sender: {words}."


def proposal(request: Asked, person: Person) -> Proposal | Refusal:
    """What the pasted words, or the dropped mail, read as; nothing is kept by that."""
    found = _message(request, person)
    if isinstance(found, Refusal):
        return found
    message, traces = found
    told = read(_around(message, request, person))
    moves = _moves(told, person, request)
    own = _belongs.receiver(request.campaign, scope.mailbox(request.campaign))
    by_server = checks.found(traces, own)
    return Proposal(*explained(told, request.today), _fields(told, message.text), moves, by_server)


def _moves(told: Reading, person: Person, request: Asked) -> tuple[_said.Choice, ...]:
    """The times to which a booked talk may be moved, as their words have it."""
    if told.main not in (A.MOVE, A.CANCEL) or not read_store.standing_of(person).booking:
        return ()
    zone = person.zone if _zones.known(person.zone) else request.campaign.zone
    return _said.choices_of(told.found.times, ZoneInfo(zone), request, person)


def _message(
    request: HttpRequest, person: Person
) -> tuple[Message, Sequence[checks.Trace]] | Refusal:
    file: UploadedFile[Any] | None = request.FILES.get("file")
    if file is None:
        text = request.POST.get("text", "").strip()
        if not text:
            return Refusal("Paste what they wrote first, or choose the mail as a file.", "text")
        return Message(text), ()
    found = _theirs(file.read(mail_file.AT_ONCE), person)
    if not (found.text.strip() or found.subject):
        return Refusal(
            "There are no words in this file. A mail saved as .eml is read; "
            "otherwise paste the words.",
            "file",
        )
    message = Message(
        found.text,
        found.subject,
        found.sender,
        found.to,
        found.cc,
        found.written,
        found.headers,
        found.report,
    )
    return message, found.traces


def _theirs(data: bytes, person: Person) -> mail.Mail:
    """The mail in a file; of several, the latest that is from this person, else the latest."""
    found = [mail.parse(raw) for raw in islice(message_files.several(data), _MOST)]
    if len(found) == 1:
        return found[0]
    own = [one for one in found if person.email and person.email.lower() in one.sender.lower()]
    return max(own or found, key=lambda one: one.written or _LONG_AGO, default=mail.Mail(""))


def _around(message: Message, request: Asked, person: Person) -> Message:
    """The message with what is known around it: the request, both zones, when it came."""
    asked = scope.letters(request.campaign).filter(person=person, sent_at__isnull=False)
    last = asked.order_by("-pk").first()
    zone = person.zone if _zones.known(person.zone) else request.campaign.zone
    return Message(
        message.text,
        message.subject,
        message.sender,
        message.to,
        message.cc,
        message.written or request.now,
        message.headers,
        message.report,
        asked=last.body if last else "",
        offered=offered.offered(person),
        asked_on=last.sent_at if last else None,
        language=times.language_of(message.text),
        host_zone=zone,
        seeker_zone=request.campaign.zone,
        agreed=read_store.standing_of(person).booking is not None,
    )


def explained(told: Reading, today: date) -> tuple[str, tuple[str, ...], str]:
    """A reading in words: the sentence, the words it rests on, what to know besides."""
    return _sentence(told), _quotes(told), _note(told, today)


def of_mail(mail: KnownMail, request: Asked) -> Proposal | None:
    """What a mail that was read from the mailbox says; None where that was not kept."""
    told = readings.read(mail.reading)
    if told is None:
        return None
    fields = _fields(told, mail.text)
    fields["on"] = str(proposals.day_of(mail, request.now))
    return Proposal(*explained(told, request.today), fields, checks=mail.checks)


def _fields(told: Reading, text: str) -> dict[str, str]:
    fields = {
        "what": str(_VERBS.get(told.main, "")),
        "text": told.reply[:_LONGEST] or text[:_LONGEST].strip(),
        "until": str(told.found.until or ""),
        "phone": told.found.phone,
    }
    if told.found.people:
        first = told.found.people[0]
        fields |= {"name": first.name, "email": first.email, "role": first.role}
    return fields


def _sentence(told: Reading) -> str:
    if told.main is A.UNCLEAR:
        return "It does not say clearly. Choose what fits."
    beside = [_SENTENCES[one] for one in told.also if one in _SENTENCES]
    also = f", with {spoken.listing(beside)}" if beside else ""
    return f"It reads as {_SENTENCES[told.main]}{also}."


def _quotes(told: Reading) -> tuple[str, ...]:
    quotes = (" ".join(told.reply[one.start : one.end].split()) for one in told.evidence)
    return tuple(dict.fromkeys(quote.rstrip(" .,;") for quote in quotes if quote))[:4]


def _note(told: Reading, today: date) -> str:
    found = told.found
    if told.main is A.BOUNCE:
        where = f" to {found.address}" if found.address else ""
        if found.permanent:
            return f"It did not arrive{where}. Look for another address; nothing else has changed."
        return f"It has not arrived yet{where}. Their server is tried again by itself."
    if told.main is A.AUTO and found.back_on:
        return f"They are back on {spoken.day(found.back_on, today)}."
    if told.main is A.AUTO and found.new_address:
        return f"A new address is named: {found.new_address}."
    if told.main is A.MOVE:
        return "Take a time to move the talk to, or offer others; nothing is moved by reading."
    if told.main is A.CANCEL:
        return "They call the talk off. Do the same on its page; rebooking stays open."
    if A.OPENING in (told.main, *told.also):
        return "An opening was mentioned. Welcome it, and let your next letter stay a thank-you."
    if A.WANTS_RESUME in (told.main, *told.also):
        return "They asked for the résumé themselves, so it may go along with your answer."
    return ""
