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


def command(home: Path) -> float:
    """Seconds of `fifteen today`."""
    start = time.perf_counter()
    words = [sys.executable, "-m", "fifteen", "today"]
    subprocess.run(words, env=environment(home), check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        fifteen(home)  # the first start makes the tables
        floor = statistics.median(bare() for _ in range(ROUNDS))
        start = statistics.median(fifteen(home) for _ in range(ROUNDS))
        today = statistics.median(command(home) for _ in range(ROUNDS))
    print(f"Django alone {floor:.2f} s")
    print(f"second start {start:.2f} s ({start / floor:.1f} times)")
    print(f"`fifteen today` {today:.2f} s ({today / floor:.1f} times)")


if __name__ == "__main__":
    main()
