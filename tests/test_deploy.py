"""What a server is deployed with says what the code says, and can be read by what reads it."""

from __future__ import annotations

import ast
import configparser
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from fifteen.doors.cli import parser
from fifteen.server.configuration import SETTINGS
from tests import composition

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMMANDS = {"serve", "worker", "migrate", "copy"}
NAMES = {setting.name for setting in SETTINGS}
NEEDED = {setting.name for setting in SETTINGS if setting.default is None}
VERIFY = shutil.which("systemd-analyze")


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda p: p.name)
def test_only_settings_that_exist_are_named(path: Path) -> None:
    named = set(re.findall(r"\bFIFTEEN_[A-Z_]+\b", path.read_text("utf-8"))) - {"FIFTEEN_"}
    assert named <= NAMES


@pytest.mark.parametrize("path", UNITS, ids=lambda p: p.name)
def test_a_unit_starts_a_command_of_ours_and_gives_it_time_to_end(path: Path) -> None:
    unit = configparser.ConfigParser(strict=True, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read(path, "utf-8")
    service = unit["Service"]
    words = service["ExecStart"].partition("/opt/fifteen/bin/fifteen ")[2].strip("'")
    command, *more = re.findall(r'"[^"]*"|\S+', words)
    assert command in COMMANDS
    assert parser().parse_args([command, *more]).command == command
    assert service["KillSignal"] == "SIGTERM" and int(service["TimeoutStopSec"]) > 30
    assert service["User"] == "fifteen" and service["NoNewPrivileges"] == "yes"


def verified(folder: Path, change: tuple[str, str] = ("", "")) -> str:
    """What systemd says of our units, with a program where they look for ours."""
    program = folder / "fifteen"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    paths = []
    for unit in [*UNITS, *DEPLOY.glob("*.timer")]:
        text = unit.read_text("utf-8").replace("/opt/fifteen/bin/fifteen", str(program))
        paths.append(folder / unit.name)
        paths[-1].write_text(text.replace(*change), "utf-8")
    assert VERIFY is not None
    told = subprocess.run(
        [VERIFY, "verify", "--man=no", *paths], capture_output=True, text=True, check=False
    )
    said = [line for line in told.stderr.splitlines() if "fifteen" in line]
    return "\n".join(said) or ("" if told.returncode == 0 else told.stderr)


@pytest.mark.skipif(VERIFY is None, reason="there is no systemd here to ask")
def test_systemd_finds_nothing_in_our_units(tmp_path: Path) -> None:
    assert verified(tmp_path) == ""
    for wrong in (("Type=exec", "Type=exact"), ("KillSignal", "KilSignal"), ("*-*-*", "*-*-*-*")):
        assert verified(tmp_path, wrong), wrong


def test_each_timer_has_its_unit() -> None:
    timers = {path.stem for path in DEPLOY.glob("*.timer")}
    assert timers == {"fifteen-copy"}
    assert timers <= {path.stem for path in UNITS}


def test_the_script_for_the_roles_is_a_script() -> None:
    subprocess.run(["sh", "-n", DEPLOY / "roles.sh"], check=True)


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, each on one line."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.partition(" ")[2]) for line in lines]


def test_the_image_runs_as_nobody_special_and_serves() -> None:
    words = {word for word, _ in steps()}
    assert words <= {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE"} | {
        *("STOPSIGNAL", "HEALTHCHECK", "CMD")
    }
    assert ("USER", "fifteen") in steps()
    assert steps()[-1] == ("CMD", '["fifteen", "serve"]')
    made = steps().index(("USER", "fifteen"))
    assert any(w == "RUN" and "useradd" in rest and "fifteen" in rest for w, rest in steps()[:made])
    assert ("STOPSIGNAL", "SIGTERM") in steps()


def test_the_image_copies_what_is_there_all_that_is_needed_and_nothing_else() -> None:
    copies = [shlex.split(rest) for word, rest in steps() if word == "COPY"]
    ours = [source for one in copies if not one[0].startswith("--from=") for source in one[:-1]]
    assert set(ours) == {"requirements/server.txt", "pyproject.toml", "README.md", "LICENSE", "src"}
    assert all((ROOT / source).exists() for source in ours)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = [project["project"]["readme"], *project["project"]["license-files"]]
    assert {*named, "pyproject.toml"} <= set(ours), "without them nothing is built"
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert all(any(one.startswith(f"{source}/") for source in ours) for one in packages)
    stages = [rest.partition(" AS ")[2] for word, rest in steps() if word == "FROM"]
    for one in copies:
        if one[0].startswith("--from="):
            assert one[0].removeprefix("--from=") in stages
            (what,) = one[1:-1]
            assert any(what in rest for word, rest in steps() if word == "RUN"), "it was made"
    assert {rest.partition(" AS ")[0] for word, rest in steps() if word == "FROM"} == {
        "python:3.11-slim"
    }, "what is built by one Python is run by the same"


def test_the_image_takes_locked_packages_and_can_build_ours_from_them() -> None:
    runs = [rest for word, rest in steps() if word == "RUN"]
    assert any("--require-hashes -r requirements/server.txt" in one for one in runs)
    assert any("--no-deps --no-build-isolation ." in one for one in runs)
    locked = (ROOT / "requirements" / "server.txt").read_text("utf-8")
    built_by = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    for one in built_by["requires"]:
        assert re.search(rf"^{re.match(r'[a-z-]+', one)[0]}==", locked, re.M), one  # type: ignore[index]


def test_what_is_no_part_of_the_image_is_not_even_sent() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    sent = {one[1:] for one in ignored if one.startswith("!")}
    copied = {s for w, rest in steps() if w == "COPY" for s in rest.split()[:-1]} - {"/opt/fifteen"}
    assert ignored[0] == "*" and sent == {one for one in copied if not one.startswith("--")}


def test_the_image_asks_for_its_health_what_the_server_answers() -> None:
    (check,) = (rest for word, rest in steps() if word == "HEALTHCHECK")
    python, option, program = ast.literal_eval(check.partition("CMD ")[2])
    assert (python, option) == ("python", "-c")
    compile(program, "healthcheck", "exec")
    assert "http://127.0.0.1:8015/healthz" in program and "FIFTEEN_HOSTS" in program
    env = dict(re.findall(r"(\w+)=(\S+)", next(r for w, r in steps() if w == "ENV")))
    assert env["FIFTEEN_BIND"] == "0.0.0.0:8015" and ("EXPOSE", "8015") in steps()


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """deploy/compose.yml, read."""
    told: dict[str, Any] = composition.read((DEPLOY / "compose.yml").read_text("utf-8"))
    return told


def test_every_variable_of_the_composition_is_a_setting(compose: dict[str, Any]) -> None:
    services = compose["services"]
    page = (ROOT / "docs" / "server.md").read_text("utf-8")
    told = set(re.findall(r"^\| F\d\d \| `(FIFTEEN_\w+)` \|", page, re.MULTILINE))
    for name in ("migrate", "web", "worker"):
        given = set(services[name]["environment"])
        assert given <= NAMES and given <= told, name
        assert services[name]["env_file"] == "server.env"
        assert "FIFTEEN_DATABASE_URL" in given
    assert [n for n in services if "FIFTEEN_OWNER_URL" in services[n]["environment"]] == ["migrate"]
    assert not set(services["web"]["environment"]) >= NEEDED, "the rest stands in server.env"


def test_every_password_is_asked_for_named_above_and_used(compose: dict[str, Any]) -> None:
    text = (DEPLOY / "compose.yml").read_text("utf-8")
    asked = set(re.findall(r"\$\{([A-Z_]+):\?\}", text))
    assert asked == set(compose["services"]["database"]["environment"])
    assert asked == set(re.findall(r"\b[A-Z]+_PASSWORD\b", text.partition("\nname:")[0]))
    assert not re.search(r"\$\{(?![A-Z_]+:\?\})|\$[A-Za-z]", text), "none may be empty"
    roles = (DEPLOY / "roles.sh").read_text("utf-8")
    assert asked - {"POSTGRES_PASSWORD"} == set(re.findall(r'"\$([A-Z_]+)"', roles))
    for name, role in (("migrate", "owner"), ("web", "app")):
        key = "FIFTEEN_OWNER_URL" if role == "owner" else "FIFTEEN_DATABASE_URL"
        url = compose["services"][name]["environment"][key]
        assert url.startswith(f"postgresql://fifteen_{role}:") and f"fifteen_{role} LOGIN" in roles
        assert url.endswith("@database/fifteen") and "CREATE DATABASE fifteen OWNER" in roles


KEYS = {
    *("image", "build", "env_file", "restart", "read_only", "tmpfs", "cap_drop", "security_opt"),
    *(
        "stop_grace_period",
        "environment",
        "volumes",
        "healthcheck",
        "command",
        "depends_on",
        "ports",
    ),
}


def test_the_composition_holds_together(compose: dict[str, Any]) -> None:
    assert {key for key in compose if not key.startswith("x-")} == {"name", "services", "volumes"}
    services = compose["services"]
    assert list(services) == ["database", "migrate", "web", "worker"]
    for name, one in services.items():
        assert set(one) <= KEYS, name
        for other, how in one.get("depends_on", {}).items():
            assert how["condition"] in ("service_healthy", "service_completed_successfully")
            assert how["condition"] != "service_healthy" or "healthcheck" in services[other]
        if name != "database":
            assert (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).exists()
            command = one.get("command", ["fifteen", "serve"])
            assert command[0] == "fifteen" and parser().parse_args(command[1:]).command
            assert one["read_only"] is True and one["cap_drop"] == ["ALL"]
            assert int(one["stop_grace_period"].removesuffix("s")) > 30
    assert services["web"]["ports"] == ["127.0.0.1:8015:8015"], "a proxy of theirs stands in front"
    assert re.fullmatch(r"postgres:\d+", services["database"]["image"])
    for mount in services["database"]["volumes"]:
        source = mount.split(":")[0]
        assert source in compose["volumes"] or (DEPLOY / source).exists(), mount


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2",
        "a:\n\tb: 1",
        "a: 1 ",
        "a: no",
        "a: *nowhere",
        "a: b: c",
        "a:\n   b: 1",
        "a: [1, 2",
        "a: 'x'",
        "just words",
        "a: 1\n  b: 2",
    ],
)
def test_what_readers_of_yaml_might_not_agree_about_is_refused(text: str) -> None:
    with pytest.raises(composition.Wrong):
        composition.read(text)


def test_the_reader_reads() -> None:
    text = 'x: &one\n  a: [1, "b, c"]\n  d: {e: f}\ny:\n  <<: *one\n  d: true\nz:\n  - p:q\n  - r\n'
    told = {"a": [1, "b, c"], "d": {"e": "f"}}
    assert composition.read(text) == {"x": told, "y": {**told, "d": True}, "z": ["p:q", "r"]}
