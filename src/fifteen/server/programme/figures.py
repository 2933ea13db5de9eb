"""What the office sees of its programme: counts by quarter and field, none under five (O2).

A quarter is counted once, a month after its end, and kept as it is shown then: nobody who looks
again, or takes one window of time from another, sees a single event (docs/decisions, "Counts that
tell nobody").
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Count

from fifteen.adapters.people.write import defuse
from fifteen.method import spoken
from fifteen.method.programme import cells, quarters, states
from fifteen.method.programme.cells import Table
from fifteen.method.programme.quarters import Quarter
from fifteen.method.programme.words import Part, State
from fifteen.server.programme.models import Counted, Host, Programme, Request
from fifteen.store import read

COLUMNS = ("Asked", "Said yes", "Talked", "No answer in time")
_NAMED = ("asked_on", "field", "host_id", "asked", "state", "answered", "talk_on", "ends")


@dataclass(frozen=True, slots=True)
class Figures:
    """A programme over four quarters, as it may be seen."""

    quarters: Table
    fields: Table
    hosts: dict[str, int]  # how many take part, were written to, stand on a list
    waiting: int | None  # days until an answer, the middle one of the last quarter
    gini: float | None  # of the last quarter
    last: Quarter
    first: Quarter | None  # of one that has just begun: the first that will be shown


def of(programme: Programme, now: datetime) -> Figures:
    """The figures of the latest quarters that are open; a quarter that was never looked at is
    counted now, and kept."""
    shown = quarters.open_on(now.astimezone(read.zone(programme.campaign)).date())
    kept = {one: _counted(programme, one) for one in shown}
    by_field: dict[str, list[list[int | None]]] = defaultdict(list)
    by_quarter = []
    for quarter, row in kept.items():
        for field, counts in row.rows:
            by_field[field].append(counts)
        if row.rows:
            by_quarter.append((quarter.called, cells.added([c for _, c in row.rows])))
    fields = [(name, cells.added(rows)) for name, rows in by_field.items()]
    fields.sort(key=lambda row: (row[0] == cells.TOGETHER, -(row[1][0] or 0), row[0]))
    return Figures(
        quarters=Table(COLUMNS, tuple(by_quarter)),
        fields=Table(COLUMNS, tuple(fields)),
        hosts=_hosts(programme),
        waiting=kept[shown[-1]].waiting,
        gini=kept[shown[-1]].gini,
        last=shown[-1],
        first=_first(programme, shown[-1]),
    )


def _first(programme: Programme, last: Quarter) -> Quarter | None:
    """The quarter a programme began in, where none that it was there for is shown yet."""
    begun = programme.made.astimezone(read.zone(programme.campaign)).date()
    return quarters.of(begun) if begun >= last.end else None


def _counted(programme: Programme, quarter: Quarter) -> Counted:
    """A quarter as it was counted when it was first looked at."""
    row = Counted.objects.filter(campaign=programme.campaign, first=quarter.first).first()
    if row is None:
        row, _ = Counted.objects.get_or_create(
            campaign=programme.campaign, first=quarter.first, defaults=_count(programme, quarter)
        )
    return row


def _count(programme: Programme, quarter: Quarter) -> dict[str, Any]:
    zone = read.zone(programme.campaign)
    opens = datetime.combine(quarter.opens, time(), zone)
    within = {"asked_on__gte": quarter.first, "asked_on__lt": quarter.end}
    rows = Request.objects.filter(campaign=programme.campaign, **within).values_list(*_NAMED)
    by_field: dict[str, list[int]] = defaultdict(lambda: [0] * len(COLUMNS))
    waits, loads = [], Counter[int]()
    for _, field, host, asked, state, answered, talk_on, ends in rows:
        came = (True, *states.until(states.Told(State(state), answered, talk_on, ends), opens))
        for place, true in enumerate(came):
            by_field[field or "No field named"][place] += true
        if answered is not None and answered < opens:
            waits.append((answered - asked).days)
        loads[host] += 1
    hosts = Host.objects.filter(campaign=programme.campaign, part=Part.IN, since__lt=opens)
    return {
        "rows": list(cells.pieces(by_field).items()),
        "waiting": cells.middle(waits),
        "gini": cells.gini([loads[pk] for pk in hosts.values_list("pk", flat=True)]),
    }


def _hosts(programme: Programme) -> dict[str, int]:
    rows = Host.objects.filter(campaign=programme.campaign).values("part").annotate(n=Count("id"))
    counts = {row["part"]: row["n"] for row in rows}
    return {str(part): counts.get(part, 0) for part in (Part.IN, Part.INVITED, Part.LISTED)}


def sentence(figures: Figures) -> str:
    """How the programme stands, in a sentence or two."""
    total = figures.quarters.totals
    nothing = not total or total[0] is None
    if nothing and figures.first is not None:
        opens = figures.first.opens
        return f"It has just begun: its first quarter is counted on {opens.day} {opens:%B %Y}."
    if nothing:
        said = "Quarters are counted a month after they end; in the last four there were too few"
        return f"{said} requests to be shown."
    said = f"About {total[0]:,} requests in the quarters shown"
    said += f", about {total[2]:,} talks." if total[2] else "."
    if figures.waiting is not None:
        days = spoken.count_of(figures.waiting, "day")
        said += f" Half of the answers came within {days}."
    if figures.gini is not None:
        said += f" Load on willing hosts: {figures.gini} (0 is even, 1 is all on one)."
    return said


def as_csv(figures: Figures) -> str:
    """The same as a file: what is hidden on the page is hidden here."""
    out = io.StringIO()
    file = csv.writer(out)
    for name, table in (("quarter", figures.quarters), ("field", figures.fields)):
        file.writerow([name, *table.columns])
        for row, counts in table.rows:
            file.writerow([defuse(row), *(cells.said(count) for count in counts)])
        file.writerow([])
    return out.getvalue()


def hosts_csv(programme: Programme) -> str:
    """Who takes part and what they offered; nothing of who asked them."""
    out = io.StringIO()
    file = csv.writer(out)
    names = ("name", "email", "role", "organisation", "field", "schools", "place", "topics")
    file.writerow([*names, "a month", "since"])
    rows: Any = Host.objects.filter(campaign=programme.campaign, part=Part.IN).order_by("name")
    for host in rows.iterator(2_000):
        texts = (defuse(getattr(host, name)) for name in names)
        file.writerow([*texts, host.monthly, f"{host.since:%Y-%m-%d}" if host.since else ""])
    return out.getvalue()
