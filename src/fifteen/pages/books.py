"""Address books on a server: which are read, what waits for a word, whose card is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import books as act
from fifteen.adapters.dav.failures import SAID, Why
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, page, say
from fifteen.store import scope
from fifteen.store.models import Person

_MOST_GONE = 100  # people asked about at once

_HERE = "/settings/books"


@dataclass(frozen=True, slots=True)
class Shown:
    """One server as the page has it."""

    key: str
    name: str
    user: str
    read_at: datetime | None
    trouble: str
    people: int
    nobody: int
    waits: str  # key of the import that waits for a yes


@require_http_methods(["GET", "HEAD", "POST"])
@page
def books(request: Asked) -> HttpResponse:
    """The books that are read, and the form for one more."""
    if request.method != "POST":
        return _show(request)
    form = request.POST
    words = (form.get("address", "")[:2_001], form.get("user", ""), form.get("password", ""))
    done = act.connect(request.campaign, *words, request.now)
    if isinstance(done, Refusal):
        return _show(request, done)
    say(request, done)
    return redirect(_HERE)


@require_POST
@page
def changed(request: Asked, key: str) -> HttpResponse:
    """Read a book again, all of it again, or no longer."""
    row = scope.card_books(request.campaign).get(key=key)
    if "remove" in request.POST:
        say(request, act.remove(request.campaign, row.key))
    else:
        everything = "everything" in request.POST
        say(request, act.read_again(request.campaign, row.key, request.now, everything))
    return redirect(_HERE)


@require_POST
@page
def stays(request: Asked, key: str) -> HttpResponse:
    """Somebody stays although their card is gone."""
    who = scope.person(request.campaign, key)
    say(request, act.stays(request.campaign, who.key))
    return redirect(_HERE)


def _show(request: Asked, refusal: Refusal | None = None) -> HttpResponse:
    found = list(_books(request))
    shown = {
        "books": found,
        "trouble": any(one.trouble for one in found),
        "gone": _gone(request),
        "room": scope.card_books(request.campaign).count() < act.MOST,
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return render(request, "fifteen/books.html", shown, status=422 if refusal else 200)


def _books(request: Asked) -> Iterator[Shown]:
    waits = act.waiting(request.campaign)
    for row in scope.card_books(request.campaign):
        cards = scope.cards(request.campaign).filter(book=row, gone_on=None)
        one = waits.get(row.key)
        yield Shown(
            key=row.key,
            name=row.name,
            user=row.user,
            read_at=row.read_at,
            trouble=SAID[Why(row.trouble)] if row.trouble in set(Why) else "",
            people=cards.exclude(person=None).count(),
            nobody=cards.filter(person=None).count(),
            waits=one.key if one else "",
        )


def _gone(request: Asked) -> list[Person]:
    """Whose card the server has no longer."""
    there = scope.cards(request.campaign).exclude(gone_on=None)[:_MOST_GONE]
    return list({card.person.pk: card.person for card in there if card.person}.values())
