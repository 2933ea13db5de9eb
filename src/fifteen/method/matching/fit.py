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


def possible(wish: Wish, taker: Taker) -> bool:
    """Whether they have a language and a way in common; who named no language speaks any."""
    tongues = not wish.languages or not taker.languages or wish.languages & taker.languages
    return bool(tongues) and bool(wish.ways & taker.ways)


def fit(wish: Wish, taker: Taker) -> Fit:
    """How well a seeker and a host fit, and why."""
    if not possible(wish, taker):
        return Fit(0.0)
    good, reasons = BASE, []
    work = words_of(f"{taker.field} {taker.role}")
    field = max(wish.fields, key=lambda name: _share(words_of(name), work), default="")
    share = _share(words_of(field), work)
    if share:
        good += FIELD * share
        reasons.append(f"works in {taker.field or field}")
    shared = _in_common(wish, taker, words_of(field))
    if shared:
        good += TOPICS * min(len(shared), _FULL) / _FULL
        reasons.append(f"can speak about {listing(shared[:_FULL])}")
    school = next((s for s in wish.schools if words_of(s) and _same(s, taker.schools)), "")
    if school:
        good += SCHOOL
        reasons.append(f"was at {school} as you were")
    if wish.place and _same(wish.place, taker.place):
        good += PLACE
        reasons.append(f"is in {taker.place}")
    return Fit(good * taker.accepts, tuple(reasons))


def accepts(yes: int, asked: int) -> float:
    """How likely a host says yes, from what they answered: drawn to one in two while that is
    little (four requests' worth; a judgement)."""
    return (yes + 2) / (asked + 4)


def _share(asked: Collection[str], there: Collection[str]) -> float:
    return sum(word in there for word in asked) / len(asked) if asked else 0.0


def _same(one: str, text: str) -> bool:
    words = words_of(one)
    return bool(words) and words <= words_of(text)


def _in_common(wish: Wish, taker: Taker, field: Collection[str]) -> list[str]:
    """The words they have in common besides the field, as the host wrote them."""
    asked = words_of(" ".join((wish.words, *wish.fields))) - frozenset(field)
    seen: dict[str, str] = {}
    for word in re.findall(r"[^\W_]{3,}", taker.topics):
        if fold(word) in asked:
            seen.setdefault(fold(word), word)
    return list(seen.values())
