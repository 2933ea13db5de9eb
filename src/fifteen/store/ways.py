"""Ways in to a person (C6): looked up in the search index and the small indexes, never through
the whole book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet

from fifteen.method import chains, offers, ways_in
from fifteen.method.ways_in import Acquaintance, WayIn
from fifteen.method.words import Host, Seeker, Stage, Tie, TieKind
from fifteen.store import find, read, scope
from fifteen.store.models import Campaign, Person

_LOOKED_AT = 60  # of those found by an organisation's or a referrer's name
_WIDTH = (1, 12, 12)  # people at each step whose neighbours are looked up
_CIRCLES_ASKED = 4  # schools and groups of one person that are looked up
_MOST_MEMBERS = 6_000  # fellow alumni and members looked through: more take longer than a page may
_OF_A_CIRCLE = 200  # close people and people asked already, looked through for a school or group
_CLOSE = (TieKind.FAMILY, TieKind.FRIEND, TieKind.COLLEAGUE, TieKind.DORMANT)
_MESSAGES = offers.MESSAGES["messages"]
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
        ids |= set(_members(people, target).values_list("pk", flat=True)[:_OF_A_CIRCLE])
        named = target.named_circles[:_CIRCLES_ASKED]
        ids |= set(find.of_circles(campaign, named, _LOOKED_AT))  # weak ties, too
    known = _known(campaign, ids - {person.pk})
    direct = ways_in.ways_in(target, known.values(), seeker)
    if len(direct) == ways_in.MOST:
        return direct
    first = {way.id for way in direct}
    longer = [way for way in _longer(person, target) if way.id not in first]
    return (*direct, *longer[: ways_in.MOST - len(direct)])


def _members(people: QuerySet[Person], target: Acquaintance) -> QuerySet[Person]:
    """The seeker's fellow alumni and members who name a school or group of the target's."""
    named = Q()
    for name in target.named_circles[:_CIRCLES_ASKED]:
        named |= Q(tie_via__iexact=name) | Q(schools__icontains=name) | Q(group__icontains=name)
    members = people.filter(tie_kind__in=(TieKind.ALUMNI, TieKind.GROUP))
    return people.filter(named, pk__in=members.values("pk")[:_MOST_MEMBERS])


def _longer(person: Person, target: Acquaintance) -> list[WayIn]:
    """Ways through two or three people, the likeliest first."""
    campaign = person.campaign
    near: dict[str, list[Acquaintance]] = {}
    seen: dict[int, Acquaintance] = {}
    ends = [(person.pk, target)]
    for step in range(chains.MOST_STEPS):
        longer: dict[int, Acquaintance] = {}
        for pk, end in ends[: _WIDTH[step]]:
            host = end.host
            ids = set(find.around(campaign, host.organisation, host.tie.via, _LOOKED_AT)) - {pk}
            there = _known(campaign, ids, strangers=True)
            joined = {i: one for i, one in there.items() if chains.joint(one, end)[0]}
            near[end.id] = list(joined.values())
            longer |= {i: one for i, one in joined.items() if i not in seen and i != person.pk}
        seen |= longer
        ends = sorted(longer.items(), key=lambda one: chains.joint(one[1], target)[0], reverse=True)
    return [_as_way(chain) for chain in chains.chains(target, near)]


def _as_way(chain: chains.Chain) -> WayIn:
    first, *others = chain.people
    then = tuple((one.id, one.host.name) for one in others)
    return WayIn(first.id, first.host.name, chain.sentence, round(chain.worth * 100), then=then)


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
    since = person.connected_on.year if person.connected_on else 0
    wrote = bool(person.extra.get(_MESSAGES))
    host = read.host(person)
    return Acquaintance(person.key, host, person.schools, person.group, talked, since, wrote)


def _known(
    campaign: Campaign, ids: set[int], strangers: bool = False
) -> Mapping[int, Acquaintance]:
    if not ids:
        return {}
    people = scope.people(campaign).filter(pk__in=ids)
    if not strangers:
        people = people.exclude(tie_kind=TieKind.NONE)
    return {
        pk: Acquaintance(
            key,
            Host(name, organisation=organisation, tie=Tie(TieKind(kind), via)),
            schools,
            group,
            stage in _TALKED,
            since.year if since else 0,
            bool(wrote),
        )
        for pk, key, name, organisation, kind, via, schools, group, stage, since, wrote in (
            people.values_list(
                *("pk", "key", "name", "organisation", "tie_kind", "tie_via"),
                *("schools", "group", "stage", "connected_on", f"extra__{_MESSAGES}"),
            )
        )
    }
