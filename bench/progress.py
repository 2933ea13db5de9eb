"""Progress of a campaign of three years: 2,000 people asked, 600 talks, long chains of referrals,
as a ratio to an empty Django page and to our own letterhead on the same server:
`python -m bench.progress [people]`."""
# ruff: noqa: I001

from __future__ import annotations

import random
import sys
import threading
import time
from datetime import timedelta

from bench.pages import medians, session  # first: it sets Django up

from django.core.management import call_command
from waitress.server import create_server

from bench._made import NOW, fill
from fifteen.actions import _write, campaigns
from fifteen.method.words import Purpose, Stage, TieKind, Verb
from fifteen.pages import _progress
from fifteen.store import scope
from fifteen.store.models import Campaign, Entry
from fifteen.wsgi import application

PEOPLE = 2_000
DAYS = 3 * 365
_TIES = (TieKind.FRIEND, TieKind.COLLEAGUE, TieKind.ALUMNI, TieKind.GROUP, TieKind.NONE)


def lived(campaign: Campaign, seed: int = 1) -> None:
    """Three years: everybody asked, half answered, a third met and written up, a third led on."""
    chance = random.Random(seed)
    people = list(scope.people(campaign).order_by("pk"))
    keys = list(scope.beliefs(campaign).values_list("key", flat=True))
    rows = []
    for number, person in enumerate(people):
        asked = (NOW - timedelta(days=DAYS - number * DAYS // len(people))).date()
        person.tie_kind = chance.choice(_TIES)
        if number > 20 and chance.random() < 0.4:
            person.tie_kind = TieKind.REFERRED
            person.tie_via = people[chance.randrange(max(0, number - 200), number)].name
        person.stage = Stage.ASKED if number > len(people) - 40 else Stage.RESTING
        told: list[tuple[Verb, int, dict[str, object]]] = [(Verb.ASKED, 0, {"channel": "mail"})]
        if chance.random() < 0.5:
            told.append((Verb.SAID_YES, 3, {"text": "Gladly, in the morning."}))
            if chance.random() < 0.6:
                told += [(Verb.MET, 9, {"conversation": f"c{number}"}), _debrief(chance, keys)]
                told.append((Verb.THANKED, 10, {}))
                person.stage = Stage.THANKED
        for verb, after, data in told:
            on = min(asked + timedelta(days=after), NOW.date())
            act = _write.new_key()
            rows.append(
                Entry(
                    campaign=campaign, person=person, at=NOW, on=on, verb=verb, data=data, act=act
                )
            )
    Entry.objects.bulk_create(rows, batch_size=1_000)
    for person in people:
        person.save(update_fields=["tie_kind", "tie_via", "stage"])


def _debrief(chance: random.Random, keys: list[str]) -> tuple[Verb, int, dict[str, object]]:
    names = ("information", "given", "connection", "lead")
    data: dict[str, object] = {
        "measures": {name: chance.randrange(4) for name in names},
        "goal": chance.randrange(1, 5),
        "points": chance.randrange(3),
        "said": "half of it is waiting, and the other half is telling people so",
    }
    if keys and chance.random() < 0.3:
        data["beliefs"] = {chance.choice(keys): chance.choice(("confirmed", "corrected"))}
    return Verb.DEBRIEFED, 9, data


def main(people: int) -> None:
    """Make the campaign, print what a page takes and what the drawing alone does."""
    call_command("migrate", verbosity=0)
    campaign = campaigns.open_one(NOW - timedelta(days=DAYS))
    campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": "Mira"}, "grid modelling", NOW)
    for number in range(12):
        campaigns.believe(campaign, "grid modelling", f"Belief number {number} of the work", NOW)
    fill(campaign, people)
    lived(campaign)
    campaign.refresh_from_db()
    cookie = session()
    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    paths = {"empty": "/empty", "letterhead": "/letterhead", "progress": "/progress"}
    paths |= {"story": "/progress/story", "review": "/review"}
    found = medians(server.effective_port, paths, cookie)
    print(f"{people:,} people over three years, {scope.entries(campaign).count():,} entries")
    for name, each in found.items():
        ratios = f"{each / found['empty']:.1f} times empty, {each / found['letterhead']:.1f} times"
        print(f"  {name:<12}{each:7.1f} ms  {ratios} letterhead")
    seen = _progress.seen(campaign, NOW.date())
    start = time.perf_counter()
    drawn = _progress.pictures(seen)
    print(f"  {len(drawn)} pictures drawn in {(time.perf_counter() - start) * 1000:.0f} ms")
    server.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
