"""Fifty hosts take the same time at the same moment: one gets it, the others see what is left."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlencode

from tests.doors.running import Running, environment

HOSTS = 50
MAKES = Path(__file__).parents[1] / "server" / "hosts_here.py"
OFFERED = re.compile(r'name="t" value="([^"]+)"')
Answer = tuple[int, str]


def links(home: Path, count: int) -> list[str]:
    """The addresses of as many hosts' pages, in a Fifteen that stands at `home`."""
    made = subprocess.run(
        [sys.executable, str(MAKES), str(count)],
        env={**environment(home), "DJANGO_SETTINGS_MODULE": "fifteen.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    return [f"/h/{line}" for line in made.stdout.split()]


def at_once(pages: Iterable[str], take: Callable[[str], Answer]) -> list[Answer]:
    """What each page answers when all of them take something at the same moment."""
    pages = list(pages)
    begin = threading.Barrier(len(pages))
    answers: list[Answer] = []

    def one(page: str) -> None:
        begin.wait()
        answers.append(take(page))

    together = [threading.Thread(target=one, args=(page,)) for page in pages]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    return answers


def form(wanted: str) -> dict[str, str]:
    """What a host sends to take a time."""
    return {"do": "pick", "how": "phone", "zone": "Europe/Berlin", "had": "", "t": wanted}


def one_got_it(answers: Iterable[Answer], wanted: str) -> None:
    """One has the time; everybody else is told so and sees others."""
    told = sorted(status for status, _ in answers)
    assert told == [302] + [409] * (HOSTS - 1)
    for status, page in answers:
        if status == 409:
            assert "That time has just been taken." in page
            left = OFFERED.findall(page)
            assert left and wanted not in left


def test_fifty_take_one_time_and_one_gets_it(tmp_path: Path) -> None:
    pages = links(tmp_path, HOSTS)
    with Running(tmp_path) as one:
        wanted = OFFERED.findall(one.get(pages[0])[2].decode())[0]

        def take(page: str) -> Answer:
            talk = http.client.HTTPConnection("127.0.0.1", one.port, timeout=120)
            head = {"Content-Type": "application/x-www-form-urlencoded"}
            talk.request("POST", page, urlencode(form(wanted)), head)
            answer = talk.getresponse()
            return answer.status, answer.read().decode()

        answers = at_once(pages, take)
    one_got_it(answers, wanted)
