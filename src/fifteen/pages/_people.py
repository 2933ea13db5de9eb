"""The list of people: what is asked for in the address, and one page of the answer.

Without filters a page is read by the index of names from where the last one ended, so that it
costs the same in a book of fifty as in one of fifty thousand; nothing counts the whole book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from fifteen.adapters.people.blocks import as_line
from fifteen.method import spoken
from fifteen.method.facts import Facts
from fifteen.method.folding import fold
from fifteen.method.lists import ASKED
from fifteen.method.people import parse_line, with_inferred_tie
from fifteen.method.words import Stage, StepKind, Tie, TieKind
from fifteen.pages import _steps
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Person

PAGE, _PAGE_IN_WORDS = 50, "fifty"
VIEWS = ("", "board", "tree")
"""How the same people are shown: the table, by stage, or who led to whom."""

MOST_FOUND = 200
"""A search looks no further: whoever is not among them is found by one more word."""

_UNDERWAY = tuple(stage for stage in Stage if stage is not Stage.TO_ASK)
_LONGEST_QUERY = 200  # characters
_LONGEST_LINE = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    q: str = ""
    stage: str = ""
    tie: str = ""
    field: str = ""
    source: str = ""
    tag: str = ""
    due: bool = False
    after: str = ""  # key of the last person of the page before
    view: str = ""  # of VIEWS

    @property
    def filters(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.narrowed_by)

    @property
    def narrowed_by(self) -> dict[str, str]:
        """What narrows the list, by the names in the address; what is not chosen is left out."""
        asked = {name: getattr(self, name) for name in ASKED}
        return {name: "1" if value is True else value for name, value in asked.items() if value}

    def address(self, **changed: str) -> str:
        """The address of this list with some of it changed, from its first page."""
        asked = {**self.narrowed_by, "view": self.view, **changed}
        query = urlencode({k: asked[k] for k in (*ASKED, "view", "after") if asked.get(k)})
        return f"/people?{query}" if query else "/people"


def wanted(query: Mapping[str, str]) -> Wanted:
    """What is asked for; values that do not exist are left aside."""
    stage, tie = query.get("stage", ""), query.get("tie", "")
    return Wanted(
        q=query.get("q", "").strip()[:_LONGEST_QUERY],
        stage=stage if stage in set(Stage) else "",
        tie=tie if tie in set(TieKind) else "",
        field=query.get("field", "")[:120],
        source=query.get("source", "")[:24],
        tag=query.get("tag", "")[:40],
        due=query.get("due", "") == "1",
        after=query.get("after", "")[:80],
        view=query.get("view", "") if query.get("view", "") in VIEWS else "",
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the table."""

    person: Person
    tie: Tie
    next: str
    due: bool
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list."""

    lines: tuple[Line, ...]
    more: str  # address of the next page, or nothing
    next: str  # what stands on the way there: "The next fifty", "The last one"
    count: str  # how many, in words: "52 people", "50 and more"


def found(campaign: Campaign, asked: Wanted, today: date) -> Found:
    """One page of the people that are asked for."""
    if asked.q:
        return _searched(campaign, asked, today)
    rows = narrowed(scope.listed(campaign), asked, today)
    order = ("due", "pk") if asked.due else ("name_fold", "pk")
    rows = _beyond(campaign, rows, asked).order_by(*order)
    people = list(rows[: 2 * PAGE + 1])
    more = asked.address(after=people[PAGE - 1].key) if len(people) > PAGE else ""
    shown = people[:PAGE]
    count = _count(campaign, asked, shown, more)
    return Found(_lines(campaign, shown, today), more, _next(len(people) - PAGE), count)


def _next(left: int) -> str:
    """The words that lead on to so many more."""
    if left > PAGE:
        return f"The next {_PAGE_IN_WORDS}"
    return "The last one" if left == 1 else f"The last {spoken.in_words(left)}"


def _searched(campaign: Campaign, asked: Wanted, today: date) -> Found:
    ids = find.ids(campaign, asked.q, MOST_FOUND)
    fitting = narrowed(scope.people(campaign).filter(pk__in=ids), asked, today)
    keys = dict(fitting.values_list("pk", "key"))
    chosen = [pk for pk in ids if pk in keys]
    start = next((at + 1 for at, pk in enumerate(chosen) if keys[pk] == asked.after), 0)
    people = scope.listed(campaign).in_bulk(chosen[start : start + PAGE])
    shown = [people[pk] for pk in chosen[start : start + PAGE]]
    more = asked.address(after=shown[-1].key) if len(chosen) > start + PAGE else ""
    total = spoken.count_of(len(chosen), "person", "people")
    count = f"The best {MOST_FOUND}" if len(ids) == MOST_FOUND else total
    left = len(chosen) - start - PAGE
    return Found(_lines(campaign, shown, today), more, _next(left), count)


def narrowed(rows: QuerySet[Person], asked: Wanted, today: date) -> QuerySet[Person]:
    """Those of them that the filters leave; what is searched for is not looked at here."""
    if asked.stage == Stage.TO_ASK:
        # Nearly everybody: said the other way round, so that the index of names is walked.
        rows = rows.exclude(stage__in=_UNDERWAY)
    elif asked.stage:
        rows = scope.underway(rows).filter(stage=asked.stage)
    if asked.tie:
        rows = rows.filter(tie_kind=asked.tie)
    if asked.field:
        rows = scope.with_field(rows).filter(field=asked.field)
    if asked.source:
        rows = rows.filter(source=asked.source)
    if asked.tag:
        rows = rows.filter(tag__name=asked.tag)
    if asked.due:
        rows = due_by(rows, today)
    return rows


def due_by(rows: QuerySet[Person], today: date) -> QuerySet[Person]:
    """Those with something to do by this day; resting the silent is done for the seeker."""
    return rows.filter(due__lte=today).exclude(step=StepKind.REST)


def _beyond(campaign: Campaign, rows: QuerySet[Person], asked: Wanted) -> QuerySet[Person]:
    """The rows after the last one of the page before."""
    last = scope.people(campaign).filter(key=asked.after).first() if asked.after else None
    if last is None:
        return rows
    if asked.due:
        if last.due is None:
            return rows
        return rows.filter(Q(due__gt=last.due) | Q(due=last.due, pk__gt=last.pk))
    here = Q(name_fold__gt=last.name_fold) | Q(name_fold=last.name_fold, pk__gt=last.pk)
    return rows.filter(here, name_fold__gte=last.name_fold)


def _count(campaign: Campaign, asked: Wanted, shown: list[Person], more: str) -> str:
    if not asked.filters:
        return spoken.count_of(campaign.people_count, "person", "people")
    if more or asked.after:
        return f"{PAGE} and more" if more else "The last of them"
    return spoken.count_of(len(shown), "person", "people")


def _lines(campaign: Campaign, people: list[Person], today: date) -> tuple[Line, ...]:
    """Each with next step and tags; one query for the tags of all."""
    tags: dict[int, list[str]] = defaultdict(list)
    if people:
        rows = scope.tags(campaign).filter(person__in=[p.pk for p in people])
        for who, name in rows.values_list("person_id", "name"):
            tags[who].append(name)
    return tuple(
        Line(person, read.tie(person), *next_words(person, today), tuple(tags[person.pk]))
        for person in people
    )


def next_words(person: Person, today: date) -> tuple[str, bool]:
    """The next step in a few words, and whether it is due; from the projection alone."""
    if not person.step:
        return "Left in peace", False
    kind = StepKind(person.step)
    short = _steps.saying(kind).short
    if kind is StepKind.HOLD and person.due_at is not None:
        return f"Talk {spoken.moment(read.local(person.campaign, person.due_at), today)}", False
    if person.due is None:
        return short, False
    if kind is StepKind.REST:
        return f"Waits until {spoken.day(person.due, today)}", False
    if person.due <= today:
        return short, True
    if kind is StepKind.REMIND:
        return f"Waits until {spoken.day(person.due, today)}", False
    return f"{short} {spoken.day(person.due, today)}", False


# Quick entry


def understood(campaign: Campaign, line: str) -> Facts:
    """The facts in a typed line or a pasted signature; a first name after "via" becomes the person
    of that name."""
    one = as_line(line[:_LONGEST_LINE])
    facts = parse_line(one, lambda name: known_name(campaign, name))
    return with_inferred_tie(facts, read.seeker(campaign))


def known_name(campaign: Campaign, name: str) -> str | None:
    """The whole name of the one person called so, or of the one whose first name it is."""
    key = fold(name)
    if not key:
        return None
    people = scope.people(campaign)
    exact = people.filter(name_fold=key).values_list("name", flat=True)[:2]
    # Between "tom " and "tom!" stand all the Toms: a range the index of names can walk.
    first = people.filter(name_fold__gte=f"{key} ", name_fold__lt=f"{key}!")
    names = list(exact) or list(first.values_list("name", flat=True)[:2])
    return names[0] if len(names) == 1 else None
