"""The working paper of a conversation: goal, questions, ticks, notes, what was caught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, Line, append, locked, new_key, today_of
from fifteen.method.folding import tidy
from fifteen.method.merge import merge
from fifteen.method.words import Goal, Refusal, Verb
from fifteen.store import scope
from fifteen.store.models import Conversation, Entry

LONGEST_NOTES = 200_000  # characters
LONGEST_LINE = 500  # characters of a question or a caught line
MOST_QUESTIONS = 40
LONGEST_KEY = 64  # characters of a key a room gives to what it sends
MOST_HANDS = 60  # windows of one talk whose last number is remembered

CATCHES = ("insight", "name", "promise", "opening")
"""What the four buttons of the room catch (T4, T6)."""


LONGEST_WAY = 300  # characters


@dataclass(frozen=True, slots=True)
class Newer:
    """The notes were kept from elsewhere meanwhile; `talk` holds that version."""

    talk: Conversation


def _fresh(talk: Conversation) -> Conversation:
    query = Conversation.objects.select_for_update().select_related("person__campaign", "campaign")
    return query.get(pk=talk.pk)


@transaction.atomic
def choose_goal(talk: Conversation, goal: Goal) -> Conversation:
    """The one goal of this conversation (Q3)."""
    talk = _fresh(talk)
    talk.goal = goal
    talk.save(update_fields=["goal"])
    return talk


@transaction.atomic
def keep_way(talk: Conversation, words: str) -> Conversation:
    """How long the way there takes, in the seeker's own words (Q5); nothing takes it away."""
    talk = _fresh(talk)
    talk.way = tidy(words, LONGEST_WAY)
    talk.save(update_fields=["way"])
    return talk


@transaction.atomic
def bring_resume(talk: Conversation, bring: bool | None) -> Conversation:
    """Whether the last minutes have a place for the résumé (Q6)."""
    talk = _fresh(talk)
    talk.resume = bring
    talk.save(update_fields=["resume"])
    return talk


@transaction.atomic
def add_question(talk: Conversation, text: str) -> Conversation | Refusal:
    """A question of the seeker's own; it comes first (Q2, P4)."""
    talk = _fresh(talk)
    text = " ".join(text.split())
    if not text:
        return Refusal("Write the question first.", "question")
    if len(text) > LONGEST_LINE:
        return Refusal(
            f"Shorter than {LONGEST_LINE} characters, please: you will say it aloud.", "question"
        )
    if len(talk.own_questions) >= MOST_QUESTIONS:
        return Refusal("Forty questions are more than fifteen minutes hold.", "question")
    if text not in talk.own_questions:
        talk.own_questions = [*talk.own_questions, text]
        talk.save(update_fields=["own_questions"])
    return talk


@transaction.atomic
def drop_question(talk: Conversation, text: str) -> Conversation:
    """Take one of the seeker's own questions away again."""
    talk = _fresh(talk)
    talk.own_questions = [q for q in talk.own_questions if q != text]
    talk.save(update_fields=["own_questions"])
    return talk


@transaction.atomic
def order_questions(talk: Conversation, keys: Sequence[str] | None) -> Conversation:
    """Which questions to ask, in order, by key; None: as the method suggests."""
    talk = _fresh(talk)
    talk.questions = None if keys is None else list(dict.fromkeys(keys))[:MOST_QUESTIONS]
    talk.save(update_fields=["questions"])
    return talk


@transaction.atomic
def tick(talk: Conversation, key: str, ticked: bool) -> Conversation:
    """Tick a line of the check list or a question as asked."""
    talk = _fresh(talk)
    rest = [k for k in talk.ticked if k != key]
    talk.ticked = [*rest, key[:120]] if ticked else rest
    talk.save(update_fields=["ticked"])
    return talk


@transaction.atomic
def keep_notes(
    talk: Conversation,
    revision: int,
    text: str,
    base: str | None = None,
    hand: str = "",
    number: int = 0,
) -> Conversation | Newer | Refusal:
    """Keep the notes as typed (T7). What another device kept meanwhile is not overwritten: with
    the text they began from (`base`) both are merged, without it `Newer` is answered.

    `hand` names the window that typed and `number` counts what it sent: sent twice, it is kept
    once. Number 0 keeps nothing and answers with the notes as they are.
    """
    talk = _fresh(talk)
    if hand and number <= talk.hands.get(hand, 0):
        return talk
    if revision != talk.revision and text != talk.notes:
        if base is None:
            return Newer(talk)
        text = merge(base, text, talk.notes)
    if len(text) > LONGEST_NOTES:
        return Refusal(
            "That is more than the notes of one talk can hold. Earlier text is safe.", "notes"
        )
    if hand:
        others = {k: v for k, v in talk.hands.items() if k != hand}
        talk.hands = dict([*others.items(), (hand[:LONGEST_KEY], number)][-MOST_HANDS:])
    if text != talk.notes:
        talk.notes = text
        talk.revision += 1
    talk.save(update_fields=["notes", "revision", "hands"])
    return talk


@transaction.atomic
def catch(
    talk: Conversation, what: str, text: str, now: datetime, key: str = ""
) -> tuple[Entry, Done] | Refusal:
    """Catch an insight, a name, a promise or an opening, as one line (T4, T6).

    `key` is the room's own for this line: sent twice, it is caught once (T7).
    """
    text = " ".join(text.split())
    if what not in CATCHES:
        return Refusal("Choose insight, name, promise or opening.", "what")
    if not text:
        return Refusal("Write the line first.", "text")
    if len(text) > LONGEST_LINE:
        return Refusal(
            f"Shorter than {LONGEST_LINE} characters, please. The notes hold more.", "text"
        )
    talk = _fresh(talk)
    person = locked(talk.person)
    key = key[:LONGEST_KEY]
    there = _caught_before(talk, key) if key else None
    if there is not None:
        return there, Done("Caught.", there.act)
    data = {"conversation": talk.key, "what": what, "text": text, "key": key or new_key()}
    line = Line(Verb.CAUGHT, today_of(person.campaign, now), data)
    act = append(person.campaign, person, [line], now)
    entry = scope.entries_of(person).filter(act=act).get()
    return entry, Done("Caught.", act)


def _caught_before(talk: Conversation, key: str) -> Entry | None:
    caught = scope.entries_of(talk.person).filter(verb=Verb.CAUGHT)
    return caught.filter(data__conversation=talk.key, data__key=key).first()
