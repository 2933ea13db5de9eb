"""Who led to whom in the whole book: those who came through somebody, and that somebody."""

from __future__ import annotations

from collections.abc import Iterator

from fifteen.method.folding import fold
from fifteen.method.progress.lives import Known, Life
from fifteen.method.progress.tree import LED, Forest, grow
from fifteen.method.words import Stage, Tie, TieKind
from fifteen.store import scope
from fifteen.store.models import Campaign

MOST = 3_000
"""People who came through somebody that are looked at: far more than anybody reads as a tree."""

_AT_ONCE = 500  # names in one query
_COLUMNS = ("pk", "key", "name", "tie_kind", "tie_via", "stage", "field")


def forest(campaign: Campaign) -> tuple[Forest, dict[str, int]]:
    """The trees of referrals (C3), and the id of everybody in them by their key. Who came through
    nobody and led to nobody is in none."""
    known = dict(_known(campaign))
    grown = grow(Life(one) for one in known.values())
    return grown, {one.key: pk for pk, one in known.items()}


def _known(campaign: Campaign) -> Iterator[tuple[int, Known]]:
    led = scope.people(campaign).filter(tie_kind__in=LED).exclude(tie_via="").order_by("pk")
    vias: dict[str, None] = {}
    there = set()
    for row in led.values_list(*_COLUMNS)[:MOST]:
        there.add(row[0])
        vias[fold(row[4])] = None
        yield row[0], _one(*row)
    names = list(vias)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        over = scope.people(campaign).filter(name_fold__in=some).order_by("pk")
        for row in over.values_list(*_COLUMNS):
            if row[0] not in there:
                there.add(row[0])
                yield row[0], _one(*row)


def _one(pk: int, key: str, name: str, kind: str, via: str, stage: str, field: str) -> Known:
    return Known(key, name, Tie(TieKind(kind), via), Stage(stage), pk, field)
