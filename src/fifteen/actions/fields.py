"""What is learned of a field: insights, beliefs, reading, questions left, verdicts (P2 to P6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from fifteen.actions import _fields, campaigns
from fifteen.actions._write import Done, locked, new_key
from fifteen.method import fieldbook
from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import FieldNotes
from fifteen.method.folding import tidy
from fifteen.method.words import Feeling, Refusal, Slot, Stance, Verb, Verdict
from fifteen.store import notes, scope
from fifteen.store.models import Campaign

LONGEST_CLAIM = 300  # characters
LONGEST_WORDS = 2_000  # characters of what somebody said, or what a page said
STRIKES = {
    "belief": "The belief is off the page.",
    "insight": "That is off the page.",
    "reading": "That is off the list.",
    "question": "The question is off the list.",
    "criterion": "That no longer counts.",
}


@dataclass(frozen=True, slots=True)
class Learned:
    """An insight as it is written down. `claim` is the key of one that is there, or `says` the
    words of a new one; both empty where it speaks for and against nothing."""

    text: str = ""
    slot: Slot | None = None
    claim: str = ""
    says: str = ""
    stance: Stance = Stance.FOR
    feeling: Feeling | None = None
    criterion: str = ""
    question: str = ""
    talk: str = ""


@transaction.atomic
def learn(
    campaign: Campaign, field: str, who: str, said: Learned, now: datetime, key: str = ""
) -> Done | Refusal:
    """Keep what somebody said about a field, by the keys of both; with the key of an insight that
    is there, it is changed. DoesNotExist where the campaign has no such field or person."""
    person = locked(scope.person(campaign, who))
    notes_of = _fields.known(campaign, field)
    data = learned(notes_of, said, key or new_key())
    if isinstance(data, Refusal):
        return data
    act = _fields.write(campaign, [(Verb.LEARNED, data)], now, person)
    return Done(f"Kept what {person.name} said.", act)


def learned(field: FieldNotes, said: Learned, key: str) -> dict[str, Any] | Refusal:
    """The data of the entry, with the claim it speaks of: the one chosen, one in the same words,
    or a new one."""
    text = tidy(said.text, LONGEST_WORDS, lines=True)
    says = tidy(said.says, LONGEST_CLAIM)
    claim = next((c for c in field.claims if c.key == said.claim), None)
    if claim is None and says:
        claim = next((c for c in field.claims if c.text.casefold() == says.casefold()), None)
    if not text and not says and claim is None:
        return Refusal("What did they say?", "text")
    slot = said.slot or (claim.slot if claim else None)
    data = {
        "key": key,
        "field": field.key,
        "about": field.name,
        "slot": str(slot or ""),
        "claim": claim.key if claim else new_key() if says else "",
        "says": claim.text if claim else says,
        "stance": str(said.stance) if claim or says else "",
        "text": text,
        "feeling": str(said.feeling or ""),
        "criterion": said.criterion,
        "question": said.question,
        "conversation": said.talk,
    }
    return {name: value for name, value in data.items() if value}


@transaction.atomic
def believe(
    campaign: Campaign, field: str, text: str, now: datetime, key: str = ""
) -> Done | Refusal:
    """Write down what the seeker pictures of a field (P3); with a key, in other words."""
    there = _fields.known(campaign, field)
    text = tidy(text, LONGEST_CLAIM)
    if not text:
        return Refusal("Write down what you picture first.", "belief")
    same = next((c for c in there.beliefs if c.text.casefold() == text.casefold()), None)
    if same is not None and same.key != key:
        return Refusal("That stands there already.", "belief")
    data = {"key": key or new_key(), "field": there.key, "text": text}
    act = _fields.write(campaign, [(Verb.BELIEVED, data)], now)
    return Done("Kept. It becomes a question to ask." if not key else "Kept in other words.", act)


@transaction.atomic
def settle(
    campaign: Campaign, field: str, belief: str, state: BeliefState, text: str, now: datetime
) -> Done | Refusal:
    """Say where a belief stands, whatever was said of it; `text` is what is true instead."""
    there = _fields.known(campaign, field)
    if all(c.key != belief for c in there.claims):
        return Refusal("That belief is not there any more.", "belief")
    data = {
        "belief": belief,
        "field": there.key,
        "state": str(state),
        "text": tidy(text, LONGEST_CLAIM),
    }
    act = _fields.write(campaign, [(Verb.SETTLED, data)], now)
    words = {"confirmed": "Confirmed.", "corrected": "Corrected.", "open": "Still open."}
    return Done(words[state], act)


@transaction.atomic
def read(
    campaign: Campaign,
    field: str,
    title: str,
    now: datetime,
    text: str = "",
    via: str = "",
    done: bool = True,
    key: str = "",
) -> Done | Refusal:
    """Note what was read about a field, or is to be read (P4); with a key, changed."""
    there = _fields.known(campaign, field)
    title = tidy(title, LONGEST_CLAIM)
    if not title:
        return Refusal("What is it called, or what is it?", "title")
    data = {
        "key": key or new_key(),
        "field": there.key,
        "title": title,
        "text": tidy(text, LONGEST_WORDS, lines=True),
        "via": tidy(via, LONGEST_CLAIM),
        "done": done,
    }
    act = _fields.write(campaign, [(Verb.READ, data)], now)
    return Done("Read, and noted." if done else "On the reading list.", act)


@transaction.atomic
def wonder(
    campaign: Campaign, field: str, text: str, now: datetime, criterion: str = ""
) -> Done | Refusal:
    """A question that reading left open; the preparation offers it first (P4)."""
    there = _fields.known(campaign, field)
    text = tidy(text, LONGEST_CLAIM)
    if not text:
        return Refusal("Write the question first.", "question")
    if any(q.text.casefold() == text.casefold() for q in there.left):
        return Done("That question is on the list already.")
    data = {"key": new_key(), "field": there.key, "text": text, "criterion": criterion}
    act = _fields.write(campaign, [(Verb.WONDERED, data)], now)
    return Done("It comes first in the next preparation.", act)


@transaction.atomic
def weigh(
    campaign: Campaign,
    text: str,
    weight: int,
    now: datetime,
    slot: Slot | None = None,
    key: str = "",
) -> Done | Refusal:
    """What matters to the seeker and how much (P5); with a key, changed."""
    text = tidy(text, LONGEST_CLAIM)
    book = notes.book(campaign)
    if not text:
        return Refusal("What matters to you?", "criterion")
    if not 1 <= weight <= fieldbook.MOST_WEIGHT:
        return Refusal("A weight from 1 to 3, please.", "weight")
    if any(c.text.casefold() == text.casefold() and c.key != key for c in book.criteria):
        return Refusal("That counts already.", "criterion")
    if not key and len(book.criteria) >= fieldbook.MOST_CRITERIA:
        return Refusal("Twelve are more than one can weigh. Take one off first.", "criterion")
    data = {"key": key or new_key(), "text": text, "weight": weight, "slot": str(slot or "")}
    act = _fields.write(campaign, [(Verb.WEIGHED, data)], now)
    return Done("Kept.", act)


@transaction.atomic
def score(
    campaign: Campaign, field: str, scores: Mapping[str, int], now: datetime
) -> Done | Refusal:
    """How well a field does by each criterion, 1 to 5; 0 takes a score back (P5)."""
    there = _fields.known(campaign, field)
    known = {c.key for c in notes.book(campaign).criteria}
    if any(not 0 <= n <= fieldbook.MOST_SCORE for n in scores.values()):
        return Refusal("A score from 1 to 5, please.", "score")
    new = {k: n for k, n in scores.items() if k in known and n != there.scores.get(k, 0)}
    if not new:
        return Done("Nothing was different.")
    lines = [
        (Verb.SCORED, {"criterion": k, "field": there.key, "score": n}) for k, n in new.items()
    ]
    act = _fields.write(campaign, lines, now)
    return Done("Scores kept.", act)


@transaction.atomic
def decide(
    campaign: Campaign, field: str, verdict: Verdict, text: str, now: datetime
) -> Done | Refusal:
    """The verdict on a field, with the seeker's reason (P6). `news.tell` tells those who helped."""
    there = _fields.known(campaign, field)
    if verdict is there.verdict:
        return Done("It stands so already.")
    text = tidy(text, LONGEST_WORDS, lines=True)
    data = {"key": new_key(), "field": there.key, "verdict": str(verdict), "text": text}
    act = _fields.write(campaign, [(Verb.DECIDED, data)], now)
    return Done(_DECIDED[verdict].format(name=there.name), act)


