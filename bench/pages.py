"""Pages with 1,000 / 10,000 / 100,000 contacts and 20,000 journal entries, as ratios to an empty
Django page on the same server in the same run: `python -m bench.pages [sizes]`."""
# ruff: noqa: E402

from __future__ import annotations

import http.client
import os
import statistics
import sys
import threading
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from waitress.server import create_server

from bench._made import NOW, fill, journal
from fifteen.actions import campaigns
from fifteen.method.words import Purpose
from fifteen.pages.middleware import SEAT
from fifteen.store import find, scope
from fifteen.wsgi import application

ENTRIES = 20_000
ROUNDS = 40


def session() -> str:
    """The cookie of a browser that came in by the one-time link."""
    store = SessionStore()
    store[SEAT] = True
    store.save()
    return f"fifteen_seat={store.session_key}"


def median(port: int, path: str, cookie: str) -> float:
    """Milliseconds of one GET on a kept connection, warm."""
    talk = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for number in range(ROUNDS + 5):
        start = time.perf_counter()
        talk.request("GET", path, headers={"Cookie": cookie})
        answer = talk.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        if number >= 5:
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def bare_search(campaign: object, text: str) -> float:
    """Milliseconds of the search alone."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        find.ids(campaign, text, 50)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main(sizes: list[int]) -> None:
    """Print one line for each size."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW, zone="Europe/Berlin")
    told = {"seeker_name": "Mira Halonen", "zone": "Europe/Berlin", "employers": "Northgrid 5"}
    campaigns.begin(campaign, Purpose.LEARN, told, "grid modelling", NOW)
    cookie = session()
    server = create_server(application, host="127.0.0.1", port=0, threads=2)
    threading.Thread(target=server.run, daemon=True).start()
    port = server.effective_port
    print(f"medians of {ROUNDS}, ratio to the empty page in brackets; {ENTRIES:,} journal entries")
    there = 0
    for number, size in enumerate(sizes):
        fill(campaign, size - there, seed=number)
        there = size
        if number == 0:
            journal(campaign, min(ENTRIES, size * 10))
        person = scope.people(campaign).order_by("pk")[7].key
        paths = {
            "Today": "/",
            "People": "/people",
            "search": "/people?q=ruiz+northgrid",
            "Person": f"/people/{person}",
        }
        empty = median(port, "/empty", cookie)
        line = [f"{scope.people(campaign).count():>7,} people   empty {empty:5.1f} ms"]
        for name, path in paths.items():
            took = median(port, path, cookie)
            line.append(f"{name} {took:6.1f} ms ({took / empty:4.1f})")
        for text in ("ruiz", "no", "tide room"):
            line.append(f"find “{text}” {bare_search(campaign, text):5.2f} ms")
        print("   ".join(line), flush=True)
    server.close()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [2_000, 10_000, 100_000])
