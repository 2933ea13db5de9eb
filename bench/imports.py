"""Importing 30,000 LinkedIn rows, as a ratio to a bare sqlite3 insert of the same rows, and the
same file a second time: `python -m bench.imports [rows]`."""
# ruff: noqa: E402

from __future__ import annotations

import csv
import io
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from django.core.management import call_command

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


def main(count: int) -> None:
    """Print the times and the ratios."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW)
    campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": "Mira Halonen"}, "grids", NOW)
    data = linkedin(count)
    floor = bare(data)
    first, counts = bring(campaign, data)
    again, second = bring(campaign, data)
    print(f"{count:,} rows: bare sqlite3 {floor:.2f} s")
    print(f"import      {first:.2f} s  ({first / floor:.1f} times)  {counts}")
    print(f"once more   {again:.2f} s  ({again / floor:.1f} times)  {second}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 30_000)
