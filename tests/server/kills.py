"""Two web processes and two workers against one PostgreSQL, under load, killed at random.

What was answered has to stand in the database once; what was not answered, once or not at all. No
letter leaves twice, no time is given to two hosts, and nothing that was decided is lost.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import ssl
import subprocess
import sys
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from tools.cluster import Cluster

from tests.doors.running import free_port
from tests.mail.certificates import Authority
from tests.server import world
from tests.server.world import Browser, Server

_BETWEEN = (2.0, 5.0)  # seconds between two kills
_BREATH = 0.05  # seconds between two requests of one browser
_SETTLES = 150  # seconds for what is left to be done, once nobody is killed any more
HOSTS, SENDERS, LETTERS = 40, 20, 2

SETUP = Path(__file__).with_name("kills_setup.py")


class MailServer:
    """Takes every letter and keeps its id."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        told = message_from_bytes(envelope.original_content or b"")
        self.ids.append(str(told["Message-ID"]).strip())
        return "250 2.0.0 taken"


@contextmanager
def mail_server(folder: Path) -> Iterator[tuple[MailServer, int, Path]]:
    """With TLS of an authority of its own; the handler, its port, and the authority's file."""
    warnings.filterwarnings("ignore", "Session.login_data", DeprecationWarning)  # aiosmtpd's own
    authority, handler, port = Authority(folder), MailServer(), free_port()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.certificate("post"))
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context,
        server_hostname="localhost",
        authenticator=lambda *rest: AuthResult(success=True),
        auth_require_tls=False,
    )
    controller.start()
    try:
        yield handler, port, authority.file
    finally:
        controller.stop()


@dataclass
class Load:
    """What the browsers did: what was answered, what was not."""

    answered: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    notes: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    picks: dict[str, str] = field(default_factory=dict)  # link -> the time that was agreed
    problems: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


@dataclass
class Outcome:
    """What came of it; `problems` is empty where all is well."""

    kills: Counter[str]
    load: Load
    letters: Counter[str]
    problems: list[str]

    def __str__(self) -> str:
        asked, lost = sum(self.load.answered.values()), sum(self.load.unanswered.values())
        return (
            f"{sum(self.kills.values())} kills {dict(self.kills)}\n"
            f"{asked} requests answered {dict(self.load.answered)}, {lost} cut off by a kill\n"
            f"{len(self.load.notes)} notes, {len(self.load.lists)} lists,"
            f" {len(self.load.picks)} times agreed, letters {dict(self.letters)}\n"
            f"problems: {self.problems or 'none'}"
        )


def run(cluster: Cluster, home: Path, seconds: float, seed: int) -> Outcome:
    """Load and kills for so long, then everything is counted."""
    more = {"FIFTEEN_PROCESSES": "1", "FIFTEEN_PRIVATE_HOSTS": "yes"}
    with mail_server(home) as (post, port, authority):
        more["SSL_CERT_FILE"] = str(authority)
        with world.running(cluster, home, **more) as one:
            told = _set_up(one, port)
            two = replace(one, port=free_port())
            two.environ = {**one.environ, "FIFTEEN_BIND": f"127.0.0.1:{two.port}"}
            webs = [one, two]
            running = {"web 1": one.serve(), "web 2": two.serve()}
            running |= {f"worker {n}": one.start("worker") for n in (1, 2)}
            load, kills = Load(), Counter[str]()
            browsers = _browsers(webs, told, load, seed)
            for thread in browsers:
                thread.start()
            _kill_at_random(webs, running, kills, time.monotonic() + seconds, seed)
            load.over.set()
            for thread in browsers:
                thread.join(60)
            # The dead do not come back: a minute later than they know, their jobs are free.
            late = "UPDATE store_job SET claimed_at = claimed_at - interval '61 seconds'"
            for name, process in running.items():
                if name.startswith("worker"):
                    process.kill()
                    process.wait(30)
            one.sql(f"{late} WHERE done_at IS NULL AND claimed_at IS NOT NULL")
            one.start("worker")
            _settle(one)
            problems, letters = _counted(one, load, post)
            return Outcome(kills, load, letters, [*load.problems, *problems])


