"""An occupation as one can read it up: facts for the first half of the slots, and its match.

The facts come from the seeker's own O*NET download; nothing of O*NET is part of this program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fifteen.method.folding import fold, word_set

LICENCE = (
    "From the O*NET{version} Database by the U.S. Department of Labor, Employment and Training "
    "Administration (USDOL/ETA), used under the CC BY 4.0 licence "
    "(creativecommons.org/licenses/by/4.0). O*NET is a trademark of USDOL/ETA, which has not "
    "approved or tested this selection."
)
OFFERED = 6  # occupations offered for a field
_WORD = re.compile(r"\w+")
_STEM = 5  # letters by which words are compared: "modelling" and "modelers"
_LITTLE = word_set("and the of in for to all other except except a an work")
_WHOLE_TITLE, _WORD_OF_TITLE, _WORD_OF_OTHER, _LENGTH = 40, 10, 7, 1  # weights of the match


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation: `facts` are lines by slot, `also` are other titles people have."""

    code: str
    title: str
    description: str = ""
    also: tuple[str, ...] = ()
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """An occupation that may be the field, by its title and other titles."""

    code: str
    title: str
    score: int


def licence(version: str) -> str:
    """The line that stands wherever facts are shown."""
    return LICENCE.format(version=f" {version}" if version else "")


def offers(
    name: str, occupations: Iterable[tuple[str, str, str]], most: int = OFFERED
) -> tuple[Offer, ...]:
    """The occupations that share words with a field's name, best first; each is given as code,
    title and other titles, a line each. Nothing fits: none is offered."""
    wanted = _stems(name)
    found = []
    for code, title, also in occupations:
        titles = f"{title}\n{also}".lower()  # most share no word: told without taking them apart
        near = any(stem in titles for stem in wanted)
        score = _score(wanted, fold(name), title, also) if near else 0
        if score > 0:
            found.append(Offer(code, title, score))
    return tuple(sorted(found, key=lambda o: (-o.score, o.title))[:most])


def _score(wanted: frozenset[str], name: str, title: str, also: str) -> int:
    stems = _stems(title)
    shared = len(wanted & stems)
    best = max((len(wanted & _stems(line)) for line in also.splitlines()), default=0)
    if not shared and not best:
        return 0
    whole = _WHOLE_TITLE if fold(title) == name else 0
    return (
        whole
        + _WORD_OF_TITLE * shared
        + _WORD_OF_OTHER * best
        - _LENGTH * min(len(stems - wanted), 3)
    )


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(fold(text))
    return frozenset(w[:_STEM] for w in words if w not in _LITTLE and len(w) > 2)
