"""Run by a test as the role that serves: an office that looks at its figures every month for three
years, while answers come and are taken back in between. Prints what was seen, as JSON."""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import random
from datetime import UTC, datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"
django.setup()

from fifteen.server._keys import new_key
from fifteen.server.programme import figures, hosting
from fifteen.server.programme.models import Host, Request
from fifteen.store import walls
from tests.server.post_here import one, owner

BEGAN = datetime(2026, 1, 1, 9, tzinfo=UTC)
FIELDS = ("grids", "tides", "law", "bees", "maps", "")
WEIGHTS = (40, 20, 6, 4, 2, 1)
DAYS = 3 * 366
_random = random.Random(15)


def hosts() -> list[Host]:
    """Enough of them for evenness to be said."""
    made = []
    for number in range(25):
        told = {**hosting.fresh(BEGAN), "part": "in", "since": BEGAN, "mark": new_key()}
        made.append(Host.objects.create(campaign=one.campaign, name=f"H{number}", **told))
    return made


def asked(host: Host, at: datetime) -> None:
    """A request whose answer comes some days later, or never."""
    state = _random.choice(("talked", "talked", "yes", "no", "expired"))
    after = timedelta(days=_random.randrange(1, 60))
    Request.objects.create(
        campaign=one.campaign, host=host, seat=new_key(), state=state, asked=at,
        asked_on=at.date(), ends=at + timedelta(days=5),
        answered=None if state == "expired" else at + after,
        talk_on=(at + after).date() if state == "talked" else None,
        field=_random.choices(FIELDS, WEIGHTS)[0],
    )  # fmt: skip


def seen(now: datetime) -> dict[str, object]:
    """All numbers of the page but that of the hosts."""
    told = figures.of(one, now)
    return {
        "quarters": dict(told.quarters.rows),
        "fields": dict(told.fields.rows),
        "totals": [told.quarters.totals, told.fields.totals],
        "one": [told.last.called, told.waiting, told.gini],
        "csv": figures.as_csv(told),
        "said": figures.sentence(told),
    }


def main() -> None:
    looks = []
    with walls.as_owner(owner):
        willing = hosts()
        for day in range(DAYS):
            now = BEGAN + timedelta(days=day)
            for _ in range(_random.choices((0, 1, 2), (6, 3, 1))[0]):
                asked(_random.choice(willing), now)
            if day % 11 == 0:  # somebody takes back what was long ago
                old = Request.objects.order_by("?").values("pk")[:1]
                Request.objects.filter(pk__in=old).update(state="back", talk_on=None)
            if now.day in (1, 15):
                looks.append(seen(now))
        true = list(Request.objects.values_list("asked_on", "field"))
    told = [[f"{on:%Y-%m-%d}", field or "No field named"] for on, field in true]
    print(json.dumps({"looks": looks, "true": told}))


if __name__ == "__main__":
    main()
