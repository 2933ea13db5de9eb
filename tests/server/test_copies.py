"""Sealed copies of a server: what an erased campaign held is closed in copies of before."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tools.cluster import Cluster, program

from tests.server import world
from tests.server.test_backup import FILLED, everything

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
PEOPLE = """
import datetime, django
django.setup()
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.utils import timezone
from fifteen.server import coach_notes, links
from fifteen.server.models import Account, Asked
from fifteen.store.models import Spared
now = timezone.now()
for name in ("ruth", "carl"):
    email = name + "@coaching.example"
    one = Account._default_manager.create(email=email, key=name, password="argon2-" + name)
    mail = EmailAddress.objects.create(user=one, email=email, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=mail, key="confirms-" + name)
    Authenticator.objects.create(user=one, type="totp", data={"secret": "totp-" + name})
    store = SessionStore()
    store["of"] = name
    store.create()
    UserSession.objects.create(user=one, ip="192.0.2.7", session_key=store.session_key,
        user_agent="A browser of " + name)
    links.ask(email, now)
    Asked.objects.create(email=email, made=now)
    Spared.objects.create(owner=name, hash="spared-" + name)
    coach_notes.write(one, "", "Noah Brandt", "Afraid of calling, says " + name, None, now)
links.ask("nobody@nowhere.example", now)
Asked.objects.create(email="asked@only.example", made=now)
cache.set("tries", "192.0.2.9")
"""
ERASE_RUTH = """
import django
django.setup()
from fifteen.server import erasing
from fifteen.server.models import Account
erasing.erase(Account._default_manager.get(key="ruth"))
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
            timeout=600,
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
        server.python(PEOPLE)
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


WORDS = ("ruth", "carl", "coaching.example", "asked@only", "Afraid", "192.0.2", "Noah Brandt")


def common_of(copy: Path, folder: Path) -> str:
    """The part of a copy that lies open, as a script."""
    with zipfile.ZipFile(copy) as archive:
        common = archive.extract("common.dump", folder)
    shown = [program("pg_restore"), "-f", "-", common]
    return subprocess.run(shown, check=True, capture_output=True, text=True).stdout


def test_nothing_of_an_account_can_be_read_in_a_copy(here: Here) -> None:
    copy, keys = here.copy(5)
    shown = common_of(copy, here.folder)
    assert "CREATE TABLE public.server_coachnote" in shown
    with zipfile.ZipFile(copy) as archive:
        sealed = b"".join(archive.read(n) for n in archive.namelist() if n != "common.dump")
        people = [n for n in archive.namelist() if n.startswith("account-")]
    assert len(people) == 2
    filled = re.findall(r"^COPY public\.(\w+) .*\n(?!\\\.)", shown, re.MULTILINE)
    assert set(filled) <= BARE, "whatever holds rows in the open holds nobody's"
    for word in WORDS:
        assert word not in shown, word
        assert word.encode() not in sealed, word
    assert len(json.loads(keys.read_text())["accounts"]) == 2


def test_all_of_it_comes_back_and_of_an_erased_account_nothing(here: Here) -> None:
    before, keys = here.copy(6)
    old = keys.read_bytes()
    whole, was = here.empty("people"), everything(here.cluster, here.name)
    done = here.fifteen("copy-back", before, keys, at=whole)
    assert done.returncode == 0, done.stderr
    assert everything(here.cluster, whole) == was

    here.server.python(ERASE_RUTH)
    assert here.cluster.sql("SELECT count(*) FROM server_asked", here.name) == "2"
    _, keys = here.copy(7)
    assert len(json.loads(keys.read_text())["accounts"]) == 1
    back = here.empty("without")
    done = here.fifteen("copy-back", before, keys, at=back)
    assert done.returncode == 0, done.stderr
    for table, column in OF_SOMEBODY.items():
        left = here.cluster.sql(f"SELECT {column} FROM {table}", back)
        assert "ruth" not in left and "carl" in left, table
    assert here.cluster.sql("SELECT count(*) FROM django_session", back) == "1"
    asked = here.cluster.sql("SELECT email FROM server_asked ORDER BY email", back)
    assert asked.split() == ["asked@only.example", "carl@coaching.example"]

    here.folder.joinpath("old.keys").write_bytes(old)
    other = here.fifteen(
        *("copy-back", before, here.folder / "old.keys"),
        at=here.empty("foreign_people"),
        FIFTEEN_SEAL_KEY=world.SECRET[1:] + "9z",
    )
    assert other.returncode == 1, "the rest does not open with another key of the operator"


def test_a_copy_of_the_first_format_is_read_back_too(here: Here) -> None:
    """It had accounts in its common part, and another name in its file of keys."""
    new, keys = here.copy(8)
    told = json.loads(keys.read_text())
    rows = [{**row, "campaign": row.pop("of")} for row in told["keys"]]
    first = here.folder / "first.keys"
    first.write_text(json.dumps({"format": "fifteen copy 1", "keys": rows}))
    dumped = here.folder / "first.dump"
    tables = here.cluster.sql(
        "SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'campaign_id'",
        here.name,
    ).split()
    without = [*tables, "store_campaign", "server_accountkey"]
    asked = [f"--exclude-table-data=public.{name}" for name in without]
    words = [program("pg_dump"), "-d", here.cluster.url(here.name), "-Fc", "-f", str(dumped)]
    subprocess.run([*words, *asked], check=True)
    old = here.folder / "first.copy"
    with zipfile.ZipFile(new) as source, zipfile.ZipFile(old, "w") as archive:
        archive.writestr("about.json", json.dumps({"format": "fifteen copy 1"}))
        archive.write(dumped, "common.dump")
        for name in (n for n in source.namelist() if n.isdecimal()):
            archive.writestr(name, source.read(name))
    back = here.empty("first")
    done = here.fifteen("copy-back", old, first, at=back)
    assert done.returncode == 0, done.stderr
    for table in ("server_account", "server_coachnote", "store_person", "store_campaign"):
        asked_for = f"SELECT count(*) FROM {table}"
        assert here.cluster.sql(asked_for, back) == here.cluster.sql(asked_for, here.name), table


BARE = {"django_migrations", "django_content_type", "auth_permission"}
OF_SOMEBODY = {
    "server_account": "email",
    "account_emailaddress": "email",
    "account_emailconfirmation": "key",
    "mfa_authenticator": "data",
    "usersessions_usersession": "user_agent",
    "server_coachnote": "text",
    "store_spared": "hash",
}


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