def _set_up(server: Server, smtp: int) -> dict[str, list[str]]:
    """People with accounts, a seeker whom many hosts visit, letters that wait to leave."""
    environ = {
        **server.environ,
        "FIFTEEN_DATABASE_URL": server.environ["FIFTEEN_OWNER_URL"],
        "DJANGO_SETTINGS_MODULE": "fifteen.server.settings",
        "PYTHONPATH": f"{Path(__file__).parents[2]}{os.pathsep}{server.environ['PYTHONPATH']}",
    }
    told = subprocess.run(
        [sys.executable, str(SETUP), str(smtp), str(HOSTS), str(SENDERS), str(LETTERS)],
        env=environ,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    found: dict[str, list[str]] = json.loads(told.stdout.splitlines()[-1])
    return found


def _browsers(
    webs: list[Server], told: dict[str, list[str]], load: Load, seed: int
) -> list[threading.Thread]:
    works: list[Callable[[], None]] = [
        lambda: _writes_notes(webs, told["seats"][0], load, random.Random(seed), "a"),
        lambda: _writes_notes(webs, told["seats"][1], load, random.Random(seed + 1), "b"),
        lambda: _brings_lists(webs, told["seats"][2], load, random.Random(seed + 2)),
        lambda: _take_times(webs, told["links"], load, random.Random(seed + 3)),
    ]
    return [threading.Thread(target=_said, args=(work, load), daemon=True) for work in works]


def _said(work: Callable[[], None], load: Load) -> None:
    try:
        work()
    except Exception as failure:
        load.problems.append(f"a browser failed: {failure!r}")


def _ask(
    webs: list[Server], browser: Browser, load: Load, chance: random.Random, path: str, **form: str
) -> int:
    """One request to either web process; its status, 0 where it was cut off."""
    browser.port = chance.choice(webs).port
    try:
        status, body = browser.post(path, **form) if form else browser.get(path)
    except (OSError, http.client.HTTPException):
        load.unanswered[path.split("/")[1]] += 1
        load.over.wait(0.3)
        return 0
    load.answered[path.split("/")[1]] += 1
    if status >= 500:
        load.problems.append(f"{path} answered {status}")
    browser.body = body  # type: ignore[attr-defined]
    load.over.wait(_BREATH)
    return status


def _seated(seat: str) -> Browser:
    browser = Browser(0)
    browser.cookies["fifteen_seat"] = seat
    return browser


def _writes_notes(
    webs: list[Server], seat: str, load: Load, chance: random.Random, name: str
) -> None:
    browser, number = _seated(seat), 0
    while not load.over.is_set():
        if "fifteen_csrf" not in browser.cookies:
            _ask(webs, browser, load, chance, "/people")
            continue
        number += 1
        text = f"note {name} {number}."
        status = _ask(webs, browser, load, chance, "/people/ana-ruiz/note", text=text)
        (load.notes if status == 302 else load.doubtful).add(text)
        if number % 5 == 0:
            _ask(webs, browser, load, chance, "/")


def _brings_lists(webs: list[Server], seat: str, load: Load, chance: random.Random) -> None:
    browser, number = _seated(seat), 0
    while not load.over.is_set():
        if _ask(webs, browser, load, chance, "/import") != 200:
            continue
        number += 1
        family = f"Kil{_letters(number)}"
        lines = "\n".join(f"{given} {family}" for given in ("Ada", "Bo", "Cleo", "Dov"))
        if _ask(webs, browser, load, chance, "/import", lines=lines) != 302:
            continue
        preview = browser.where
        while not _has_been_read(webs, browser, load, chance, preview):
            if load.over.is_set():
                return  # a yes to what is still being read is answered, too: with a refusal
        if _ask(webs, browser, load, chance, f"{preview}/yes", yes="1") == 302:
            load.lists.add(family)


def _has_been_read(
    webs: list[Server], browser: Browser, load: Load, chance: random.Random, preview: str
) -> bool:
    """Not for a minute where the worker that had begun was killed."""
    asked = _ask(webs, browser, load, chance, f"{preview}/progress")
    return asked == 200 and bool(json.loads(browser.body)["finished"])  # type: ignore[attr-defined]


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


def _take_times(webs: list[Server], links: list[str], load: Load, chance: random.Random) -> None:
    """Two hosts at a time see the same free times, and both take the first."""
    free = list(links)
    while not load.over.is_set() and len(free) > 1:
        pair = [(link, Browser(0)) for link in (free.pop(), free.pop())]
        times = []
        for link, browser in pair:
            while _ask(webs, browser, load, chance, link) != 200:
                if load.over.is_set():
                    return
            times.append(re.findall(r'name="t" value="([^"]+)"', browser.body))  # type: ignore[attr-defined]
        both = [t for t in times[0] if t in times[1]]
        if not both:
            load.problems.append("no free time is left to fight for")
            return
        takers = [
            threading.Thread(target=_takes, args=(webs, link, browser, both[0], load, chance))
            for link, browser in pair
        ]
        for taker in takers:
            taker.start()
        for taker in takers:
            taker.join(60)


def _takes(
    webs: list[Server], link: str, browser: Browser, when: str, load: Load, chance: random.Random
) -> None:
    form = {"do": "pick", "how": "phone", "zone": "Europe/Berlin", "had": "", "t": when}
    status = _ask(webs, browser, load, chance, link, **form, place="+49 30 1234567")
    if status == 302:
        load.picks[link] = when


def _kill_at_random(
    webs: list[Server],
    running: dict[str, subprocess.Popen[bytes]],
    kills: Counter[str],
    until: float,
    seed: int,
) -> None:
    chance, pause = random.Random(seed + 9), threading.Event()
    while time.monotonic() < until:
        pause.wait(chance.uniform(*_BETWEEN))
        name = chance.choice(sorted(running))
        process = running[name]
        kind, number = name.split()
        if kind == "worker":
            process.kill()
            process.wait(30)
            running[name] = webs[0].start("worker")
        elif chance.random() < 0.5 and (child := _child(process.pid)):
            os.kill(child, signal.SIGKILL)  # one web process; its parent starts another
            kind = "web process"
        else:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)
            running[name] = webs[int(number) - 1].serve()
            kind = "web server"
        kills[kind] += 1


