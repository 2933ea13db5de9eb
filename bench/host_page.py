"""The page of a host on a server under load, beside an empty page, in one run: a PostgreSQL that is
thrown away, `fifteen serve`, a calendar of 5,000 events behind the page.

python -m bench.host_page [requests a second] [seconds]

Each request is sent at its moment, whether or not those before it have been answered; what it waits
for is counted in its time. The one who asks runs on the same machine as the server.
"""

from __future__ import annotations

import http.client
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.server import world
from tools import cluster

from bench.slots import calendar

RATE, SECONDS = 200, 10
ASKERS = 48  # connections that are kept open


def load(port: int, paths: list[str], rate: int, seconds: int) -> tuple[list[float], float, int]:
    """Milliseconds of each answer, the rate that was reached, and how many were no 200."""
    count = rate * seconds
    begin = time.perf_counter() + 0.5
    next_one, lock = iter(range(count)), threading.Lock()
    told: list[float] = []
    wrong: list[int] = []

    def ask() -> None:
        talk = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with lock:
                number = next(next_one, None)
            if number is None:
                return
            moment = begin + number / rate
            time.sleep(max(0.0, moment - time.perf_counter()))
            talk.request("GET", paths[number % len(paths)])
            answer = talk.getresponse()
            answer.read()
            told.append((time.perf_counter() - moment) * 1000)
            if answer.status != 200:
                wrong.append(answer.status)

    askers = [threading.Thread(target=ask) for _ in range(ASKERS)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    return told, count / (time.perf_counter() - begin), len(wrong)


def said(name: str, told: list[float], rate: float, wrong: int) -> float:
    """Print one line; its median."""
    told.sort()
    half, p99 = statistics.median(told), told[int(len(told) * 0.99)]
    print(f"{name:12} {rate:6.0f}/s   p50 {half:7.1f} ms   p99 {p99:7.1f} ms   no 200: {wrong}")
    return half


def main(rate: int = RATE, seconds: int = SECONDS) -> None:
    """Both pages, one after the other, twice."""
    with (
        cluster.running() as base,
        tempfile.TemporaryDirectory() as home,
        world.running(base, Path(home), FIFTEEN_PROCESSES="2") as server,
    ):
        file = Path(home) / "work.ics"
        file.write_bytes(calendar())
        links = server.program("tests.server.hosts_here", "20", str(file)).split()
        server.serve()
        pages = [f"/h/{link}" for link in links]
        load(server.port, pages, 20, 2)  # both processes have seen every page
        for _ in range(2):
            empty = said("empty page", *load(server.port, ["/healthz"], rate, seconds))
            page = said("host's page", *load(server.port, pages, rate, seconds))
            print(f"             the page takes {page / empty:.1f} times an empty one")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
