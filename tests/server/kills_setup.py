"""Run by kills.py as the owner of the tables: accounts, hosts with links, letters that wait.
Prints JSON: seats (session keys), links."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from fifteen.actions import host_pages, journal, letters, mailbox, outbox, people  # noqa: E402
from fifteen.actions._write import Done  # noqa: E402
from fifteen.actions.mailbox import Account as Told  # noqa: E402
from fifteen.adapters.mail.servers import TLS, Server  # noqa: E402
from fifteen.method.facts import clean  # noqa: E402
from fifteen.method.words import LetterKind, Verb  # noqa: E402
from fifteen.store.models import Campaign, Letter, Person  # noqa: E402
from tests.mail.post import GOOD  # noqa: E402
from tests.server.accounts import begun, signed_in  # noqa: E402

NOW = timezone.now()


def seat(name: str) -> tuple[str, Campaign]:
    """An account that is signed in, with a campaign that has begun."""
    account, session = signed_in(f"{name}@campus.example")
    return session, begun(account, "Mira Halonen", NOW)


def person(campaign: Campaign, name: str, email: str = "") -> Person:
    added = people.add(campaign, clean(name=name, email=email), NOW)
    found = Person.objects.filter(campaign=campaign).order_by("-pk").first()
    assert found is not None, added
    found.zone, found.country = "Europe/Berlin", "DE"
    found.save(update_fields=["zone", "country"])
    return found


def letter(campaign: Campaign, smtp: int, number: int) -> None:
    to = person(campaign, f"Ana {chr(65 + number)}ruiz", f"ana{number}@post.example")
    started = letters.begin(to, LetterKind.REQUEST, NOW)
    text = GOOD.format(name=to.name)
    kept = letters.keep(started, started.revision, "Fifteen minutes about grids", text, NOW)
    assert isinstance(kept, Letter), kept
    done = outbox.send(kept, NOW, at_once=True)
    assert isinstance(done, Done), done


def main(smtp: int, hosts: int, senders: int, many: int) -> None:
    seats, links = [], []
    for name in ("nora", "nils", "lena"):
        key, campaign = seat(name)
        seats.append(key)
        person(campaign, "Ana Ruiz")
    _, busy = seat("busy")
    for number in range(hosts):
        host = person(busy, f"Host {chr(65 + number // 26)}{chr(97 + number % 26)}lund")
        journal.record(host, Verb.ASKED, NOW, data={})
        token = host_pages.link(host, NOW)
        assert isinstance(token, str), token
        links.append(f"/h/{token}")
    for number in range(senders):
        _, campaign = seat(f"sender{number}")
        told = Told(
            "mira@post.example", "x", Server("localhost", 9, TLS), Server("localhost", smtp, TLS)
        )
        box = mailbox.unsaved(campaign, told, NOW)
        box.next_run = None
        box.save()
        for one in range(many):
            letter(campaign, smtp, one)
    print(json.dumps({"seats": seats, "links": links}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
