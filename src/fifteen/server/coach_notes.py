"""A coach's own notes of her sessions, and a client to practise with."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from fifteen.actions._write import Done
from fifteen.method.folding import tidy
from fifteen.method.look import USUAL
from fifteen.method.words import Refusal
from fifteen.server.models import Account, Coaching, CoachNote, new_key
from fifteen.store import scope

LONGEST = 10_000  # characters of one note
PRACTICE = "Practice"
"""What the coach is called by the demo."""


def of(account: Account, coaching: str = "") -> QuerySet[CoachNote]:
    """Her notes, the latest first; of one client where a coaching is named. Behind her wall."""
    rows = CoachNote.objects.filter(owner=account.key).order_by("-on", "-id")
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
    CoachNote.objects.create(
        owner=account.key,
        coaching=coaching,
        about=tidy(about, 300),
        text=text,
        on=on or now.date(),
        changed=now,
    )
    return Done("Noted, for you alone.")


@transaction.atomic
def change(account: Account, key: str, text: str, now: datetime) -> Done | Refusal:
    """Other words for a note; none throw it away."""
    note = CoachNote.objects.select_for_update().get(owner=account.key, key=key)
    text = tidy(text, LONGEST + 1, lines=True)
    if len(text) > LONGEST:
        return Refusal(f"Shorter than {LONGEST:,} characters, please. Nothing is lost.", "note")
    if not text:
        note.delete()
        return Done("The note is thrown away.")
    note.text, note.changed = text, now
    note.save(update_fields=["text", "changed"])
    return Done("Kept.")


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
