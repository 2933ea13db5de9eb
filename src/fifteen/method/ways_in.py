"""Who among the people one knows can lead to somebody: the best three, each with a reason (C6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nlargest

from fifteen.method._reasons import WHO
from fifteen.method.folding import fold, name_key, organisation_key
from fifteen.method.past import Past, at
from fifteen.method.words import Host, Seeker, Tie, TieKind

MOST = 3
REFERRER = 1000  # the tie itself says "through them"
REFERRER_BY_FIRST_NAME = 900  # it says "via Tom", and here is a Tom
SAME_ORGANISATION = 500
ONCE_TOGETHER_THERE = 400  # a former colleague of the seeker's, from the place the target works at
SAME_CIRCLE = 200  # the same school or group
_EASILY = 150  # a friend who has given a talk before
TOGETHER = 40  # known since a year in which the seeker was at that place too
WROTE = 20  # an archive of theirs has messages between the two
TALKED = 60  # whoever has given fifteen minutes before is asked easily

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
_NEAR_ENOUGH = 50  # from here on asking through them is worth more than a letter to a stranger
_CIRCLES = (TieKind.ALUMNI, TieKind.GROUP)
_THROUGH_A_PERSON = (TieKind.REFERRED, TieKind.INTRODUCED, TieKind.WEAK)
_UNKNOWN = 9_999  # for a year that is not known
_PARTS = re.compile(r"[;,\n|]")


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody in the book: `talked` where they have given the seeker a talk before."""

    id: str
    host: Host
    schools: str = ""  # parted by semicolons, commas or lines
    group: str = ""
    talked: bool = False
    since: int = 0  # the year in which the two came to know each other; 0: not known
    wrote: bool = False  # whether the seeker's archive has messages with them

    @property
    def circles(self) -> frozenset[str]:
        """The schools and groups they belong to, folded."""
        return frozenset(map(fold, self.named_circles))

    @property
    def named_circles(self) -> tuple[str, ...]:
        """The same in the words of the book."""
        tie = self.host.tie
        named = [*_PARTS.split(self.schools), *_PARTS.split(self.group)]
        named.append(tie.via if tie.kind in _CIRCLES else "")
        return tuple(name for one in named if fold(name := one.strip()))


@dataclass(frozen=True, slots=True)
class WayIn:
    """Somebody who can introduce the seeker, and why; higher scores first."""

    id: str
    name: str
    sentence: str
    score: int
    row: str = "C6"
    near: int = field(default=0, compare=False)  # how easily they are asked, 0 to 150
    then: tuple[tuple[str, str], ...] = ()  # whom they may lead to first: id and name, in order


def ways_in(
    target: Acquaintance, known: Iterable[Acquaintance], seeker: Seeker
) -> tuple[WayIn, ...]:
    """At most three people through whom to reach the target, the best first.

    The one who referred them, then those at the same organisation, then the seeker's former
    colleagues from there, then those of the same school or group; the nearer the tie, the earlier,
    whoever has talked with the seeker before the others, and of equals who is known longer. The
    target and the seeker are never among them.
    """
    host = target.host
    themselves = {name_key(host.name), name_key(seeker.name)}
    through = name_key(host.tie.via) if host.tie.kind in _THROUGH_A_PERSON else ""
    place, circles = organisation_key(host.organisation), target.circles
    there = at(seeker.years, place)
    found = (
        (way, person.since or _UNKNOWN)
        for person in known
        if (way := _way(person, through, place, circles, there))
        and name_key(person.host.name) not in themselves
    )
    best = nlargest(MOST, found, key=lambda one: (one[0].score, -one[1], _backwards(one[0].name)))
    return tuple(way for way, _ in best)


def strength(person: Acquaintance) -> float:
    """How easily somebody is asked, 0 to 1; 0 for whom the seeker does not know themselves."""
    near = _NEARNESS[person.host.tie.kind]
    return min(1.0, _ease(person) / _EASILY) if near else 0.0


