"""Run by tests: a campaign with people who were asked, each with a page. Prints the links, one a
line. Not a test itself."""

# ruff: noqa: E402

import os
import sys
from datetime import timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.settings"

import django

django.setup()

from django.utils import timezone

from fifteen.actions import campaigns, host_pages, journal, people
from fifteen.doors import serve
from fifteen.method.facts import clean
from fifteen.method.words import Purpose, Tie, TieKind, Verb

serve.prepare()
now = timezone.now()
campaign = campaigns.open_one(now - timedelta(days=3))
told = {
    "seeker_name": "Mira Halonen",
    "zone": "Europe/Berlin",
    "country": "DE",
    "email": "mira@there.example",
}
campaigns.begin(campaign, Purpose.LEARN, told, "grid modelling", now)
campaign.refresh_from_db()
for number in range(int(sys.argv[1])):
    facts = clean(name=f"Ana Ruiz {number}".removesuffix(" 0"), tie=Tie(TieKind.REFERRED, "Tom"))
    added = people.add(campaign, facts, now, field="grid modelling")
    person = added[0]  # type: ignore[index]
    journal.record(person, Verb.ASKED, now)
    print(host_pages.link(person, now), flush=True)
