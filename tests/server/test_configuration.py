"""What a server is told by its environment: understood, or refused with a number and a hint."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fifteen.server.configuration import SETTINGS, read

ROOT = Path(__file__).parents[2]
GOOD = {
    "FIFTEEN_DATABASE_URL": "postgresql://app:pw@db/fifteen",
    "FIFTEEN_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH",
    "FIFTEEN_SEAL_KEY": "HGFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba",
    "FIFTEEN_HOSTS": "fifteen.example.edu",
    "FIFTEEN_MAIL_URL": "smtp://u:pw@mail.example.edu",
    "FIFTEEN_MAIL_FROM": "Fifteen <no-reply@example.edu>",
}


def test_what_is_needed_is_enough() -> None:
    values, problems = read(GOOD)
    assert problems == []
    assert values["FIFTEEN_BIND"] == ("127.0.0.1", 8015)
    assert values["FIFTEEN_SIGN_UP"] == "invitation"
    assert values["FIFTEEN_MAIL_URL"]["EMAIL_USE_TLS"]


def test_all_that_is_missing_is_named_at_once() -> None:
    _, problems = read({})
    named = [one.setting.name for one in problems]
    assert named == [s.name for s in SETTINGS if s.default is None]
    assert all(re.match(r"F\d\d FIFTEEN_\w+: it is not set\.\n    .", str(p)) for p in problems)


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("FIFTEEN_DATABASE_URL", "sqlite:///x", "does not begin with postgresql"),
        ("FIFTEEN_DATABASE_URL", "postgresql://a:b@c/d?sslmode=all", "sslmode is none of"),
        ("FIFTEEN_DATABASE_URL", "postgresql://a%00:b@c/d", "cannot be read as an address"),
        ("FIFTEEN_SECRET_KEY", "short", "40 characters"),
        ("FIFTEEN_SECRET_KEY", "a" * 60, "at random"),
        ("FIFTEEN_HOSTS", "https://fifteen.example.edu", "bare name"),
        ("FIFTEEN_HOSTS", "*", "bare name"),
        ("FIFTEEN_BIND", "8015", "no address and port"),
        ("FIFTEEN_BIND", "a b:8015", "no address and port"),
        ("FIFTEEN_OIDC_URL", "https://exa mple.edu", "no plain web address"),
        ("FIFTEEN_BIND", "127.0.0.1:99999", "no address and port"),
        ("FIFTEEN_HTTPS", "maybe", "neither yes nor no"),
        ("FIFTEEN_PROCESSES", "0", "from 1 to 64"),
        ("FIFTEEN_PROCESSES", "many", "from 1 to 64"),
        ("FIFTEEN_MAIL_URL", "mail.example.edu", "does not begin with smtp"),
        ("FIFTEEN_MAIL_FROM", "nobody", "no mail address"),
        ("FIFTEEN_SIGN_UP", "everybody", "none of invitation"),
        ("FIFTEEN_SIGN_UP", "domain", "no domain is named"),
        ("FIFTEEN_SAML_CERTIFICATE", "MIIB", "no X.509 certificate"),
        ("FIFTEEN_OIDC_URL", "http://login.example.edu", "does not begin with https"),
        ("FIFTEEN_OIDC_URL", "https://u:p@login.example.edu", "no plain web address"),
        ("FIFTEEN_OIDC_URL", "https://login.example.edu:x", "cannot be read as an address"),
        ("FIFTEEN_OIDC_URL", "https://login.example.edu:99999", "cannot be read as an address"),
        ("FIFTEEN_SEAL_KEY", GOOD["FIFTEEN_SECRET_KEY"], "the same as FIFTEEN_SECRET_KEY"),
        ("FIFTEEN_LOG", "xml", "none of json"),
        ("FIFTEEN_DATABSE", "x", "no such setting"),
    ],
)
def test_nonsense_is_refused_with_its_number(name: str, value: str, why: str) -> None:
    _, problems = read({**GOOD, name: value})
    (problem,) = problems
    assert re.match(r"F\d\d FIFTEEN_", str(problem))
    assert why in str(problem)
    assert problem.setting.hint


def test_a_campus_is_told_whole_or_not_at_all() -> None:
    told = {**GOOD, "FIFTEEN_OIDC_URL": "https://login.example.edu"}
    _, problems = read(told)
    named = [one.setting.name for one in problems]
    assert named == ["FIFTEEN_OIDC_CLIENT", "FIFTEEN_OIDC_SECRET", "FIFTEEN_CAMPUS_DOMAINS"]
    told |= {"FIFTEEN_OIDC_CLIENT": "fifteen", "FIFTEEN_OIDC_SECRET": "x"}
    _, problems = read({**told, "FIFTEEN_CAMPUS_DOMAINS": "example.edu"})
    assert problems == []


def test_no_secret_is_repeated() -> None:
    bad = {n: f"hunter2 {n}" for n in GOOD}
    _, problems = read(bad)
    assert "hunter2" not in "".join(map(str, problems))


def test_every_setting_has_its_line_and_every_line_its_setting() -> None:
    page = (ROOT / "docs" / "server.md").read_text("utf-8")
    told = re.findall(r"^\| (F\d\d) \| `(FIFTEEN_\w+)` \|", page, re.MULTILINE)
    assert told == [(s.number, s.name) for s in SETTINGS]


def test_the_solver_is_loaded_by_the_job_that_matches_alone() -> None:
    """Every process of a server would pay a second of starting and its memory for it."""
    text = (
        "import sys, fifteen.server.running; print('scipy' in sys.modules, 'numpy' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", text],
        env={**os.environ, **GOOD, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["False", "False"]
