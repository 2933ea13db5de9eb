"""One week of a campaign into the words of the review; a handful of queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from fifteen.method.progress import review as looking
from fifteen.method.progress.review import Due, Intention, Said, Talk, Week
from fifteen.method.standing import HEARD
from fifteen.method.words import Entry, Measure, Score, Stage, Verb
from fifteen.store import helped, read, scope
from fifteen.store.models import Campaign

_OF_THE_WEEK = (
    *(Verb.ASKED, *sorted(HEARD), Verb.MET, Verb.DEBRIEFED, Verb.CAUGHT),
    *(Verb.THANKED, Verb.TOUCHED, Verb.KEPT),
)
_PROMISES = (Verb.PROMISED, Verb.KEPT, Verb.RELEASED, Verb.NEVER)
_COLUMNS = ("at", "on", "verb", "data", "act", "person__key", "person__name")

Row = tuple[Entry, str, str]  # with the key and the name of the person


def begun(campaign: Campaign) -> date | None:
    """The first day that the journal knows of, or None where it is empty."""
    return scope.entries(campaign).order_by("on").values_list("on", flat=True).first()


def week(campaign: Campaign, start: date) -> Week:
    """The week that begins on this Monday, with what is known of the one after it."""
    end = start + timedelta(days=6)
    rows = _rows(campaign, {"on__gte": start, "on__lte": end, "verb__in": _OF_THE_WEEK})
    found: dict[Verb, list[Row]] = {verb: [] for verb in Verb}
    for row in rows:
        found[row[0].verb].append(row)
    debriefs = found[Verb.DEBRIEFED]
    open_ones, whats = _promises(campaign)
    numbers = read.numbers_of(campaign)
    return Week(
        start=start,
        asked=_names(found[Verb.ASKED]),
        answered=_answered(campaign, found, start),
        met=_names(found[Verb.MET]),
        said=tuple(Said(name, _first_line(e)) for e, _, name in debriefs if _first_line(e)),
        settled=_settled(campaign, debriefs),
        names=tuple(
            str(e.data.get("text")) for e, _, _ in found[Verb.CAUGHT] if e.data["what"] == "name"
        )
        or _named(campaign, start, end),
        gave=sum(_gave(e) for e, _, _ in debriefs),
        thanked=_names(found[Verb.THANKED]),
        told=_names(found[Verb.TOUCHED]),
        kept=tuple(
            Said(name, whats[key])
            for e, _, name in found[Verb.KEPT]
            if (key := str(e.data.get("key"))) in whats
        ),
        promises=open_ones,
        intended=intention(campaign, start),
        booked=_booked(campaign, end + timedelta(days=1)),
        pace=numbers.requests_a_week,
        talks_a_week=numbers.talks_a_week,
    )


def _rows(campaign: Campaign, which: dict[str, Any]) -> list[Row]:
    """The entries that count, oldest first; what was withdrawn at any time does not."""
    undone = helped.withdrawn(campaign)
    rows = scope.entries(campaign).filter(**which).values_list(*_COLUMNS)
    return [
        (Entry(at, on, Verb(verb), data, act), key or "", name or "")
        for at, on, verb, data, act, key, name in rows
        if act not in undone
    ]


def _answered(campaign: Campaign, found: dict[Verb, list[Row]], start: date) -> int:
    """How many people answered; whose talk was merely written down did so in an earlier week."""
    booked = {person for _, person, _ in found[Verb.BOOKED]}
    others = HEARD - {Verb.BOOKED}
    answered = {person for verb in others for _, person, _ in found[verb]}
    which = {"person__key__in": booked - answered, "on__lt": start, "verb__in": others}
    return len((booked | answered) - {person for _, person, _ in _rows(campaign, which)})


def _names(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, _, name in rows))


def _first_line(e: Entry) -> str:
    return next((line.strip() for line in str(e.data.get("said") or "").splitlines() if line), "")


def _gave(e: Entry) -> bool:
    return int((e.data.get("measures") or {}).get(Measure.GIVEN, 0)) >= Score.SOME


def _settled(campaign: Campaign, debriefs: Sequence[Row]) -> tuple[Said, ...]:
    texts = dict(scope.beliefs(campaign).values_list("key", "text"))
    return tuple(
        Said(name, f"{state.capitalize()}: “{texts[key].rstrip('.')}”")
        for e, _, name in debriefs
        for key, state in (e.data.get("beliefs") or {}).items()
        if state in ("confirmed", "corrected") and key in texts
    )


def _named(campaign: Campaign, start: date, end: date) -> tuple[str, ...]:
    zone = read.zone(campaign)
    first = datetime.combine(start, time.min, zone)
    last = datetime.combine(end, time.max, zone)
    named = scope.people(campaign).filter(source="named", made__gte=first, made__lte=last)
    return tuple(named.order_by("pk").values_list("name", flat=True))


def _promises(campaign: Campaign) -> tuple[tuple[Due, ...], dict[str, str]]:
    """All that are open, and what was promised by the key of the promise."""
    rows = _rows(campaign, {"verb__in": _PROMISES})
    open_ones: dict[str, Due] = {}
    whats: dict[str, str] = {}
    for e, person, name in rows:
        key = str(e.data.get("key"))
        if e.verb is Verb.PROMISED:
            what, due = str(e.data.get("what", "")), date.fromisoformat(e.data["due"])
            mine = e.data.get("by") == "me"
            made = open_ones[key].made if key in open_ones else e.on
            open_ones[key] = Due(name, person, what, mine, due, made)
            whats[key] = what
        elif e.verb is Verb.NEVER:
            open_ones = {k: p for k, p in open_ones.items() if p.key != person}
        else:
            open_ones.pop(key, None)
    return tuple(open_ones.values()), whats


def is_due(campaign: Campaign, today: date) -> bool:
    """Whether Today has a line about the review: at the week's end, until it was looked at."""
    if not looking.is_time(today):
        return False
    return intention(campaign, looking.week_of(today) + timedelta(days=7)) is None


def intention(campaign: Campaign, start: date) -> Intention | None:
    """What the seeker meant to do in the week of this Monday; the last word holds."""
    found = [
        e.data
        for e, _, _ in _rows(campaign, {"verb__in": (Verb.REVIEWED,)})
        if e.data.get("week") == str(start)
    ]
    if not found:
        return None
    data = found[-1]
    return Intention(start, int(data["asks"]), int(data["talks"]), str(data.get("words", "")))


def _booked(campaign: Campaign, start: date) -> tuple[Talk, ...]:
    """The talks of the week that begins on this day, in their order."""
    people = list(scope.listed(campaign).filter(stage=Stage.BOOKED))
    found = []
    for person in people:
        booking = read.standings(campaign, [person])[person.pk].booking
        begins = read.local(campaign, booking.start) if booking else None
        if begins and start <= begins.date() < start + timedelta(days=7):
            found.append(Talk(person.name, person.key, begins))
    return tuple(sorted(found, key=lambda talk: talk.start))
