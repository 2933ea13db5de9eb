"""What a coach and her client did with each other, taken back from the note that confirmed it (O1).

Her own acts begin with `coach.` and are found by her account, those of the client with `client.`
and are found in their campaign; the journal knows of neither.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fifteen.actions import earlier
from fifteen.actions._write import Done
from fifteen.method import look
from fifteen.method.words import Refusal
from fifteen.server import coach_notes, coaching
from fifteen.server.models import Account, Coaching, CoachWord
from fifteen.store.models import Campaign

COACH, CLIENT = "coach.", "client."
"""How the acts of this module begin."""
AGAIN = coach_notes.AGAIN
NOTHING = Refusal("There is nothing to undo here any more.")


@transaction.atomic
def by_coach(account: Account, act: str, now: datetime) -> Done | Refusal:
    """Take one of her own acts back. Raises DoesNotExist for what is not hers."""
    _, what, *keys = act.split(".")
    if what == "word" and len(keys) == 2:
        return _unsaid(account, *keys)
    if what in coach_notes.UNDO and len(keys) == 1:
        return coach_notes.undo(account, what, keys[0], now)
    return NOTHING


def _unsaid(account: Account, of: str, key: str) -> Done | Refusal:
    """A word beside a draft, or a thing to do: while her client has not dealt with it."""
    one = coaching.at_clients(account, of)
    word = CoachWord.objects.select_for_update().filter(coaching=one, key=key).first()
    if word is None:
        return AGAIN
    if word.settled is not None:
        return Refusal("Your client has dealt with it already.")
    word.delete()
    return Done("Taken back. Your client does not see it any more.")


@transaction.atomic
def by_client(campaign: Campaign, act: str, now: datetime) -> Done | Refusal:
    """Take back what a client did about a coach or her words. Raises DoesNotExist for what is not
    theirs."""
    _, what, *told = act.split(".")
    if what == "settled" and told:
        return _unsettle(campaign, told[0], ".".join(told[1:]), now)
    if what == "out" and len(told) == 1:
        return _in_again(campaign, told[0])
    if what == "sees" and len(told) == 4:
        key, kinds, hidden, rehearses = told
        seen = look.wished(kinds.split("-"))
        return coaching.change(campaign, key, seen, hidden == "1", rehearses == "1")
    return NOTHING


def _unsettle(campaign: Campaign, key: str, text: str, now: datetime) -> Done | Refusal:
    """What a coach said stands there again, and `text` (an act) in the letter."""
    word = CoachWord.objects.select_for_update().get(campaign=campaign, key=key)
    if word.settled is None:
        return AGAIN
    if word.taken and earlier.is_ours(text):
        back = earlier.undo(campaign, text, now)
        if isinstance(back, Refusal):
            return back
    word.settled, word.taken = None, False
    word.save(update_fields=["settled", "taken"])
    return Done("Undone.")


def _in_again(campaign: Campaign, key: str) -> Done | Refusal:
    one = Coaching.objects.select_for_update().get(campaign=campaign, key=key)
    if one.ended is None:
        return AGAIN
    if coaching.of(campaign).count() >= coaching.MOST:
        return coaching.ENOUGH
    one.ended = None
    one.save(update_fields=["ended"])
    return Done(f"{one.called} is in again.")
