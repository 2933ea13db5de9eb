"""Ways in as the pages show them: who can introduce me, why, and the letter one click away (C6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fifteen.method.ways_in import WayIn, better_than_asking, own_link
from fifteen.method.words import LetterKind, TieKind
from fifteen.pages import _steps
from fifteen.pages._steps import Action
from fifteen.store import read, ways
from fifteen.store.models import Campaign, Person


@dataclass(frozen=True, slots=True)
class Way:
    """One way in with the letter that asks for the introduction."""

    way: WayIn
    action: Action


def around(person: Person, campaign: Campaign) -> dict[str, Any]:
    """What a person's page says about ways in: the best three, and what the seeker shares."""
    seeker = read.seeker(campaign)
    found = ways.to(person, seeker)
    return {
        "ways": tuple(Way(way, ask(person, way)) for way in found),
        "own_link": own_link(ways.acquaintance(person), seeker),
        "first_through": better_than_asking(read.tie(person), found),
    }


def ask(person: Person, way: WayIn) -> Action:
    """The letter to the one who can introduce the seeker."""
    url = _steps.letter_url(person, LetterKind.INTRODUCTION_REQUEST, to=way.name)
    return Action("Ask for an introduction", url)


def sentence(way: WayIn) -> str:
    """Why to ask through them first."""
    return f"Ask {way.name} first: {way.sentence[0].lower()}{way.sentence[1:]}"


def first_through(campaign: Campaign, people: Sequence[Person]) -> Mapping[int, WayIn]:
    """By the id of a person one hardly knows: the way in that is worth more than asking them."""
    distant = [p for p in people if p.tie_kind in (TieKind.WEAK, TieKind.NONE) and not p.tie_via]
    found = ways.to_each(campaign, distant, read.seeker(campaign)) if distant else {}
    each = {p.pk: better_than_asking(read.tie(p), found[p.pk]) for p in distant}
    return {pk: way for pk, way in each.items() if way is not None}
