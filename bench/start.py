"""A second start of Fifteen until it answers, as a ratio to starting Django alone:
`python -m bench.start`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.doors.running import Running, environment

ROUNDS = 5
_BARE = "import django; from django.conf import settings; settings.configure(); django.setup()"
LETTER = """Dear Ms Vega,

Your article on flood maps has stayed with me. Could we talk for fifteen minutes about how you came
from teaching to hydrology? I want to understand the work, and am not asking for a job.

Ana Lopez
"""


def bare() -> float:
    """Seconds to start Python and set Django up with nothing in it."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", _BARE], check=True)
    return time.perf_counter() - start


def fifteen(home: Path) -> float:
    """Seconds from the command to the printed link, and the first answer."""
    start = time.perf_counter()
    with Running(home) as one:
        one.get("/healthz")
        return time.perf_counter() - start


def command(home: Path, *said: str) -> float:
    """Seconds of a command."""
    start = time.perf_counter()
    words = [sys.executable, "-m", "fifteen", *said]
    subprocess.run(words, env=environment(home), check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        fifteen(home)  # the first start makes the tables
        floor = statistics.median(bare() for _ in range(ROUNDS))
        start = statistics.median(fifteen(home) for _ in range(ROUNDS))
        today = statistics.median(command(home, "today") for _ in range(ROUNDS))
        letter = home / "letter.txt"
        letter.write_text(LETTER, "utf-8")
        check = statistics.median(command(home, "check", str(letter)) for _ in range(ROUNDS))
    print(f"Django alone {floor:.2f} s")
    print(f"second start {start:.2f} s ({start / floor:.1f} times)")
    print(f"`fifteen today` {today:.2f} s ({today / floor:.1f} times)")
    print(f"`fifteen check` on one letter {check:.2f} s ({check / floor:.1f} times)")


if __name__ == "__main__":
    main()
