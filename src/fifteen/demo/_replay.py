"""One line of the demo, done through the action that a person would use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from fifteen.actions import debrief, journal, letters, meetings, papers, people, review
from fifteen.method.facts import clean
from fifteen.method.letters.check import RULES
from fifteen.method.letters.drafts import Length
from fifteen.method.progress.weeks import monday
from fifteen.method.words import (
    Channel,
    Goal,
    LetterKind,
    Measure,
    Medium,
    Refusal,
    Score,
    Tie,
    TieKind,
    Verb,
)
from fifteen.store import helped, read, scope
from fifteen.store.models import Campaign, Conversation, Person

_ANSWERS = {
    Verb.SAID_YES: "text",
    Verb.SAID_NO: "text",
    Verb.PUT_OFF: "text",
    Verb.ASKED_BACK: "text",
    Verb.NAMED_SOMEONE: "name",
    Verb.NEVER: "text",
}
"""What came back, and what the one word behind it is called in the journal."""

_LETTERS = {
    "asked": LetterKind.REQUEST,
    "reminded": LetterKind.REMINDER,
    "times": LetterKind.TIMES,
    "confirmed": LetterKind.CONFIRMATION,
    "clarified": LetterKind.PUT_OFF_ANSWER,
    "phone-offered": LetterKind.PUT_OFF_ANSWER,
    "answered": LetterKind.PUT_OFF_ANSWER,
    "thanked-no": LetterKind.THANKS_DECLINED,
}
_IN_ONE_WORD = {"asked": Verb.ASKED, "reminded": Verb.REMINDED}
_LETTERS_FROM = -35  # what was asked before that is kept in one word: the demo must open at once
_USUAL = (Score.GOOD, Score.SOME, Score.GOOD, Score.NO)
_TOLD_BEFORE = timedelta(days=10)  # what came of later talks is still to be told: Today shows it
_STOPS = frozenset(line.rule for line in RULES)  # a demo does not stop at a letter

Line = list[Any]


def sure(answer: Any) -> Any:
    """The demo is ours: a refusal is a mistake in its file (ValueError)."""
    if isinstance(answer, Refusal):
        raise ValueError(answer.message)
    return answer


class Replay:
    """A campaign as it is told, line by line."""

    def __init__(self, campaign: Campaign, now: datetime) -> None:
        self.campaign, self.now = campaign, now
        self._zone = read.zone(campaign)
        self._people: dict[str, Person] = {}  # as they came in; every action reads anew

    def at(self, day: int, hour: int) -> datetime:
        """An hour of a day counted from today, never later than now."""
        local = (self.now + timedelta(days=day)).astimezone(self._zone)
        return min(local.replace(hour=hour, minute=0, second=0, microsecond=0), self.now)

    def step(self, one: dict[str, Any], line: Line) -> None:
        """Do what one line says."""
        day, word, rest = line[0], line[1], line[2:]
        at = self.at(day, _HOURS.get(word, 9))
        if word == "known":
            self._known(one, at)
            return
        person = self._people[one["name"]]
        if word in _ANSWERS:
            said = {_ANSWERS[Verb(word)]: rest[0]} if rest else {}
            sure(journal.record(person, Verb(word), at, None, said))
        elif word in _IN_ONE_WORD and not (one.get("why") and day > _LETTERS_FROM):
            sure(journal.record(person, _IN_ONE_WORD[word], at, None, {"channel": "mail"}))
        elif word in _LETTERS:
            self._letter(person, _LETTERS[word], at)
        else:
            _DO[word](self, person, at, rest)

    def look_back(self, day: int, kept: dict[str, Any]) -> None:
        """Keep what the week after this day should hold."""
        at = self.at(day, _HOURS["review"])
        week = monday(at.astimezone(self._zone).date()) + timedelta(days=7)
        sure(review.intend(self.campaign, week, kept["asks"], kept["talks"], kept["words"], at))

    def _known(self, one: dict[str, Any], at: datetime) -> None:
        there = self._people.get(one["name"])
        if there is None:
            told = {k: one.get(k, "") for k in ("name", "role", "organisation", "email", "phone")}
            told["extra"] = one.get("offer", {})
            there = self._add(told, Tie(TieKind(one["tie"][0]), one["tie"][1]), one["field"], at)
        more = ("email", "phone", "why", "read", "field")
        changes = {k: one[k] for k in more if one.get(k) and one[k] != getattr(there, k)}
        if changes:
            sure(people.change(there, changes, at))

    def _add(
        self, told: dict[str, Any], tie: Tie, field: str, at: datetime, source: str = "typed"
    ) -> Person:
        added = people.add(self.campaign, clean(**told, tie=tie), at, source, field)
        person: Person = sure(added)[0]
        self._people[person.name] = person
        return person

    def _letter(
        self, person: Person, kind: LetterKind, at: datetime, body: str = "", to: str = ""
    ) -> None:
        letter = letters.begin(person, kind, at, to=to)
        if body:
            letter = sure(letters.keep(letter, letter.revision, letter.subject, body, at))
        sure(letters.sent(letter, Channel.MAIL, at, overrule=_STOPS))

    def book(self, person: Person, at: datetime, rest: Line) -> None:
        """[day, medium, place]"""
        day, medium, place = rest
        start = (self.now + timedelta(days=day, hours=1)).replace(minute=30, second=0)
        sure(meetings.book(person, start, self.campaign.zone, Medium(medium), at, place=place))

    def draft(self, person: Person, at: datetime, rest: Line) -> None:
        """[subject, text]: a request the seeker began in her own words and has not sent."""
        letter = letters.begin(person, LetterKind.REQUEST, at)
        sure(letters.keep(letter, letter.revision, rest[0], rest[1].strip(), at))

    def later(self, person: Person, at: datetime, rest: Line) -> None:
        """[day]: what is next with them waits until then."""
        until = (self.now + timedelta(days=rest[0])).astimezone(self._zone).date()
        sure(journal.later(person, until, at))

    def called_off(self, person: Person, at: datetime, rest: Line) -> None:
        """[why]"""
        sure(meetings.call_off(person, at, rest[0]))

    def met(self, person: Person, at: datetime, rest: Line) -> None:
        """[medium, minutes more they offered if any, insights ...]"""
        more = next((item for item in rest if isinstance(item, int)), 0)
        before = at - timedelta(hours=2)
        booked = meetings.book(person, at, self.campaign.zone, Medium(rest[0]), before)
        talk = meetings.start(sure(booked)[0], at)
        for text in rest[1:]:
            if text != more:
                sure(papers.catch(talk, "insight", text, at + timedelta(minutes=5)))
        if more:
            meetings.more_time(talk, more)
        sure(meetings.end(talk, at + timedelta(minutes=16 + more)))

    def caught(self, person: Person, at: datetime, rest: Line) -> None:
        """[what, text]"""
        sure(papers.catch(self._talk(person), rest[0], rest[1], at))

    def name(self, person: Person, at: datetime, rest: Line) -> None:
        """[name, role, organisation] of somebody this person named."""
        told = dict(zip(("name", "role", "organisation"), rest, strict=True))
        self._add(told, Tie(TieKind.REFERRED, person.name), person.field, at, "named")

    def debrief(self, person: Person, at: datetime, rest: Line) -> None:
        """[what to thank for, a table of measures, goal and beliefs]"""
        talk, told = self._talk(person), rest[1] if len(rest) > 1 else {}
        talk = papers.choose_goal(talk, Goal(told.get("goal", Goal.FURTHER_PERSON)))
        keys = dict(scope.beliefs(self.campaign).values_list("text", "key"))
        answers = debrief.Answers(
            dict(zip(Measure, map(Score, told.get("m", _USUAL)), strict=True)),
            reached=told.get("reached", True),
            beliefs={keys[text]: state for text, state in told.get("beliefs", {}).items()},
            said=rest[0],
        )
        sure(debrief.write_up(talk, answers, at))

    def _talk(self, person: Person) -> Conversation:
        return scope.conversations(self.campaign).filter(person=person).latest("id")

    def mine(self, person: Person, at: datetime, rest: Line) -> None:
        """[what I promised, the day it is due]"""
        self._promise(person, True, rest, at)

    def theirs(self, person: Person, at: datetime, rest: Line) -> None:
        """[what they promised, the day it is due]"""
        self._promise(person, False, rest, at)

    def _promise(self, person: Person, mine: bool, rest: Line, at: datetime) -> None:
        due = (self.now + timedelta(days=rest[1])).date()
        sure(journal.promise(person, mine, rest[0], due, at))

    def kept(self, person: Person, at: datetime, rest: Line) -> None:
        """[words of the promise]"""
        open_ones = read.standing_of(person).promises
        key = next(p.key for p in open_ones if rest[0] in p.what)
        sure(journal.settle_promise(person, key, True, at))

    def thanked(self, person: Person, at: datetime, rest: Line) -> None:
        """The thank-you; and a line to whoever led here, but for the latest talks."""
        by_phone = read.standing_of(person).met_by is Medium.PHONE
        kind = LetterKind.THANKS_PHONE if by_phone else LetterKind.THANKS_MET
        self._letter(person, kind, at)
        if at < self.now - _TOLD_BEFORE:
            self._tell_who_led_here(self._talk(person), at)

    def _tell_who_led_here(self, talk: Conversation, at: datetime) -> None:
        for one in helped.owed(self.campaign, talk.key):
            if one.promise and one.told_on is None and not one.left_out:
                kind = LetterKind.WHAT_CAME_OF_IT
                letter = letters.begin(one.person, kind, at, promise=one.promise)
                letters.start_from(letter, letter.version, at, length=Length.SHORT)
                sure(letters.sent(letter, Channel.MAIL, at, overrule=_STOPS))

    def touched(self, person: Person, at: datetime, rest: Line) -> None:
        """[what was written]"""
        self._letter(person, LetterKind.KEEP_IN_TOUCH, at, rest[0])

    def report(self, person: Person, at: datetime, rest: Line) -> None:
        """[to whom, what was written]: what came of it, to the one who led further back."""
        self._letter(self._people[rest[0]], LetterKind.WHAT_CAME_OF_IT, at, rest[1])

    def introduction_asked(self, person: Person, at: datetime, rest: Line) -> None:
        """[who was asked to introduce]"""
        self._letter(person, LetterKind.INTRODUCTION_REQUEST, at, to=rest[0])


_DO: dict[str, Callable[[Replay, Person, datetime, Line], None]] = {
    "book": Replay.book,
    "called-off": Replay.called_off,
    "draft": Replay.draft,
    "later": Replay.later,
    "met": Replay.met,
    "caught": Replay.caught,
    "name": Replay.name,
    "debrief": Replay.debrief,
    "mine": Replay.mine,
    "theirs": Replay.theirs,
    "kept": Replay.kept,
    "thanked": Replay.thanked,
    "touched": Replay.touched,
    "report": Replay.report,
    "introduction-asked": Replay.introduction_asked,
}

# Letters leave at nine, answers come at six in the evening, talks are at ten.
_HOURS: dict[str, int] = {
    **dict.fromkeys(map(str, _ANSWERS), 18),
    **dict.fromkeys(("times", "book", "clarified", "phone-offered", "answered", "thanked-no"), 20),
    "later": 21,
    "met": 10,
    "review": 20,
    **dict.fromkeys(("caught", "name", "debrief", "mine", "theirs", "thanked"), 11),
}