def _ease(person: Acquaintance) -> int:
    near = _NEARNESS[person.host.tie.kind]
    return near + TALKED * person.talked + WROTE * (person.wrote and near > 0)


def shared_circle(one: Acquaintance, other: Acquaintance) -> str:
    """A school or group both belong to, in the words of the book; empty where there is none."""
    shared = one.circles & other.circles
    return _as_written(one, shared) if shared else ""


def better_than_asking(tie: Tie, ways: Iterable[WayIn]) -> WayIn | None:
    """The way in that is worth more than a letter to somebody one hardly knows, or None.

    Of strangers one in eight answers, of people one is introduced to more than half (EVIDENCE).
    """
    if tie.kind not in (TieKind.WEAK, TieKind.NONE):
        return None
    return next((way for way in ways if way.near >= _NEAR_ENOUGH), None)


def own_link(target: Acquaintance, seeker: Seeker) -> str:
    """What the seeker shares with the target without anybody between; empty where nothing."""
    place = organisation_key(target.host.organisation)
    employer = next((e for e in seeker.employers if organisation_key(e) == place), "")
    if place and employer:
        years = at(seeker.years, place)
        when = years.words if years else ""
        return f"You worked at {employer} yourself{when}: say so in the first line."
    school = next((s for s in seeker.schools if fold(s) in target.circles), "")
    return f"You were both at {school}: say so in the first line." if school else ""


def _way(
    person: Acquaintance, through: str, place: str, circles: frozenset[str], there: Past | None
) -> WayIn | None:
    host = person.host
    near = _ease(person)
    found = _link(person, near, through, place, circles, there)
    if found is None:
        return None
    score, sentence = found
    told = f"{sentence} {_before(person)}".strip()
    return WayIn(person.id, host.name, told, score + near, near=near)


def _before(person: Acquaintance) -> str:
    """What there was between the two, in words."""
    if person.talked:
        return "You have talked before."
    if person.wrote:
        return "You have written to each other."
    return ""


def _link(
    person: Acquaintance,
    near: int,
    through: str,
    place: str,
    circles: frozenset[str],
    there: Past | None,
) -> tuple[int, str] | None:
    host = person.host
    together = there is not None and there.covers(person.since)
    if through and (score := _named(host.name, through)):
        return score, "The name you have them from."
    if place and near and place == organisation_key(host.organisation):
        said = f"{WHO.get(host.tie.kind, 'Somebody you were led to,')} who works there, too."
        if together:
            said += f" You know each other since {person.since}, while you were there yourself."
        elif person.since and host.tie.kind is TieKind.WEAK:
            said += f" Connected since {person.since}."
        return SAME_ORGANISATION + TOGETHER * together, said
    was_there = host.tie.kind == TieKind.COLLEAGUE and place == organisation_key(host.tie.via)
    if place and was_there:
        since = f" in {person.since}" if together else ""
        said = f"You worked there together{since}, and they know people there still."
        return ONCE_TOGETHER_THERE + TOGETHER * together, said
    if near and (shared := circles & person.circles):
        return SAME_CIRCLE, f"From {_as_written(person, shared)}, too."
    return None


def _as_written(person: Acquaintance, shared: frozenset[str]) -> str:
    """A shared school or group in the words of the book."""
    named = [person.host.tie.via, *_PARTS.split(person.schools), *_PARTS.split(person.group)]
    return next(" ".join(name.split()) for name in named if fold(name) in shared)


def _named(name: str, through: str) -> int:
    key = name_key(name)
    if key == through:
        return REFERRER
    return REFERRER_BY_FIRST_NAME if key.startswith(f"{through} ") else 0


def _backwards(name: str) -> tuple[int, ...]:
    """Makes the largest of equals the first of the alphabet."""
    return tuple(-ord(letter) for letter in name)
