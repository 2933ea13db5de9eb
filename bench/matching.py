"""The matching of a programme (O2): how good, how fast, how even.

python -m bench.matching quality   small cases: candidates and all, against the exact optimum over
                                   every pair
python -m bench.matching large     20,000 seekers and 100,000 hosts: seconds and memory
python -m bench.matching year      a simulated year: load (Gini) and answers, beside "all pick the
                                   most famous" and chance
python -m bench.matching           all three

The people are made, so is how they answer; a simulation says how rules compare under one set of
assumptions, not what a campus will see. Assumed: a host says yes with a chance of their own, a
sixth less for each request of the last four weeks; a talk is good as often as the two fit.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from fifteen.method.matching import assign
from fifteen.method.matching import fit as fitting
from fifteen.method.matching.assign import SPREAD
from fifteen.method.matching.fit import Taker, Wish
from fifteen.method.matching.parties import Host, Seeker
from fifteen.method.programme.cells import evenness

KINDS = ("planning", "law", "design", "research", "policy", "care", "finance", "teaching")
ABOUT = (
    *("grid", "water", "museum", "family", "energy", "city", "health", "space", "food", "music"),
    *("rail", "forest", "data", "school", "ocean", "housing", "labour", "patent", "tax", "sport"),
)
TOPICS = (
    *("storage", "nightwork", "changing", "abroad", "family", "startups", "unions", "children"),
    *("exams", "portfolio", "fieldwork", "pay", "travel", "mentoring", "failure", "leading"),
)
SCHOOLS = ("Calder", "Lindgren", "Northlight", "Osmund", "Perrin")
PLACES = ("Oslo", "Leeds", "Porto", "Graz", "Lyon", "Ghent")


def people(seekers: int, hosts: int, seed: int) -> tuple[list[Seeker], list[Host]]:
    """Made people: some fields are crowded, some hosts are known to many."""
    dice = np.random.default_rng(seed)
    fields = [f"{about} {kind}" for about in ABOUT for kind in KINDS]
    want = 1 / np.arange(1, len(fields) + 1)
    give = want**0.6
    wanted = dice.choice(len(fields), seekers, p=want / want.sum())
    given = dice.choice(len(fields), hosts, p=give / give.sum())

    def some(of: tuple[str, ...], count: int) -> str:
        first = int(dice.integers(len(of)))  # neighbours: quick, and as different as needed
        step = (1, 3, 5, 7)[int(dice.integers(4))] if count > 1 else 1
        return " ".join(of[(first + step * n) % len(of)] for n in range(count))

    those = [
        Seeker(
            f"s{n}",
            Wish((fields[f],), some(TOPICS, 3), (some(SCHOOLS, 1),), some(PLACES, 1)),
        )
        for n, f in enumerate(wanted)
    ]
    these = []
    for n, f in enumerate(given):
        taker = Taker(
            *(fields[f], "", "", some(SCHOOLS, 1), some(PLACES, 1), some(TOPICS, 4)),
            accepts=float(dice.beta(4, 4)),
        )
        offered = int(dice.integers(1, 4))
        these.append(Host(f"h{n}", taker, offered, int(dice.integers(0, 2)), offered))
    return those, these


def worth(found: list[assign.Pair], hosts: list[Host]) -> float:
    """What an assignment is worth: good conversations less what uneven load costs."""
    by_key = {host.key: host for host in hosts}
    counts: dict[str, int] = {}
    total = 0.0
    for pair in found:
        host, nth = by_key[pair.host], counts.get(pair.host, 0)
        total += pair.value - SPREAD * (host.load + nth) / host.monthly
        counts[pair.host] = nth + 1
    return total


def exact(seekers: list[Seeker], hosts: list[Host]) -> float:
    """The best there is over every pair: the same programme, solved by another algorithm of HiGHS
    would give the same; here each pair is an edge, none left out."""
    rows, columns = np.divmod(np.arange(len(seekers) * len(hosts)), len(hosts))
    given = [fitting.given(host.taker) for host in hosts]
    wishes = [fitting.sought(seeker.wish) for seeker in seekers]
    values = np.array([fitting.worth(wish, host) for wish in wishes for host in given])
    offered = tuple(np.array([getattr(h, name) for h in hosts]) for name in _OFFERED)
    wanted = np.array([s.wanted for s in seekers])
    taken = assign.solve(rows, columns, values, wanted, offered)  # type: ignore[arg-type]
    pairs = [
        assign.Pair(seekers[rows[e]].key, hosts[columns[e]].key, float(values[e]), "")
        for e in taken
    ]
    return worth(pairs, hosts)


_OFFERED = ("room", "load", "monthly")


def quality() -> None:
    """Small cases, crowded ones among them."""
    print("\nQuality against the exact optimum over every pair (1 is the optimum):")
    shares = []
    for seekers, hosts in ((30, 60), (60, 60), (120, 60), (200, 150), (300, 200)):
        for seed in range(3):
            those, these = people(seekers, hosts, seed)
            found = worth(assign.pairs(those, these, seed), these)
            shares.append(found / exact(those, these))
        print(f"  {seekers:>4} seekers, {hosts:>4} hosts: worst {min(shares[-3:]):.4f}")
    print(f"  worst of all {min(shares):.4f}")


def large() -> None:
    """The size of the issue."""
    began = time.perf_counter()
    seekers, hosts = people(20_000, 100_000, 1)
    made = time.perf_counter() - began
    began, cpu = time.perf_counter(), time.process_time()
    found = assign.pairs(seekers, hosts, 1)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\n20,000 seekers x 100,000 hosts: {took:.0f} s by the clock, {cpu:.0f} s of processor;")
    print(f"  {len(found):,} pairs; {memory:.2f} GB at most (people made in {made:.0f} s)")


WEEKS, ARRIVE, HOSTS = 52, 40, 400
_HALF = 28  # weeks a request counts as load, as in server/programme/hosting.py
Rule = Callable[[list[Seeker], list[Host], np.random.Generator], list[tuple[str, str]]]


def matched(seekers: list[Seeker], hosts: list[Host], dice: np.random.Generator) -> list:
    """The assignment."""
    seed = int(dice.integers(1 << 30))
    return [(pair.seeker, pair.host) for pair in assign.pairs(seekers, hosts, seed)]


def famous(seekers: list[Seeker], hosts: list[Host], dice: np.random.Generator) -> list:
    """Each takes the best known of their field: the first on a list that is the same for all."""
    return _each(seekers, hosts, dice, lambda host: -int(host.key[1:]))


def chance(seekers: list[Seeker], hosts: list[Host], dice: np.random.Generator) -> list:
    """Each takes anybody of their field."""
    return _each(seekers, hosts, dice, lambda host: float(dice.random()))


def _each(
    seekers: list[Seeker],
    hosts: list[Host],
    dice: np.random.Generator,
    choose: Callable[[Host], float],
) -> list:
    room = {host.key: host.room for host in hosts}
    found = []
    works = {host.key: frozenset(host.taker.field.split()) for host in hosts}
    for number in dice.permutation(len(seekers)):
        seeker = seekers[number]
        words = frozenset(seeker.wish.fields[0].split())
        free = [h for h in hosts if room[h.key] > 0 and words & works[h.key]]
        if free:
            host = max(free, key=choose)
            room[host.key] -= 1
            found.append((seeker.key, host.key))
    return found


def year() -> None:
    """A year, week by week: who was asked in four weeks is at their limit or a little tired."""
    print(f"\nA simulated year: {HOSTS} hosts, {ARRIVE} seekers a week, the same for each rule:")
    print(f"  {'':<14}{'Gini of load':>13}{'said yes':>10}{'good talks':>12}{'asked':>8}")
    for name, rule in (("matching", matched), ("most famous", famous), ("chance", chance)):
        gini, yes, good, asked = _year(rule)
        print(f"  {name:<14}{gini:>13.2f}{yes:>10.0%}{good:>12}{asked:>8}")


def _year(rule: Rule) -> tuple[float, float, int, int]:
    dice = np.random.default_rng(7)
    _, hosts = people(1, HOSTS, 3)
    total = dict.fromkeys((h.key for h in hosts), 0)
    late: list[list[str]] = []
    asked = yes = good = 0
    for week in range(WEEKS):
        seekers, _ = people(ARRIVE, 1, 1_000 + week)
        month = Counter(key for some in late[-4:] for key in some)
        half = Counter(key for some in late[-_HALF:] for key in some)
        now = [replace(h, load=half[h.key], room=max(h.monthly - month[h.key], 0)) for h in hosts]
        by_host = {h.key: h for h in now}
        by_seeker = {s.key: s for s in seekers}
        found = rule(seekers, now, dice)
        for seeker, key in found:
            host = by_host[key]
            fit = fitting.fit(by_seeker[seeker].wish, replace(host.taker, accepts=1.0)).value
            says = dice.random() < host.taker.accepts * (1 - min(month[key], 6) / 6)
            talks = dice.random() < fit
            asked, yes, good = asked + 1, yes + says, good + (says and talks)
            total[key] += 1
        late.append([key for _, key in found])
    return evenness(list(total.values())), yes / asked, good, asked


def main() -> None:
    """What was asked for, or all."""
    parts = {"quality": quality, "large": large, "year": year}
    for name in sys.argv[1:] or parts:
        parts[name]()
        sys.stdout.flush()


if __name__ == "__main__":
    main()
