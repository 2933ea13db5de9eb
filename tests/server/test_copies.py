"""Sealed copies of a server: what an erased campaign held is closed in copies of before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tools.cluster import Cluster, program

from tests.server import world
from tests.server.test_backup import FILLED

pytestmark = [pytest.mark.postgresql, pytest.mark.slow]

ANOTHER = (
    FILLED.replace("mira", "noah")
    .replace("Mira Halonen", "Noah Brandt")
    .replace("Zürich", "Uppsala")
)
WRITTEN = """
import django
django.setup()
from fifteen.server.models import Account
from fifteen.store.models import Letter, Person
from django.utils import timezone
ana = Person.objects.get(campaign__owner="noah")
now = timezone.now()
Letter.objects.create(campaign=ana.campaign, person=ana, key="one", kind="request", made=now,
    changed=now, body="Dear Ana, about tides at Uppsala. " * 90_000)
"""
ERASE = """
import django
django.setup()
from fifteen.actions import campaigns
from fifteen.store.models import Campaign
campaigns.delete_everything(Campaign.objects.get(owner="noah"))
"""


@dataclass
class Here:
    """A server with two campaigns, and where its copies go."""

    server: world.Server
    cluster: Cluster
    name: str
    folder: Path

    def fifteen(self, *words: object, at: str, **more: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join((str(Path(program("pg_dump")).parent), os.environ["PATH"]))
        environ = {**self.server.environ, "PATH": path, **more}
        environ["FIFTEEN_COPY_URL"] = self.cluster.url(at)
        return subprocess.run(
            [sys.executable, "-m", "fifteen", *map(str, words)],
            env=environ,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def copy(self, number: int) -> tuple[Path, Path]:
        copy, keys = self.folder / f"{number}.copy", self.folder / "newest.keys"
        done = self.fifteen("copy", copy, keys, at=self.name)
        assert done.returncode == 0, done.stderr
        return copy, keys

    def empty(self, name: str) -> str:
        self.cluster.sql(f'CREATE DATABASE "{self.name}_{name}" TEMPLATE template0')
        return f"{self.name}_{name}"


@pytest.fixture(scope="module")
def here(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    with world.running(cluster, tmp_path_factory.mktemp("home")) as server:
        server.python(FILLED)
        server.python(ANOTHER)
        server.python(WRITTEN)
        name = server.environ["FIFTEEN_OWNER_URL"].rpartition("/")[2]
        yield Here(server, cluster, name, tmp_path_factory.mktemp("copies"))


def test_nothing_of_a_campaign_can_be_read_in_a_copy(here: Here) -> None:
    copy, keys = here.copy(1)
    assert copy.stat().st_mode & 0o077 == 0 and keys.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(copy) as archive:
        common = archive.extract("common.dump", here.folder)
        assert len([n for n in archive.namelist() if n.isdecimal()]) == 2
        sealed = b"".join(archive.read(n) for n in archive.namelist() if n.isdecimal())
    shown = subprocess.run(
        [program("pg_restore"), "-f", "-", common], check=True, capture_output=True, text=True
    ).stdout
    assert "CREATE TABLE public.store_person" in shown
    for word in ("Uppsala", "Zürich", "Ana Ruiz", "Mira Halonen", "tides"):
        assert word not in shown
        assert word.encode() not in sealed
    for row in json.loads(keys.read_text())["keys"]:
        assert row["wrapped"] not in shown


def test_an_erased_campaign_is_closed_in_the_copy_of_before(here: Here) -> None:
    before, keys = here.copy(2)
    old = json.loads(keys.read_text())
    whole = here.empty("whole")
    assert here.fifteen("copy-back", before, keys, at=whole).stdout.startswith(
        "2 campaigns are back; 0"
    )
    length = here.cluster.sql("SELECT sum(length(body)) FROM store_letter", whole)
    assert int(length) > 3_000_000, "more than one piece"

    here.server.python(ERASE)
    _, keys = here.copy(3)
    assert len(json.loads(keys.read_text())["keys"]) == len(old["keys"]) - 1
    back = here.empty("back")
    done = here.fifteen("copy-back", before, keys, at=back)
    assert done.stdout.startswith("1 campaigns are back; 1 have no key"), done.stderr
    assert here.cluster.sql("SELECT owner FROM store_campaign", back) == "mira"
    assert here.cluster.sql("SELECT count(*) FROM store_letter", back) == "0"
    assert here.cluster.sql("SELECT count(*) FROM store_person", back) == "1"


def test_what_goes_wrong_is_said_and_nothing_is_lost(here: Here) -> None:
    copy, keys = here.folder / "4.copy", here.folder / "newest.keys"
    copy.write_bytes(b"PK what another program made")
    keys.write_text('{"format": "fifteen copy 1", "keys": []}')
    kept = keys.read_bytes()
    full = here.fifteen("copy-back", copy, keys, at=here.name)
    assert full.returncode == 1 and "tables in this database already" in full.stderr

    other = here.fifteen("copy", copy, keys, at=here.name, FIFTEEN_SEAL_KEY=world.SECRET[1:] + "9z")
    assert other.returncode == 1 and "sealed with another key" in other.stderr
    assert keys.read_bytes() == kept
    assert not list(here.folder.glob("*.part"))

    gone = here.fifteen("copy", copy, keys, at="nobody_made_this")
    assert gone.returncode == 1 and "does not exist" in gone.stderr
    assert world.SECRET not in gone.stderr

    none = here.fifteen("copy", copy, keys, at=here.name, PATH=str(here.folder))
    assert none.returncode == 1 and "pg_dump is not here" in none.stderr

    foreign = here.fifteen("copy-back", copy, keys, at=here.empty("foreign"))
    assert foreign.returncode == 1 and "is no copy that" in foreign.stderr
