"""The tests of mail fail where they should: with each planted defect, those that watch go red.

Here two of them, others on each day; `make mail-planted` takes all.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.mail.planted import DEFECTS, NAME
from tests.mail.servers import needed

ROOT = Path(__file__).parents[2]
EACH = int(os.environ.get("STEP", "7"))
FIRST = int(os.environ.get("FIRST", "0")) or 1 + date.today().toordinal() % EACH


@pytest.mark.slow
@pytest.mark.parametrize("name", list(DEFECTS)[FIRST - 1 :: EACH])
def test_a_planted_defect_turns_the_tests_red(name: str) -> None:
    needed()
    # Their own size: a few seeds and steps, and enough statements to be killed at.
    told = {**os.environ, NAME: name, "SEEDS": "30", "STEP": "23", "FIRST": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "tests.mail.planted"]
    more = ["-p", "no:cacheprovider", "-p", "no:randomly", *DEFECTS[name].tests]
    run = subprocess.run(
        [*command, *more],
        env=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1_200,
        check=False,
    )
    last = run.stdout.strip().splitlines()[-1:]
    assert run.returncode == 1 and re.search(r"\b1 failed", run.stdout), (name, last, run.stderr)
    assert "1 error" not in run.stdout, run.stdout[-2_000:]
