"""The look for a coach, put together from the campaign, part by part (O1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.utils.safestring import SafeString

from fifteen.actions import _drafting
from fifteen.method import rows, spoken
from fifteen.method.host_form import typed
from fifteen.method.letters.check import check
from fifteen.method.look import OFFERED, TALK_SOON, Line, Look, Part, Section
from fifteen.method.measures import GOAL_LABELS, SCORE_LABELS
from fifteen.method.progress import funnel, lives
from fifteen.method.progress.lives import Life, Written
from fifteen.method.progress.weeks import monday
from fifteen.method.standing import ANSWERS
from fifteen.method.words import Goal, LetterKind, Level, Measure, Score, Stage, Verb
from fifteen.pages import _desk, _findings, _pace, _today
from fifteen.pages._letter_kinds import titled
from fifteen.pages._steps import medium_words
from fifteen.store import helped, progress, read, scope
from fifteen.store.models import Campaign, Letter

MOST = 40
"""So many lines of a section; a coach has an hour, not a day."""
WEEKS = 8

_TITLES = {choice.part: choice.label for choice in OFFERED}
_MEASURES = {
    Measure.INFORMATION: "information",
    Measure.GIVEN: "gave back",
    Measure.CONNECTION: "connection",
    Measure.LEAD: "lead",
}
_SAID = (*sorted(ANSWERS), Verb.DEBRIEFED, Verb.LEARNED, Verb.CAUGHT)

Called = Callable[[str, str], str]  # key and name of a person -> what they are called here


def look(
    campaign: Campaign, parts: Collection[Part], hidden: bool, now: datetime, today: date
) -> Look:
    """What a coach sees with these parts; with `hidden` nobody's name is anywhere in it."""
    found = progress.lives_of(campaign)
    found.sort(key=lambda life: (life.began or date.max, life.who.key))
    called = _numbers(found) if hidden else _names
    made = {
        Part.COUNTS: partial(_counts, found, called, today),
        Part.DUE: partial(_due, campaign, called, hidden, now, today),
        Part.DRAFTS: partial(_drafts, campaign, called, hidden, now),
        Part.DEBRIEFS: partial(_debriefs, found, called, today),
        Part.WORDS: partial(_words, campaign, hidden, today),
    }
    sections = tuple(make() for part, make in made.items() if part in parts)
    return Look(campaign.seeker_name, today, hidden, sections)


def _names(key: str, name: str) -> str:
    return name


def _numbers(found: Sequence[Life]) -> Called:
    """Numbers in the order in which people were asked, so that they stay from look to look."""
    numbers = {life.who.key: f"Host {n}" for n, life in enumerate(found, 1) if life.began}
    return lambda key, name: numbers.get(key, "somebody new")


def _section(
    part: Part,
    lines: Sequence[Line],
    *,
    figures: tuple[tuple[str, int], ...] = (),
    more: int = 0,
    empty: str = "",
) -> Section:
    """The first lines; the others are counted with `more`, those that were not even read."""
    more += max(0, len(lines) - MOST)
    return Section(part, _TITLES[part], tuple(lines[:MOST]), figures, more, empty)


def _counts(found: Sequence[Life], called: Called, today: date) -> Section:
    everybody = funnel.of(found)
    figures = (
        ("Asked", everybody.asked),
        ("Answered", everybody.answered.count),
        ("Talked with", everybody.met.count),
        ("Thanked", sum(bool(life.thanked) for life in found)),
    )
    begun = [life for life in reversed(found) if life.began]
    people = [Line(called(x.who.key, x.who.name), _dates(x, today)) for x in begun]
    return _section(Part.COUNTS, [*_weeks(found, today), *people], figures=figures)


