"""The story (O4): one chain as a page, a picture and a text, with the names hidden if wished."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from fifteen.method import spoken
from fifteen.method.progress import story as telling
from fifteen.method.progress import tree
from fifteen.method.progress.story import Story
from fifteen.method.progress.tree import Forest
from fifteen.pages._request import Asked, page
from fifteen.pages.pictures import chains
from fifteen.pages.pictures.picture import Picture
from fifteen.pages.progress import FORMS, kept
from fifteen.store import progress, scope

_MOST_OTHERS = 8
_TEXT = "txt"
_FORMS = (("svg", "SVG"), ("png", "PNG"), ("csv", "CSV"), (_TEXT, "text"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A chain as it was asked for."""

    chains: Forest
    number: int
    hidden: bool
    story: Story
    picture: Picture


def _told(request: Asked) -> _Told | None:
    """The chain that the address names by its number, the richest first; None without any."""
    found = tree.grow(progress.lives_of(request.campaign)).chains
    if not found:
        return None
    asked = request.GET.get("chain", "0")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    if number >= len(found):
        raise Http404
    hidden = request.GET.get("names") == "hidden"
    alone = Forest((found[number],))
    called = telling.by_letter(alone) if hidden else telling.by_name
    beliefs = dict(scope.beliefs(request.campaign).values_list("key", "text"))
    told = telling.of(found[number], called, beliefs, request.today, quotes=not hidden)
    drawn = chains.tree(alone, found[number].life.began, called)
    picture = replace(drawn, name="story", title=told.title)
    return _Told(Forest(tuple(found)), number, hidden, told, picture)


@require_GET
@page
def story(request: Asked) -> HttpResponse:
    """The chain in sentences and as a picture. Hidden, it names nobody and links to nobody."""
    told = _told(request)
    if told is None:
        return render(request, "fifteen/story.html", {})
    others = [
        (number, root.life.who.name, spoken.count_of(root.led_to, "person", "people"))
        for number, root in enumerate(told.chains.roots[:_MOST_OTHERS])
        if number != told.number and not told.hidden
    ]
    return render(
        request,
        "fifteen/story.html",
        {
            "story": told.story,
            "picture": told.picture,
            "chain": told.number,
            "hidden": told.hidden,
            "others": others,
            "forms": _FORMS,
        },
    )


@require_GET
@page
def file(request: Asked) -> HttpResponse:
    """The story as a file to keep: ?as=svg, png, csv or txt."""
    told, form = _told(request), request.GET.get("as", "svg")
    if told is None:
        return redirect("/progress/story")  # it says how a chain begins
    if form not in (*FORMS, _TEXT):
        raise Http404
    if form != _TEXT:
        return kept(told.picture, form)
    return HttpResponse(
        telling.as_text(told.story),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="fifteen-story.txt"'},
    )
