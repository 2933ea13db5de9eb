"""Starting on one's own computer: the link, the door, the port, stopping, and crashes."""

from __future__ import annotations

import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from signal import SIGKILL

import pytest
from tests.doors.running import Running, command, environment, whole

import fifteen.store.migrations

MIGRATIONS = Path(fifteen.store.migrations.__path__[0])
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with Running(tmp_path_factory.mktemp("home"), bare=True) as one:
        yield one


def test_the_link_opens_the_door_once(running: Running) -> None:
    status, headers, _ = running.get(running.link)
    assert (status, headers["Location"]) == (302, "/")
    cookie = headers["Set-Cookie"].split(";")[0]
    assert {"HttpOnly", "SameSite=Lax"} <= {p.strip() for p in headers["Set-Cookie"].split(";")}
    assert running.get(running.link)[0] == 403
    assert running.get("/start", Cookie=cookie)[0] == 200


@pytest.mark.parametrize("path", ["/", "/people", "/settings/export", "/find?q=a", "/method"])
def test_without_the_link_every_address_is_closed(running: Running, path: str) -> None:
    status, _, body = running.get(path)
    assert status == 403
    assert b"link" in body


@pytest.mark.parametrize("path", ["/", "/static/fifteen/base.css", "/enter/x"])
def test_a_foreign_name_for_this_computer_is_refused(running: Running, path: str) -> None:
    assert running.get(path, Host="evil.example")[0] == 400


def test_pages_carry_a_strict_policy_and_are_not_kept_by_the_browser(running: Running) -> None:
    _, headers, _ = running.get("/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"


def test_it_listens_on_one_address_of_this_computer_alone(running: Running) -> None:
    with socket.socket() as talk:  # bound to every address, it would answer here too
        talk.settimeout(2)
        assert talk.connect_ex(("127.0.0.2", running.port)) != 0


def test_a_second_start_opens_the_one_that_runs(tmp_path: Path) -> None:
    with Running(tmp_path, bare=True) as first:
        second = command(tmp_path)
        assert second.returncode == 0
        assert f"127.0.0.1:{first.port}/enter/" in second.stdout
        assert "already" in second.stdout


def test_the_next_free_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with Running(tmp_path, taken) as one:
            assert one.port != taken


def test_ctrl_c_stops_it_cleanly(tmp_path: Path) -> None:
    one = Running(tmp_path)
    assert one.stop() == 0
    assert b"Stopped." in one.said
    assert b"Traceback" not in one.said
    assert not (tmp_path / "running.json").exists()


def test_after_a_kill_it_starts_again(tmp_path: Path) -> None:
    Running(tmp_path).stop(SIGKILL)
    with Running(tmp_path) as again:
        assert again.get("/healthz")[0] == 200


def test_the_data_is_closed_to_others(tmp_path: Path) -> None:
    home = tmp_path / "data"
    with Running(home, bare=True):
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        for path in home.iterdir():
            assert not path.stat().st_mode & 0o077, path.name


def test_a_kill_in_the_middle_of_an_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    rows = "".join(f"Ana,Number{n},,,Acme {n},Cook,07 Feb 2024\n" for n in range(4_000))
    file = tmp_path / "Connections.csv"
    file.write_text(HEAD + rows)
    seen = set()
    for wait in (b"writing", b"half"):
        home = tmp_path / wait.decode()
        seen.add(_killed_while_writing(home, file, wait))
    assert seen <= {0, 4_000}
    assert seen


def _killed_while_writing(home: Path, file: Path, when: bytes) -> int:
    """Import in a process that kills itself at a given point; how many people are there after."""
    script = Path(__file__).with_name("killed_import.py")
    done = subprocess.run(
        [sys.executable, str(script), str(file), when.decode()],
        env=environment(home),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == -SIGKILL, done.stderr
    assert command(home, "today").returncode == 0  # it opens again
    with closing(sqlite3.connect(home / "fifteen.sqlite3")) as base:
        return int(base.execute("SELECT count(*) FROM store_person").fetchone()[0])


def test_a_copy_is_kept_before_the_tables_change(tmp_path: Path) -> None:
    assert command(tmp_path, "today").returncode == 0
    steps = sorted(one.stem for one in MIGRATIONS.glob("0*_*.py"))
    subprocess.run(  # as it was before the last change of the tables
        [sys.executable, "-m", "django", "migrate", "store", steps[-2]],
        env={**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "fifteen.settings"},
        check=True,
        capture_output=True,
    )
    assert command(tmp_path, "today").returncode == 0
    assert list((tmp_path / "copies").glob("before-*.sqlite3"))


@pytest.mark.parametrize(
    "path", ["/people", "/h/not-there", "/healthz", "/static/fifteen/base.css"]
)
def test_who_asks_for_the_head_alone_gets_no_body(running: Running, path: str) -> None:
    head, body = whole(running.port, "HEAD", path)
    assert body == b""
    _, page = whole(running.port, "GET", path)
    length = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    assert [int(line.partition(b":")[2]) for line in length] == [len(page)]
