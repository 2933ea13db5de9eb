"""What Mira learned of her fields: fields.toml written down through the real actions."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from fifteen.actions import campaigns, fields
from fifteen.actions._fields import recompute_each
from fifteen.actions.fields import Learned
from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import FieldNotes
from fifteen.method.words import Feeling, Refusal, Slot, Stance, Verdict
from fifteen.store import notes, scope
from fifteen.store.models import Campaign
from fifteen.store.once import once

One = dict[str, Any]


def write(campaign: Campaign, now: datetime) -> None:
    """Everything of fields.toml, in the order of the file."""
    text = files("fifteen.demo").joinpath("fields.toml").read_text("utf-8")
    for kind, lines in tomllib.loads(text).items():
        for one in lines:
            _WRITE[kind](campaign, one, now + timedelta(days=one.get("day", 0)))


def _sure(answer: Any) -> None:
    """The demo is ours: a refusal is a mistake in its file."""
    if isinstance(answer, Refusal):
        raise ValueError(answer.message)


def _field(campaign: Campaign, name: str) -> FieldNotes:
    there = notes.book(campaign).named(name)
    if there is None:
        raise ValueError(f"no field “{name}”")
    return there


def _name(campaign: Campaign, one: One, at: datetime) -> None:
    _sure(campaigns.name_field(campaign, one["name"], at))
    for text in one["beliefs"]:
        _sure(campaigns.believe(campaign, one["name"], text, at))


def _believe(campaign: Campaign, one: One, at: datetime) -> None:
    for text in one["texts"]:
        _sure(campaigns.believe(campaign, one["field"], text, at))


def _learn(campaign: Campaign, one: One, at: datetime) -> None:
    with once(recompute_each):
        _learn_all(campaign, one, at)


def _learn_all(campaign: Campaign, one: One, at: datetime) -> None:
    book = notes.book(campaign)
    field = book.named(one["field"])
    criteria = {c.text: c.key for c in book.criteria}
    if field is None:
        raise ValueError(f"no field “{one['field']}”")
    for who, slot, claim, stance, text, *more in one["said"]:
        person = scope.people(campaign).get(name=who)
        talk = scope.conversations(campaign).filter(person=person).latest("id")
        also: One = more[0] if more else {}
        said = Learned(
            text=text,
            slot=Slot(slot),
            says=claim,  # the words of a belief find the belief
            stance=Stance(stance),
            feeling=Feeling(also["feeling"]) if "feeling" in also else None,
            criterion=criteria.get(also.get("criterion", ""), ""),
            talk=talk.key,
        )
        _sure(fields.learn(campaign, field.key, person.key, said, talk.ended_at or at))


def _criteria(campaign: Campaign) -> dict[str, str]:
    return {c.text: c.key for c in notes.book(campaign).criteria}


def _settle(campaign: Campaign, one: One, at: datetime) -> None:
    field = _field(campaign, one["field"])
    belief = next(b for b in field.beliefs if b.text == one["belief"])
    state = BeliefState(one["state"])
    _sure(fields.settle(campaign, field.key, belief.key, state, one["text"], at))


def _weigh(campaign: Campaign, one: One, at: datetime) -> None:
    slot = Slot(one["slot"]) if "slot" in one else None
    _sure(fields.weigh(campaign, one["text"], one["weight"], at, slot))


def _score(campaign: Campaign, one: One, at: datetime) -> None:
    known = _criteria(campaign)
    scores = {known[text]: score for text, score in one["scores"].items()}
    _sure(fields.score(campaign, _field(campaign, one["field"]).key, scores, at))


def _read(campaign: Campaign, one: One, at: datetime) -> None:
    more = {"text": one.get("text", ""), "via": one.get("via", ""), "done": one.get("done", True)}
    _sure(fields.read(campaign, _field(campaign, one["field"]).key, one["title"], at, **more))


def _wonder(campaign: Campaign, one: One, at: datetime) -> None:
    _sure(fields.wonder(campaign, _field(campaign, one["field"]).key, one["text"], at))


def _decide(campaign: Campaign, one: One, at: datetime) -> None:
    field = _field(campaign, one["field"])
    _sure(fields.decide(campaign, field.key, Verdict(one["verdict"]), one["text"], at))


_WRITE = {
    "fields": _name,
    "beliefs": _believe,
    "insights": _learn,
    "settled": _settle,
    "criteria": _weigh,
    "scores": _score,
    "reading": _read,
    "left": _wonder,
    "verdicts": _decide,
}