_DECIDED = {
    Verdict.OPEN: "{name} is open again.",
    Verdict.GO_ON: "You go on asking about {name}.",
    Verdict.FOR_ME: "{name} is for you.",
    Verdict.NOT_FOR_ME: "{name} is not for you, and you found out in good time.",
}


@transaction.atomic
def rename(campaign: Campaign, field: str, name: str, now: datetime) -> Done | Refusal:
    """Call a field by another name; its people, and all that is known of it, go along."""
    there = _fields.known(campaign, field)
    name = tidy(name, campaigns.LONGEST_FIELD)
    if not name:
        return Refusal("What is it to be called?", "name")
    if name == there.name:
        return Done("It is called so already.")
    if scope.fields(campaign).filter(name__iexact=name).exclude(key=field).exists():
        return Refusal(f"“{name}” is on the list already, as a field of its own.", "name")
    data = {"key": there.key, "name": name, "was": there.name}
    act = _fields.write(campaign, [(Verb.FIELD_NAMED, data)], now)
    return Done(f"“{there.name}” is called “{name}” now.", act)


@transaction.atomic
def strike(campaign: Campaign, what: str, key: str, now: datetime) -> Done | Refusal:
    """Take a belief, insight, reading, question or criterion off; the journal keeps it."""
    if what not in STRIKES:
        return Refusal("There is nothing of that kind to take off.")
    person = None
    if what == "insight":
        said = scope.entries(campaign).filter(verb=Verb.LEARNED, data__key=key).last()
        person = said.person if said else None
    act = _fields.write(campaign, [(Verb.STRUCK, {"what": what, "key": key})], now, person)
    return Done(STRIKES[what], act)


@transaction.atomic
def guide(campaign: Campaign, answers: Mapping[str, str], now: datetime) -> Done:
    """Keep what the guided page was answered with (P2)."""
    told = {k: tidy(v, LONGEST_WORDS, lines=True) for k, v in answers.items()}
    act = _fields.write(campaign, [(Verb.GUIDED, told)], now)
    return Done("Kept.", act)
