"""The demo campaign: campaign.toml replayed through the real actions, day by day."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from fifteen.actions import campaigns, debrief, journal, letters, meetings, papers, people
from fifteen.actions._write import new_key
from fifteen.method.facts import clean
from fifteen.method.words import (
    Channel,
    LetterKind,
    Measure,
    Medium,
    Purpose,
    Refusal,
    Score,
    Tie,
    TieKind,
    Verb,
)
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Conversation, Person

_ANSWERS = {v.value: v for v in Verb if v.value in ("said-yes", "said-no", "put-off")}
_LETTERS = {
    "asked": LetterKind.REQUEST,
    "reminded": LetterKind.REMINDER,
    "times": LetterKind.TIMES,
    "confirmed": LetterKind.CONFIRMATION,
    "thanked-no": LetterKind.THANKS_DECLINED,
}
_MEASURES = {
    Measure.INFORMATION: Score.GOOD,
    Measure.GIVEN: Score.SOME,
    Measure.CONNECTION: Score.GOOD,
    Measure.LEAD: Score.NO,
}

Step = list[Any]


def data() -> dict[str, Any]:
    """campaign.toml as it stands."""
    return tomllib.loads(files("fifteen.demo").joinpath("campaign.toml").read_text("utf-8"))


@transaction.atomic
def load(now: datetime) -> Campaign:
    """The demo campaign, made anew as if it had led up to today."""
    remove()
    demo = data()
    began = now - timedelta(days=40)
    own = scope.campaigns().first()
    campaign = Campaign.objects.create(
        owner=scope.LOCAL,
        key=new_key(),
        made=began,
        is_demo=True,
        zone=own.zone if own else "UTC",
    )
    _sure(campaigns.begin(campaign, Purpose.LEARN, demo["seeker"], "", began))
    for field in demo["fields"]:
        _sure(campaigns.add_field(campaign, field["name"], began))
        for text in field["beliefs"]:
            _sure(campaigns.believe(campaign, field["name"], text, began))
    for _, step, one in _happenings(demo["people"]):
        _Replay(campaign, now).step(one, step)
    campaign.refresh_from_db()
    return campaign


def remove() -> None:
    """Take the demo away; nothing else is touched."""
    for campaign in scope.campaigns().filter(is_demo=True):
        campaigns.delete_everything(campaign)


def _happenings(everybody: list[dict[str, Any]]) -> Iterator[tuple[int, Step, dict[str, Any]]]:
    """Everything that happens, by day: people first, then what they did, as the file has it."""
    lines: list[tuple[int, int, Step, dict[str, Any]]] = []
    for number, one in enumerate(everybody):
        lines.append((_known_on(one), number, ["known"], one))
        lines += [(step[0], number, step[1:], one) for step in one["steps"]]
    for day, _, step, one in sorted(lines, key=lambda line: (line[0], line[1])):
        yield day, [day, *step], one


def _known_on(one: dict[str, Any]) -> int:
    return min([step[0] for step in one["steps"]], default=-4)


def _sure(answer: Any) -> Any:
    """The demo is ours: a refusal is a mistake in its file."""
    if isinstance(answer, Refusal):
        raise ValueError(answer.message)
    return answer


class _Replay:
    """One line of the demo, done through the action that a person would use."""

    def __init__(self, campaign: Campaign, now: datetime) -> None:
        self.campaign, self.now = campaign, now

    def step(self, one: dict[str, Any], step: Step) -> None:
        day, word, rest = step[0], step[1], step[2:]
        at = self._at(day, word)
        if word == "known":
            self._known(one, at)
            return
        person = scope.people(self.campaign).get(name=one["name"])
        if word in _ANSWERS:
            _sure(journal.record(person, _ANSWERS[word], at, None, {"text": rest[0]}))
        elif word in _LETTERS:
            self._letter(person, _LETTERS[word], at)
        else:
            _DO[word](self, person, at, rest)

    def _at(self, day: int, word: str) -> datetime:
        """Letters leave at nine, answers come at six in the evening, talks are at ten."""
        hour = 18 if word in _ANSWERS else {"times": 20, "book": 20, "met": 10}.get(word, 9)
        if word in ("name", "debrief", "mine", "theirs", "thanked"):
            hour = 11
        local = (self.now + timedelta(days=day)).astimezone(read.zone(self.campaign))
        return min(local.replace(hour=hour, minute=0, second=0, microsecond=0), self.now)

    def _known(self, one: dict[str, Any], at: datetime) -> None:
        kind, via = one.get("tie", ("referred", one.get("heard_from", "")))
        there = scope.people(self.campaign).filter(name=one["name"]).first()
        if there is None:
            told = {k: one.get(k, "") for k in ("name", "role", "organisation", "email", "phone")}
            facts = clean(**told, tie=Tie(TieKind(kind), via))
            there, _ = _sure(people.add(self.campaign, facts, at, field=one["field"]))
        more = ("email", "phone", "why", "read", "field")
        _sure(people.change(there, {k: one[k] for k in more if one.get(k)}, at))

    def _letter(self, person: Person, kind: LetterKind, at: datetime) -> None:
        letter = letters.begin(person, kind, at)
        stops = {f.rule for f in letters.findings(letter, at)}
        _sure(letters.sent(letter, Channel.MAIL, at, overrule=stops))

    def book(self, person: Person, at: datetime, rest: Step) -> None:
        day, medium, place = rest
        start = (self.now + timedelta(days=day, hours=1)).replace(minute=30, second=0)
        zone = self.campaign.zone
        _sure(meetings.book(person, start, zone, Medium(medium), at, place=place))

    def met(self, person: Person, at: datetime, rest: Step) -> None:
        start = at
        booked = _sure(
            meetings.book(
                person, start, self.campaign.zone, Medium(rest[0]), at - timedelta(hours=2)
            )
        )
        talk: Conversation = meetings.start(booked[0], start)
        for text in rest[1:]:
            _sure(papers.catch(talk, "insight", text, start + timedelta(minutes=5)))
        over = start + timedelta(minutes=16)
        _sure(meetings.end(talk, over))

    def name(self, person: Person, at: datetime, rest: Step) -> None:
        heard = clean(
            name=rest[0], role=rest[1], organisation=rest[2], tie=Tie(TieKind.REFERRED, person.name)
        )
        _sure(people.add(self.campaign, heard, at, source="named", field=person.field))

    def debrief(self, person: Person, at: datetime, rest: Step) -> None:
        talk = scope.conversations(self.campaign).filter(person=person).latest("id")
        answers = debrief.Answers(_MEASURES, reached=True, said=rest[0])
        _sure(debrief.write_up(talk, answers, at))

    def mine(self, person: Person, at: datetime, rest: Step) -> None:
        self._promise(person, True, rest, at)

    def theirs(self, person: Person, at: datetime, rest: Step) -> None:
        self._promise(person, False, rest, at)

    def _promise(self, person: Person, mine: bool, rest: Step, at: datetime) -> None:
        due = (self.now + timedelta(days=rest[1])).date()
        _sure(journal.promise(person, mine, rest[0], due, at))

    def thanked(self, person: Person, at: datetime, rest: Step) -> None:
        self._letter(person, letters.way_of(person, at), at)


_DO: dict[str, Callable[[_Replay, Person, datetime, Step], None]] = {
    "book": _Replay.book,
    "met": _Replay.met,
    "name": _Replay.name,
    "debrief": _Replay.debrief,
    "mine": _Replay.mine,
    "theirs": _Replay.theirs,
    "thanked": _Replay.thanked,
}
