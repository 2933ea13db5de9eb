"""What a server is told by its environment: understood, or refused with a number and a hint."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fifteen.server.configuration import SETTINGS, public_address, read

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
    ("told", "address"),
    [
        ({}, "https://fifteen.example.edu"),
        ({"FIFTEEN_BIND": "0.0.0.0:8115"}, "https://fifteen.example.edu"),
        ({"FIFTEEN_HTTPS": "no"}, "http://fifteen.example.edu:8015"),
        ({"FIFTEEN_HTTPS": "no", "FIFTEEN_BIND": "[::1]:80"}, "http://fifteen.example.edu"),
        (
            {"FIFTEEN_HTTPS": "no", "FIFTEEN_BIND": "127.0.0.1:8115", "FIFTEEN_HOSTS": "127.0.0.1"},
            "http://127.0.0.1:8115",
        ),
    ],
)
def test_links_lead_to_where_it_answers(told: dict[str, str], address: str) -> None:
    values, problems = read({**GOOD, **told})
    assert problems == []
    assert public_address(values) == address


NONSENSE = [
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
    ("FIFTEEN_DATABASE_URL", "postgresql://a:b@c:0/d", "is none"),
    ("FIFTEEN_DATABASE_URL", "postgresql://a:b@c/d e", "is none"),
    ("FIFTEEN_DATABASE_URL", "postgresql://a:b@c", "does not name a database"),
    ("FIFTEEN_OWNER_URL", "the owner", "does not begin with postgresql"),
    ("FIFTEEN_SEAL_KEY", "short", "40 characters"),
    ("FIFTEEN_HOSTS", "fifteen..edu", "bare name"),
    ("FIFTEEN_HOSTS", "8015", "bare name"),
    ("FIFTEEN_HOSTS", f"{'a' * 64}.edu", "bare name"),
    ("FIFTEEN_HOSTS", "fifteen.example.edu:443", "bare name"),
    ("FIFTEEN_HOSTS", ",", "bare name"),
    ("FIFTEEN_BIND", "everywhere!:8015", "no address and port"),
    ("FIFTEEN_BIND", ":8015", "no address and port"),
    ("FIFTEEN_BIND", "127.0.0.1:0", "no address and port"),
    ("FIFTEEN_HTTPS", "true", "neither yes nor no"),
    ("FIFTEEN_PROXIES", "-1", "from 0 to 9"),
    ("FIFTEEN_PROXIES", "10", "from 0 to 9"),
    ("FIFTEEN_THREADS", "4.5", "from 1 to 64"),
    ("FIFTEEN_THREADS", "²", "from 1 to 64"),
    ("FIFTEEN_MAIL_URL", "smtp://mail_.example:25", "host or port is none"),
    ("FIFTEEN_MAIL_URL", "smtp://mail.example:0", "host or port is none"),
    ("FIFTEEN_MAIL_URL", "smtp://mail.example:x", "cannot be read"),
    ("FIFTEEN_MAIL_URL", "smtp://mail.example/inbox", "after its host and port"),
    ("FIFTEEN_MAIL_FROM", "a@b", "no mail address"),
    ("FIFTEEN_MAIL_FROM", "Fifteen <a@b>", "no mail address"),
    ("FIFTEEN_MAIL_FROM", "a@b..edu", "no mail address"),
    ("FIFTEEN_MAIL_FROM", "a@example.edu, b@example.edu", "no mail address"),
    ("FIFTEEN_MAIL_FROM", "Fif\nteen <a@example.edu>", "no mail address"),
    ("FIFTEEN_SIGN_UP_DOMAINS", "@example.edu", "bare name"),
    ("FIFTEEN_SIGN_UP_DOMAINS", "campus", "after the @"),
    ("FIFTEEN_METRICS_TOKEN", "prometheus", "40 characters"),
    ("FIFTEEN_PRIVATE_HOSTS", "1", "neither yes nor no"),
    ("FIFTEEN_OIDC_CLIENT", "two words", "no client id"),
    ("FIFTEEN_OIDC_CLIENT", "ﬁfteen", "no client id"),
    ("FIFTEEN_OIDC_SECRET", "short", "no secret"),
    ("FIFTEEN_OIDC_SECRET", "xxxxxxxxxxxx", "again and again"),
    ("FIFTEEN_SAML_URL", "idp.example.edu/sso", "no plain web address"),
    ("FIFTEEN_SAML_ENTITY", "our campus", "no entity id"),
    ("FIFTEEN_SAML_ENTITY", "https:// idp", "no entity id"),
    ("FIFTEEN_CAMPUS_NAME", "https://campus.example", "it is no name"),
    ("FIFTEEN_CAMPUS_NAME", "----", "it is no name"),
    ("FIFTEEN_CAMPUS_NAME", "C" * 61, "longer than 60"),
    ("FIFTEEN_CAMPUS_NAME", "Cam\tpus", "no plain text"),
    ("FIFTEEN_CAMPUS_DOMAINS", "example.edu;", "bare name"),
    ("FIFTEEN_REPLICA_URL", "mysql://a@b/c", "does not begin with postgresql"),
    ("FIFTEEN_REPLICA_URL", GOOD["FIFTEEN_DATABASE_URL"], "the same database"),
    ("FIFTEEN_COPY_URL", "postgresql://a:b@c/d?sslmode=yes", "sslmode is none of"),
    ("FIFTEEN_LISTENS", "all", "from 0 to 1000"),
    ("FIFTEEN_LISTENS", "1001", "from 0 to 1000"),
]


@pytest.mark.parametrize(("name", "value", "why"), NONSENSE)
def test_nonsense_is_refused_with_its_number(name: str, value: str, why: str) -> None:
    _, problems = read({**GOOD, name: value})
    problem, *together = problems
    assert all(
        "is set, and it is not" in one.why or "no domain of it" in one.why for one in together
    )
    assert re.match(r"F\d\d FIFTEEN_", str(problem))
    assert why in str(problem)
    assert problem.setting.hint


def test_every_setting_refuses_something() -> None:
    assert {name for name, _, _ in NONSENSE} >= {setting.name for setting in SETTINGS}


SENSE = [
    ("FIFTEEN_HOSTS", "127.0.0.1,localhost,Fifteen.Example.edu"),
    ("FIFTEEN_BIND", "[::1]:8015"),
    ("FIFTEEN_BIND", "0.0.0.0:80"),
    ("FIFTEEN_BIND", "localhost:8015"),
    ("FIFTEEN_MAIL_URL", "smtps://u%40x:p%3Aw@127.0.0.1:465/"),
    ("FIFTEEN_MAIL_FROM", "no-reply@fifteen.example"),
    ("FIFTEEN_MAIL_FROM", "Fünfzehn, Lindgren College <no-reply@mail.example.edu>"),
    ("FIFTEEN_SIGN_UP_DOMAINS", "example.edu, alumni.example.edu"),
    ("FIFTEEN_CAMPUS_NAME", "l’Université de Lindgren (Süd)"),
    ("FIFTEEN_REPLICA_URL", "postgresql://app:pw@replica/fifteen"),
    ("FIFTEEN_DATABASE_URL", "postgresql:///fifteen?host=/run/postgresql"),
]


@pytest.mark.parametrize(("name", "value"), SENSE)
def test_what_can_be_meant_is_taken(name: str, value: str) -> None:
    assert read({**GOOD, name: value})[1] == []


@pytest.mark.parametrize("entity", ["https://idp.example.edu/entity", "urn:mace:example.edu:idp"])
def test_a_campus_with_saml_is_told(entity: str) -> None:
    told = {
        **GOOD,
        "FIFTEEN_SAML_URL": "https://idp.example.edu/sso",
        "FIFTEEN_SAML_ENTITY": entity,
    }
    _, problems = read({**told, "FIFTEEN_CAMPUS_DOMAINS": "example.edu"})
    assert [one.setting.name for one in problems] == ["FIFTEEN_SAML_CERTIFICATE"]


def test_a_campus_is_told_whole_or_not_at_all() -> None:
    told = {**GOOD, "FIFTEEN_OIDC_URL": "https://login.example.edu"}
    _, problems = read(told)
    named = [one.setting.name for one in problems]
    assert named == ["FIFTEEN_OIDC_CLIENT", "FIFTEEN_OIDC_SECRET", "FIFTEEN_CAMPUS_DOMAINS"]
    told |= {"FIFTEEN_OIDC_CLIENT": "fifteen", "FIFTEEN_OIDC_SECRET": "made by the campus"}
    _, problems = read({**told, "FIFTEEN_CAMPUS_DOMAINS": "example.edu"})
    assert problems == []


def test_no_secret_is_repeated() -> None:
    bad = {n: f"hunter2 {n}" for n in GOOD}
    _, problems = read(bad)
    assert "hunter2" not in "".join(map(str, problems))


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_nothing_starts_with_nonsense_and_all_of_it_is_said(command: str) -> None:
    bad = {**GOOD, "FIFTEEN_PROCESSES": "many", "FIFTEEN_OIDC_CLIENT": "two words"}
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("FIFTEEN_", "DJANGO_"))}
    told = subprocess.run(
        [sys.executable, "-m", "fifteen", command],
        env={**clean, **bad, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert told.returncode == 2
    assert told.stderr.startswith("Fifteen cannot start:")
    for said in (
        "F09 FIFTEEN_PROCESSES: it is no whole number",
        "F20 FIFTEEN_OIDC_CLIENT: it is no",
    ):
        assert said in told.stderr
    assert "as many as it has cores" in told.stderr, "with its hint"


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
