"""How likely a good conversation is between a seeker and a host, and why, in a sentence (O2).

The weights are judgements, in the order of what the method says a talk is for: the field one
wants to learn about first (P2, C2), what they can speak about next (Q2), then a school in common
(C1).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from fifteen.method.folding import fold, word_set
from fifteen.method.spoken import listing
from fifteen.method.words import Medium

_WORD = re.compile(r"[^\W_]{3,}")
_SMALL = word_set(
    "the and for with from into about that this what how why who does are was have has had you your"
    " their them they our can could would und der die das von mit fur uber eine einen den dem ist"
)
BASE, FIELD, TOPICS, SCHOOL, PLACE = 0.15, 0.40, 0.25, 0.12, 0.08  # add up to one
_FULL = 3  # words in common from which topics count in full


@dataclass(frozen=True, slots=True)
class Wish:
    """What a seeker wonders about, and what has to be possible."""

    fields: tuple[str, ...] = ()
    words: str = ""  # questions, beliefs, what was typed
    schools: tuple[str, ...] = ()
    place: str = ""
    languages: frozenset[str] = frozenset()  # folded; none: any
    ways: frozenset[Medium] = frozenset(Medium)


@dataclass(frozen=True, slots=True)
class Taker:
    """A host as they offered themselves."""

    field: str = ""
    role: str = ""
    organisation: str = ""
    schools: str = ""
    place: str = ""
    topics: str = ""
    languages: frozenset[str] = frozenset()
    ways: frozenset[Medium] = frozenset(Medium)
    accepts: float = 0.5  # how likely they say yes


@dataclass(frozen=True, slots=True)
class Fit:
    """How well they fit: 0 where they cannot talk at all; and the reasons, the first first."""

    value: float
    reasons: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Why, in one sentence."""
        if not self.reasons:
            return "Offers to talk, and has room."
        said = listing(self.reasons)
        return f"{said[:1].upper()}{said[1:]}."


def words_of(text: str) -> frozenset[str]:
    """The words of a text that say something, folded."""
    return frozenset(_WORD.findall(fold(text))) - _SMALL


@dataclass(frozen=True, slots=True)
class Sought:
    """The words of a wish, read once."""

    fields: tuple[frozenset[str], ...]
    words: frozenset[str]
    schools: tuple[frozenset[str], ...]
    place: frozenset[str]
    languages: frozenset[str]
    ways: frozenset[Medium]


@dataclass(frozen=True, slots=True)
class Given:
    """The words of a host, read once."""

    work: frozenset[str]
    topics: frozenset[str]
    schools: frozenset[str]
    place: frozenset[str]
    languages: frozenset[str]
    ways: frozenset[Medium]
    accepts: float


def sought(wish: Wish) -> Sought:
    """The words of a wish."""
    return Sought(
        tuple(words_of(field) for field in wish.fields),
        words_of(" ".join((wish.words, *wish.fields))),
        tuple(words for school in wish.schools if (words := words_of(school))),
        words_of(wish.place),
        wish.languages,
        wish.ways,
    )


def given(taker: Taker) -> Given:
    """The words of a host."""
    return Given(
        words_of(f"{taker.field} {taker.role}"),
        words_of(taker.topics),
        words_of(taker.schools),
        words_of(taker.place),
        taker.languages,
        taker.ways,
        taker.accepts,
    )


def possible(one: Sought, other: Given) -> bool:
    """Whether they have a language and a way in common; who named no language speaks any."""
    tongues = not one.languages or not other.languages or one.languages & other.languages
    return bool(tongues) and bool(one.ways & other.ways)


def worth(one: Sought, other: Given) -> float:
    """How likely a good conversation is: 0 where they cannot talk, else up to one."""
    if not possible(one, other):
        return 0.0
    good, place = BASE, _best_field(one, other)
    own = one.fields[place] if one.fields else frozenset[str]()
    good += FIELD * _share(own, other.work)
    good += TOPICS * min(len((one.words - own) & other.topics), _FULL) / _FULL
    if any(school <= other.schools for school in one.schools):
        good += SCHOOL
    if one.place and one.place <= other.place:
        good += PLACE
    return good * other.accepts


def fit(wish: Wish, taker: Taker) -> Fit:
    """How well a seeker and a host fit, and why."""
    one, other = sought(wish), given(taker)
    value = worth(one, other)
    if not value:
        return Fit(0.0)
    reasons, own = [], frozenset[str]()
    if one.fields:
        place = _best_field(one, other)
        own = one.fields[place]
        if _share(own, other.work):
            reasons.append(f"works in {taker.field or wish.fields[place]}")
    shared = _as_written(taker.topics, (one.words - own) & other.topics)
    if shared:
        reasons.append(f"can speak about {listing(shared[:_FULL])}")
    school = next((s for s in wish.schools if words_of(s) and words_of(s) <= other.schools), "")
    if school:
        reasons.append(f"was at {school} as you were")
    if one.place and one.place <= other.place:
        reasons.append(f"is in {taker.place}")
    return Fit(value, tuple(reasons))


def accepts(yes: int, asked: int) -> float:
    """How likely a host says yes, from what they answered: drawn to one in two while that is
    little (four requests' worth; a judgement)."""
    return (yes + 2) / (asked + 4)


def _best_field(one: Sought, other: Given) -> int:
    """Which of the seeker's fields is the host's the most; the first where none is."""
    shares = [_share(words, other.work) for words in one.fields]
    return shares.index(max(shares)) if shares else 0


def _share(asked: Collection[str], there: Collection[str]) -> float:
    return sum(word in there for word in asked) / len(asked) if asked else 0.0


def _as_written(text: str, words: Collection[str]) -> list[str]:
    """Those words of a text, as they stand in it."""
    seen: dict[str, str] = {}
    for word in re.findall(r"[^\W_]{3,}", text):
        if fold(word) in words:
            seen.setdefault(fold(word), word)
    return list(seen.values())
