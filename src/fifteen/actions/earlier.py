"""What stood in a letter before: put by when another text takes its place, brought back on request.

Letters are documents, not happenings, so the journal says nothing of it; the note that confirms a
change carries an act of this module, and undo finds its way back by it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, new_key
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, EarlierText, Letter

REPLACED, WORDING, BACK, WINDOW = "replaced", "wording", "back", "window"
_TEXT, _DRAFT = "text.", "draft."  # how the acts of this module begin
_COPIED = ("subject", "body", "version", "tone", "length")


def is_ours(act: str) -> bool:
    """Whether an act is one of this module, and not one of the journal."""
    return act.startswith((_TEXT, _DRAFT))


def put_by(letter: Letter, why: str, now: datetime, **other: str) -> str:
    """Keep a text of a letter before it gives way; the act that brings it back.

    `other` is the text where it is not the letter's own: what a second window had. The same text
    is put by once. Called inside a transaction.
    """
    text = {name: getattr(letter, name) for name in _COPIED} | other
    rows = scope.earlier_texts(letter.campaign).filter(letter=letter)
    there = rows.filter(subject=text["subject"], body=text["body"]).first()
    if there is None:
        there = EarlierText.objects.create(
            campaign=letter.campaign, letter=letter, key=new_key(), made=now, why=why, **text
        )
    return act_of(there)


def beside(letter: Letter, key: str, subject: str, body: str, now: datetime) -> str:
    """Keep what a window types that may not keep it as the letter; the key to go on under.

    Each window writes over its own: a text for every pause would push the others out of sight.
    Where the same words stand there already they may be another window's, and there is no key.
    Called inside a transaction.
    """
    rows = scope.earlier_texts(letter.campaign).filter(letter=letter)
    own = rows.filter(key=key, why=WINDOW).first() if key else None
    if own is not None:
        own.subject, own.body, own.made = subject, body, now
        own.save(update_fields=["subject", "body", "made"])
        return key
    if rows.filter(subject=subject, body=body).exists():
        return ""
    return put_by(letter, WINDOW, now, subject=subject, body=body).removeprefix(_TEXT)


def act_of(was: EarlierText) -> str:
    """The act that brings an earlier text back."""
    return _TEXT + was.key


def throw(letter: Letter, now: datetime) -> str:
    """Take a draft out of sight; the act that brings it back. Called inside a transaction."""
    letter.thrown_at = now
    letter.save(update_fields=["thrown_at"])
    return _DRAFT + letter.key


@transaction.atomic
def undo(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    """Bring back what an act of this module took away."""
    if act.startswith(_DRAFT):
        return _draft_back(campaign, act.removeprefix(_DRAFT))
    return _text_back(campaign, act.removeprefix(_TEXT), now)


def _draft_back(campaign: Campaign, key: str) -> Done | Refusal:
    letter = scope.thrown_letters(campaign).filter(key=key).first()
    if letter is None:
        return Refusal("That draft is there already.")
    letter.thrown_at = None
    letter.save(update_fields=["thrown_at"])
    return Done("The draft is back.")


def _text_back(campaign: Campaign, key: str, now: datetime) -> Done | Refusal:
    was = scope.earlier_texts(campaign).filter(key=key).select_related("letter").first()
    if was is None:
        return Refusal("There is nothing to undo here any more.")
    letter = Letter.objects.select_for_update().select_related("campaign").get(pk=was.letter_id)
    if letter.sent_at is not None:
        return Refusal("This letter has left already; it stays as it was.")
    act = put_by(letter, BACK, now)
    for name in _COPIED:
        setattr(letter, name, getattr(was, name))
    letter.revision += 1
    letter.changed = now
    letter.save()
    return Done("Your text is back.", act)
