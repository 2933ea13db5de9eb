"""Pages on a server with one campaign and with many (300 people, 400 journal entries each), on a
PostgreSQL that is thrown away, as ratios in one run; and what a campaign takes on the disk:
`python -m bench.scale [campaigns ...]`, 1,000 where no number is given."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.server import world
from tools import cluster

PEOPLE, ENTRIES = 300, 400
ROUNDS, WARM = 60, 10
PAGES = {"Today": "/", "People": "/people", "Find": "/find?q=person%2017", "Progress": "/progress"}
AIM = 1.5  # Today's p95 with many campaigns, as a multiple of that with one

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


def multiply(server: world.Server, have: int, to: int) -> None:
    """Copies of that campaign, each of an owner of its own, until there are so many."""
    campaign = columns(server, "store_campaign", ("key", "owner"))
    person = columns(server, "store_person", ("campaign_id",))
    entry = columns(server, "store_entry", ("campaign_id", "person_id"))
    of_person, of_entry = (_of("p", person), _of("e", entry))
    server.sql(
        f"INSERT INTO store_campaign (key, owner, {campaign}) SELECT 'copy' || g, 'owner' || g,"
        f" {campaign} FROM store_campaign, generate_series({have + 1}, {to}) g"
        " WHERE store_campaign.id = (SELECT min(id) FROM store_campaign)"
    )
    one, new = (
        "(SELECT min(id) FROM store_campaign)",
        "(SELECT coalesce(max(id), 0) FROM store_person)",
    )
    before = server.sql(f"SELECT {new}")
    copies = f"c.key LIKE 'copy%' AND substr(c.key, 5)::int > {have}"
    server.sql(
        f"INSERT INTO store_person (campaign_id, {person}) SELECT c.id, {of_person}"
        f" FROM store_person p, store_campaign c WHERE p.campaign_id = {one} AND {copies}"
    )
    server.sql(
        f"INSERT INTO store_entry (campaign_id, person_id, {entry})"
        f" SELECT p.campaign_id, p.id, {of_entry}"
        " FROM store_entry e JOIN store_person o ON o.id = e.person_id"
        f" JOIN store_person p ON p.key = o.key AND p.id > {before}"
        f" WHERE o.campaign_id = {one}"
    )
    server.sql(
        "INSERT INTO store_find (rowid, words, campaign_id) SELECT id,"
        " store_find_words(name, organisation, role, note, campaign_id), campaign_id"
        f" FROM store_person WHERE id > {before}"
    )
    server.sql(
        "INSERT INTO store_find_word SELECT c.id, word, best FROM store_find_word w"
        f" CROSS JOIN store_campaign c WHERE w.campaign_id = {one} AND {copies}"
    )
    server.sql("VACUUM ANALYZE")


def times(small: world.Browser, big: world.Browser) -> dict[str, tuple[list[float], list[float]]]:
    """Milliseconds of each page with one campaign and with many, in order of their length. They
    take turns, so that what else the machine does falls on all of them."""
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in PAGES}
    for number in range(ROUNDS + WARM):
        for name, path in PAGES.items():
            for browser, kept in zip((small, big), found[name], strict=True):
                start = time.perf_counter()
                status, _ = browser.get(path)
                assert status == 200, path
                if number >= WARM:
                    kept.append((time.perf_counter() - start) * 1000)
    return {name: (sorted(one), sorted(many)) for name, (one, many) in found.items()}


def _bytes(server: world.Server) -> int:
    size = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
    return int(server.sql(f"{size} WHERE relname LIKE 'store%' AND relkind = 'r'"))


def begun(server: world.Server) -> world.Browser:
    """Somebody at a server with one campaign."""
    server.serve()
    mira = server.account("mira@campus.example")
    begin = {"purpose": "learn", "zone": "UTC", "field": "grids", "names": "Ana Ruiz"}
    assert mira.post("/start", seeker_name="Mira Halonen", **begin)[0] == 302
    fill(server)
    server.sql("VACUUM ANALYZE")
    return mira


def main() -> int:
    """Print each page with one campaign and with many; 1 where Today misses its aim."""
    many = sorted(int(word) for word in sys.argv[1:]) or [1_000]
    missed = False
    with (
        cluster.running() as postgres,
        tempfile.TemporaryDirectory() as home,
        world.running(postgres, Path(home), FIFTEEN_PROCESSES="1") as alone,
        world.running(postgres, Path(home), FIFTEEN_PROCESSES="1") as server,
    ):
        small, big = begun(alone), begun(server)
        empty, have = _bytes(server), 1
        for number in many:
            began = time.perf_counter()
            multiply(server, have, number)
            made = time.perf_counter() - began
            people = int(server.sql("SELECT count(*) FROM store_person"))
            each = (_bytes(server) - empty) / (number - 1)
            print(f"{number:,} campaigns, {people:,} people; {made:.0f} s to make", flush=True)
            print(f"  {each / 1024:,.0f} KiB of a campaign on the disk, indexes with it")
            found = times(small, big)
            for name, (one, rest) in found.items():
                for word, pick in (("median", statistics.median), ("p95", _p95)):
                    a, b = pick(one), pick(rest)
                    print(f"  {name:<9}{word:<7} one {a:6.1f} ms, many {b:6.1f} ms: {b / a:.2f}")
            one, rest = found["Today"]
            missed |= _p95(rest) > AIM * _p95(one)
            have = number
    return int(missed)


def _p95(times: list[float]) -> float:
    return times[int(len(times) * 0.95)]


if __name__ == "__main__":
    sys.exit(main())
