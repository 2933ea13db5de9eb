"""Ways in to a person (C6): looked up in the search index and the small indexes, never through
the whole book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fifteen.method import ways_in
from fifteen.method.ways_in import Acquaintance, WayIn
from fifteen.method.words import Host, Seeker, Stage, Tie, TieKind
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Person

_LOOKED_AT = 60  # of those found by an organisation's or a referrer's name
_OF_A_CIRCLE = 200  # close people and people asked already, looked through for a school or group
_CLOSE = (TieKind.FAMILY, TieKind.FRIEND, TieKind.COLLEAGUE, TieKind.DORMANT)
_TALKED = (Stage.MET, Stage.THANKED)


def to(person: Person, seeker: Seeker) -> tuple[WayIn, ...]:
    """The best three ways to one person: through names, organisation, school and group."""
    campaign, target = person.campaign, acquaintance(person)
    ids = set(find.around(campaign, person.organisation, person.tie_via, _LOOKED_AT))
    if target.circles:
        people = scope.people(campaign)
        ids |= set(scope.underway(people).values_list("pk", flat=True)[:_OF_A_CIRCLE])
        close = people.filter(tie_kind__in=_CLOSE)
        ids |= set(close.values_list("pk", flat=True)[:_OF_A_CIRCLE])
    known = _known(campaign, ids - {person.pk})
    return ways_in.ways_in(target, known.values(), seeker)


def to_each(
    campaign: Campaign, people: Iterable[Person], seeker: Seeker
) -> Mapping[int, tuple[WayIn, ...]]:
    """The same for a few people at once, through names and organisations alone."""
    near = {
        person.pk: set(find.around(campaign, person.organisation, person.tie_via, _LOOKED_AT))
        - {person.pk}
        for person in people
    }
    known = _known(campaign, set().union(*near.values()))
    targets = {person.pk: acquaintance(person) for person in people}
    return {
        pk: ways_in.ways_in(targets[pk], [known[i] for i in ids if i in known], seeker)
        for pk, ids in near.items()
    }


def acquaintance(person: Person) -> Acquaintance:
    """A person as the ways in see them."""
    talked = person.stage in _TALKED
    return Acquaintance(person.key, read.host(person), person.schools, person.group, talked)


def _known(campaign: Campaign, ids: set[int]) -> Mapping[int, Acquaintance]:
    if not ids:
        return {}
    people = scope.people(campaign).filter(pk__in=ids).exclude(tie_kind=TieKind.NONE)
    return {
        pk: Acquaintance(
            key,
            Host(name, organisation=organisation, tie=Tie(TieKind(kind), via)),
            schools,
            group,
            stage in _TALKED,
        )
        for pk, key, name, organisation, kind, via, schools, group, stage in people.values_list(
            *("pk", "key", "name", "organisation", "tie_kind", "tie_via"),
            *("schools", "group", "stage"),
        )
    }
