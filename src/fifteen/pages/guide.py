"""The guided page: from likes, dislikes, past work and curiosity to fields worth asking (P2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fifteen.actions import campaigns, fields
from fifteen.method import candidates
from fifteen.method.candidates import Answers, Candidate
from fifteen.method.fieldbook import Book
from fifteen.pages._request import Asked, page, say
from fifteen.store import find, notes, scope
from fifteen.store.models import Campaign

_TEXTS = (
    ("liked", "What else do you like doing?", "So much that you forget the time."),
    ("disliked", "What else would you rather not do?", ""),
    ("past", "What have you done so far?", "Jobs, voluntary work, what you do for friends."),
    ("studies", "What have you studied, or read up by yourself?", ""),
    (
        "curious",
        "What are you curious about?",
        "Work you have seen somebody do and wondered about.",
    ),
)
_FIELDS_LOOKED_AT = 200  # different fields of people in the book
_PEOPLE_NAMED = 3


@require_http_methods(["GET", "HEAD", "POST"])
@page
def guide(request: Asked) -> HttpResponse:
    """Five small questions; the answers are kept, and the fields they point to shown."""
    if request.method == "POST":
        told = {name: request.POST.get(name, "") for name, _, _ in _TEXTS}
        for name in ("likes", "dislikes"):
            ticked = (act for act in request.POST.getlist(name) if act in candidates.acts())
            told[name] = " ".join(dict.fromkeys(ticked))
        say(request, fields.guide(request.campaign, told, request.now))
        return redirect("/fields/guide#found")
    book = notes.book(request.campaign)
    answers = _answers(book.guided)
    around: dict[str, Any] = {
        "acts": [
            (key, words, key in answers.likes, key in answers.dislikes)
            for key, words in candidates.acts().items()
        ],
        "texts": [(name, label, hint, book.guided.get(name, "")) for name, label, hint in _TEXTS],
        "answered": book.guided_on,
        "found": _found(request.campaign, book, answers),
        "room": len([f for f in book.fields if not f.closed]) < campaigns.MOST_FIELDS,
        "today": request.today,
    }
    return render(request, "fifteen/guide.html", around)


def _answers(kept: Mapping[str, str]) -> Answers:
    return Answers(
        likes=frozenset(kept.get("likes", "").split()),
        dislikes=frozenset(kept.get("dislikes", "").split()),
        liked=kept.get("liked", ""),
        disliked=kept.get("disliked", ""),
        past=kept.get("past", ""),
        studies=kept.get("studies", ""),
        curious=kept.get("curious", ""),
    )


def _found(
    campaign: Campaign, book: Book, answers: Answers
) -> list[tuple[Candidate, list[tuple[str, str]]]]:
    """The fields they point to, each with people in the book who may know it."""
    people = scope.with_field(scope.people(campaign)).values_list("field", flat=True)
    known = list(people.distinct().order_by("field")[:_FIELDS_LOOKED_AT])
    taken = [field.name for field in book.fields]
    return [(one, _people(campaign, one.look_for)) for one in candidates.of(answers, known, taken)]


def _people(campaign: Campaign, look_for: str) -> list[tuple[str, str]]:
    """Key and name of the few who are found by a word of the field."""
    ids = find.ids(campaign, look_for, _PEOPLE_NAMED)
    rows = scope.people(campaign).in_bulk(list(ids))
    return [(rows[pk].key, rows[pk].name) for pk in ids if pk in rows]
