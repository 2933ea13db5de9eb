"""People: whom do I know, where does each stand? And the quick entry of one more."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fifteen.actions import journal, lists
from fifteen.actions import people as book
from fifteen.actions._write import Done
from fifteen.method import spoken
from fifteen.method.lists import Kept
from fifteen.method.moves import RECORDED
from fifteen.method.people import explain
from fifteen.method.words import Refusal, Stage, Tie, TieKind, Verb
from fifteen.pages import _board, _people, _tree
from fifteen.pages._request import Asked, back, page, say
from fifteen.pages.templatetags.fifteen import stage_label, tie_label
from fifteen.store import fields_to_give, read, scope
from fifteen.store.models import Campaign, Person

_STAGES = tuple((str(stage), stage_label(stage)) for stage in Stage)
_TIES = tuple((str(kind), tie_label(Tie(kind))) for kind in TieKind)


@require_GET
@page
def people(request: Asked) -> HttpResponse:
    """The table, the board or the tree, narrowed by what the address asks for."""
    return _show(request)


@require_POST
@page
def add(request: Asked) -> HttpResponse:
    """Add one person from a typed line (C1)."""
    line = request.POST.get("line", "")
    field = request.POST.get("field", "")
    if field not in _fields(request):
        field = ""
    facts = _people.understood(request.campaign, line)
    added = book.add(request.campaign, facts, request.now, field=field)
    if isinstance(added, Refusal):
        return _show(request, line, added)
    say(request, added[1])
    return redirect("/people#quick")


@require_GET
@page
def understood(request: Asked) -> HttpResponse:
    """What a line of the quick entry would become, as a small piece of the page."""
    facts = _people.understood(request.campaign, request.GET.get("line", ""))
    return render(request, "fifteen/_understood.html", {"pairs": explain(facts)})


@require_POST
@page
def move(request: Asked, key: str) -> HttpResponse:
    """Record the act by which a card of the board goes to another stage."""
    who = scope.person(request.campaign, key)
    say(request, _moved(request, who, request.POST.get("act", "")))
    return back(request, "/people?view=board")


def _moved(request: Asked, who: Person, act: str) -> Done | Refusal:
    if act not in RECORDED:
        return Refusal("Choose what happened; the card follows.")
    if act == Verb.RESTED:
        return journal.rest(who, request.now)
    if act == Verb.WOKEN:
        return journal.wake(who, request.now, request.POST.get("why", ""))
    return journal.record(who, Verb(act), request.now)


@require_POST
@page
def keep_list(request: Asked) -> HttpResponse:
    """Keep what narrows the list under a name."""
    asked = _people.wanted(request.POST)
    name = request.POST.get("name", "")
    say(request, lists.keep(request.campaign, name, asked.narrowed_by, asked.view, request.now))
    return redirect(asked.address())


@require_POST
@page
def let_list_go(request: Asked, key: str) -> HttpResponse:
    """Let a kept list go."""
    if all(one.key != key for one in read.lists(request.campaign)):
        raise Http404
    say(request, lists.let_go(request.campaign, key, request.now))
    return back(request, "/people")


def _show(request: Asked, line: str = "", refusal: Refusal | None = None) -> HttpResponse:
    campaign, today = request.campaign, request.today
    twice = list(scope.pairs(campaign).values_list("sure", flat=True))
    asked, fields = _people.wanted(request.GET), _fields(request)
    shown = {
        "asked": asked,
        **_view(request, asked),
        "views": [(asked.address(view=view), words, view) for view, words in _VIEWS],
        "kept": _kept(campaign, asked),
        "everyone": _people.Wanted(view=asked.view).address(),
        "due_count": _people.due_by(scope.people(campaign), today).count(),
        "fields": fields,
        "sources": _sources(request),
        "tags": list(
            scope.tags(campaign).values_list("name", flat=True).distinct().order_by("name")
        ),
        "twice": twice,
        "twice_count": sum(twice),
        "may_give": not asked.filters and fields_to_give.any_to_give(campaign),
        "here": asked.address(after=asked.after),
        "headline": _headline(campaign.people_count),
        "first_page": asked.address(),
        "field": request.POST.get("field", fields[0] if len(fields) == 1 else ""),
        "stages": _STAGES,
        "ties": _TIES,
        "line": line,
        "refusal": refusal,
        "pairs": explain(_people.understood(campaign, line)) if line else (),
        "today": today,
    }
    return render(request, "fifteen/people.html", shown, status=422 if refusal else 200)


_VIEWS = (("", "Table"), ("board", "Board"), ("tree", "Tree"))


def _view(request: Asked, asked: _people.Wanted) -> dict[str, Any]:
    """The people who are asked for, as the view has them."""
    if asked.view == "board":
        return {"columns": _board.columns(request, asked)}
    if asked.view == "tree":
        return {"tree": _tree.tree(request.campaign, asked, request.today)}
    return {"found": _people.found(request.campaign, asked, request.today)}


def _kept(campaign: Campaign, asked: _people.Wanted) -> list[tuple[Kept, str, bool]]:
    """The lists under a name: each with its address, and whether it is the one that is shown."""
    found = []
    for kept in read.lists(campaign):
        wanted = _people.wanted({**kept.query, "view": kept.view})
        found.append((kept, wanted.address(), wanted.address(view="") == asked.address(view="")))
    return found


def _fields(request: Asked) -> list[str]:
    return list(scope.fields(request.campaign).values_list("name", flat=True))


def _sources(request: Asked) -> tuple[tuple[str, str], ...]:
    """Where people came from, once something was brought in."""
    written = scope.imports(request.campaign).exclude(act="")  # not what was only looked at
    brought = written.exclude(kind="").values_list("kind", flat=True)
    kinds = tuple(dict.fromkeys(brought))
    if not kinds:
        return ()
    named = (("typed", "Typed"), ("named", "Named in a talk"))
    return (*named, *((kind, _SOURCES.get(kind, kind)) for kind in kinds if kind not in _OWN))


_OWN = ("typed", "named")
_SOURCES = {
    "linkedin": "LinkedIn",
    "google": "Google contacts",
    "outlook": "Outlook",
    "vcard": "Address cards",
    "csv": "A table (CSV)",
    "lines": "A list of lines",
}


def _headline(count: int) -> str:
    return f"{spoken.count_of(count, 'person', 'people').capitalize()}."
