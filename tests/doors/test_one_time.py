"""Fifty hosts take the same time at the same moment: one gets it, the others see what is left."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlencode

from tests.doors.running import Running, environment

HOSTS = 50
MAKES = Path(__file__).with_name("a_world_of_hosts.py")
OFFERED = re.compile(rb'name="t" value="([^"]+)"')


def links(home: Path, count: int) -> list[str]:
    """The addresses of as many hosts' pages, in a Fifteen that stands at `home`."""
    made = subprocess.run(
        [sys.executable, str(MAKES), str(count)],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    return [f"/h/{line}" for line in made.stdout.split()]


def test_fifty_take_one_time_and_one_gets_it(tmp_path: Path) -> None:
    pages = links(tmp_path, HOSTS)
    with Running(tmp_path) as one:
        wanted = OFFERED.findall(one.get(pages[0])[2])[0].decode()
        begin = threading.Barrier(HOSTS)
        answers: list[tuple[int, bytes]] = []

        def take(link: str) -> None:
            form = {"do": "pick", "how": "phone", "zone": "Europe/Berlin", "had": "", "t": wanted}
            talk = http.client.HTTPConnection("127.0.0.1", one.port, timeout=120)
            head = {"Content-Type": "application/x-www-form-urlencoded"}
            begin.wait()
            talk.request("POST", link, urlencode(form), head)
            answer = talk.getresponse()
            answers.append((answer.status, answer.read()))

        together = [threading.Thread(target=take, args=(link,)) for link in pages]
        for thread in together:
            thread.start()
        for thread in together:
            thread.join()
    told = sorted(status for status, _ in answers)
    assert told == [302] + [409] * (HOSTS - 1)
    for status, page in answers:
        if status == 409:
            assert b"That time has just been taken." in page
            left = [t.decode() for t in OFFERED.findall(page)]
            assert left and wanted not in left
