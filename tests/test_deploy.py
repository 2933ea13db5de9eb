"""What a server is deployed with says what the code says, and can be read by what reads it."""

from __future__ import annotations

import configparser
import re
import subprocess
from pathlib import Path

import pytest

from fifteen.doors.cli import parser
from fifteen.server.configuration import SETTINGS

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMMANDS = {"serve", "worker", "migrate", "copy"}


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda p: p.name)
def test_only_settings_that_exist_are_named(path: Path) -> None:
    named = set(re.findall(r"\bFIFTEEN_[A-Z_]+\b", path.read_text("utf-8"))) - {"FIFTEEN_"}
    assert named <= {s.name for s in SETTINGS}


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


def test_each_timer_has_its_unit() -> None:
    timers = {path.stem for path in DEPLOY.glob("*.timer")}
    assert timers == {"fifteen-copy"}
    assert timers <= {path.stem for path in UNITS}


def test_the_script_for_the_roles_is_a_script() -> None:
    subprocess.run(["sh", "-n", DEPLOY / "roles.sh"], check=True)


def test_the_image_runs_as_nobody_special_and_serves() -> None:
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    words = {line.split()[0] for line in lines if line and not line.startswith(("#", " "))}
    assert words <= {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE"} | {
        *("STOPSIGNAL", "HEALTHCHECK", "CMD")
    }
    assert "USER fifteen" in lines
    assert lines[-1] == 'CMD ["fifteen", "serve"]'


def test_the_composition_is_in_the_order_of_things() -> None:
    text = (DEPLOY / "compose.yml").read_text("utf-8")
    services = re.findall(r"^  (\w+):$", text.partition("services:")[2], re.MULTILINE)
    assert services[:4] == ["database", "migrate", "web", "worker"]
    assert text.count("service_completed_successfully") == 2
    assert "\t" not in text
    assert text.count("FIFTEEN_OWNER_URL") == 1, "only migrate is told who owns the tables"