def _weeks(found: Sequence[Life], today: date) -> list[Line]:
    asked = Counter(monday(day) for life in found for day in life.asked)
    met = Counter(monday(day) for life in found for day in life.met)
    if not asked and not met:
        return []
    weeks = [monday(today) - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    each = ", ".join(str(asked[week]) for week in weeks)
    talks = ", ".join(str(met[week]) for week in weeks)
    return [
        Line("Asked in each of the last eight weeks", each, "C4"),
        Line("Talks in each of the last eight weeks", talks, "C4"),
    ]


def _dates(life: Life, today: date) -> str:
    days = (
        ("asked", life.asked[:1]),
        ("answered", [life.answered] if life.answered else []),
        ("talked", life.met[-1:]),
        ("thanked", life.thanked[-1:]),
    )
    return ", ".join(f"{word} {spoken.day(day, today)}" for word, one in days for day in one)


def _due(campaign: Campaign, called: Called, hidden: bool, now: datetime, today: date) -> Section:
    steps = _today.steps_of(campaign, now, today, _pace.week(campaign, today).left)
    lines = [
        Line(f"Talk with {called(t.person.key, t.person.name)}", f"{t.when}, {t.how}", "Q1")
        for t in steps.talks
    ]
    lines += _talks_soon(campaign, called, {t.person.pk for t in steps.talks}, now, today)
    for _, label, group in steps.groups:
        for step in group:
            head, reason = step.sentence, step.reason
            if hidden:  # reasons may name people and repeat promises; the method's words do not
                head = f"{label}: {called(step.person.key, step.person.name)}"
                reason = rows.of(step.row) if step.row else ""
            note = ". ".join(filter(None, (step.due, reason)))
            lines.append(Line(head, note, step.row))
    return _section(Part.DUE, lines, more=steps.more, empty="Nothing is due today.")


def _talks_soon(
    campaign: Campaign, called: Called, told: Collection[int], now: datetime, today: date
) -> list[Line]:
    """The agreed talks of the next days that are not told already."""
    booked = scope.people(campaign).filter(stage=Stage.BOOKED).exclude(pk__in=told)
    standings = read.standings(campaign, booked)
    found = [(s.booking, who) for who in booked if (s := standings[who.pk]).booking is not None]
    soon = [(b, who) for b, who in found if b and now <= b.start < now + TALK_SOON]
    soon.sort(key=lambda one: one[0].start)
    return [
        Line(
            f"Talk with {called(who.key, who.name)}",
            f"{spoken.moment(read.local(campaign, b.start), today)}, {medium_words(b.medium)}",
            "Q1",
        )
        for b, who in soon
    ]


def _drafts(campaign: Campaign, called: Called, hidden: bool, now: datetime) -> Section:
    drafts = scope.letters(campaign).filter(sent_at=None).order_by("-changed", "-pk")
    lines = [_draft(campaign, one, called, hidden, now) for one in drafts[:MOST]]
    unread = max(0, drafts.count() - len(lines))
    return _section(Part.DRAFTS, lines, more=unread, empty="No draft is waiting.")


def _draft(campaign: Campaign, letter: Letter, called: Called, hidden: bool, now: datetime) -> Line:
    letter.person.campaign = campaign
    findings = check(_drafting.as_checked(letter), _drafting.context(letter, now))
    stops = sum(finding.level is Level.STOP for finding in findings)
    advice = len(findings) - stops
    found = [
        *([spoken.count_of(stops, "stop")] if stops else []),
        *([spoken.count_of(advice, "piece of advice", "pieces of advice")] if advice else []),
    ]
    kind = titled(LetterKind(letter.kind))
    name = called(letter.person.key, letter.person.name)
    about = name if hidden else _desk.addressee(letter).name
    words = "" if hidden else "\n".join(filter(None, (letter.subject, letter.body)))
    day = spoken.day(read.day(campaign, letter.changed), read.day(campaign, now))
    note = ", ".join((f"last changed {day}", *found)) if found else f"last changed {day}"
    return Line(f"{kind}: to {about}", f"{note}.", "", words)


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft as a coach reads it, with what the check says of its words."""

    letter: Letter
    text: SafeString
    found: tuple[_findings.Shown, ...]


def marked(campaign: Campaign, letter: Letter, now: datetime) -> Marked:
    """A draft with its findings. Only those about words that stand in it: the others may tell of
    things the coach is not shown."""
    letter.person.campaign = campaign
    findings = check(_drafting.as_checked(letter), _drafting.context(letter, now))
    found = _findings.shown(f for f in findings if f.field == "body" and f.end > f.start)
    return Marked(letter, _findings.marks(letter.body, found, f"{letter.key}-"), found)


def _debriefs(found: Sequence[Life], called: Called, today: date) -> Section:
    talks = reversed(lives.written(found))
    lines = [
        Line(
            f"{called(life.who.key, life.who.name)}, {spoken.day(talk.on, today)}",
            _worth(talk),
            "F5",
        )
        for life, talk in talks
    ]
    return _section(Part.DEBRIEFS, lines, empty="No talk is written up yet.")


def _worth(talk: Written) -> str:
    said = [
        f"{label}: {SCORE_LABELS[Score(talk.measures[measure])].lower()}"
        for measure, label in _MEASURES.items()
        if talk.measures.get(measure) is not None
    ]
    if talk.goal:
        goal = GOAL_LABELS[Goal(talk.goal)]
        points = spoken.count_of(talk.points, "point")
        said.append(f"goal “{goal[:1].lower()}{goal[1:]}”, {points}")
    return "; ".join(said)


def _words(campaign: Campaign, hidden: bool, today: date) -> Section:
    """What hosts said, the latest first; nothing of it where names are hidden."""
    if hidden:
        left_out = "Left out, because names are hidden: words can name people."
        return _section(Part.WORDS, [], empty=left_out)
    gone = helped.withdrawn(campaign)
    entries = scope.entries(campaign).filter(verb__in=_SAID, person__isnull=False).order_by("-id")
    told = entries.values_list("on", "data", "act", "person__name")
    lines = [
        Line(f"{name}, {spoken.day(on, today)}", words=text)
        for on, data, act, name in told[: MOST * 4]
        if act not in gone and (text := (typed(data) or str(data.get("said", ""))).strip())
    ]
    return _section(Part.WORDS, lines, empty="Nothing they said is kept yet.")
