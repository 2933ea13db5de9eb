"""Who is matched with whom: the best there is, within what was offered, the idle first (O2)."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method.matching import assign
from fifteen.method.matching.assign import SPREAD, pairs
from fifteen.method.matching.fit import Fit, Taker, Wish, accepts, fit
from fifteen.method.matching.parties import Host, Seeker
from fifteen.method.words import Medium

FIELDS = ("grid planning", "family law", "museum work")
values = st.integers(1, 100).map(lambda n: n / 100)


def brute(gain: np.ndarray, room: list[int], load: list[int], monthly: list[int]) -> float:
    """The best there is, by trying everything."""
    best = 0.0
    seekers, hosts = gain.shape
    for choice in itertools.product(range(-1, hosts), repeat=seekers):
        counts = [choice.count(h) for h in range(hosts)]
        if any(count > most for count, most in zip(counts, room, strict=True)):
            continue
        worth = sum(gain[s, h] for s, h in enumerate(choice) if h >= 0)
        for h, count in enumerate(counts):
            worth -= sum(SPREAD * (load[h] + k) / monthly[h] for k in range(count))
        best = max(best, worth)
    return best


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_what_is_found_is_the_best_there_is(n: int, m: int, data: st.DataObject) -> None:
    gain = np.array([[data.draw(values) for _ in range(m)] for _ in range(n)])
    room = [data.draw(st.integers(0, 3)) for _ in range(m)]
    load = [data.draw(st.integers(0, 3)) for _ in range(m)]
    monthly = [data.draw(st.integers(1, 3)) for _ in range(m)]
    rows, columns = np.divmod(np.arange(n * m), m)
    offered = (np.array(room), np.array(load), np.array(monthly))
    taken = assign.solve(rows, columns, gain.ravel(), np.ones(n, dtype=int), offered)
    chosen = [(int(rows[e]), int(columns[e])) for e in taken]
    assert len({s for s, _ in chosen}) == len(chosen)
    worth = sum(gain[s, h] for s, h in chosen)
    for h in range(m):
        count = sum(host == h for _, host in chosen)
        assert count <= room[h]
        worth -= sum(SPREAD * (load[h] + k) / monthly[h] for k in range(count))
    assert worth == pytest.approx(brute(gain, room, load, monthly))


def _host(key: str, field: str, **more: object) -> Host:
    return Host(key, Taker(field=field, role="planner"), **{"room": 2, **more})  # type: ignore[arg-type]


def test_no_host_is_asked_twice_while_one_who_fits_as_well_is_idle() -> None:
    hosts = [_host(f"h{n}", FIELDS[0]) for n in range(4)]
    seekers = [Seeker(f"s{n}", Wish(fields=(FIELDS[0],))) for n in range(4)]
    found = pairs(seekers, hosts)
    assert {pair.host for pair in found} == {"h0", "h1", "h2", "h3"}


def test_whoever_was_asked_of_late_comes_after_the_idle() -> None:
    hosts = [_host("busy", FIELDS[0], load=2), _host("idle", FIELDS[0])]
    assert [p.host for p in pairs([Seeker("s", Wish(fields=(FIELDS[0],)))], hosts)] == ["idle"]


def test_nobody_gets_a_host_without_room_or_one_they_had() -> None:
    hosts = [_host("full", FIELDS[0], room=0), _host("had", FIELDS[0]), _host("new", FIELDS[0])]
    seeker = Seeker("s", Wish(fields=(FIELDS[0],)), but=frozenset({"had"}))
    assert [p.host for p in pairs([seeker], hosts)] == ["new"]
    assert pairs([seeker], hosts[:2]) == []


def test_who_wants_two_gets_two_different_hosts() -> None:
    found = pairs(
        [Seeker("s", Wish(fields=(FIELDS[0],)), wanted=2)],
        [_host("a", FIELDS[0]), _host("b", FIELDS[0])],
    )
    assert sorted(p.host for p in found) == ["a", "b"]


def test_each_pair_says_why() -> None:
    wish = Wish(
        fields=("grid planning",), words="What about storage?", schools=("Calder",), place="Oslo"
    )
    taker = Taker("Grid planning", "engineer", "Gridhub", "Calder", "Oslo", "storage, night work")
    assert fit(wish, taker).sentence == (
        "Works in Grid planning, can speak about storage, was at Calder as you were and is in Oslo."
    )


def test_without_a_language_or_a_way_in_common_there_is_no_pair() -> None:
    wish = Wish(fields=("law",), languages=frozenset({"german"}))
    assert fit(wish, Taker(field="law", languages=frozenset({"english"}))) == Fit(0.0)
    assert fit(wish, Taker(field="law")).value > 0
    by_phone = Wish(ways=frozenset({Medium.PHONE}))
    assert fit(by_phone, Taker(ways=frozenset({Medium.VIDEO}))).value == 0


def test_what_a_host_answered_counts_the_more_the_more_there_is() -> None:
    assert accepts(0, 0) == 0.5
    assert 0.5 < accepts(1, 1) < accepts(10, 10) < 1
    assert accepts(0, 10) < accepts(0, 1) < 0.5
