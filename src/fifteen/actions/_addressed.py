"""To whom a letter goes, as it may speak of them: their tie, their work, the names they gave."""

from __future__ import annotations

from dataclasses import replace

from fifteen.method import approach, standing
from fifteen.method import offers as offers_made
from fifteen.method.letters._drafts_reasons import signed_with
from fifteen.method.words import Host, Standing, TieKind, Verb
from fifteen.store import quiet, read, scope
from fifteen.store.models import Person

_MOST_FIELDS = 2  # that one letter asks about


def host(person: Person) -> Host:
    """The person; where nothing says what they do, the one field the seeker wonders about."""
    host = quiet.told(person)
    offer = offers_made.offer_of(person.extra)
    if offer is not None and host.tie.kind is TieKind.NONE and not host.why:
        host = replace(host, why=offers_made.reason(offer))
    if host.field or host.role or host.organisation:
        return host
    fields = list(scope.open_fields(person.campaign).values_list("name", flat=True)[:2])
    return replace(host, field=fields[0]) if len(fields) == 1 else host


def signed(person: Person) -> str:
    """The first name with which they signed their last answer that has words."""
    lines = standing.counting(read.lines(scope.entries_of(person)))
    said = (str(e.data.get("text") or "") for e in reversed(lines) if e.verb in standing.ANSWERS)
    return signed_with(next(filter(None, said), ""), person.name)


def whom(person: Person) -> tuple[tuple[str, ...], bool]:
    """The fields to ask this person about whom they know there, and whether their own work is what
    the seeker did before; no fields where they are asked about their work."""
    campaign = person.campaign
    fields = tuple(scope.open_fields(campaign).values_list("name", flat=True))
    whom, own = approach.asks_whom(read.host(person), read.seeker(campaign), fields)
    return ((fields[:_MOST_FIELDS] or ("",)) if whom else ()), own


def named(person: Person, stands: Standing) -> tuple[str, ...]:
    """Whom they named in the last talk, as its debrief has it: new in the book, or known."""
    lines = standing.counting(read.lines(scope.entries_of(person)))
    acts = [
        e.act
        for e in lines
        if e.verb is Verb.DEBRIEFED and e.data.get("conversation") == stands.conversation
    ]
    caught = scope.entries(person.campaign).filter(
        act__in=acts, verb__in=(Verb.ADDED, Verb.NOTED), person__isnull=False
    )
    others = caught.exclude(person=person).order_by("pk").values_list("person__name", flat=True)
    return tuple(dict.fromkeys(others))
