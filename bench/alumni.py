"""An alumni list of 500,000 lines read by a worker on PostgreSQL, beside the bare reading of the
same file by Python's csv module; the memory it takes; and a search among as many hosts.

python -m bench.alumni [LINES]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.server import world
from tools import cluster

LINES = 500_000


def main() -> None:
    """Start a PostgreSQL and a server's tables, and have it done as the role that serves."""
    lines = sys.argv[1] if sys.argv[1:] else str(LINES)
    with (
        cluster.running() as one,
        tempfile.TemporaryDirectory() as home,
        world.running(one, Path(home)) as server,
    ):
        print(server.program("bench.alumni_inside", lines, within=1_800), end="")


if __name__ == "__main__":
    main()
