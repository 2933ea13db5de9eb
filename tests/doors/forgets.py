"""Run by test_traces: somebody with a letter and notes is forgotten. Not a test itself."""

# ruff: noqa: E402

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.settings"

import django

django.setup()

from django.utils import timezone

from fifteen import home
from fifteen.actions import campaigns, journal, letters, people
from fifteen.doors import copies, serve, worker
from fifteen.method.facts import clean
from fifteen.method.words import LetterKind, Purpose, Verb
from fifteen.store import scope

serve.prepare()
now = timezone.now()
campaign = campaigns.open_one(now)
campaigns.begin(campaign, Purpose.LEARN, {"seeker_name": "Mira"}, "grids", now)
for number in range(60):
    people.add(campaign, clean(name=f"Person {number}", organisation="Acme"), now)
facts = clean(
    name="Xanthippe Quellfeder",
    organisation="Brimborium",
    email="xq@brimborium.example",
    note="collects kalimbas",
    extra={"Card X-PET": "ocelot"},
)
who, _ = people.add(campaign, facts, now)
journal.record(who, Verb.NOTED, now, data={"text": "speaks of zeppelins"})
letter = letters.begin(who, LetterKind.REQUEST, now)
letters.keep(letter, letter.revision, "Marimbas", "Dear Xanthippe, about vuvuzelas", now)
people.change(who, {"role": "Didgeridooist"}, now)
copies.before_migration(now)
copies.copy(home.copies() / "backup-1.sqlite3")
people.add(campaign, clean(name="Vesna Novak"), now)
if sys.argv[1] == "forget":
    people.forget(scope.person(campaign, who.key), now)
    while worker.run_one("test"):
        pass