def _child(pid: int) -> int:
    """A process that this one started and that serves."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(told[-1]) if told else 0


def _settle(server: Server) -> None:
    """Until all jobs are done, those put off after a failure too, and the letters that can leave
    have left."""
    pause, until = threading.Event(), time.monotonic() + _SETTLES
    waiting = (
        "SELECT (SELECT count(*) FROM store_job WHERE done_at IS NULL"
        " AND (run_at < now() OR tries > 0 AND run_at < now() + interval '2 minutes'))"
        " + (SELECT count(*) FROM store_outgoing WHERE state = 'waiting' AND leaves <= now())"
    )
    while server.sql(waiting) != "0" and time.monotonic() < until:
        pause.wait(0.5)


def _counted(server: Server, load: Load, post: MailServer) -> tuple[list[str], Counter[str]]:
    rows = server.sql(
        "SELECT data->>'text', count(*) FROM store_entry WHERE verb = 'noted' GROUP BY 1"
    )
    notes = {text: int(n) for text, n in (row.split("|") for row in rows.splitlines())}
    problems = [f"lost: {text}" for text in load.notes if text not in notes]
    problems += [f"{n} times: {text}" for text, n in notes.items() if n > 1]
    rows = server.sql("SELECT family, given, count(*) FROM store_person GROUP BY 1, 2")
    people = Counter({(f, g): int(n) for f, g, n in (row.split("|") for row in rows.splitlines())})
    for family in load.lists:
        found = [people[family, given] for given in ("Ada", "Bo", "Cleo", "Dov")]
        if found != [1, 1, 1, 1]:
            problems.append(f"a list stands there {found} times: {family}")
    problems += _booked(server, load)
    left = int(server.sql("SELECT count(*) FROM store_job WHERE done_at IS NULL"))
    given_up = int(server.sql("SELECT count(*) FROM store_job WHERE error <> ''"))
    if left or given_up:
        problems.append(f"{left} jobs are not done, {given_up} were given up")
    more, letters = _left(server, post)
    return problems + more, letters


def _booked(server: Server, load: Load) -> list[str]:
    rows = server.sql(
        "SELECT person_id, (data->>'start')::timestamptz FROM store_entry WHERE verb = 'booked'"
    ).splitlines()
    starts = Counter(row.split("|")[1] for row in rows)
    people = Counter(row.split("|")[0] for row in rows)
    problems = [f"{n} hosts have {start}" for start, n in starts.items() if n > 1]
    problems += [f"{n} bookings of one host" for n in people.values() if n > 1]
    if len(rows) < len(load.picks):
        problems.append(f"{len(load.picks)} times were agreed, {len(rows)} stand there")
    return problems


def _left(server: Server, post: MailServer) -> tuple[list[str], Counter[str]]:
    arrived = Counter(post.ids)
    problems = [f"arrived {n} times: {one}" for one, n in arrived.items() if n > 1]
    rows = server.sql("SELECT message_id, state FROM store_outgoing").splitlines()
    states = Counter[str]()
    for row in rows:
        one, state = row.split("|")
        states[state] += 1
        if state == "sent" and not arrived[one]:
            problems.append(f"said to be sent, and never arrived: {one}")
        if state == "waiting" and arrived[one]:
            problems.append(f"arrived, and would be sent again: {one}")
    if len(rows) != SENDERS * LETTERS:
        problems.append(f"{SENDERS * LETTERS} letters were decided, {len(rows)} stand there")
    return problems, states
