"""What Mira learned of her fields: fields.toml written down through the real actions."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from fifteen.actions import campaigns, fields
from fifteen.actions.fields import Learned
from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import FieldNotes
from fifteen.method.words import Feeling, Refusal, Slot, Stance, Verdict
from fifteen.store import notes, scope
from fifteen.store.models import Campaign

One = dict[str, Any]


def write(campaign: Campaign, now: datetime) -> None:
    """Everything of fields.toml, in the order of its days."""
    text = files("fifteen.demo").joinpath("fields.toml").read_text("utf-8")
    lines = [(one.get("day", -39), kind, one) for kind, all_of in _tables(text) for one in all_of]
    for day, kind, one in sorted(lines, key=lambda line: line[0]):
        _WRITE[kind](campaign, one, now + timedelta(days=day))


def _tables(text: str) -> list[tuple[str, list[One]]]:
    return list(tomllib.loads(text).items())


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
    who = scope.people(campaign).get(name=one["who"])
    talk = scope.conversations(campaign).filter(person=who).last()
    said = Learned(
        text=one["text"],
        slot=Slot(one["slot"]),
        says=one.get("claim") or one.get("says", ""),  # the words of a belief find the belief
        stance=Stance(one.get("stance", "for")),
        feeling=Feeling(one["feeling"]) if "feeling" in one else None,
        criterion=_criteria(campaign).get(one.get("criterion", ""), ""),
        talk=talk.key if talk else "",
    )
    _sure(fields.learn(campaign, _field(campaign, one["field"]).key, who.key, said, at))


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
