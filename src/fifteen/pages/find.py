"""What the palette finds: any person, any page, any action."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from fifteen.method.folding import fold
from fifteen.pages._request import Asked, page
from fifteen.store import find as search
from fifteen.store import scope

_MOST_PEOPLE = 8

_PAGES = (
    ("Today", "page", "/"),
    ("People", "page", "/people"),
    ("Conversations", "page", "/conversations"),
    ("Fields", "page", "/fields"),
    ("What came of it", "page", "/news"),
    ("Progress", "page", "/progress"),
    ("Your story", "page", "/progress/story"),
    ("Forecast", "page", "/forecast"),
    ("Review of the week", "page", "/review"),
    ("Settings", "page", "/settings"),
    ("The method", "page", "/method"),
    ("One person twice?", "page", "/twice"),
    ("Import an address book", "action", "/import"),
    ("Read an address book on a server", "action", "/settings/books"),
    ("People as a board", "page", "/people?view=board"),
    ("People as a tree", "page", "/people?view=tree"),
    ("Add a person", "action", "/people#quick"),
    ("Your pace and limits", "action", "/settings/numbers"),
    ("When you have time", "page", "/settings/time"),
    ("Your mailbox", "page", "/settings/mailbox"),
    ("What the forecast assumes", "page", "/settings/assumptions"),
    ("What your coach may see", "page", "/coach"),
    ("Rehearse a talk", "action", "/rehearse"),
    ("How a field fits you", "page", "/fields/fit"),
    ("Find a field", "action", "/fields/guide"),
    ("Who works in which field", "action", "/whose-field"),
    ("Take everything out", "action", "/settings#data"),
)


@require_GET
@page
def find(request: Asked) -> HttpResponse:
    """JSON: a list of label, hint, url; people first, then pages and actions."""
    text = request.GET.get("q", "")[:200]
    ids = search.ids(request.campaign, text, _MOST_PEOPLE)
    people = scope.people(request.campaign).in_bulk(ids)
    found = [
        {"label": p.name, "hint": p.organisation or p.role, "url": f"/people/{p.key}"}
        for p in (people[i] for i in ids if i in people)
    ]
    words = fold(text).split()
    found += [
        {"label": label, "hint": hint, "url": url}
        for label, hint, url in _PAGES
        if all(word in fold(label) for word in words)
    ]
    return JsonResponse(found, safe=False)
