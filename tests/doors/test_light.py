"""One's own computer waits for nothing that only a server needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.doors.running import environment

LOADED = """
import sys, os
os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.settings"
import fifteen.doors.commands
heavy = "psycopg allauth granian argon2 fifteen.server django.contrib.auth".split()
print(*(name for name in heavy if name in sys.modules))
"""


def test_a_start_at_home_loads_no_library_of_a_server(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == ""
