"""The page about copies is followed word by word, into an empty server, and all is compared."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.cluster import Cluster, program

from tests.server import world

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

FILLED = """
import datetime, django
django.setup()
from fifteen.actions import campaigns, people
from fifteen.method.facts import clean
from fifteen.method.words import Purpose, Tie, TieKind
from fifteen.store import sealed
now = datetime.datetime(2026, 11, 24, 8, 40, tzinfo=datetime.UTC)
mira = campaigns.open_one(now, "mira")
told = {"seeker_name": "Mira Halonen", "background": "Physics in Zürich, “ß”."}
campaigns.begin(mira, Purpose.LEARN, told, "grid modelling", now)
people.add(mira, clean(name="Ana Ruiz", tie=Tie(TieKind.REFERRED, "Tom Lee")), now)
sealed.seal(mira, "mailbox password", "tide room 7")
"""
PAGE = Path(__file__).parents[2] / "docs" / "backup.md"


def lines() -> list[str]:
    """The commands of the page."""
    return re.findall(r"^    (\w.*)$", PAGE.read_text("utf-8"), re.MULTILINE)


def _digest(rows: str) -> str:
    return f"{len(rows.splitlines())} {hashlib.sha256(rows.encode()).hexdigest()}"


def everything(cluster: Cluster, name: str) -> dict[str, str]:
    """Table by table a digest of all rows, and what else a database has."""
    ask: Callable[[str], str] = lambda text: cluster.sql(text, name)  # noqa: E731
    tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    found = {
        table: _digest(ask(f'SELECT * FROM "{table}" t ORDER BY t::text'))
        for table in tables.splitlines()
    }
    found["indexes"] = ask(
        "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
    )
    found["policies"] = ask("SELECT tablename, policyname, qual FROM pg_policies ORDER BY 1, 2")
    found["triggers"] = ask("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1")
    found["grants"] = ask(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'fifteen_app' ORDER BY 1, 2"
    )
    found["numbers"] = ask("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
    return found


def test_the_page_is_followed_word_by_word(cluster: Cluster, tmp_path: Path) -> None:
    with world.running(cluster, tmp_path) as server:
        name = server.environ["FIFTEEN_OWNER_URL"].rpartition("/")[2]
        server.python(FILLED)
        path = (Path(sys.executable).parent, Path(program("pg_dump")).parent)
        environ = {
            **server.environ,
            "PATH": os.pathsep.join((*map(str, path), os.environ["PATH"])),
            "COPY": str(tmp_path / "fifteen.copy"),
            "KEYS": str(tmp_path / "fifteen.keys"),
            "FROM": cluster.url(name),
            "TO_SERVER": cluster.url(),
            "NAME": f"{name}_back",
            "TO": cluster.url(f"{name}_back"),
        }
        asked = lines()
        assert [line.split()[0] for line in asked] == [
            'FIFTEEN_COPY_URL="$FROM"',
            "createdb",
            'FIFTEEN_COPY_URL="$TO"',
        ]
        subprocess.run(["sh", "-euc", asked[0]], env=environ, check=True, timeout=600)
        before = everything(cluster, name)
        for line in asked[1:]:
            subprocess.run(["sh", "-euc", line], env=environ, check=True, timeout=600)
        assert everything(cluster, f"{name}_back") == before
        assert before["policies"] and before["grants"] and before["triggers"]
        assert before["store_person"].startswith("1 ") and before["store_find"].startswith("1 ")
        assert "Zürich" in cluster.sql("SELECT background FROM store_campaign", f"{name}_back")
