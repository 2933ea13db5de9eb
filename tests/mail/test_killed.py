"""kill -9 at every statement of the way out: the letter is neither lost nor sent a second time.

Here one statement of forty, the same in each run; `make mail-kills` takes all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.doors.running import environment
from tests.mail.servers import Dovecot

FIRST, STEP = int(os.environ.get("FIRST", "4")), int(os.environ.get("STEP", "40"))
ROOT = Path(__file__).parents[2]


def test_killed_anywhere_the_letter_leaves_once_or_is_named(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    ports = (str(dovecot.imaps), str(dovecot.submission), str(FIRST), str(STEP))
    told = environment(tmp_path / "home")
    told["PYTHONPATH"] += os.pathsep + str(ROOT)
    run = subprocess.run(
        [sys.executable, "-m", "tests.mail.killed", *ports],
        env=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3_000:]
    found = json.loads(run.stdout.splitlines()[-1])
    states = Counter(found["states"])
    print(found["kills"], dict(states))
    assert found["kills"] >= 150 // STEP  # as many statements as there are on the way
    assert states["sent-1"] > states["uncertain-0"] + states["uncertain-1"]
