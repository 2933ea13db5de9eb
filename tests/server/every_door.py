"""Run by a test as the role that serves: every address of a server that names something, asked by
everybody whose it is not, with every form its pages send there and the values that are really
there; then the same by whose it is. Prints what was wrong, as JSON."""

# ruff: noqa: E402

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.server.settings"

import django

django.setup()

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from fifteen.server.urls import urlpatterns
from fifteen.store import walls
from tests.server import door_forms, door_people, taken_back
from tests.server.door_people import NOW, Cast

SECRET = ("Wilma", "Achterberg", "Mira Halonen", "Calder alumni", "Hana Sato", "Afraid of")
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
WANTS_MORE = {
    # The page says what is missing: a mail server, a file.
    "people/<str:key>/letters/<str:letter_key>/send",
    # Nothing waits on it any more, or it is agreed already: said in words.
    "h/<str:token>",
    "hosts/<str:token>",
}
BY_LINK = ("h/", "hosts/", "calendar/")


@dataclass
class Told:
    """What was asked and what was wrong."""

    asked: int = 0
    taken: int = 0
    wrong: list[Any] = field(default_factory=list)


def address(route: str, values: Mapping[str, str]) -> str:
    """A route with what is really there in it; where nothing of that kind is, a made key."""

    def value(found: re.Match[str]) -> str:
        beginning, name = route.split("/")[0], found[2]
        for one in (f"{route} {name}", f"{beginning} {name}", beginning, name):
            if one in values and (one != beginning or name == "key"):
                return values[one]
        return NOWHERE

    return "/" + re.sub(r"<(\w+):(\w+)>", value, route)


def filled(form: Mapping[str, str], values: Mapping[str, str]) -> dict[str, Any]:
    """A form with what is really there."""

    def one(text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: values[m[1]], text)

    told: dict[str, Any] = {name: one(text) for name, text in form.items()}
    if "basis" in told:
        told["file"] = SimpleUploadedFile("a.csv", b"Name,E-mail\nOle Dahl,ole@a.example\n")
    return told


def kept(owners: list[str]) -> dict[str, str]:
    """All rows of some owners, table by table, as a digest."""
    found = {}
    for owner in owners:
        with walls.as_owner(owner), connection.cursor() as cursor:
            for table in sorted({*walls.tables(), *walls.owned()}):
                cursor.execute(
                    f"SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text))"
                    f" FROM {table} t"
                )
                found[f"{owner} {table}"] = str(cursor.fetchone())
    return found


def told_apart(name: str, route: str, method: str, answer: Any) -> list[str]:
    """What is wrong with an answer to somebody whose it is not."""
    by_link = route.startswith(BY_LINK)
    # A link is guessed at so often, and then not at all (429).
    closed: tuple[int, ...] = (404, 405, *((429,) if by_link else ()))
    if name in door_people.WITHOUT_ACCOUNT and not by_link:
        closed = (403,)
    text = answer.content.decode("utf-8", "replace")
    wrong = [f"says {one}" for one in SECRET if one in text]
    fits = answer.status_code in closed
    if not fits and (method, route, answer.status_code) not in OPENS_FOR_ALL:
        wrong.append(f"answers {answer.status_code}")
    return wrong


def others(cast: Cast, told: Told) -> None:
    """Everybody else tries every door with every form; nobody's rows change."""
    routes = door_forms.every()
    values = {n: v for n, v in cast.values.items() if not n.endswith("token")}  # links are keys
    for name, client in cast.others.items():
        before = kept(cast.owners)
        for route, (_, forms) in routes.items():
            where = address(route, values)
            tries = [("GET", client.get(where))]
            for form in [*forms, {}]:
                tries.append(("POST", client.post(where, filled(form, values))))
            for method, answer in tries:
                told.asked += 1
                wrong = told_apart(name, route, method, answer)
                told.wrong += [[name, method, route, one] for one in wrong]
        for route, forms in door_forms.NAMED_IN_THE_FORM.items():
            for form in forms:
                answer = client.post(f"/{route}", filled(form, values))
                told.asked += 1
                text = answer.content.decode("utf-8", "replace")
                if answer.status_code >= 500 or any(one in text for one in SECRET):
                    told.wrong.append([name, "POST", route, answer.status_code])
        after = kept(cast.owners)
        told.wrong += [[name, "changed", one] for one in before if before[one] != after[one]]


def owners_too(cast: Cast, told: Told) -> None:
    """The same by whose it is: else what is above would hold for the wrong reason."""
    routes, values = door_forms.every(), cast.values
    for route, (asked, forms) in routes.items():
        client = cast.owner_of(route)
        where = address(route, values)
        if asked:
            answer = client.get(where)
            if answer.status_code not in (200, 302):
                told.wrong.append(["owner", "GET", route, answer.status_code])
        for form in forms:
            with transaction.atomic():
                if route.endswith("/debrief"):
                    client.post(address("conversations/<str:key>/end", values))
                answer = client.post(where, filled(form, values))
                transaction.set_rollback(True)
            told.taken += 1
            fits = (200, 204, 302, *((409, 422) if route in WANTS_MORE else ()))
            if answer.status_code not in fits:
                told.wrong.append(["owner", dict(form), route, answer.status_code])


def expired(cast: Cast, told: Told) -> None:
    """Links that were good once: of a coach, of a host, of a programme's host, to join."""
    before = kept(cast.owners)
    for name, (client, where, forms, fits) in cast.expired().items():
        if where.startswith(tuple(f"/{one}" for one in BY_LINK)):
            fits = (*fits, 429)  # guessed at too often meanwhile: closed too
        for form in forms:
            answer = client.post(where, filled(form, cast.values))
            told.asked += 1
            text = answer.content.decode("utf-8", "replace")
            if answer.status_code not in fits or "Achterberg" in text:
                told.wrong.append([name, dict(form), answer.status_code])
        answer = client.get(where)
        if answer.status_code not in (*fits, 200 if "/join/" in where else 404):
            told.wrong.append([name, "GET", answer.status_code])
    after = kept(cast.owners)
    told.wrong += [["expired", "changed", one] for one in before if before[one] != after[one]]
    told.wrong += cast.still_out()


def main() -> None:
    told = Told()
    with time_machine.travel(NOW, tick=True):
        cast = door_people.cast()
        others(cast, told)
        owners_too(cast, told)
        expired(cast, told)
        undone = taken_back.all_of_it(cast)
        seen = Told()
        cast.others = {"a thief": cast.owner_of("people/")}  # with Mira's session: it is noticed
        others(cast, seen)
    there = {str(one.pattern) for one in urlpatterns if "<" in str(one.pattern)}
    more = {"forgotten": sorted(there ^ set(door_forms.every())), "undone": undone}
    numbers = {"routes": len(there), "noticed": len(seen.wrong)}
    print(json.dumps({**vars(told), **numbers, **more}))


if __name__ == "__main__":
    main()
