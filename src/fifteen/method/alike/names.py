"""How two names resemble each other, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from fifteen.method.alike.nicknames import is_known, one_name
from fifteen.method.alike.traits import Traits, hushed, loose
from fifteen.method.folding import word_set
from fifteen.method.latin import bones


class Likeness(StrEnum):
    """What two names are to each other, the nearest first."""

    SAME = "same"
    SCRIPT = "script"  # the same name in another script
    SWAPPED = "swapped"  # first and last name change places
    SPELLED = "spelled"  # Müller and Mueller
    NICKNAME = "nickname"
    FORM = "form"  # of one name, as two languages have it, or two names: Andrea and Andreas
    SHORTER = "shorter"  # a middle name or a second family name is left out
    SLIP = "slip"  # one letter is different
    INITIAL = "initial"
    ONE_WORD = "one-word"  # "Tom" alone, and Tom Lee
    GIVEN = "given"  # the given name only: another family name
    FAMILY = "family"  # the family name only: a relative, or by chance
    OTHER = "other"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Found:
    """How they resemble each other, and in which words; `given` where a slip is in the first."""

    likeness: Likeness
    words: tuple[str, str] = ("", "")
    given: bool = False


_RANK = (
    *(Likeness.SAME, Likeness.SPELLED, Likeness.NICKNAME, Likeness.FORM),
    *(Likeness.SLIP, Likeness.INITIAL),
)
_NEARLY = (Likeness.SAME, Likeness.SCRIPT, Likeness.SPELLED, Likeness.SHORTER)
_LEAST_FOR_SLIP = 4  # letters: shorter names differ by one letter and are others
_LEAST_FOR_TWO = 9  # letters, from which two slips are still one name
_WHOLE = 5  # letters, from which a form of a name is hardly a short one
_LONG = 7
_GENDERED = frozenset("aeoy")
_PARTICLES = word_set("de da do dos del della di du la le van von der den zu bin al el ibn y e")


def compare(a: Traits, b: Traits) -> Found:
    """The likeness of two people's names."""
    one, two = _core(a.words), _core(b.words)
    if not one or not two:
        return Found(Likeness.NAMELESS)
    if one == two:
        return Found(Likeness.SCRIPT if a.script != b.script else Likeness.SAME)
    if len(one) == 1 or len(two) == 1:
        return _one_word(one, two, a, b)
    straight = _aligned(one, two, a, b)
    if "".join(one) == "".join(two) or "".join((*one[1:], one[0])) in _joined(two, one):
        return Found(Likeness.SPELLED)
    turned = _turned(one, two, a, b)
    if turned and _is_surer(turned, straight):
        nearly = turned.likeness in _NEARLY
        return Found(Likeness.SWAPPED) if nearly else Found(Likeness.OTHER)
    return straight or _by_one_word(one, two, a, b)


def _turned(one: tuple[str, ...], two: tuple[str, ...], a: Traits, b: Traits) -> Found | None:
    """The likeness where the first word of one name stands last, or all stand the other way round:
    the surest of all ways, so that it does not matter whose name is turned."""
    ways = (
        *((turn, two) for turn in ((*one[1:], one[0]), one[::-1])),
        *((one, turn) for turn in ((*two[1:], two[0]), two[::-1])),
    )
    found = (_aligned(first, second, a, b) for first, second in ways)
    return min((told for told in found if told), key=_place, default=None)


def _joined(two: Sequence[str], one: Sequence[str]) -> tuple[str, ...]:
    """The other name in one word, both ways round, where the two are parted otherwise."""
    return () if len(one) == len(two) else ("".join(two), "".join((*two[1:], two[0])))


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    if _PARTICLES.isdisjoint(words):
        return words
    return tuple(w for w in words if w not in _PARTICLES) or tuple(words)


def _is_surer(one: Found, other: Found | None) -> bool:
    return other is None or _place(one) < _place(other)


def _place(found: Found) -> int:
    order = (*_RANK, Likeness.SHORTER)
    same = found.likeness is Likeness.SCRIPT
    return order.index(Likeness.SAME if same else found.likeness)


def _one_word(one: Sequence[str], two: Sequence[str], a: Traits, b: Traits) -> Found:
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) == len(long) == 1:
        kind = word_likeness(short[0], long[0], a, b, given=True)
        return Found(kind or Likeness.OTHER, (short[0], long[0]))
    joined = "".join(long)
    if short[0] == joined or short[0] == "".join((*long[1:], long[0])):
        return Found(Likeness.SPELLED)
    for place in (0, -1):
        kind = word_likeness(short[0], long[place], a, b, given=place == 0)
        if kind in (Likeness.SAME, Likeness.SPELLED, Likeness.NICKNAME):
            return Found(Likeness.ONE_WORD)
    return Found(Likeness.OTHER)


