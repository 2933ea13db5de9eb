"""What nobody catches is said as discreetly as all else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAYS = """
import logging, threading
from fifteen.server import logs
handler = logging.StreamHandler()
handler.setFormatter(logs.Structured())
logging.getLogger("fifteen").addHandler(handler)
logs.quiet()
def fails():
    raise LookupError("Key (email)=(ana@grid.example) already exists")
"""


@pytest.mark.parametrize(
    "where", ["fails()", "one = threading.Thread(target=fails); one.start(); one.join()"]
)
def test_a_failure_that_nobody_catches_says_its_kind_and_not_its_message(where: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SAYS + where],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    line = json.loads(told.stderr)
    assert line["level"] == "critical" and "LookupError" in line["said"]
    assert "ana@" not in told.stdout + told.stderr
