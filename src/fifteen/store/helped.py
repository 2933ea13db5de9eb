"""Rows into what each person did for the seeker, and what has happened since (F7, F9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from fifteen.method.folding import fold
from fifteen.method.given import Given, given
from fifteen.method.helped import Helping, News, NewsKind, Talk
from fifteen.method.touch import Since
from fifteen.method.words import Standing, TieKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person

_LED = (TieKind.REFERRED, TieKind.INTRODUCED)
_VERBS = (
    *(Verb.MET, Verb.DEBRIEFED, Verb.PROMISED, Verb.KEPT, Verb.RELEASED, Verb.TOUCHED),
    *(Verb.NEVER, Verb.INTRODUCTION_ASKED, Verb.LEARNED),
)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that counts, with whose it is."""

    person: int
    on: date
    verb: Verb
    data: Mapping[str, Any]


def withdrawn(campaign: Campaign) -> set[str]:
    """The acts of a campaign that no longer count."""
    rows = scope.entries(campaign).filter(verb=Verb.WITHDRAWN)
    return set(rows.values_list("data__act", flat=True))


def lines(
    campaign: Campaign, verbs: Collection[Verb] = _VERBS, people: Collection[int] | None = None
) -> list[Line]:
    """The entries with these verbs that count, in the order they were written."""
    gone = withdrawn(campaign)
    rows = scope.entries(campaign).filter(verb__in=verbs, person__isnull=False)
    if people is not None:
        rows = rows.filter(person__in=people)
    found = rows.values_list("person_id", "on", "verb", "data", "act")
    return [Line(pk, on, Verb(verb), data) for pk, on, verb, data, act in found if act not in gone]


def news(campaign: Campaign) -> list[News]:
    """All news that counts, the oldest first."""
    gone = withdrawn(campaign)
    rows = scope.entries(campaign).filter(verb=Verb.NEWS).values_list("on", "data", "act")
    names = called_now(campaign, gone)
    return [news_of(data, on, names) for on, data, act in rows if act not in gone]


def called_now(campaign: Campaign, gone: Collection[str]) -> dict[str, str]:
    """What fields are called now, by the folded name they once had; `gone` are withdrawn acts."""
    rows = scope.entries(campaign).filter(verb=Verb.FIELD_NAMED).values_list("data", "act")
    named = [data for data, act in rows if act not in gone]
    now = {str(data.get("key")): str(data.get("name")) for data in named}
    taken = {fold(name) for name in now.values()}
    former = [(fold(str(data["was"])), str(data.get("key"))) for data in named if data.get("was")]
    return {was: now[key] for was, key in former if was not in taken}


