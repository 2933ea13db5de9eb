"""Progress: is it working? Pictures with their figures, and each as a file to keep."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fifteen.method import spoken
from fifteen.method.progress import answer, gains
from fifteen.pages import _progress
from fifteen.pages._request import Asked, page
from fifteen.pages.pictures import leaving
from fifteen.pages.pictures.picture import Picture

FORMS: dict[str, tuple[str, Callable[[Picture], str | bytes]]] = {
    "svg": ("image/svg+xml; charset=utf-8", leaving.svg),
    "png": ("image/png", leaving.png),
    "csv": ("text/csv; charset=utf-8", lambda p: leaving.table(p.head, p.rows)),
}
"""The files a picture can be kept as: what they are, and how they are made."""


@require_GET
@page
def progress(request: Asked) -> HttpResponse:
    """All pictures on one page, the answer on top."""
    seen = _progress.seen(request.campaign, request.today)
    everybody = seen.everybody
    days = (request.today - seen.since).days if seen.since else 0
    points = sum(line.points for line in gains.by_goal(seen.lives))
    return render(
        request,
        "fifteen/progress.html",
        {
            "headline": answer.headline(everybody, len(seen.talks), seen.settled),
            "lede": answer.lede(seen.lives),
            "since": seen.since,
            "weeks": spoken.count_of(days // 7 + 1, "week") if days else "",
            "asked": everybody.asked,
            "learned": answer.learned(everybody),
            "tree": answer.tree(seen.forest),
            "ahead": seen.ahead[-1] if seen.ahead else None,
            "talks": len(seen.talks),
            "points": points,
            "pictures": _progress.pictures(seen),
        },
    )


@require_GET
@page
def picture(request: Asked) -> HttpResponse:
    """One picture as a file: ?of=funnel&as=svg (or png, or csv)."""
    name, form = request.GET.get("of", "funnel"), request.GET.get("as", "svg")
    found = _progress.pictures(_progress.seen(request.campaign, request.today)).get(name)
    if found is None or form not in FORMS:
        raise Http404
    return kept(found, form)


def kept(found: Picture, form: str) -> HttpResponse:
    """A picture to keep: sent as a file, never opened as a page of ours."""
    kind, made = FORMS[form]
    name = f"fifteen-{found.name}.{form}"
    return HttpResponse(
        made(found),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
