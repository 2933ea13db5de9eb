"""A coach's own notes of her sessions, and a client to practise with."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from fifteen.actions._write import Done
from fifteen.method.folding import tidy
from fifteen.method.look import USUAL
from fifteen.method.words import Refusal
from fifteen.server.models import Account, Coaching, CoachNote, new_key
from fifteen.store import scope

LONGEST = 10_000  # characters of one note
UNDO = ("note-out", "note-back", "note-text")
"""What can be taken back: a new note, one thrown away, other words for one."""
KEPT = timedelta(days=1)
"""So long what was thrown away or replaced is kept for undo."""
AGAIN = Refusal("That was undone already.")
AHEAD = Refusal("That day is still to come. A note is of a session you had.", "note")
PRACTICE = "Practice"
"""What the coach is called by the demo."""


def of(account: Account, coaching: str = "") -> QuerySet[CoachNote]:
    """Her notes, the latest first; of one client where a coaching is named. Behind her wall."""
    rows = CoachNote.objects.filter(owner=account.key, thrown=None).order_by("-on", "-id")
    return rows.filter(coaching=coaching) if coaching else rows


@transaction.atomic
def write(
    account: Account, coaching: str, about: str, text: str, on: date | None, now: datetime
) -> Done | Refusal:
    """A new note of a session."""
    text = tidy(text, LONGEST + 1, lines=True)
    if not text:
        return Refusal("Write what you want to remember first.", "note")
    if len(text) > LONGEST:
        return Refusal(f"Shorter than {LONGEST:,} characters, please. Nothing is lost.", "note")
    note = CoachNote.objects.create(
        owner=account.key,
        coaching=coaching,
        about=tidy(about, 300),
        text=text,
        on=on or now.date(),
        changed=now,
    )
    return Done("Noted, for you alone.", f"coach.note-out.{note.key}")


@transaction.atomic
def change(account: Account, key: str, text: str, now: datetime) -> Done | Refusal:
    """Other words for a note; none throw it away."""
    note = of(account).select_for_update().get(key=key)
    text = tidy(text, LONGEST + 1, lines=True)
    if len(text) > LONGEST:
        return Refusal(f"Shorter than {LONGEST:,} characters, please. Nothing is lost.", "note")
    if not text:
        return _throw(note, "The note is thrown away.", now)
    return _reword(note, text, "Kept.", now)


def _throw(note: CoachNote, said: str, now: datetime) -> Done:
    note.thrown = now
    note.save(update_fields=["thrown"])
    return Done(said, f"coach.note-back.{note.key}")


def _reword(note: CoachNote, text: str, said: str, now: datetime) -> Done:
    if text == note.text:
        return Done(said)
    note.before, note.text, note.changed = note.text, text, now
    note.save(update_fields=["before", "text", "changed"])
    return Done(said, f"coach.note-text.{note.key}")


def undo(account: Account, what: str, key: str, now: datetime) -> Done | Refusal:
    """Take back what was done to a note, one of `UNDO`. Called inside a transaction."""
    rows = CoachNote.objects.select_for_update().filter(owner=account.key, key=key)
    note = rows.first()
    if note is None:
        return Refusal("It is gone for good by now.")
    if what == "note-back":
        if note.thrown is None:
            return AGAIN
        note.thrown = None
        note.save(update_fields=["thrown"])
        return Done("The note is back.", f"coach.note-out.{key}")
    if note.thrown is not None:
        return AGAIN
    if what == "note-out":
        return _throw(note, "The note is gone again.", now)
    if not note.before:
        return AGAIN
    return _reword(note, note.before, "It says what it said before.", now)


def forget(now: datetime) -> None:
    """Once a day, behind the wall of a coach: what was thrown away or replaced a day ago can no
    longer be brought back."""
    CoachNote.objects.filter(thrown__lt=now - KEPT).delete()
    CoachNote.objects.filter(changed__lt=now - KEPT).exclude(before="").update(before="")


@transaction.atomic
def practise(account: Account, now: datetime) -> Done | Refusal:
    """The coach's own demo among her clients, to try everything with somebody made up."""
    demo = scope.campaigns(account.key).filter(is_demo=True).first()
    if demo is None:
        return Refusal("Open the demo first.")
    if not Coaching.objects.filter(campaign=demo, coach=account.key, ended=None).exists():
        Coaching.objects.create(
            campaign=demo,
            called=PRACTICE,
            coach=account.key,
            hash=new_key(),
            kinds=sorted(USUAL),
            rehearses=True,
            made=now,
            since=now,
            expires=now,
        )
    return Done(f"{demo.seeker_name} is made up. Try everything; leaving the demo ends it.")
