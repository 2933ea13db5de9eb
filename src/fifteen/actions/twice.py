"""Looking for people who stand in the book twice, and remembering who are two (C1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import transaction

from fifteen.actions import _progress
from fifteen.actions._write import Done, today_of
from fifteen.method.alike.pairs import Pair as Found
from fifteen.method.alike.pairs import pairs
from fifteen.method.alike.traits import Traits, traits
from fifteen.method.facts import Facts
from fifteen.method.words import Refusal
from fifteen.store import find, scope
from fifteen.store.models import Campaign, Job, Pair, Person
from fifteen.store.once import put_off

KIND = "find-twice"
MOST_KEPT = 2_000  # pairs of a book, the likest; more are looked for once these are decided
_NEAR = 60  # of those found by name, address or number, when one person is added
_BATCH = 500
_FACTS = ("name", "family", "email", "phone", "role", "organisation", "link", "place", "schools")


def everybody(campaign: Campaign) -> Iterator[Traits]:
    """All people of a campaign, as they are compared, in the order they came."""
    rows = scope.people(campaign).order_by("pk").values_list("pk", "extra", *_FACTS)
    for pk, extra, *texts in rows.iterator(5_000):
        yield traits(str(pk), Facts(extra=extra, **dict(zip(_FACTS, texts, strict=True))))


def look(campaign: Campaign, told: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Compare the whole book and keep who may be one; returns how many pairs are open.

    What was decided stays decided; a pair that is alike no more is dropped.
    """
    found = sorted(pairs(list(everybody(campaign)), told=told), key=lambda pair: -pair.alike.points)
    with transaction.atomic():
        _keep(campaign, found[:MOST_KEPT])
        alive = {(int(p.one), int(p.other)) for p in found[:MOST_KEPT]}
        gone = [
            pk
            for pk, one, other in scope.pairs(campaign).values_list("pk", "one_id", "other_id")
            if (one, other) not in alive
        ]
        for start in range(0, len(gone), _BATCH):
            Pair.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    return scope.pairs(campaign).count()


def look_around(person: Person) -> list[Pair]:
    """Compare one person with those of a like name, address or number, and keep what is found.

    Called in the transaction that added or changed them.
    """
    campaign = person.campaign
    if put_off(look_through, campaign):
        return []
    near = set(find.like(campaign, person.name, person.email, _NEAR)) - {person.pk}
    people = scope.people(campaign).filter(pk__in={*near, person.pk}).order_by("pk")
    rows = [
        traits(str(p.pk), Facts(extra=p.extra, **{n: getattr(p, n) for n in _FACTS}))
        for p in people
    ]
    mine = str(person.pk)
    found = [pair for pair in pairs(rows) if mine in (pair.one, pair.other)]
    _keep(campaign, found)
    return list(scope.pairs_of(person))


def look_through(campaigns: Iterable[Campaign]) -> None:
    """Compare everybody in these campaigns."""
    for campaign in campaigns:
        look(campaign)


def _keep(campaign: Campaign, found: Iterable[Found]) -> None:
    rows = [
        Pair(
            campaign=campaign,
            one_id=int(pair.one),
            other_id=int(pair.other),
            points=pair.alike.points,
            sure=pair.alike.verdict == "surely",
            why=pair.alike.sentence,
        )
        for pair in found
    ]
    Pair.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["campaign", "one", "other"],
        update_fields=["points", "sure", "why"],
    )


@transaction.atomic
def have_looked(campaign: Campaign, now: datetime) -> None:
    """Have the whole book looked through, once, by the worker."""
    if not is_looking(campaign):
        Job.objects.create(campaign=campaign, kind=KIND, data={}, run_at=now)


def is_looking(campaign: Campaign) -> bool:
    """Whether the book is being looked through, or about to be."""
    return Job.objects.filter(campaign=campaign, kind=KIND, done_at=None).exists()


def progress(campaign: Campaign) -> tuple[int, int]:
    """How far the looking is; both 0 while it is not known."""
    return _progress.of(f"twice {campaign.pk}") or (0, 0)


def run(campaign: Campaign) -> None:
    """What the worker does."""
    name = f"twice {campaign.pk}"
    look(campaign, lambda done, total: _progress.tell(name, done, total))
    _progress.forget(name)


@transaction.atomic
def apart(campaign: Campaign, one: Person, other: Person, now: datetime) -> Done | Refusal:
    """Remember that these are two people: they are not offered again."""
    if one.pk == other.pk:
        return Refusal("That is one row, not two.")
    first, second = sorted((one, other), key=lambda person: person.pk)
    Pair.objects.update_or_create(
        campaign=campaign,
        one=first,
        other=second,
        defaults={"apart_on": today_of(campaign, now)},
    )
    return Done(f"Two people, then: {one.name} and {other.name}. You will not be asked again.")


@transaction.atomic
def ask_again(campaign: Campaign, one: Person, other: Person) -> Done:
    """Take back that they are two."""
    first, second = sorted((one.pk, other.pk))
    Pair.objects.filter(campaign=campaign, one=first, other=second).update(apart_on=None)
    return Done("They stand among the pairs again.")
