"""Importing 30,000 LinkedIn rows, as a ratio to a bare sqlite3 insert of the same rows, and the
same file a second time; then as many new ones against a book of 100,000:
`python -m bench.imports [rows] [book]`."""
# ruff: noqa: E402

from __future__ import annotations

import csv
import io
import os
import resource
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bench._made import NOW, linkedin
from fifteen.actions import campaigns, imports
from fifteen.method.words import Purpose
from fifteen.store.models import Campaign


def bare(data: bytes) -> float:
    """Seconds to parse the file with the csv module and insert it with three indexes."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        base = sqlite3.connect(Path(folder) / "bare.sqlite3")
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("CREATE TABLE p (a, b, c, d, e, f, g)")
        for column in "acd":
            base.execute(f"CREATE INDEX i{column} ON p({column})")
        rows = list(csv.reader(io.StringIO(data.decode())))[4:]
        with base:
            base.executemany("INSERT INTO p VALUES (?,?,?,?,?,?,?)", rows)
        base.close()
    return time.perf_counter() - start


def bring(campaign: Campaign, data: bytes) -> tuple[float, dict[str, int]]:
    """Seconds to read, compare and write the file through the actions."""
    start = time.perf_counter()
    brought = imports.bring(campaign, "Connections.csv", data, NOW)
    brought = imports.read(brought, NOW)
    imports.say_yes(brought, {}, NOW)
    brought = imports.write(brought, {}, NOW)
    return time.perf_counter() - start, brought.counts


def against(campaign: Campaign, count: int) -> None:
    """Print what a file of so many takes against the book that is there: from the file to the
    preview, and from the yes to the book."""
    start, work = time.perf_counter(), time.process_time()
    brought = imports.read(
        imports.bring(campaign, "Connections.csv", linkedin(count, seed=2), NOW), NOW
    )
    seen, worked = time.perf_counter() - start, time.process_time() - work
    imports.say_yes(brought, {}, NOW)
    start, work = time.perf_counter(), time.process_time()
    brought = imports.write(brought, {}, NOW)
    written, wrote = time.perf_counter() - start, time.process_time() - work
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:,} against the book: preview {seen:.1f} s ({worked:.1f} s of this process), "
        f"written {written:.1f} s ({wrote:.1f}); {most} MB at most; {brought.counts}"
    )


def fill(campaign: Campaign, count: int, book: int) -> None:
    """Print what a file of so many takes into an empty book, and once more; then fill the book."""
    data = linkedin(count)
    floor = bare(data)
    first, counts = bring(campaign, data)
    again, second = bring(campaign, data)
    print(f"{count:,} rows: bare sqlite3 {floor:.2f} s")
    print(f"import      {first:.2f} s  ({first / floor:.1f} times)  {counts}")
    print(f"once more   {again:.2f} s  ({again / floor:.1f} times)  {second}", flush=True)
    bring(campaign, linkedin(book - count, seed=3))
    print(f"{campaign.person_set.count():,} in the book", flush=True)


def apart(do: Callable[[], None]) -> None:
    """Have it done by a process of its own, whose memory is not counted here."""
    connection.close()
    child = os.fork()
    if not child:
        try:
            do()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("it failed")


def main(count: int, book: int) -> None:
    """Print the times and the ratios."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW)
    campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": "Mira Halonen"}, "grids", NOW)
    apart(lambda: fill(campaign, count, book))
    against(Campaign.objects.get(pk=campaign.pk), count)


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]] or [30_000]
    main(asked[0], asked[1] if asked[1:] else asked[0] * 10 // 3)
