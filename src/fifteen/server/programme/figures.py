"""What the office sees of its programme: counts by month and field, none under five (O2).

Months that have ended, and of their requests what had come by then, so that no single event can be
watched arriving; every number of requests through `method.programme.cells`.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count

from fifteen.method import spoken
from fifteen.method.programme import cells, states
from fifteen.method.programme.cells import Table
from fifteen.method.programme.words import Part, State
from fifteen.server.programme.models import Host, Programme, Request
from fifteen.store import read

_MONTHS = 12
COLUMNS = ("Asked", "Said yes", "Talked", "No answer in time")


@dataclass(frozen=True, slots=True)
class Figures:
    """A year of a programme, as it may be seen."""

    months: Table
    fields: Table
    hosts: dict[str, int]  # how many take part, were written to, stand on a list
    waiting: int | None  # days until an answer, the middle one
    gini: float | None
    ended: date  # all before this day


def of(programme: Programme, now: datetime) -> Figures:
    """The figures of the twelve months that have ended."""
    zone = read.zone(programme.campaign)
    ended = now.astimezone(zone).date().replace(day=1)
    end = datetime.combine(ended, time(), zone)
    since = _months_before(ended, _MONTHS)
    rows = list(
        Request.objects.filter(
            campaign=programme.campaign, asked_on__gte=since, asked_on__lt=ended
        ).values_list(
            *("asked_on", "field", "host_id", "asked"), *("state", "answered", "talk_on", "ends")
        )
    )
    by_month: dict[str, list[int]] = defaultdict(lambda: [0] * len(COLUMNS))
    by_field: dict[str, list[int]] = defaultdict(lambda: [0] * len(COLUMNS))
    waits, loads = [], Counter[int]()
    for on, field, host, asked, state, answered, talk_on, ends in rows:
        came = (True, *states.until(states.Told(State(state), answered, talk_on, ends), end))
        for counts in (by_month[f"{on:%Y-%m}"], by_field[field or "No field named"]):
            for place, true in enumerate(came):
                counts[place] += true
        if answered is not None and answered < end:
            waits.append((answered - asked).days)
        loads[host] += 1
    willing = Host.objects.filter(campaign=programme.campaign, part=Part.IN, since__lt=ended)
    months = cells.table(COLUMNS, by_month)
    return Figures(
        months=Table(months.columns, tuple(sorted(months.rows))),
        fields=cells.table(COLUMNS, by_field),
        hosts=_hosts(programme),
        waiting=cells.middle(waits),
        gini=cells.gini([loads[pk] for pk in willing.values_list("pk", flat=True)]),
        ended=ended,
    )


def _hosts(programme: Programme) -> dict[str, int]:
    rows = Host.objects.filter(campaign=programme.campaign).values("part").annotate(n=Count("id"))
    counts = {row["part"]: row["n"] for row in rows}
    return {str(part): counts.get(part, 0) for part in (Part.IN, Part.INVITED, Part.LISTED)}


def _months_before(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def sentence(figures: Figures) -> str:
    """How the programme stands, in a sentence or two."""
    total = figures.months.totals
    if not total or total[0] is None:
        return "Fewer than five requests in any month that has ended: too few to be shown."
    said = f"About {total[0]:,} requests in the months shown"
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
    for name, table in (("month", figures.months), ("field", figures.fields)):
        file.writerow([name, *table.columns])
        for row, counts in table.rows:
            file.writerow([plain(row), *(cells.said(count) for count in counts)])
        file.writerow([])
    return out.getvalue()


def plain(text: str) -> str:
    """A cell that no table program takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def hosts_csv(programme: Programme) -> str:
    """Who takes part and what they offered; nothing of who asked them."""
    out = io.StringIO()
    file = csv.writer(out)
    names = ("name", "email", "role", "organisation", "field", "schools", "place", "topics")
    file.writerow([*names, "a month", "since"])
    rows: Any = Host.objects.filter(campaign=programme.campaign, part=Part.IN).order_by("name")
    for host in rows.iterator(2_000):
        texts = (plain(getattr(host, name)) for name in names)
        file.writerow([*texts, host.monthly, f"{host.since:%Y-%m-%d}" if host.since else ""])
    return out.getvalue()
