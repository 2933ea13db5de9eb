"""People as address books and quick entry have them (C1): the facts, and what they tell.

`clean` makes Facts; `parse_line` reads the quick entry; `explain` shows what was understood;
`infer_tie` sees what joins the seeker and a contact; `fold` is for comparing and sorting.
"""

from __future__ import annotations

from dataclasses import replace

from fifteen.method.facts import Facts, clean
from fifteen.method.folding import fold, organisation_key
from fifteen.method.offers import offer_of
from fifteen.method.quick_entry import parse_line
from fifteen.method.words import Seeker, Tie, TieKind

__all__ = ["Facts", "clean", "explain", "fold", "infer_tie", "parse_line", "with_inferred_tie"]

_LABELS = {
    "name": "Name",
    "role": "Role",
    "organisation": "Organisation",
    "email": "E-mail",
    "phone": "Phone",
    "link": "Profile",
    "place": "Place",
    "country": "Country",
    "schools": "School",
    "group": "Group",
    "note": "Note",
}
_TIES = {
    TieKind.FAMILY: "Family",
    TieKind.FRIEND: "Friend",
    TieKind.COLLEAGUE: "Colleague",
    TieKind.REFERRED: "Referred by someone",
    TieKind.INTRODUCED: "Introduced by someone",
    TieKind.DORMANT: "Known well once, silent for years",
    TieKind.ALUMNI: "Fellow alumni",
    TieKind.GROUP: "Member of the same group",
    TieKind.WEAK: "Met once, or an online connection",
    TieKind.NONE: "",
}
_TIES_VIA = {
    TieKind.COLLEAGUE: "Colleague at {via}",
    TieKind.REFERRED: "Referred by {via}",
    TieKind.INTRODUCED: "Introduced by {via}",
    TieKind.ALUMNI: "Fellow alumni of {via}",
    TieKind.GROUP: "Fellow member of {via}",
}
_SCHOOL_LEAST = 4  # characters: a shorter part of a name is found in too many others


def explain(facts: Facts) -> tuple[tuple[str, str], ...]:
    """What was understood, as pairs of a label and a value, without what is empty."""
    pairs = [(label, getattr(facts, name)) for name, label in _LABELS.items()]
    pairs.insert(3, ("Tie", tie_in_words(facts.tie)))
    if facts.connected_on:
        day = facts.connected_on
        pairs.append(("Connected on", f"{day.day} {day:%b %Y}"))
    return tuple((label, value) for label, value in pairs if value)


def tie_in_words(tie: Tie) -> str:
    """Such as "Referred by Tom" or "Friend"; empty where there is none."""
    if tie.via and tie.kind in _TIES_VIA:
        return _TIES_VIA[tie.kind].format(via=tie.via)
    return _TIES[tie.kind]


def infer_tie(facts: Facts, seeker: Seeker) -> Tie:
    """What joins them: a shared employer, then a shared school, then the programme through which
    they offered to talk (O2), or else the tie that is known.

    A tie that says more than "online connection" is never replaced: someone has stated it.
    """
    if facts.tie.kind not in (TieKind.WEAK, TieKind.NONE):
        return facts.tie
    offer = offer_of(facts.extra)
    otherwise = Tie(TieKind.GROUP, offer.programme) if offer and offer.programme else facts.tie
    if not seeker.employers and not (seeker.schools and facts.schools):
        return otherwise
    where = organisation_key(facts.organisation)
    for employer in seeker.employers:
        if where and organisation_key(employer) == where:
            return Tie(TieKind.COLLEAGUE, employer)
    theirs = [organisation_key(school) for school in facts.schools.split(";")]
    for school in seeker.schools:
        if any(_one_school(organisation_key(school), other) for other in theirs):
            return Tie(TieKind.ALUMNI, school)
    return otherwise


def with_inferred_tie(facts: Facts, seeker: Seeker) -> Facts:
    """The facts with the tie that `infer_tie` sees."""
    tie = infer_tie(facts, seeker)
    return facts if tie == facts.tie else replace(facts, tie=tie)


def _one_school(one: str, other: str) -> bool:
    """Equal, or the one a part of the other's name in whole words: "Boalt", "Boalt Hall"."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _SCHOOL_LEAST and f" {short} " in f" {long} ")
