"""What bench/alumni.py has done on the server's side."""

from __future__ import annotations

import csv
import io
import os
import resource
import sys
import time

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from fifteen.server.programme import finding, hosting, lists, office  # noqa: E402
from fifteen.server.programme.models import AlumniList, Host  # noqa: E402
from fifteen.store import walls  # noqa: E402
from fifteen.store.models import Job  # noqa: E402

FIELDS = ("grid planning", "family law", "museum design", "water research", "tax policy")


def main(lines: int) -> None:
    """Read the list, then search."""
    now = timezone.now()
    programme = office.make("Calder", "ines@office.example", "Europe/Berlin", now)
    text = "Name,E-mail,Position,Company,School,City\n" + "".join(
        f"Per Son {n},per{n}@list.example,clerk {n % 97},Firm {n % 9_973},Calder {n % 11},Oslo\n"
        for n in range(lines)
    )
    data = text.encode()
    began = time.process_time()
    bare = sum(1 for _ in csv.reader(io.StringIO(text)))
    bare_seconds = time.process_time() - began
    del text
    with walls.as_owner(programme.campaign.owner):
        lists.take(programme, io.BytesIO(data), "list.csv", "membership", "Rule 4", now)
        del data
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        job = Job.objects.get(campaign=programme.campaign, kind=lists.READ)
        clock, began = time.perf_counter(), time.process_time()
        lists.read(job, now)
        took, cpu = time.perf_counter() - clock, time.process_time() - began
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        one = AlumniList.objects.get()
        print(f"{one.lines:,} lines read, {one.added:,} came in ({one.state}), bare lines {bare:,}")
        print(
            f"  {took:.0f} s by the clock, {cpu:.0f} s of this processor:"
            f" {cpu / bare_seconds:.0f} times the bare reading;"
            f" memory grew by {(after - before) / 1024:.0f} MB"
        )
        _search(programme.campaign_id)


def _search(campaign_id: int) -> None:
    """Every tenth opts in; then three searches beside a row by its key."""
    hosts = list(Host.objects.order_by("id")[:100_000])
    for number, host in enumerate(hosts):
        host.part, host.field = "in", FIELDS[number % 5]
        host.topics = f"topic{number % 1_000} night work"
        host.signs = hosting.signs_of(host)
    for start in range(0, len(hosts), 2_000):
        Host.objects.bulk_update(hosts[start : start + 2_000], ["part", "field", "topics", "signs"])
    with transaction.atomic():
        bare = _best(lambda: Host.objects.get(pk=hosts[5].pk))
        for terms in (["'topic77':*"], ["'f=grid':*", "'s=calder':*"], ["'o=firm':*"]):
            took = _best(lambda terms=terms: finding.matching(campaign_id, terms))
            found = len(finding.matching(campaign_id, terms))
            print(f"  {' '.join(terms)}: {found} of {len(hosts):,}, {took / bare:.0f} times a row")


def _best(what: object) -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        what()  # type: ignore[operator]
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    main(int(sys.argv[1]))
