"""Who talks with whom (O2): as many good conversations as can be expected, and an even load.

A linear programme over the candidates, solved by HiGHS (through SciPy). For seeker s and host h the
gain is how well they fit, which has in it how likely h says yes. Each host's requests beyond those
they had cost more and more (`SPREAD`), in parts of what they offered a month: so a host is asked a
second time before an idle one only where they fit better by more than that. The constraints are
those of a flow, so the best solution is made of whole pairs; nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from fifteen.method.matching import fit as fitting
from fifteen.method.matching.candidates import Book
from fifteen.method.matching.fit import Given
from fifteen.method.matching.parties import Host, Seeker

SPREAD = 0.20
"""What a whole month's worth of requests at one host costs the next one. A judgement, by
`bench.matching year`: with half of it load is less even for few more good talks; with twice as
much some seekers are left without a host."""

CANDIDATES = 24  # of each seeker where hosts have plenty of room
_WIDER = 4  # times as many where there is no more room than seekers, and for who is left without
_WORTH = 0.02  # a pair that brings less is left out


@dataclass(frozen=True, slots=True)
class Pair:
    """A seeker and a host, with why."""

    seeker: str
    host: str
    value: float
    sentence: str


@dataclass(slots=True)
class _Edges:
    seekers: list[int]
    hosts: list[int]
    values: list[float]


def pairs(seekers: Sequence[Seeker], hosts: Sequence[Host], seed: int = 0) -> list[Pair]:
    """The best assignment over the candidates; those left without a host are tried once more with
    more candidates."""
    if not seekers or not hosts:
        return []
    book = Book([host.taker for host in hosts])
    words = [fitting.given(host.taker) for host in hosts]
    room = np.array([host.room for host in hosts])
    load = np.array([host.load for host in hosts])
    found: list[Pair] = []
    left = [s for s in seekers if s.wanted > 0]
    crowded = min(sum(s.wanted for s in left) / max(int(room.sum()), 1), 1.0)
    first = round(CANDIDATES * (1 + (_WIDER - 1) * crowded))
    for most in (first, CANDIDATES * _WIDER):
        edges = _edges(left, hosts, words, book.best([s.wish for s in left], most, seed, room))
        taken = solve(
            np.array(edges.seekers, dtype=int),
            np.array(edges.hosts, dtype=int),
            np.array(edges.values),
            np.array([s.wanted for s in left], dtype=int),
            (room, load, np.array([host.monthly for host in hosts])),
        )
        matched = set()
        for edge in taken:
            s, h = edges.seekers[edge], edges.hosts[edge]
            fit = fitting.fit(left[s].wish, hosts[h].taker)
            found.append(Pair(left[s].key, hosts[h].key, fit.value, fit.sentence))
            matched.add(s)
            room[h] -= 1
            load[h] += 1
        left = [one for number, one in enumerate(left) if number not in matched]
        if not left:
            break
    return found


def _edges(
    seekers: Sequence[Seeker],
    hosts: Sequence[Host],
    words: Sequence[Given],
    candidates: Iterable[np.ndarray],
) -> _Edges:
    edges = _Edges([], [], [])
    for number, (seeker, numbers) in enumerate(zip(seekers, candidates, strict=True)):
        sought = fitting.sought(seeker.wish)
        for host in numbers.tolist():
            value = fitting.worth(sought, words[host])
            if value > _WORTH and hosts[host].key not in seeker.but:
                edges.seekers.append(number)
                edges.hosts.append(host)
                edges.values.append(value)
    return edges


def solve(
    seekers: np.ndarray,
    hosts: np.ndarray,
    values: np.ndarray,
    wanted: np.ndarray,
    offered: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> list[int]:
    """Which edges to take: each names a seeker, a host and a gain. `offered` is room, load and a
    month's offer of each host. Raises RuntimeError where the solver gives up."""
    if not len(values):
        return []
    room, load, monthly = offered
    used, column = np.unique(hosts, return_inverse=True)
    count = np.minimum(room[used], np.bincount(column))
    owner = np.repeat(np.arange(len(used)), count)  # a slot for each request a host has room for
    nth = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    cost = SPREAD * (load[used][owner] + nth) / monthly[used][owner]
    edges, slots = len(values), len(owner)
    everybody, given = int(seekers.max()) + 1, len(used)
    each = np.arange(edges)
    once = csr_matrix((np.ones(edges), (seekers, each)), shape=(everybody, edges + slots))
    signs = np.concatenate([np.ones(edges), -np.ones(slots)])
    places = np.concatenate([column, owner])
    held = csr_matrix((signs, (places, np.arange(edges + slots))), shape=(given, edges + slots))
    answer = linprog(
        np.concatenate([-values, cost]),
        A_ub=vstack([once, held], format="csr"),
        b_ub=np.concatenate([wanted[:everybody], np.zeros(given)]),
        bounds=(0, 1),
        method="highs-ds",
    )
    if answer.x is None:
        raise RuntimeError(f"the solver gave up: {answer.message}")
    return [int(edge) for edge in np.flatnonzero(answer.x[:edges] > 0.5)]
