"""Run by a test as the role that serves: every address of a server that names something, asked by
everybody whose it is not. Prints what was not closed, as JSON."""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import re

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"

import django

django.setup()

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.test import Client
from django.utils import timezone

from fifteen.actions import campaigns, letters, people
from fifteen.actions._write import Done
from fifteen.method.facts import clean
from fifteen.method.words import LetterKind, Purpose
from fifteen.server.models import Account, Coaching
from fifteen.server.programme import hosting, links, office, seats
from fifteen.server.programme.models import Host, Programme, Seat
from fifteen.server.urls import urlpatterns
from fifteen.store import pages, walls
from fifteen.store.models import Campaign, Letter

NOW = timezone.now()
SECRET = ("Wilma", "Achterberg", "Mira Halonen", "Calder alumni", "Hana Sato")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOCAL = {"host": "127.0.0.1"}
NOWHERE = "x" * 32
OPENS_FOR_ALL = {
    # A door that says nothing but what it is; what is behind it, the form refuses.
    ("GET", "clients/join/<str:token>", 200),
    ("POST", "clients/join/<str:token>", 302),
    ("GET", "programmes/join/<str:token>", 200),
    ("POST", "programmes/join/<str:token>", 302),
    ("GET", "account/link/<str:token>", 410),
    ("POST", "account/link/<str:token>", 410),
}


def an_account(name: str) -> tuple[Account, Campaign]:
    account = Account._default_manager.create(email=f"{name}@campus.example")
    with walls.as_owner(account.key):
        one = campaigns.open_one(NOW, account.key)
        campaigns.begin(one, Purpose.LEARN, {"seeker_name": f"{name.title()} Halonen"}, "", NOW)
    return account, one


def let_in(campaign: Campaign, coach: Account, ended: bool) -> str:
    with walls.as_owner(campaign.owner):
        told = {"made": NOW, "since": NOW, "expires": NOW + timedelta(days=9)}
        one = Coaching.objects.create(
            campaign=campaign, called="C", coach=coach.key, hash=pages.hash_of(campaign.key),
            kinds=["counts"], ended=NOW if ended else None, **told,
        )  # fmt: skip
    return one.key


def a_programme(name: str, member: Account) -> Programme:
    made = office.make(name, member.email, "Europe/Oslo", NOW)
    assert isinstance(made, Programme)
    office.claim(member)
    Account._default_manager.filter(pk=member.pk).update(two_steps=False)  # shown elsewhere
    return made


@transaction.atomic
def a_host(programme: Programme, name: str) -> tuple[str, str]:
    """The key of a host, and the token of their link."""
    with walls.within(programme.campaign.owner):
        hosting.ask_in(programme, name, f"{name.split()[0].lower()}@hosts.example", NOW)
        host = Host.objects.get(campaign=programme.campaign)
        form = {"name": name, "topics": "grids", "monthly": "2", "zone": "Europe/Oslo"}
        assert isinstance(hosting.offer(host, form, ["phone"], NOW), Done)
        return host.key, pages.token(host.nonce, links.HOST)


def keys() -> tuple[dict[str, str], dict[str, Client]]:
    """What there is to be guessed, by the beginning of its address; and who asks."""
    (mira, hers), (otto, _), (_, his) = map(an_account, ("mira", "otto", "carl"))
    (coach, _), (ines, _), (jan, _) = map(an_account, ("coach", "ines", "jan"))
    theirs, other = a_programme("Calder alumni", ines), a_programme("Osmund alumni", jan)
    host, _ = a_host(theirs, "Hana Sato")
    _, link = a_host(other, "Ivo Babic")
    out = let_in(hers, coach, ended=True)
    let_in(his, coach, ended=False)
    with transaction.atomic(), walls.within(mira.key):
        added = people.add(hers, clean(name="Wilma Achterberg"), NOW)
        assert not hasattr(added, "message")
        letter = letters.begin(added[0], LetterKind.REQUEST, NOW)  # type: ignore[index]
        assert isinstance(letter, Letter)
        seat = seats.take(hers, pages.token(theirs.seekers_nonce, links.SEEKERS), NOW)
        assert isinstance(seat, Seat)
        values = {"people": letter.person.key, "letter_key": letter.key, "programmes": seat.key}
    values |= {"clients": out, "office": theirs.key, "host": host, "what": "hosts", "year": "2026"}
    clients = {
        name: Client(headers=LOCAL) for name in ("stranger", "host", "otto", "coach", "office")
    }
    for name, account in (("otto", otto), ("coach", coach), ("office", jan)):
        clients[name].force_login(account, BACKEND)
    assert clients["host"].get(f"/hosts/{link}").status_code == 200
    assert clients["office"].get(f"/office/{other.key}").status_code == 200
    mine = Client(headers=LOCAL)
    mine.force_login(mira, BACKEND)
    for path in ("people/" + values["people"], "programmes/" + seat.key):
        assert mine.get(f"/{path}").status_code == 200, "there is something to be found"
    return values, clients


def address(route: str, values: dict[str, str]) -> str:
    """A route with what is really there in it; where nothing of that kind is, a made key."""

    def value(found: re.Match[str]) -> str:
        name = found[2]
        return (
            values.get(name)
            or (values.get(route.split("/")[0]) if name == "key" else "")
            or NOWHERE
        )

    return "/" + re.sub(r"<(\w+):(\w+)>", value, route)


def main() -> None:
    values, clients = keys()
    wrong, asked = [], 0
    routes = sorted({str(one.pattern) for one in urlpatterns if "<" in str(one.pattern)})
    for name, client in clients.items():
        signed_in = name not in ("stranger", "host")
        for route in routes:
            for method in ("GET", "POST"):
                go = partial(client.post, data={"do": "erase"}) if method == "POST" else client.get
                answer = go(address(route, values))
                asked += 1
                by_link = route.startswith(("h/", "hosts/", "calendar/"))
                # A link is guessed at so often, and then not at all (429).
                closed = (404, 405, *((429,) if by_link else ()))
                if not (signed_in or by_link):
                    closed = (403,)
                text = answer.content.decode("utf-8", "replace")
                said = [one for one in SECRET if one in text]
                fits = answer.status_code in closed
                if said or not (fits or (method, route, answer.status_code) in OPENS_FOR_ALL):
                    wrong.append([name, method, route, answer.status_code, said])
    print(json.dumps({"asked": asked, "routes": len(routes), "wrong": wrong}))


if __name__ == "__main__":
    main()
