"""What a name tells by itself: whether it may be an organisation's, a place's, a work's (A7).

"Larnaca Freight" is a firm's and "Lake Garda" is none; of most names the words, how the last one
ends, and how many are no words of the language tell something. What each of it weighs was learned
with the words around names (`_whose`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fifteen.method.folding import organisation_key
from fifteen.method.letters import _names, _peers
from fifteen.method.letters._classes import Words
from fifteen.method.letters._lexicon import Lexicon

_LISTS = (  # of the language's data, in which a word of a name may stand
    *("common_places", "no_place", "event_places"),
    *("firm_words", "firm_small", "spot_words"),
)
_ENDS = (4, 3)  # letters at the end of the last word
_WORDS_MOST, _STRANGE_MOST, _LISTED_MOST = 4, 3, 2  # counts above these tell no more


def told_by(name: str, lexicon: Lexicon, words: Words) -> list[str]:
    """The features of a name, each with "n" before it."""
    name = _peers.GENITIVE.sub("", name)
    said = organisation_key(name).split() or [""]
    first, last = said[0], said[-1]
    found = [f"n {word}" for word in said]
    found += [f"n {kind}" for word in said for kind in _kinds(word, words)]
    found += [f"n first {first}", f"n last {last}", f"n last {last[:4]}-"]
    found += [f"n last -{last[-length:]}" for length in _ENDS]
    found += [f"n last {kind}" for kind in _kinds(last, words)]
    found += _listed(said, lexicon)
    found += _written(name)
    if _names.is_first_name(first, lexicon):
        found.append(f"n of somebody {min(_WORDS_MOST, len(said))}")
    if _peers.is_a_firms(said, lexicon):
        found.append("n firm")
    strange = sum(not _kinds(word, words) for word in said)
    found.append(f"n words {min(_WORDS_MOST, len(said))}")
    found.append(f"n strange {min(_STRANGE_MOST, strange)} of {min(_STRANGE_MOST, len(said))}")
    return found


def _kinds(word: str, words: Words) -> tuple[str, ...]:
    return (*words.classes.get(word, ()), *words.kinds.get(word, ()))


def _listed(said: list[str], lexicon: Lexicon) -> Iterator[str]:
    """In which lists the words stand: how many of them, all, the last."""
    for name in _LISTS:
        listed = lexicon.sets[name]
        count = sum(word in listed for word in said)
        if count:
            every = " all" if count == len(said) else ""
            yield f"n in {name} {min(_LISTED_MOST, count)}{every}"
        if said[-1] in listed:
            yield f"n last in {name}"


def _written(name: str) -> Iterator[str]:
    """How the name is written."""
    for sign in ("&", "-", " of ", " the "):
        if sign in name:
            yield f"n with {sign.strip()}"
    if _peers.CAMEL.search(name):
        yield "n camel"
    if not name.isascii():
        yield "n marks"
    if name.isupper():
        yield "n capitals"
