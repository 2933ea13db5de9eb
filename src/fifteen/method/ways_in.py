"""Who among the people one knows can lead to somebody: the best three (C6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

from fifteen.method.folding import fold, name_key, organisation_key
from fifteen.method.words import Host, Seeker, TieKind

MOST = 3
REFERRER = 1000  # the tie itself says "through them"
REFERRER_BY_FIRST_NAME = 900  # it says "via Tom", and here is a Tom
SAME_ORGANISATION = 500
SAME_CIRCLE = 200  # the same school or group

# Added to the above: who is asked most easily (EVIDENCE, answers by tie). A judgement.
_NEARNESS: dict[TieKind, int] = {
    TieKind.FAMILY: 90,
    TieKind.FRIEND: 90,
    TieKind.COLLEAGUE: 90,
    TieKind.INTRODUCED: 60,
    TieKind.REFERRED: 55,
    TieKind.DORMANT: 50,
    TieKind.ALUMNI: 30,
    TieKind.GROUP: 30,
    TieKind.WEAK: 15,
    TieKind.NONE: 0,
}
_CIRCLES = (TieKind.ALUMNI, TieKind.GROUP)
_THROUGH_A_PERSON = (TieKind.REFERRED, TieKind.INTRODUCED, TieKind.WEAK)


@dataclass(frozen=True, slots=True)
class WayIn:
    """Somebody who can introduce the seeker, and why; higher scores first."""

    id: str
    name: str
    sentence: str
    score: int
    row: str = "C6"


def ways_in(target: Host, known: Iterable[tuple[str, Host]], seeker: Seeker) -> tuple[WayIn, ...]:
    """At most three people through whom to reach the target, the best first.

    The one who referred them, then those at the same organisation, then those of the same school
    or group; the nearer the tie, the earlier. The target and the seeker are never among them.
    """
    themselves = {name_key(target.name), name_key(seeker.name)}
    through = name_key(target.tie.via) if target.tie.kind in _THROUGH_A_PERSON else ""
    circle = fold(target.tie.via) if target.tie.kind in _CIRCLES else ""
    place = organisation_key(target.organisation)
    found = (
        way
        for key, person in known
        if (way := _way(key, person, through, place, circle))
        and name_key(person.name) not in themselves
    )
    return tuple(nlargest(MOST, found, key=lambda way: (way.score, _backwards(way.name))))


def _way(key: str, person: Host, through: str, place: str, circle: str) -> WayIn | None:
    near = _NEARNESS[person.tie.kind]
    if through and (score := _named(person.name, through)):
        return WayIn(key, person.name, "The name you have them from.", score + near)
    if place and near and place == organisation_key(person.organisation):
        where = " ".join(person.organisation.split())
        return WayIn(key, person.name, f"Works at {where}, too.", SAME_ORGANISATION + near)
    if circle and person.tie.kind in _CIRCLES and circle == fold(person.tie.via):
        shared = " ".join(person.tie.via.split())
        return WayIn(key, person.name, f"From {shared}, too.", SAME_CIRCLE + near)
    return None


def _named(name: str, through: str) -> int:
    key = name_key(name)
    if key == through:
        return REFERRER
    return REFERRER_BY_FIRST_NAME if key.startswith(f"{through} ") else 0


def _backwards(name: str) -> tuple[int, ...]:
    """Makes the largest of equals the first of the alphabet."""
    return tuple(-ord(letter) for letter in name)
