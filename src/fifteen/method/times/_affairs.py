"""Clauses about the host's own day: "my class runs till 2, so 2:15 on Friday?"

They name an hour and propose none. Where a clause is known to be one it is passed over; where only
its verb is unknown it is read both ways, and asked back if that makes a difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fifteen.method.times._lexicon import Lexicon
from fifteen.method.times.words import Unclear


@dataclass(frozen=True, slots=True)
class Settled:
    """A text without such clauses; `sure` is whether all of them are known to be such."""

    text: str
    sure: bool


def settled(
    text: str,
    words: Lexicon,
    tells: Callable[[str], bool],
    clock: Callable[[str], bool],
    days: Callable[[str], str],
) -> Settled:
    """The text less the clauses about somebody's own affairs, as long as the rest tells a time.

    `tells` is whether a text names a day or an hour, `clock` whether it names an hour of the clock,
    `days` the days it names, as they were said.
    """
    kept: list[str] = []
    gone: list[str] = []
    sure = True
    at = 0
    for cut in [*words.clauses.cut.finditer(text), None]:
        end, behind = (cut.start(), cut.end()) if cut else (len(text), len(text))
        clause = text[at:end]
        own = words.clauses.own.search(clause)
        doubtful = not own and words.clauses.open.search(clause)
        if (own or doubtful) and not words.clauses.proposes.search(clause) and clock(clause):
            gone.append(clause)
            sure = sure and bool(own)
            kept.append(text[end:behind])
        else:
            kept.append(text[at:behind])
        at = behind
    rest = "".join(kept)
    if gone and not tells(rest) and all(words.clauses.alone.search(one) for one in gone):
        raise Unclear("odd")  # "I have a class at 5 on Thursday."
    if not gone or not tells(rest):
        return Settled(text, sure=True)
    if words.clauses.refers.search(rest) and not clock(rest):
        raise Unclear("odd")  # "I walk the dog at 5, call me then on Wednesday"
    if days(rest):
        return Settled(rest, sure)
    return Settled(f"{' '.join(map(days, gone))}, {rest.lstrip(' ,.;')}", sure)
