"""How sure it is that two rows are one person, and why, in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.fuzz import token_set_ratio

from fifteen.method.alike.names import Found, Likeness, compare
from fifteen.method.alike.traits import Traits, box_words, letters, local_part, own_domain

Verdict = Literal["surely", "perhaps", "no"]

SURELY = 70  # points
PERHAPS = 20  # points

# What a name is worth, and in which words it is told. Set by the built-on half of bench/people.
_NAMES: dict[Likeness, tuple[int, str]] = {
    Likeness.SAME: (42, "the same name"),
    Likeness.SCRIPT: (40, "the same name in other letters"),
    Likeness.SWAPPED: (38, "first and last name changed places"),
    Likeness.SPELLED: (38, "the same name, spelled otherwise"),
    Likeness.NICKNAME: (37, "{0} and {1} are forms of one name"),
    Likeness.FORM: (28, "{0} and {1} may be one name in two languages"),
    Likeness.SHORTER: (37, "the same name, one of them longer"),
    Likeness.SLIP: (36, "names that differ by a letter"),
    Likeness.INITIAL: (29, "the same family name and initial"),
    Likeness.ONE_WORD: (16, "the one name is part of the other"),
    Likeness.GIVEN: (10, "the same first name; the last name may have changed"),
    Likeness.FAMILY: (-34, "the same last name, another first name"),
    Likeness.OTHER: (-42, "other names"),
    Likeness.NAMELESS: (0, "one has no name"),
}
_UNLIKE = (Likeness.FAMILY, Likeness.OTHER)
_LINK, _EMAIL, _PHONE = 115, 62, 46
_SHARED = 8  # an address or number of several people
_EMPLOYER, _AKIN, _BY_MAIL, _ELSEWHERE = 34, 29, 33, -12
_ROLE, _OTHER_ROLE = 7, -6
_LOCAL = 16  # the same word before the @, at another host
_HANDLE = 34  # and it is more than the name
_SCHOOL, _PLACE, _OTHER_PLACE = 16, 9, -5
_OTHER_LINK, _OTHER_GENERATION = -75, -90
_GIVEN_SLIP = -8  # a letter in the first name: Ines and Inez may be two
_NAMED_SO = 30  # the one's address or profile has the other's name: before a marriage
_IN_LATIN = 32  # only where the names are in two scripts and cannot be compared
_OTHER_BOX = -22  # two addresses at one employer: firms give each of theirs one
_ROLE_ALIKE = 82  # of 100
_WHOLE_NAME = 7  # letters


@dataclass(frozen=True, slots=True)
class Alike:
    """Two people compared: points, what that means, and the reasons, the weightiest first."""

    points: int
    verdict: Verdict
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The reasons as one sentence."""
        text = "; ".join(self.reasons)
        return f"{text[:1].upper()}{text[1:]}." if text else ""


def alike(a: Traits, b: Traits, shared: Collection[str] = ()) -> Alike:
    """Two people compared; `shared` are addresses and numbers that several people have."""
    two_profiles = bool(a.link and b.link and a.link != b.link)
    if two_profiles and not _share_a_key(a, b):
        return _NOBODY
    named = compare(a, b)
    latin = named.likeness in _UNLIKE and _named_in_latin(a, b)
    if named.likeness in _UNLIKE and not (latin or _share_a_key(a, b)):
        return _NOBODY
    if named.likeness is Likeness.GIVEN and not _near(a, b):
        return _NOBODY
    told = [(_NAMES[named.likeness][0] + _GIVEN_SLIP * named.given, _said(named))]
    told += _strong(a, b, named, shared)
    told += _at_work(a, b)
    told += [(_IN_LATIN, "an address at one employer with the other's name")] if latin else []
    told += _around(a, b, named)
    points = sum(worth for worth, _ in told)
    sure = points >= SURELY and not _in_doubt(named, told)
    verdict: Verdict = "surely" if sure else "perhaps" if points >= PERHAPS else "no"
    told.sort(key=lambda one: -abs(one[0]))
    return Alike(points, verdict, tuple(words for _, words in told if words))


_NOBODY = Alike(_NAMES[Likeness.OTHER][0], "no", ())


def _share_a_key(a: Traits, b: Traits) -> bool:
    """Whether they have a profile, an address or a number in common."""
    if a.link and a.link == b.link:
        return True
    return not (a.emails.isdisjoint(b.emails) and a.phones.isdisjoint(b.phones))


def _near(a: Traits, b: Traits) -> bool:
    """Whether a first name in common may mean anything: a key, an employer, an older name."""
    one_place = bool(a.organisation) and _one_firm(a.organisation, b.organisation)
    return one_place or _share_a_key(a, b) or _named_so(a, b) or _named_so(b, a)


def _named_in_latin(a: Traits, b: Traits) -> bool:
    """Whether two at one employer whose names stand in two scripts, and could be read in many ways,
    are of one name by the address of the one."""
    if a.script == b.script or not a.organisation or not _one_firm(a.organisation, b.organisation):
        return False
    return not (box_words(a).isdisjoint(b.words) and box_words(b).isdisjoint(a.words))


