"""Whoever named somebody on their own page may ask not to be named to them: kept everywhere."""

from __future__ import annotations

from dataclasses import replace

from fifteen.method import host_form
from fifteen.method.words import Host, Tie, TieKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Person


def keeps_quiet(person: Person) -> bool:
    """Whether whoever named this person asked not to be named to them. Both stand in one act, so
    that no later spelling of a name undoes it."""
    if person.source != "named":
        return False
    added = scope.entries_of(person).filter(verb=Verb.ADDED).values("act")
    said = scope.entries(person.campaign).filter(verb=Verb.NAMED_SOMEONE, act__in=added)
    return any(host_form.may_name(data) is False for data in said.values_list("data", flat=True))


def told(person: Person) -> Host:
    """The person as one may speak to them: who named them is left out where they asked for that."""
    host = read.host(person)
    if host.tie.kind is TieKind.REFERRED and keeps_quiet(person):
        return replace(host, tie=Tie())
    return host
