"""Where phrases stand in a letter, and which of them are one."""

from __future__ import annotations

from typing import NamedTuple

from fifteen.method.letters._anatomy import Sentence

_NEAR = 48  # characters between two hits of one sentence that are one ask
_MOST_HITS = 40  # of one group in one letter; more tell the seeker nothing


class Hit(NamedTuple):
    """Where a phrase stands, in folded offsets, and in which sentence."""

    start: int
    end: int
    sentence: Sentence


def merged(hits: list[Hit]) -> list[Hit]:
    """Hits in order, those that overlap made one."""
    result: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if result and hit.start < result[-1].end:
            last = result[-1]
            result[-1] = Hit(last.start, max(last.end, hit.end), last.sentence)
        else:
            result.append(hit)
    return result[:_MOST_HITS]


def joined(hits: list[Hit]) -> list[Hit]:
    """Hits in order, those near each other in one sentence made one: one ask, one finding."""
    result: list[Hit] = []
    for hit in hits:
        last = result[-1] if result else None
        if last and last.sentence == hit.sentence and hit.start - last.end <= _NEAR:
            result[-1] = Hit(last.start, max(last.end, hit.end), last.sentence)
        else:
            result.append(hit)
    return result
