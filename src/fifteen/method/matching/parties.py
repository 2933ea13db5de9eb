"""Who is matched: apart from the solver, whose libraries only a worker that matches has to load."""

from __future__ import annotations

from dataclasses import dataclass

from fifteen.method.matching.fit import Taker, Wish


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody to be matched: what they wish, with how many hosts, and with whom not again."""

    key: str
    wish: Wish
    wanted: int = 1
    but: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Host:
    """A host: how often they may be asked now, how often they were of late, what they offered."""

    key: str
    taker: Taker
    room: int
    load: int = 0
    monthly: int = 1
