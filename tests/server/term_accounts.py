"""Run by the test of a term as the role that serves: somebody at the office, coaches, seekers with
a campaign that has begun. Prints {"name": "key of a session"} as JSON; names are given as
`office:ines`, `coach:ruth`, `seeker:noor`."""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.utils import timezone

from fifteen.store import walls
from tests.server.accounts import begun, signed_in


def main(*names: str) -> None:
    sessions = {}
    for kind, name in (one.split(":") for one in names):
        account, sessions[name] = signed_in(f"{name}@{kind}.example", kind != "seeker")
        if kind == "seeker":
            with walls.as_owner(account.key):
                begun(account, f"{name.title()} Halonen", timezone.now())
    print(json.dumps(sessions))


if __name__ == "__main__":
    main(*sys.argv[1:])
