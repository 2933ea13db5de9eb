"""Seekers find hosts: by words, field, role, organisation, school and place; who fits first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fifteen.method.folding import fold
from fifteen.method.matching import fit as fitting
from fifteen.method.matching.fit import Fit, Taker, Wish, words_of
from fifteen.method.programme import capacity, said
from fifteen.method.programme.capacity import Busy
from fifteen.method.programme.words import WAYS, Load, Part, State
from fifteen.method.words import Medium
from fifteen.server.programme import hosting, seats
from fifteen.server.programme.models import Host, Programme, Request, Seat

MOST = 20  # on a page
_AMONG = 400  # of whom those are chosen
BY = {"field": "f=", "role": "r=", "organisation": "o=", "school": "s=", "place": "p="}


@dataclass(frozen=True, slots=True)
class Found:
    """A host as a seeker sees them, why they fit, and why not now where that is so."""

    key: str
    name: str
    work: str
    place: str
    schools: str
    topics: str
    how: str
    fit: Fit
    busy: Busy | None
    load: int  # requests of late


def find(seat: Seat, asked: dict[str, str], now: datetime) -> list[Found]:
    """Those who match all that was asked for, who fit and have room first; without a word, those
    who fit the seeker's fields."""
    wish = seats.wish(seat, asked.get("q", ""), asked.get("place", ""))
    terms = _terms(asked)
    with seats.inside(seat):
        campaign = Programme.objects.values_list("campaign_id", flat=True).get(key=seat.programme)
        hosts = matching(campaign, terms or _of_fields(wish))
        found = _judged(wish, hosts, now, _asked_before(seat, now))
    found.sort(key=lambda one: (one.busy is not None, -one.fit.value, one.load, one.key))
    return found[:MOST]


def is_search(asked: dict[str, str]) -> bool:
    """Whether there is a word to search by: one or two letters are none."""
    return bool(_terms(asked))


def _terms(asked: dict[str, str]) -> list[str]:
    terms = [f"'{word}':*" for word in sorted(words_of(asked.get("q", "")))]
    for name, prefix in BY.items():
        terms += [f"'{prefix}{word}':*" for word in sorted(words_of(asked.get(name, "")))]
    return terms


def _of_fields(wish: Wish) -> list[str]:
    """A word of a field the seeker wonders about; anybody where there is none."""
    words = sorted(words_of(" ".join(wish.fields)))
    either = " | ".join(f"'{word}'" for word in words)
    return [f"({either})"] if either else []


def matching(campaign_id: int, terms: Sequence[str]) -> list[Host]:
    """Hosts of a programme who match every term; the least asked first, so that among too many
    the same ones are not always named. Behind the programme's wall."""
    query = " & ".join([f"'{hosting.sign_of(campaign_id)}'", *terms])
    rows = Host.objects.filter(campaign=campaign_id, part=Part.IN).extra(
        where=["array_to_tsvector(signs) @@ %s::tsquery"], params=[query]
    )
    return list(rows.order_by("fame", "id")[:_AMONG])


def _asked_before(seat: Seat, now: datetime) -> frozenset[str]:
    """The hosts whom this seeker asked within a year, whatever they answered (R2). Behind the
    programme's wall."""
    rows = Request.objects.filter(seat=seat.key, asked__gt=now - capacity.NOT_AGAIN)
    return frozenset(rows.exclude(state=State.BACK).values_list("host__key", flat=True))


def _judged(
    wish: Wish, hosts: Sequence[Host], now: datetime, before: frozenset[str]
) -> list[Found]:
    loads = hosting.loads(hosts, now)
    found = []
    for host in hosts:
        fit = fitting.fit(wish, taker_of(host))
        if not fit.value:
            continue
        load = loads[host.pk]
        found.append(_found(host, fit, _why_not(host, load, now, before), len(load.asked)))
    return found


def _why_not(host: Host, load: Load, now: datetime, before: frozenset[str]) -> Busy | None:
    """Why this seeker does not ask a host now; None where they may."""
    if host.key in before:
        return Busy("You asked them within the last year.", "")
    return capacity.busy(hosting.offer_of(host), load, hosting.today_of(host, now))


def _found(host: Host, fit: Fit, busy: Busy | None, load: int) -> Found:
    return Found(
        key=host.key,
        name=host.name,
        work=" at ".join(filter(None, (host.role, host.organisation))) or host.field,
        place=host.place,
        schools=host.schools,
        topics=host.topics,
        how=said.way_and_tongue([WAYS[Medium(w)] for w in host.ways], host.languages),
        fit=fit,
        busy=busy,
        load=load,
    )


def taker_of(host: Host) -> Taker:
    """A host as the fit is judged by."""
    return Taker(
        **{"field": host.field, "role": host.role, "organisation": host.organisation},
        **{"schools": host.schools, "place": host.place, "topics": host.topics},
        languages=frozenset(fold(one) for one in host.languages),
        ways=frozenset(Medium(way) for way in host.ways),
        accepts=fitting.accepts(host.yes, host.fame),
    )


def one(seat: Seat, key: str, now: datetime) -> Found:
    """One host. Raises DoesNotExist where they do not take part."""
    wish = seats.wish(seat)
    with seats.inside(seat):
        host = Host.objects.get(key=key, part=Part.IN)
        load = hosting.loads([host], now)[host.pk]
        busy = _why_not(host, load, now, _asked_before(seat, now))
        return _found(host, fitting.fit(wish, taker_of(host)), busy, len(load.asked))


def next_best(seat: Seat, now: datetime, but: str) -> Found | None:
    """Whom to ask instead of a host: who fits best, has room, and was not asked by this seeker."""
    with seats.inside(seat):
        asked = Request.objects.filter(seat=seat.key).exclude(state=State.BACK)
        gone = {but, *asked.values_list("host__key", flat=True)}
    free = (f for f in find(seat, {}, now) if f.busy is None and f.key not in gone)
    return next(free, None)
