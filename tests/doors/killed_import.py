"""Run by test_serve: an import whose process is killed at one point. Not a test itself."""

# ruff: noqa: E402

import os
import signal
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.settings"

import django

django.setup()

from django.utils import timezone

from fifteen.actions import _import_write, campaigns, imports
from fifteen.doors import serve
from fifteen.store import bulk


def kill(*rest: object) -> None:
    """The battery is dead."""
    os.kill(os.getpid(), signal.SIGKILL)


serve.prepare()
now = timezone.now()
brought = imports.bring(
    campaigns.open_one(now), "Connections.csv", Path(sys.argv[1]).read_bytes(), now
)
brought = imports.read(brought, now)
imports.say_yes(brought, {}, now)
if sys.argv[2] == "half":
    batches = iter(range(4))
    insert = bulk.insert

    def insert_some(people: list[bulk.Columns], same: bulk.Columns) -> None:
        """Four batches, then nothing more."""
        if next(batches, None) is None:
            kill()
        insert(people, same)

    bulk.insert = insert_some
else:
    _import_write._change = kill
imports.write(brought, {}, now)