def news_of(
    data: Mapping[str, Any], on: date, names: Mapping[str, str] = MappingProxyType({})
) -> News:
    """One entry of the journal as news; `names` as of `called_now`."""
    field = str(data.get("field", ""))
    kind = str(data.get("what", ""))
    return News(
        key=str(data.get("key", "")),
        kind=NewsKind(kind) if kind in set(NewsKind) else NewsKind.OTHER,
        text=str(data.get("text", "")),
        field=names.get(fold(field), field),
        belief=str(data.get("belief", "")),
        on=on,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """One person and a piece of news: told, still to be told, or left out by a decision."""

    person: Person
    promise: str  # key; empty where they were left out from the start
    due: str  # ISO date
    told_on: date | None
    left_out: bool


def owed(campaign: Campaign, key: str) -> list[Owed]:
    """Everybody a piece of news is owed to or was, in the order in which it was put on the list."""
    gone = withdrawn(campaign)
    mine = scope.entries(campaign).filter(
        verb__in=(Verb.PROMISED, Verb.RELEASED), data__news=key, person__isnull=False
    )
    rows = [row for row in mine.select_related("person") if row.act not in gone]
    promises = [str(row.data.get("key")) for row in rows]
    ends = scope.entries(campaign).filter(
        verb__in=(Verb.KEPT, Verb.RELEASED), data__key__in=promises
    )
    ended = {str(row.data.get("key")): row for row in ends if row.act not in gone}
    found = []
    for row in rows:
        end = ended.get(str(row.data.get("key")))
        assert row.person is not None
        told_on = end.on if end is not None and end.verb == Verb.KEPT else None
        left_out = end is not None and end.verb == Verb.RELEASED
        promise = "" if row.verb == Verb.RELEASED else str(row.data.get("key"))
        found.append(Owed(row.person, promise, str(row.data.get("due", "")), told_on, left_out))
    return found


def given_back(campaign: Campaign) -> Given:
    """What was given back in the whole campaign, counted."""
    rows = scope.entries(campaign).filter(verb__in=_GIVING)
    return given(read.lines(rows))


_GIVING = (
    *(Verb.THANKED, Verb.THANKED_NO, Verb.DEBRIEFED, Verb.PROMISED, Verb.KEPT, Verb.TOUCHED),
    Verb.WITHDRAWN,
)


def everybody(campaign: Campaign) -> list[Helping]:
    """Everybody who talked with the seeker, or led them to somebody who did; a few queries."""
    journal: dict[int, list[Line]] = defaultdict(list)
    for line in lines(campaign):
        journal[line.person].append(line)
    met = [pk for pk, each in journal.items() if any(x.verb is Verb.MET for x in each)]
    talked = scope.people(campaign).in_bulk(met)
    led = _led(talked.values(), journal)
    by_name = scope.people(campaign).filter(name_fold__in=led.keys())
    leaders = {p.pk: p for p in by_name}
    people = {**leaders, **talked}
    names = called_now(campaign, withdrawn(campaign))
    return [_helping(p, journal[p.pk], led.get(p.name_fold, ()), names) for p in people.values()]


def _led(
    talked: Iterable[Person], journal: Mapping[int, list[Line]]
) -> dict[str, list[tuple[str, str]]]:
    """Folded names of those who led the seeker to somebody, with whom they led to."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person in talked:
        for name in led_by(person, journal[person.pk]):
            found[name].append((person.name, person.field))
    return found


def led_by(person: Person, entries: Iterable[Line]) -> set[str]:
    """The folded names of those who led the seeker to this person."""
    names = {person.tie_via} if person.tie_kind in _LED else set()
    names |= {str(e.data.get("of", "")) for e in entries if e.verb is Verb.INTRODUCTION_ASKED}
    return {fold(name) for name in names if name} - {person.name_fold}


def _helping(
    person: Person,
    entries: list[Line],
    led_to: Iterable[tuple[str, str]],
    names: Mapping[str, str] = MappingProxyType({}),
) -> Helping:
    spoke: dict[str, set[str]] = defaultdict(set)
    for e in entries:
        talk = str(e.data.get("conversation"))
        if e.verb is Verb.DEBRIEFED:
            states = e.data.get("beliefs", {})
            spoke[talk] |= {key for key, state in states.items() if state != "open"}
        elif e.verb is Verb.LEARNED and e.data.get("claim"):
            spoke[talk].add(str(e.data["claim"]))
    promised = {
        str(e.data.get("key")): str(e.data.get("what", ""))
        for e in entries
        if e.verb is Verb.PROMISED and e.data.get("by") == "them"
    }
    kept = (str(e.data.get("key")) for e in entries if e.verb is Verb.KEPT)
    about = {fold(str(e.data.get("about", ""))) for e in entries}
    return Helping(
        key=person.key,
        name=person.name,
        field=person.field,
        talks=tuple(
            Talk(e.on, frozenset(spoke.get(str(e.data.get("conversation")), ())))
            for e in entries
            if e.verb is Verb.MET
        ),
        also=frozenset(fold(names.get(one, one)) for one in about) - {""},
        led_to=tuple(led_to),
        kept=tuple(promised[key] for key in kept if key in promised),
        told=frozenset(str(e.data["news"]) for e in entries if e.data.get("news")),
        in_peace=any(e.verb is Verb.NEVER for e in entries),
    )


def since(
    campaign: Campaign, people: Collection[Person], standings: Mapping[int, Standing]
) -> dict[int, Since]:
    """What has happened since each of these people last heard from the seeker; by their id.

    Those who never talked with the seeker are left out. A few queries for all of them together.
    """
    after = {
        pk: max(filter(None, (s.met_on, s.last_sent_on, *s.touches)))
        for pk, s in standings.items()
        if s.met_on is not None
    }
    if not after:
        return {}
    known = [p for p in people if p.pk in after]
    journal: dict[int, list[Line]] = defaultdict(list)
    for line in lines(campaign, _VERBS, [p.pk for p in known]):
        journal[line.person].append(line)
    met = _met_through(campaign, known)
    settled = _settled(campaign, min(after.values()))
    told = news(campaign)
    found = {}
    for person in known:
        day, own = after[person.pk], journal[person.pk]
        here = _helping(person, own, ())
        met_on = standings[person.pk].met_on
        assert met_on is not None
        spoke = {key for talk in here.talks for key in talk.beliefs}
        found[person.pk] = Since(
            talked_on=met_on,
            met=tuple(name for name, on in met[person.name_fold] if on > day),
            news=tuple(n.text for n in told if _since(n, day, person, here)),
            beliefs=tuple(
                (text, so)
                for key, text, so, on, by in settled
                if key in spoke and on > day and by != person.pk
            ),
            done=tuple(_done(own, day)),
        )
    return found


def _since(one: News, day: date, person: Person, here: Helping) -> bool:
    is_new = one.on is not None and one.on > day and one.key not in here.told
    return is_new and (not one.field or fold(one.field) == fold(person.field))


def _done(entries: Iterable[Line], day: date) -> Iterable[str]:
    """What the seeker had promised them and did since, and did not write about."""
    promised = {
        str(e.data.get("key")): str(e.data.get("what", ""))
        for e in entries
        if e.verb is Verb.PROMISED and e.data.get("by") == "me" and not e.data.get("news")
    }
    for e in entries:
        key = str(e.data.get("key"))
        if e.verb is Verb.KEPT and e.on > day and not e.data.get("letter") and key in promised:
            yield promised[key]


def _met_through(campaign: Campaign, people: Iterable[Person]) -> dict[str, list[tuple[str, date]]]:
    """By folded name: whom they led to and who has talked with the seeker, with the day."""
    names = {person.name for person in people}
    rows = scope.people(campaign).filter(tie_kind__in=_LED, tie_via__in=names)
    led = scope.underway(rows).in_bulk()
    found: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for line in lines(campaign, (Verb.MET,), list(led)):
        person = led[line.person]
        found[fold(person.tie_via)].append((person.name, line.on))
    return found


def _settled(campaign: Campaign, after: date) -> list[tuple[str, str, bool, date, int]]:
    """Beliefs that were settled since a day, in a debrief or on the page of their field: key, text,
    whether it is so, the day, by whom (0: the seeker)."""
    texts = {b.key: (b.text, b.state) for b in scope.beliefs(campaign).exclude(state="open")}
    if not texts:
        return []
    gone = withdrawn(campaign)
    verbs = (Verb.DEBRIEFED, Verb.SETTLED)
    rows = scope.entries(campaign).filter(verb__in=verbs, on__gt=after)
    found = []
    for pk, on, data, act in rows.values_list("person_id", "on", "data", "act"):
        by_hand = {str(data["belief"]): data["state"]} if "belief" in data else {}
        for key, state in {**data.get("beliefs", {}), **by_hand}.items():
            if act not in gone and key in texts and state == texts[key][1]:
                found.append((key, texts[key][0], state == "confirmed", on, pk or 0))
    return found