def _aligned(one: Sequence[str], two: Sequence[str], a: Traits, b: Traits) -> Found | None:
    """First word with first, last with last; None where they do not fit."""
    given = word_likeness(one[0], two[0], a, b, given=True)
    family = word_likeness(one[-1], two[-1], a, b, given=False)
    if given and not family and len(one) != len(two):
        # "Ana Ruiz" and "Ana Ruiz Vega": the shorter's family name stands inside the longer.
        short, long = (one, two) if len(one) < len(two) else (two, one)
        if short[-1] in long[1:-1]:
            return Found(Likeness.SHORTER if given is Likeness.SAME else given)
    if not given or not family:
        return None
    worst = max(given, family, key=_RANK.index)
    if worst is Likeness.INITIAL and family is Likeness.INITIAL:
        return None
    middle = _middles(one[1:-1], two[1:-1])
    if middle is None:
        return None
    if worst is Likeness.SAME:
        if middle:
            return Found(Likeness.SHORTER)
        return Found(Likeness.SCRIPT if a.script != b.script else Likeness.SAME)
    at = 0 if given is worst else -1
    return Found(worst, (one[at], two[at]), given=worst is Likeness.SLIP and at == 0)


def _middles(one: Sequence[str], two: Sequence[str]) -> bool | None:
    """Whether middle names differ in that one side leaves some out; None where they conflict."""
    if one == two:
        return False
    for x, y in zip(one, two, strict=False):
        if x != y and x[0] != y[0]:
            return None
        if x != y and len(x) > 1 and len(y) > 1:
            return None
    return True


def word_likeness(x: str, y: str, a: Traits, b: Traits, given: bool) -> Likeness | None:
    """How one word of a name resembles another, or None."""
    if x == y:
        return Likeness.SAME
    if len(x) == 1 or len(y) == 1:
        return Likeness.INITIAL if x[0] == y[0] else None
    if a.no_vowels != b.no_vowels and len(bones(x)) > 1 and bones(x) == bones(y):
        return Likeness.SPELLED
    return _of_words(x, y, given)


@lru_cache(maxsize=100_000)
def _of_words(x: str, y: str, given: bool) -> Likeness | None:
    if loose(x) == loose(y) or hushed(x) == hushed(y):
        return Likeness.SPELLED
    if given and one_name(x, y):
        return Likeness.FORM if _two_languages(x, y) else Likeness.NICKNAME
    return Likeness.SLIP if _slipped(x, y, given) else None


def _two_languages(x: str, y: str) -> bool:
    """Whether two forms are whole names both, neither of them short for the other."""
    if (bones(x) == bones(y) and min(len(x), len(y)) >= _LONG) or f"{x}n" == y or f"{y}n" == x:
        return False  # Mohammed and Muhammad; Steve and Steven
    whole = len(x) >= _WHOLE and len(y) >= _WHOLE and abs(len(x) - len(y)) <= 2
    return whole and x[0] == y[0] and not (x[-1] == "y" or y[-1] == "y")


def _slipped(x: str, y: str, given: bool) -> bool:
    short = min(len(x), len(y))
    if short < _LEAST_FOR_SLIP or abs(len(x) - len(y)) > 2:
        return False
    if given and is_known(x) and is_known(y):
        return False  # Anna is no slip of Hanna, nor Mario of Maria
    most = 2 if short >= _LEAST_FOR_TWO else 1
    if OSA.distance(x, y, score_cutoff=most) > most:
        return False
    if x[:-1] == y[:-1] and {x[-1], y[-1]} <= _GENDERED:
        return False
    if abs(len(x) - len(y)) == 1 and x.rstrip("a") == y.rstrip("a"):
        return False  # Jan and Jana, Novak and Novaka
    return x[0] == y[0] or short >= 6


def _by_one_word(one: Sequence[str], two: Sequence[str], a: Traits, b: Traits) -> Found:
    if word_likeness(one[0], two[0], a, b, given=True) in (
        Likeness.SAME,
        Likeness.SPELLED,
        Likeness.NICKNAME,
        Likeness.FORM,
    ):
        return Found(Likeness.GIVEN, (one[-1], two[-1]))
    if one[-1] == two[-1] or loose(one[-1]) == loose(two[-1]):
        return Found(Likeness.FAMILY, (one[0], two[0]))
    return Found(Likeness.OTHER)
