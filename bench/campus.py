"""Today on a server with one campaign and with many (300 people, 400 journal entries each), on a
PostgreSQL that is thrown away, as a ratio in one run: `python -m bench.campus [campaigns]`."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.server import world
from tools import cluster

PEOPLE, ENTRIES = 300, 400
ROUNDS, WARM = 60, 10

_PEOPLE = f"""
    stage = CASE WHEN n % 5 = 0 THEN 'asked' ELSE 'to-ask' END,
    step = CASE WHEN n % 5 = 0 THEN 'remind' ELSE '' END,
    due = CASE WHEN n % 5 = 0 THEN current_date + (n % 60 - 10)::int END,
    asked_on = CASE WHEN n % 5 = 0 THEN current_date - 9 END,
    name = 'Person ' || n, name_fold = 'person ' || n, key = 'person-' || n
    FROM (SELECT id AS one, row_number() OVER (ORDER BY id) AS n FROM store_person LIMIT {PEOPLE}) t
    WHERE id = one
"""


def columns(server: world.Server, table: str, without: tuple[str, ...]) -> str:
    """The columns of a table but these, for copying its rows."""
    asked = f"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'"
    names = [n for n in server.sql(asked).splitlines() if n not in ("id", *without)]
    return ", ".join(f'"{name}"' for name in names)


def fill(server: world.Server) -> None:
    """Make the one person of the one campaign 300, with a journal."""
    same = columns(server, "store_person", ("key",))
    server.sql(
        f"INSERT INTO store_person (key, {same}) SELECT 'k' || g, {same}"
        f" FROM store_person, generate_series(2, {PEOPLE}) g"
    )
    server.sql(f"UPDATE store_person SET {_PEOPLE}")
    server.sql(
        'INSERT INTO store_entry (campaign_id, person_id, at, "on", verb, data, act, author)'
        " SELECT campaign_id, id, now() - interval '9 days', current_date - 9,"
        " CASE WHEN stage = 'asked' THEN 'asked' ELSE 'noted' END,"
        " '{\"text\": \"something\"}'::jsonb, 'act' || id, 'seeker' FROM store_person"
        " UNION ALL"
        " SELECT campaign_id, id, now(), current_date, 'noted', '{}'::jsonb, 'b' || id, 'seeker'"
        f" FROM store_person WHERE stage = 'to-ask' LIMIT {ENTRIES}"
    )


def _of(table: str, names: str) -> str:
    return ", ".join(f"{table}.{name}" for name in names.split(", "))


def multiply(server: world.Server, to: int) -> None:
    """Copies of that campaign, each of an owner of its own."""
    campaign = columns(server, "store_campaign", ("key", "owner"))
    person = columns(server, "store_person", ("campaign_id",))
    entry = columns(server, "store_entry", ("campaign_id", "person_id"))
    of_person, of_entry = (_of("p", person), _of("e", entry))
    server.sql(
        f"INSERT INTO store_campaign (key, owner, {campaign}) SELECT 'copy' || g, 'owner' || g,"
        f" {campaign} FROM store_campaign, generate_series(2, {to}) g"
    )
    server.sql(
        f"INSERT INTO store_person (campaign_id, {person}) SELECT c.id, {of_person}"
        " FROM store_person p, store_campaign c WHERE c.key LIKE 'copy%'"
    )
    server.sql(
        f"INSERT INTO store_entry (campaign_id, person_id, {entry})"
        f" SELECT p.campaign_id, p.id, {of_entry}"
        " FROM store_entry e JOIN store_person o ON o.id = e.person_id"
        " JOIN store_person p ON p.key = o.key AND p.campaign_id <> o.campaign_id"
        " WHERE o.campaign_id = (SELECT min(id) FROM store_campaign)"
    )
    server.sql("ANALYZE")


def todays(browser: world.Browser) -> Iterator[float]:
    """Milliseconds of one Today each, warm."""
    for number in range(ROUNDS + WARM):
        start = time.perf_counter()
        status, _ = browser.get("/")
        assert status == 200
        if number >= WARM:
            yield (time.perf_counter() - start) * 1000


def main() -> None:
    """Print Today with one campaign and with many."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with (
        cluster.running() as postgres,
        tempfile.TemporaryDirectory() as home,
        world.running(postgres, Path(home)) as server,
    ):
        server.serve()
        mira = server.account("mira@campus.example")
        begin = {"purpose": "learn", "zone": "UTC", "field": "grids", "names": "Ana Ruiz"}
        assert mira.post("/start", seeker_name="Mira Halonen", **begin)[0] == 302
        fill(server)
        server.sql("ANALYZE")
        one = sorted(todays(mira))
        multiply(server, many)
        rest = sorted(todays(mira))
        people = server.sql("SELECT count(*) FROM store_person")
    print(f"{many:,} campaigns, {int(people):,} people")
    for name, pick in (("median", statistics.median), ("p95", _p95)):
        a, b = pick(one), pick(rest)
        print(f"Today {name:<7} one campaign {a:6.1f} ms, many {b:6.1f} ms, ratio {b / a:.2f}")


def _p95(times: list[float]) -> float:
    return times[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
