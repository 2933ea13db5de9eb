"""Two web processes and two workers against one PostgreSQL, under load, killed at random:
`python -m bench.kills [minutes] [seed]`. Ends with 1 where anything was lost or stands twice."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.server import kills
from tools import cluster


def main() -> int:
    """Print what was asked, killed, and found afterwards."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    with cluster.running() as postgres, tempfile.TemporaryDirectory() as home:
        found = kills.run(postgres, Path(home), minutes * 60, seed)
    print(f"{minutes:g} minutes, seed {seed}")
    print(found)
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
