"""Fields: what have I learned? Two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from fifteen.actions import campaigns
from fifteen.method.fieldbook import Book, FieldNotes
from fifteen.method.words import Refusal
from fifteen.pages import _field
from fifteen.pages._request import Asked, page, say
from fifteen.store import notes

SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Chip:
    """A field in the line of fields: chosen or not, and where a click leads."""

    name: str
    closed: bool
    chosen: bool
    url: str


@require_safe
@page
def fields(request: Asked) -> HttpResponse:
    """Two fields side by side; `f` names which."""
    return _show(request)


def _show(request: Asked, refusal: Refusal | None = None) -> HttpResponse:
    book = notes.book(request.campaign)
    chosen = chosen_of(book, request.GET.getlist("f"))
    shown = [_field.shown(request.campaign, book, field, request.now) for field in chosen]
    around = {
        "book": book,
        "shown": shown,
        "today": request.today,
        "chips": chips_of(book, chosen),
        "summary": _field.summary(book, shown),
        "main": next((s.key for s in shown if s.open_beliefs or not s.notes.talks), ""),
        "most_fields": campaigns.MOST_FIELDS,
        "typed": request.POST.get("name", ""),
        "refusal": refusal,
    }
    return render(request, "fifteen/fields.html", around, status=422 if refusal else 200)


def chosen_of(book: Book, wanted: Sequence[str]) -> list[FieldNotes]:
    """The fields named, at most two; where none is, the first that are open."""
    found = [field for key in dict.fromkeys(wanted) if (field := book.of(key))]
    if not found:
        found = [f for f in book.fields if not f.closed] or list(book.fields)
    return found[:SIDE_BY_SIDE]


def chips_of(book: Book, chosen: Sequence[FieldNotes], address: str = "/fields") -> list[Chip]:
    """Each field: a click puts it beside the first, or takes it away again."""
    keys = [f.key for f in chosen]
    chips = []
    for field in book.fields:
        if field.key in keys:
            then = [k for k in keys if k != field.key] or keys
        else:
            then = [*keys[: SIDE_BY_SIDE - 1], field.key]
        url = f"{address}?" + urlencode([("f", k) for k in then])
        chips.append(Chip(field.name, field.closed, field.key in keys, url))
    return chips


@require_POST
@page
def add(request: Asked) -> HttpResponse:
    """A field to ask about, named here or chosen from the candidates of the guided page."""
    named = campaigns.name_field(request.campaign, request.POST.get("name", ""), request.now)
    if isinstance(named, Refusal):
        return _show(request, named)
    say(request, named)
    field = notes.book(request.campaign).named(request.POST.get("name", "").strip())
    return redirect(f"/fields/{field.key}" if field else "/fields")