def _in_doubt(named: Found, told: list[tuple[int, str]]) -> bool:
    """Whether the names speak against it, or another profile: then the seeker is asked."""
    worths = {worth for worth, _ in told}
    if _OTHER_LINK in worths or _OTHER_GENERATION in worths:
        return True
    return named.likeness in _UNLIKE and _LINK not in worths


def _said(named: Found) -> str:
    words = (word.capitalize() for word in named.words)
    return _NAMES[named.likeness][1].format(*words)


def _strong(a: Traits, b: Traits, named: Found, shared: Collection[str]) -> list[tuple[int, str]]:
    told = []
    if a.link and a.link == b.link:
        told.append((_LINK, "the same profile"))
    elif a.link and b.link:
        told.append((_OTHER_LINK, "but two profiles"))
    if both := a.emails & b.emails:
        few = any(mail not in shared for mail in both)
        told.append((_EMAIL, "the same e-mail") if few else (_SHARED, "an e-mail many share"))
    elif a.emails and b.emails:
        told += _two_mails(a, b, named)
    if both := a.phones & b.phones:
        few = any(phone not in shared for phone in both)
        told.append(
            (_PHONE, "the same telephone number") if few else (_SHARED, "a number many share")
        )
    if a.generation != b.generation and (a.generation and b.generation):
        told.append((_OTHER_GENERATION, "but Junior and Senior"))
    elif a.generation != b.generation and not (a.emails & b.emails):
        told.append((-12, f"but only one is called {(a.generation or b.generation).capitalize()}"))
    return told


def _two_mails(a: Traits, b: Traits, named: Found) -> list[tuple[int, str]]:
    """What two different addresses say: one box before the @, or two boxes of one firm."""
    if named.likeness in _UNLIKE:
        return []
    firms = {own_domain(m) for m in a.emails} & {own_domain(m) for m in b.emails} - {""}
    if firms:
        return [(_OTHER_BOX, "but two addresses at one employer")]
    boxes = {local_part(m) for m in a.emails} & {local_part(m) for m in b.emails}
    for box in sorted(boxes):
        if letters(box) == box and all(_of_name(box, t) for t in (a, b)):
            return [(_LOCAL, "addresses that begin alike")]
        if len(box) > 3:
            return [(_HANDLE, "the same word before the @")]
    return []


def _of_name(box: str, person: Traits) -> bool:
    """Whether an address is made of the name, as most are."""
    return any(word[:3] in box for word in person.words)


def _named_so(a: Traits, b: Traits) -> bool:
    """Whether the one's address or profile is made of the other's whole name."""
    name = "".join(b.words)
    if len(name) < _WHOLE_NAME:
        return False
    boxes = {letters(local_part(mail)) for mail in a.emails}
    return name in boxes or letters(a.link.rpartition("/")[2]).startswith(name)


def _at_work(a: Traits, b: Traits) -> list[tuple[int, str]]:
    told = []
    place = 0
    if a.organisation and a.organisation == b.organisation:
        place = _EMPLOYER
        told.append((place, "the same organisation"))
    elif _one_firm(a.organisation, b.organisation):
        place = _AKIN
        told.append((place, "organisations of a like name"))
    elif _mails_from(a, b) or _mails_from(b, a):
        place = _BY_MAIL
        told.append((place, "an e-mail of the other's organisation"))
    elif a.organisation and b.organisation:
        told.append((_ELSEWHERE, "but another organisation: perhaps they moved"))
    if a.role and b.role:
        if token_set_ratio(a.role, b.role) >= _ROLE_ALIKE:
            told.append((_ROLE, "the same role"))
        elif place:
            told.append((_OTHER_ROLE, "but another role"))
    return told


def _one_firm(one: str, other: str) -> bool:
    """The one's words all in the other's: "acme" and "acme germany"; or one slip apart."""
    if not one or not other:
        return False
    short, long = sorted((one.split(), other.split()), key=lambda said: (len(set(said)), said))
    if len(short[0]) > 2 and long[: len(short)] == short:
        return True
    if len(set(short)) > 1 and set(short) <= set(long):
        return True
    initials = "".join(word[0] for word in long if word not in ("of", "and", "for", "the"))
    return len(long) > 2 and short == [initials]


def _mails_from(a: Traits, b: Traits) -> bool:
    """Whether one writes from the organisation that the other is at."""
    if not b.organisation:
        return False
    plain = letters(b.organisation)
    return any(
        len(firm) > 3 and (plain.startswith(letters(firm)) or letters(firm).startswith(plain))
        for firm in map(own_domain, a.emails)
        if firm and len(plain) > 3
    )


def _around(a: Traits, b: Traits, named: Found) -> list[tuple[int, str]]:
    if named.likeness in _UNLIKE:
        return []
    told = []
    if named.likeness is Likeness.GIVEN and (_named_so(a, b) or _named_so(b, a)):
        told.append((_NAMED_SO, "an address with the other's name"))
    if a.schools & b.schools:
        told.append((_SCHOOL, "the same school"))
    if a.place and b.place:
        same = a.place == b.place
        told.append((_PLACE, "the same place") if same else (_OTHER_PLACE, "but another place"))
    return told
