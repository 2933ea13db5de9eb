"""What can be read up of the work: the seeker's own O*NET download, and the field's occupation."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import occupations as bringing
from fifteen.actions._write import Done
from fifteen.method.fieldbook import FieldNotes
from fifteen.method.occupations import Offer, licence
from fifteen.method.words import Refusal
from fifteen.pages import _occupations
from fifteen.pages._request import Asked, page, say
from fifteen.store import notes, scope
from fifteen.store.models import Occupation


@require_http_methods(["GET", "HEAD", "POST"])
@page
def occupations(request: Asked) -> HttpResponse:
    """Bring a download, and see what is there."""
    if request.method == "POST":
        files = [(f.name or "", f) for f in request.FILES.getlist("file")]
        done: Done | Refusal = Refusal("Choose the zip first.", "file")
        if files:
            done = _occupations.bring(request.campaign, files, request.now)
        if isinstance(done, Refusal):
            return _show(request, done)
        say(request, done)
        return redirect("/fields/occupations")
    return _show(request)


def _show(request: Asked, refusal: Refusal | None = None) -> HttpResponse:
    book = notes.book(request.campaign)
    count = scope.occupations(request.campaign).count()
    around: dict[str, Any] = {
        "count": count,
        "version": book.version,
        "licence": licence(book.version) if count else "",
        "fields": _fields(request, [f for f in book.fields if not f.closed]) if count else [],
        "refusal": refusal,
    }
    return render(request, "fifteen/occupations.html", around, status=422 if refusal else 200)


def _fields(
    request: Asked, fields: list[FieldNotes]
) -> list[tuple[FieldNotes, Occupation | None, tuple[Offer, ...]]]:
    """Each field with the occupation that stands for it, and those that may."""
    offers = _occupations.offers(request.campaign, fields)
    return [
        (field, _occupations.chosen(request.campaign, field), some)
        for field, some in zip(fields, offers, strict=True)
    ]


@require_POST
@page
def liken(request: Asked, key: str) -> HttpResponse:
    """Which occupation a field is."""
    done = bringing.liken(request.campaign, key, request.POST.get("code", "")[:16], request.now)
    say(request, done)
    return redirect(f"/fields/{key}#said")
