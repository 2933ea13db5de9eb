"""The command line does what the pages do, with exit codes one can rely on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.adapters.occupations.sample import zipped
from tests.doors.running import Running, command

from fifteen.doors import cli

ROOT = Path(__file__).parents[2]
HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CSV = (
    HEAD + "Ana,Ruiz,,ana@x.example,Harbour,Developer,07 Feb 2024\nTom,Lee,,,Acme,Cook,1 Mar 2020\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_text(CSV)
    return path


def test_import_counts_and_a_dry_run_writes_nothing(tmp_path: Path, file: Path) -> None:
    home = tmp_path / "home"
    counts = {"new": 2, "same": 0, "changed": 0, "unsure": 0, "unreadable": 0}
    dry = command(home, "import", str(file), "--dry-run", "--json")
    assert json.loads(dry.stdout) == counts
    assert json.loads(command(home, "import", str(file), "--json").stdout) == counts
    again = command(home, "import", str(file), "--json")
    assert json.loads(again.stdout) == {**counts, "new": 0, "same": 2}


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0JFIF" + bytes(200)])
def test_no_address_book_is_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "Connections.csv"
    path.write_bytes(data)
    done = command(tmp_path / "home", "import", str(path))
    assert done.returncode == cli.REFUSED
    assert done.stderr.startswith("fifteen: ")
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert command(tmp_path, "import", "nowhere.csv").returncode == cli.UNUSABLE


def test_an_onet_download_is_read_and_another_zip_refused(tmp_path: Path) -> None:
    path = tmp_path / "db_30_1_text.zip"
    path.write_bytes(zipped())
    done = command(tmp_path / "home", "onet", str(path))
    assert (done.returncode, done.stdout.splitlines()[0]) == (cli.OK, "2 occupations are here.")
    assert "CC BY 4.0" in done.stdout
    path.write_bytes(b"PK\x03\x04")
    refused = command(tmp_path / "home", "onet", str(path))
    assert refused.returncode == cli.REFUSED
    assert "damaged" in refused.stderr
    assert command(tmp_path / "home", "onet", "nowhere.zip").returncode == cli.UNUSABLE


def test_record_person_and_today_tell_one_story(tmp_path: Path, file: Path) -> None:
    home = tmp_path / "home"
    command(home, "import", str(file))
    assert command(home, "record", "ana", "asked", "--on", "2026-01-05").returncode == cli.OK
    twice = command(home, "record", "ana", "asked")
    assert twice.returncode == cli.REFUSED
    assert "already" in twice.stderr
    said = command(home, "record", "ana ruiz", "said-yes", "Any time.")
    assert said.returncode == cli.OK
    person = json.loads(command(home, "person", "ana", "--json").stdout)
    assert (person["stage"], person["next"]["row"]) == ("yes", "R1")
    assert [e["verb"] for e in person["journal"]] == ["asked", "said-yes"]
    today = json.loads(command(home, "today", "--json").stdout)
    assert today[0]["name"] == "Ana Ruiz"


@pytest.mark.parametrize(
    "words",
    [
        ("record", "nobody", "asked"),
        ("record", "ana", "no-such-word"),
        ("record", "ana", "asked", "--on", "yesterday"),
        ("person", "nobody"),
        ("no-such-command",),
    ],
)
def test_what_cannot_run_says_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = command(tmp_path, *words)
    assert done.returncode == cli.UNUSABLE
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_export_restore_backup_and_rebuild(tmp_path: Path, file: Path) -> None:
    one, other, out = tmp_path / "one", tmp_path / "other", tmp_path / "all.zip"
    command(one, "import", str(file))
    command(one, "record", "ana", "asked", "--on", "2026-01-05")
    assert command(one, "export", str(out)).returncode == cli.OK
    assert command(one, "export", str(out)).returncode == cli.REFUSED  # never written over
    assert command(other, "restore", str(out)).returncode == cli.OK
    told = [json.loads(command(h, "person", "ana", "--json").stdout) for h in (one, other)]
    assert told[0] == told[1]
    copy = tmp_path / "copy.sqlite3"
    assert command(one, "backup", str(copy)).returncode == cli.OK
    assert copy.stat().st_size > 100_000
    assert "0 people were different" in command(one, "rebuild").stdout


def test_the_demo_comes_and_goes(tmp_path: Path) -> None:
    assert command(tmp_path, "demo").returncode == cli.OK
    assert "Grace Mbeki" in command(tmp_path, "today").stdout  # to be thanked, at any hour
    assert command(tmp_path, "demo", "--remove").returncode == cli.OK
    assert "Grace Mbeki" not in command(tmp_path, "today").stdout


def test_it_works_beside_a_running_fifteen(tmp_path: Path, file: Path) -> None:
    home = tmp_path / "home"
    with Running(home) as server:
        assert command(home, "import", str(file)).returncode == cli.OK
        assert command(home, "backup", str(tmp_path / "b.sqlite3")).returncode == cli.OK
        assert server.get("/healthz")[0] == 200


def test_everything_is_read_back_beside_a_running_fifteen(tmp_path: Path, file: Path) -> None:
    one, out = tmp_path / "one", tmp_path / "all.zip"
    command(one, "import", str(file))
    command(one, "export", str(out))
    with Running(tmp_path / "other") as server:
        assert command(tmp_path / "other", "restore", str(out)).returncode == cli.OK
        assert server.get("/healthz")[0] == 200
    assert "Ana Ruiz" in command(tmp_path / "other", "person", "ana").stdout


def test_help_teaches_every_command_and_its_exit_codes() -> None:
    text = cli.parser().format_help()
    for name, _, _ in cli._COMMANDS:
        assert name in text
    assert "exit codes" in text


def test_the_page_about_commands_knows_every_command_and_option() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name, words, arguments in cli._COMMANDS:
        assert f"## {name}" in page
        assert words.split(":")[0].split(";")[0].rstrip(".") in page
        for flags, _ in arguments:
            assert f"`{flags[0]}`" in page or f"`{flags[0].upper()}" in page, (name, flags)
    headings = set(re.findall(r"^## ([\w-]+)$", page, re.MULTILINE))
    assert headings == {name for name, _, _ in cli._COMMANDS}
