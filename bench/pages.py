"""Pages with 2,000 / 10,000 / 100,000 contacts and 20,000 journal entries, as ratios to an empty
Django page and to our own letterhead on the same server in the same run, and the search alone:
`python -m bench.pages [sizes]`."""
# ruff: noqa: E402

from __future__ import annotations

import http.client
import os
import statistics
import sys
import threading
import time
from collections.abc import Mapping

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from waitress.server import create_server

from bench._made import NOW, fill, journal, queries
from fifteen.actions import campaigns
from fifteen.method.words import Purpose
from fifteen.pages.middleware import SEAT
from fifteen.store import find, scope
from fifteen.store.models import Campaign
from fifteen.wsgi import application

ENTRIES = 20_000
ROUNDS = 60
WARM = 5
QUERIES = 200


def session() -> str:
    """The cookie of a browser that came in by the one-time link."""
    store = SessionStore()
    store[SEAT] = True
    store.save()
    return f"fifteen_seat={store.session_key}"


def medians(port: int, paths: Mapping[str, str], cookie: str) -> dict[str, float]:
    """Milliseconds of one GET of each on a kept connection, warm. The pages take turns, so that
    what else the machine does falls on all of them."""
    talk = http.client.HTTPConnection("127.0.0.1", port)
    times: dict[str, list[float]] = {name: [] for name in paths}
    for number in range(ROUNDS + WARM):
        for name, path in paths.items():
            start = time.perf_counter()
            talk.request("GET", path, headers={"Cookie": cookie})
            answer = talk.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status}")
            if number >= WARM:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def searches(campaign: Campaign, limit: int) -> str:
    """Milliseconds of the search alone over many different queries, common words among them."""
    times = []
    for text in queries(QUERIES):
        start = time.perf_counter()
        find.ids(campaign, text, limit)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return (
        f"find.ids of {limit}: median {statistics.median(times):.2f} ms, "
        f"p95 {times[QUERIES * 95 // 100]:.2f} ms, worst {times[-1]:.2f} ms"
    )


def pages(port: int, campaign: Campaign, cookie: str) -> None:
    """One line for each page."""
    person = scope.people(campaign).order_by("pk")[7].key
    paths = {
        "empty": "/empty",
        "letterhead": "/letterhead",
        "Today": "/",
        "Person": f"/people/{person}",
        "People": "/people",
        "People by stage": "/people?stage=asked",
        "People as board": "/people?view=board",
        "People as tree": "/people?view=tree",
        "search": "/people?q=ruiz+northgrid",
        "palette": "/find?q=rui",
        "Fields": "/fields",
        "Field": "/fields/grid-modelling",
    }
    took = medians(port, paths, cookie)
    for name, each in took.items():
        ratios = each / took["empty"], each / took["letterhead"]
        print(f"  {name:<16}{each:7.1f} ms {ratios[0]:7.1f} {ratios[1]:7.1f}", flush=True)


def main(sizes: list[int]) -> None:
    """Print a table for each size."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW, zone="Europe/Berlin")
    told = {"seeker_name": "Mira Halonen", "zone": "Europe/Berlin", "employers": "Northgrid 5"}
    campaigns.begin(campaign, Purpose.LEARN, told, "grid modelling", NOW)
    cookie = session()
    server = create_server(application, host="127.0.0.1", port=0, threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    print(f"medians of {ROUNDS}; ratio to the empty page, to the letterhead; {ENTRIES:,} entries")
    there = 0
    for number, size in enumerate(sizes):
        fill(campaign, size - there, seed=number)
        there = size
        if number == 0:
            journal(campaign, min(ENTRIES, size * 10))
        print(f"{scope.people(campaign).count():,} people")
        pages(server.effective_port, campaign, cookie)
        for limit in (8, 50, 200):
            print(f"  {searches(campaign, limit)}", flush=True)
    server.close()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [2_000, 10_000, 100_000])
