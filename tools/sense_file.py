"""How the weights of features stand in sense_<language>.txt: in blocks, a line each.

A block holds the features of one kind that begin with the same word or class, which its first line
names; `fifteen.method.letters._weights.Store` takes it apart when a letter first asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from fifteen.method.letters._weights import ALONE, NEAR, NEXT, PAIR, THREE

_BARS = 2  # in a feature of three words
_MARKS = ((" ", NEXT), ("_", NEAR), ("+", PAIR))


def blocks(lines: Iterable[tuple[str, str]]) -> str:
    """The text of features with their numbers: blocks with an empty line between them."""
    kept: dict[str, list[str]] = {}
    for feature, numbers in lines:
        head, last = placed(feature)
        kept.setdefault(head, []).append(f"{last}\t{numbers}")
    return "\n\n".join("\n".join((head, *told)) for head, told in kept.items()) + "\n"


def placed(feature: str) -> tuple[str, str]:
    """The block of a feature, and what names it there."""
    if feature.count("|") == _BARS and (" " not in feature or "- " in feature):
        first, second, third = feature.split("|")
        return f"{THREE} {first}|{second}", third
    for mark, kind in _MARKS:
        first, found, second = feature.partition(mark)
        if found and first and second:
            return f"{kind} {first}", second
    return f"{ALONE} ", feature
