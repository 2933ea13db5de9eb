"""What goes along with a letter: the calendar file with a confirmation (O3); a file of the seeker's
only where LETTERS.md has it: with thanks, or where something was promised (A8, F4)."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime

from fifteen.actions import _drafting
from fifteen.adapters.documents import calendar
from fifteen.adapters.mail.compose import Enclosed
from fifteen.method.leaving import Out
from fifteen.method.letters.check import check
from fifteen.method.words import LetterKind, Level, Refusal
from fifteen.store import read, scope
from fifteen.store.models import Letter, Outgoing

LARGEST = 5_000_000  # bytes; many servers take ten, and a letter grows on its way
KINDS = frozenset(
    {
        *(LetterKind.THANKS_MET, LetterKind.THANKS_PHONE, LetterKind.THANKS_DECLINED),
        LetterKind.PROMISE_MINE,
    }
)
"""With these a file may go along; what it is, the check still looks at."""

_TYPES = {
    "pdf": (b"%PDF-", "application/pdf"),
    "docx": (
        b"PK\x03\x04",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "odt": (b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),
}


def chosen(
    letter: Letter, file: tuple[str, bytes] | None, same: bool, now: datetime
) -> Enclosed | Refusal | None:
    """What the seeker sends along: `file`, name and bytes; else, where they want the `same` as
    before, what went along when the letter came back; None where nothing."""
    if file is not None:
        return brought(letter, *file, now)
    return again(letter, now) if same else None


def brought(letter: Letter, name: str, data: bytes, now: datetime) -> Enclosed | Refusal:
    """A file the seeker chose, as it goes along; refused where nothing may, where the check stops
    it, or where it is not what its name says."""
    if LetterKind(letter.kind) not in KINDS:
        return Refusal("Nothing is enclosed with a letter of this kind (A8).", "file")
    if len(data) > LARGEST:
        return Refusal("That file is larger than 5 MB, the most that goes along.", "file")
    plain = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    plain = plain.replace("/", "-").replace("\\", "-")[-120:]
    stem, _, suffix = plain.rpartition(".")
    begins, media = _TYPES.get(suffix.lower(), (b"", ""))
    if not stem or not media or not data.startswith(begins):
        return Refusal("A PDF, Word or OpenDocument file can go along; this is none.", "file")
    if _stopped(letter, plain, now):
        return Refusal(
            "They did not ask for a résumé, so none goes along (A8). Nothing was sent.", "file"
        )
    return Enclosed(plain, media, data)


def _stopped(letter: Letter, name: str, now: datetime) -> bool:
    """Whether the check stops the letter because of this file."""
    written = _drafting.as_checked(letter, (name,))
    found = check(written, _drafting.context(letter, now))
    return any(one.level is Level.STOP and one.field == "attachments" for one in found)


FILE = "file"
"""Where in what is known about a letter on its way out stands the name of the seeker's file."""


def file_of(row: Outgoing) -> str:
    """The name of the seeker's own file that goes along; empty where none does."""
    return str(row.about.get(FILE, ""))


def kept(letter: Letter) -> str:
    """The name of the file that went along when the letter came back; empty where none did. It is
    kept in the bytes that were to leave, until the letter leaves or is thrown away."""
    row = _last(letter)
    return file_of(row) if row else ""


def again(letter: Letter, now: datetime) -> Enclosed | Refusal | None:
    """The file that went along when the letter came back, looked at as if it were chosen now; None
    where there was none."""
    row = _last(letter)
    name = file_of(row) if row else ""
    if row is None or not name:
        return None
    mail = email.message_from_bytes(bytes(row.data), policy=email.policy.default)
    for part in mail.walk():
        data = part.get_payload(decode=True)
        if part.get_filename() == name and isinstance(data, bytes):
            return brought(letter, name, data, now)
    return None


def went(letter: Letter) -> str:
    """The name of the seeker's file that left with a letter; empty where none did."""
    row = _last(letter)
    return file_of(row) if row and row.state == Out.SENT else ""


def _last(letter: Letter) -> Outgoing | None:
    """The latest way out of a letter."""
    row: Outgoing | None = scope.outgoing(letter.campaign).filter(letter=letter).first()
    return row


def by_itself(letter: Letter, now: datetime) -> tuple[Enclosed, ...]:
    """What goes along without being chosen: the agreed talk for their calendar."""
    person, campaign = letter.person, letter.person.campaign
    booking = read.standing_of(person).booking
    if letter.kind != LetterKind.CONFIRMATION or booking is None:
        return ()
    names = (campaign.seeker_name, person.name, campaign.email)
    made = calendar.talk(booking, *names, now, read.version_of(person))
    return (Enclosed("talk.ics", "text/calendar", made.data),)
