"""Run by a test as the role that serves: what a knock at the hosts' link asks of the database,
for somebody new, a host, one who had a mail just now, and one who asked for peace. Prints it, with
the answers and what each led to, as JSON."""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import re
from datetime import timedelta
from urllib.parse import urlsplit

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fifteen.actions import jobs
from fifteen.server.programme import hosting, links
from fifteen.server.programme.models import Host, Post
from fifteen.store import spared, walls
from fifteen.store.models import Job, Spared
from tests.server.post_here import claim, one, owner

ADDRESSES = {
    "host": "hana@hosts.example",
    "again": "ivo@hosts.example",
    "peace": "june@hosts.example",
    "new": "kim@hosts.example",
}


def there() -> None:
    """A host of long ago, one who had a mail just now, and one who wants peace."""
    now = timezone.now()
    with walls.as_owner(owner):
        hosting.ask_in(one, "Hana", ADDRESSES["host"], now - timedelta(days=40))
        hosting.ask_in(one, "Ivo", ADDRESSES["again"], now)
        hash_of = spared.hash_of(owner, ADDRESSES["peace"])
        Spared.objects.create(owner=owner, hash=hash_of, theirs=True)


def knocked(email: str) -> tuple[list[str], int, str]:
    """The statements without their values, the status and the page without what was typed."""
    link = urlsplit(links.for_hosts(one)).path
    browser = Client(headers={"host": "127.0.0.1"})
    with CaptureQueriesContext(connection) as told:
        answer = browser.post(link, {"name": "Somebody", "email": email})
    statements = [
        re.sub(r"'[^']*'|\b\d+\b|\"s\d+_x\d+\"", "?", str(q["sql"])) for q in told.captured_queries
    ]
    return statements, answer.status_code, answer.content.decode().replace(email, "")


def worked() -> None:
    while (job := claim("0")) is not None:
        with walls.as_owner(owner):
            if job.kind == hosting.KNOCKED:
                jobs.run(job, timezone.now())
            else:
                jobs.finish(job, timezone.now())


def main() -> None:
    there()
    knocked("nobody")  # the first of a browser, and refused: its tries are counted from now on
    told = {name: knocked(email) for name, email in ADDRESSES.items()}
    worked()
    with walls.as_owner(owner):
        mails = {
            name: Post.objects.filter(host__email=email).count()
            for name, email in ADDRESSES.items()
        }
        kept = list(Job.objects.filter(kind=hosting.KNOCKED).values_list("data", flat=True))
        hosts = Host.objects.count()
    print(json.dumps({"told": told, "mails": mails, "kept": kept, "hosts": hosts}))


if __name__ == "__main__":
    main()
