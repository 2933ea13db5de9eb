"""kill -9 at every statement of the way out: nothing is lost, and nothing leaves a second time.

Here a few statements of each case, others on each day; `make mail-kills` takes all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.doors.running import environment
from tests.mail.servers import Dovecot

STEP = int(os.environ.get("STEP", "97"))
FIRST = int(os.environ.get("FIRST", "0")) or 1 + date.today().toordinal() % STEP
ROOT = Path(__file__).parents[2]
LEAST = {"letter": 500, "doubted": 300, "invitation": 500, "called-off": 500}
"""At least so many statements are on the way: fewer, and they are not watched any more."""


@pytest.mark.parametrize("case", list(LEAST))
def test_killed_anywhere_it_leaves_once_or_is_named(
    case: str, dovecot: Dovecot, tmp_path: Path
) -> None:
    ports = (str(dovecot.imaps), str(dovecot.submission), str(FIRST), str(STEP))
    told = environment(tmp_path / "home")
    told["PYTHONPATH"] += os.pathsep + str(ROOT)
    run = subprocess.run(
        [sys.executable, "-m", "tests.mail.killed", *ports, case, str(dovecot.exim.folder)],
        env=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=7_200,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3_000:]
    found = json.loads(run.stdout.splitlines()[-1])
    states = Counter(found["states"])
    print(case, found["kills"], dict(states))
    assert found["kills"] >= LEAST[case] // STEP
    assert states["sent-1"] > states["uncertain-0"] + states["uncertain-1"]
