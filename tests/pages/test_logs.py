"""The log says what kind of thing went wrong and where in our code, never whom it was about."""

from __future__ import annotations

import io
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousOperation
from django.test import Client

from fifteen.actions import jobs
from fifteen.doors import worker
from fifteen.pages._logs import Discreet
from fifteen.settings import LOGGING
from fifteen.store import scope
from fifteen.store.models import Campaign, Job
from tests import world
from tests.doors.running import Running

SECRET = "Wilhelmina Secret-Person"
KEY = "wilhelmina-secret-person"
HIDDEN = ("wilhelmina", "secret", "person@", "whispered")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Whatever any logger of the process writes, at every level, through the product's format."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    loggers = [logging.getLogger(name) for name in ("", *LOGGING["loggers"])]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.DEBUG if one.name in ("django", "fifteen") else logging.INFO)
    logging.getLogger("django.db").setLevel(logging.INFO)
    yield written
    for one, level in zip(loggers, levels, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


@pytest.fixture
def forgiving(seat: Client) -> Client:
    """A browser: it gets the page of a failure, not the failure."""
    seat.raise_request_exception = False
    return seat


def silent_about_her(text: str) -> None:
    found = [word for word in HIDDEN if word in text.lower()]
    assert not found, text


def broken(*_: object) -> None:
    raise RuntimeError(f"{SECRET} <person@her.example> whispered") from KeyError(SECRET)


def test_our_mistake_is_logged_without_the_person(
    forgiving: Client, mira: Campaign, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.knows(mira, SECRET)
    monkeypatch.setattr("fifteen.pages._person.shown", broken)
    answer = forgiving.get(f"/people/{KEY}?q=whispered")
    assert answer.status_code == 500
    silent_about_her(answer.content.decode())
    said = log.getvalue()
    assert "GET people/<str:key> 500 RuntimeError from KeyError" in said
    assert "pages/person.py" in said, "where it happened is what one needs to mend it"
    silent_about_her(said)


@pytest.mark.parametrize(
    ("address", "data", "status", "route"),
    [
        (f"/people/{KEY}", None, 404, "GET people/<str:key> 404"),
        (f"/{KEY}?to=person@her.example", None, 404, "GET - 404"),
        (f"/people/{KEY}/note", None, 405, "GET people/<str:key>/note 405"),
        (f"/people/{KEY}/note", {"text": "whispered"}, 403, "POST people/<str:key>/note 403"),
    ],
)
def test_a_refusal_is_logged_without_the_address(
    seat: Client,
    mira: Campaign,
    log: io.StringIO,
    address: str,
    data: dict[str, str] | None,
    status: int,
    route: str,
) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    strict.cookies = seat.cookies
    answer = strict.get(address) if data is None else strict.post(address, data)
    assert answer.status_code == status
    assert route in log.getvalue()
    silent_about_her(log.getvalue())


def test_a_request_that_is_not_understood_is_logged_without_its_content(
    forgiving: Client, mira: Campaign, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SuspiciousOperation(f"{SECRET} whispered")

    monkeypatch.setattr("fifteen.pages._person.shown", refuse)
    world.knows(mira, SECRET)
    answer = forgiving.get(f"/people/{KEY}")
    assert answer.status_code == 400
    silent_about_her(answer.content.decode())
    assert "400 SuspiciousOperation" in log.getvalue()
    silent_about_her(log.getvalue())


def test_a_foreign_host_name_is_not_repeated(
    seat: Client, mira: Campaign, log: io.StringIO
) -> None:
    answer = seat.get("/", headers={"host": "secret.example"})
    assert answer.status_code == 400
    silent_about_her(answer.content.decode() + log.getvalue())


def test_what_other_packages_say_is_left_out(log: io.StringIO) -> None:
    logging.getLogger("waitress").error("Exception while serving /people/%s", KEY)
    logging.getLogger("another.package").warning("unknown line %s", SECRET)
    assert "ERROR waitress" in log.getvalue()
    assert "WARNING another.package" in log.getvalue()
    silent_about_her(log.getvalue())


@pytest.mark.django_db
def test_a_job_that_fails_is_logged_and_kept_by_its_kind(
    mira: Campaign, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC)  # due whatever the clock says
    job = Job.objects.create(campaign=mira, kind="rank-again", run_at=now)
    monkeypatch.setattr(jobs, "rank_again", broken)
    assert worker.run_one("test")
    job.refresh_from_db()
    assert job.error == "RuntimeError"
    assert f"job {job.pk} (rank-again) failed" in log.getvalue()
    silent_about_her(log.getvalue())


@pytest.mark.django_db
def test_a_daily_round_that_fails_does_not_end_the_worker(
    mira: Campaign, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "let_rest_the_silent", broken)
    one = worker.Worker()
    one._daily()
    assert "the daily round failed" in log.getvalue()
    silent_about_her(log.getvalue())
    assert scope.campaigns().count() == 1


def test_every_handler_of_the_product_is_discreet() -> None:
    assert {h["formatter"] for h in LOGGING["handlers"].values()} == {"discreet"}
    assert all(one.get("handlers", ["stderr"]) == ["stderr"] for one in LOGGING["loggers"].values())
    assert LOGGING["root"]["handlers"] == ["stderr"]


def test_the_running_program_says_nothing_of_her(tmp_path: Path) -> None:
    """The same in a process of its own, all the way to what stands in the terminal."""
    with Running(tmp_path / "home") as one:
        _, headers, _ = one.get(one.link)
        cookie = headers["Set-Cookie"].split(";")[0]
        one.get(f"/{KEY}")
        one.get(f"/people/{KEY}", Host="secret.example")
        with closing(sqlite3.connect(tmp_path / "home" / "fifteen.sqlite3")) as data:
            data.execute("ALTER TABLE store_campaign RENAME TO gone")
            data.commit()
        status, _, body = one.get(f"/people/{KEY}?q=whispered", Cookie=cookie)
        assert status == 500
        silent_about_her(body.decode())
        one.stop()
        said = one.said.decode()
    assert "people/<str:key> 500 OperationalError" in said
    silent_about_her(said)
    assert "Traceback" not in said
