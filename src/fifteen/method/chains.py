"""Ways to somebody through two or three people: whom to ask first, and why it may lead there (C6).

A chain is looked for from its end: who is near the target, and who of those one knows well is near
*them*. Each joint has a strength; a chain is as strong as its joints together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from fifteen.method.folding import name_key, organisation_key
from fifteen.method.ways_in import Acquaintance, shared_circle, strength
from fifteen.method.words import TieKind

MOST_STEPS = 3  # people between the seeker and the target; longer chains lead nowhere
MOST = 3

# How likely the one helps with the other. Judgements: a name was given once, colleagues see each
# other daily, a school or group may be large.
_LED, _COLLEAGUES, _WERE_COLLEAGUES, _CIRCLE = 0.8, 0.6, 0.5, 0.3
_THROUGH_A_PERSON = (TieKind.REFERRED, TieKind.INTRODUCED, TieKind.WEAK)


@dataclass(frozen=True, slots=True)
class Chain:
    """People to ask one after the other, the first of whom the seeker knows; and the reason."""

    people: tuple[Acquaintance, ...]
    sentence: str
    worth: float


def joint(one: Acquaintance, other: Acquaintance) -> tuple[float, str]:
    """How likely `one` helps to reach `other`, and the words; (0, "") where nothing joins them."""
    tie, mine = other.host.tie, other.host.name
    if tie.kind in _THROUGH_A_PERSON and tie.via and name_key(tie.via) == name_key(one.host.name):
        return _LED, f"named {mine} to you"
    place = organisation_key(other.host.organisation)
    if place and organisation_key(one.host.organisation) == place:
        return _COLLEAGUES, f"works at {other.host.organisation} like {mine}"
    own = one.host.tie
    if place and own.kind is TieKind.COLLEAGUE and organisation_key(own.via) == place:
        return _WERE_COLLEAGUES, f"was at {other.host.organisation}, where {mine} is"
    circle = shared_circle(one, other)
    return (_CIRCLE, f"is from {circle} like {mine}") if circle else (0.0, "")


def chains(
    target: Acquaintance,
    near: Mapping[str, Iterable[Acquaintance]],
    most_steps: int = MOST_STEPS,
) -> tuple[Chain, ...]:
    """At most three chains of two or more people, the likeliest first, each by another first one.

    `near` says who may be joined to a person, by id; whoever is missing there is joined to nobody.
    """
    best: dict[str, Chain] = {}
    ends: list[tuple[tuple[Acquaintance, ...], float, tuple[str, ...]]] = [((target,), 1.0, ())]
    for step in range(most_steps):
        longer = []
        for people, worth, words in ends:
            for one in near.get(people[0].id, ()):
                likely, said = joint(one, people[0])
                if not likely or any(one.id == other.id for other in people):
                    continue
                found = ((one, *people), worth * likely, (f"{one.host.name} {said}", *words))
                longer.append(found)
                if step and (close := strength(one)):
                    chain = Chain(found[0][:-1], _sentence(found[2]), found[1] * close)
                    if one.id not in best or chain.worth > best[one.id].worth:
                        best[one.id] = chain
        ends = longer
    return tuple(nlargest(MOST, best.values(), key=lambda chain: (chain.worth, chain.sentence)))


def _sentence(words: tuple[str, ...]) -> str:
    return f"{', and '.join(words)}."
