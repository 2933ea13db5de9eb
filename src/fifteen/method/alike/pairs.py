"""All pairs of a book that are worth comparing, without comparing everybody with everybody.

Two people are compared only where they share a key: an address, a number, the sound of a name, a
first name at one employer, and so on. One kind of key is looked at after another, as one sorted
list of numbers, so that a hundred thousand people need little memory. A key that very many share
is no key: whoever is the same there shares a closer one, too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from fifteen.method.alike.nicknames import groups
from fifteen.method.alike.score import Alike, alike
from fifteen.method.alike.traits import Traits, box_words, hushed, local_part, loose, own_domain
from fifteen.method.latin import bones

MOST_ALIKE = 40  # people under one key, who are still compared with each other
_PLACES = 20  # bits: about a million people
_MASK = (1 << 43) - 1
_SLIPS = 2  # letters that may be wrong in a word of a name
_PEOPLE_SHARE = 3  # people of other names under one address or number: it is an office's

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one; `one` comes before `other` in the book."""

    one: str
    other: str
    alike: Alike


def _names(t: Traits) -> Iterator[str]:
    """Names in any order, spelled in any way."""
    words = [w for w in t.words if len(w) > 1]
    if len(words) > 1:
        ends = sorted({loose(words[0]), loose(words[-1])})
        yield " ".join(ends)
        if t.turned or len(words) > 2:
            yield " ".join(sorted({loose(words[0]), loose(words[1])}))
    elif words:
        yield f"1 {loose(words[0])}"


def _strong(t: Traits) -> Iterator[str]:
    yield from t.emails
    yield from t.phones
    if t.link:
        yield t.link
    for mail in t.emails:
        if len(box := local_part(mail)) > 4:
            yield f"@{box}"


def _short_forms(t: Traits) -> Iterator[str]:
    """Bob and Robert of one family name."""
    if len(t.words) > 1:
        family = loose(t.words[-1])
        for group in groups(t.words[0]):
            yield f"{group} {family}"


def _slips(t: Traits) -> Iterator[str]:
    """The bones of both names, and each name with the other's bones: a slip spoils one only."""
    if len(t.words) > 1:
        first, last = t.words[0], t.words[-1]
        yield f"b{bones(first)[:4]} {bones(last)[:5]}"
        yield f"f{first} {last[:3]}"
        yield f"f{first} ~{last[-3:]}"
        yield f"l{last} {first[:2]}"
        yield f"l{last} ~{first[-3:]}"


def _at_work(t: Traits) -> Iterator[str]:
    """A first name, or a last name, at one employer: changed names, initials, first names."""
    firms = {t.organisation.split()[0]} if t.organisation else set()
    firms |= {firm for mail in t.emails if (firm := own_domain(mail))}
    if not t.words:
        return
    for firm in firms:
        yield f"{t.words[0]} {firm}"
        yield from (f"{word} {firm}" for word in box_words(t))
        if len(t.words) > 1:
            yield f"{loose(t.words[-1])} {firm}"
            if len(t.words) > 2:
                yield f"{loose(t.words[1])} {firm}"


KINDS: tuple[Callable[[Traits], Iterable[str]], ...] = (
    *(_strong, _names, _short_forms, _at_work, _slips),
)


def pairs(people: Sequence[Traits], known: int = 0, told: Told | None = None) -> Iterator[Pair]:
    """Every two of these who may be one, in no order. `told` hears how far it is.

    The first `known` of them are not compared among themselves, only with those who come after.
    """
    shared = shared_by_many(people)
    compared: set[int] = set()
    for number, kind in enumerate(KINDS):
        for block in _blocks(people, kind, known):
            for i, j in _twos(block, known):
                key = i << _PLACES | j
                if key in compared or (kind is _slips and _is_no_slip(people[i], people[j])):
                    continue
                compared.add(key)
                found = alike(people[i], people[j], shared)
                if found.verdict != "no":
                    yield Pair(people[i].id, people[j].id, found)
        if told:
            told(number + 1, len(KINDS))


def _twos(block: Sequence[int], known: int) -> Iterator[tuple[int, int]]:
    """Every two of a block of whom the second is not among those known."""
    first = bisect_left(block, known)
    for at in range(first, len(block)):
        for i in block[:at]:
            yield i, block[at]


def _is_no_slip(one: Traits, other: Traits) -> bool:
    """Whether two with one word of the name in common differ in the other by more than slips, and
    nothing of the one has the other's: a quick no to most who only begin alike."""
    if len(one.words) != 2 or len(other.words) != 2 or one.no_vowels or other.no_vowels:
        return False
    if one.words[0] == other.words[0]:
        x, y = one.words[1], other.words[1]
    elif one.words[1] == other.words[1]:
        x, y = one.words[0], other.words[0]
    else:
        return False
    if len(x) == 1 or len(y) == 1 or OSA.distance(x, y, score_cutoff=_SLIPS) <= _SLIPS:
        return False
    if hushed(x) == hushed(y):
        return False
    two_profiles = bool(one.link and other.link)
    return two_profiles or not (_names_it(one, y) or _names_it(other, x))


def _names_it(person: Traits, word: str) -> bool:
    """Whether somebody's profile or address has this word, as after a marriage."""
    return word in person.link or any(word in mail for mail in person.emails)


def _blocks(
    people: Sequence[Traits], kind: Callable[[Traits], Iterable[str]], known: int
) -> Iterator[list[int]]:
    """The places of those who share a key of this kind, in the book's order."""
    marks = [
        _hash(key) << _PLACES | place
        for place, person in enumerate(people[known:], known)
        for key in kind(person)
    ]
    if known:  # of those known only who shares a key with somebody new
        asked = {mark >> _PLACES for mark in marks}
        marks += [
            mark << _PLACES | place
            for place, person in enumerate(people[:known])
            for key in kind(person)
            if (mark := _hash(key)) in asked
        ]
    marks.sort()
    block: list[int] = []
    last = -1
    for mark in marks:
        if mark >> _PLACES != last:
            if 1 < len(block) <= MOST_ALIKE:
                yield block
            block, last = [], mark >> _PLACES
        place = mark & (1 << _PLACES) - 1
        if not block or block[-1] != place:
            block.append(place)
    if 1 < len(block) <= MOST_ALIKE:
        yield block


def _hash(key: str) -> int:
    """A number for a key, the same within one run of the program: nothing of it is kept."""
    return hash(key) & _MASK


def shared_by_many(people: Iterable[Traits]) -> frozenset[str]:
    """Addresses and numbers that people of several last names have: an office's, a household's."""
    names: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for person in people:
        for key in (*person.emails, *person.phones):
            mark = (key, person.words[0] if person.words else "")
            if mark not in seen:
                seen.add(mark)
                names[key] += 1
    return frozenset(key for key, count in names.items() if count >= _PEOPLE_SHARE)
