"""One person twice? The pairs, two side by side, and the decision: one person, or two (C1)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fifteen.actions import merging
from fifteen.actions import twice as act
from fifteen.actions.people import CHANGEABLE
from fifteen.method import spoken
from fifteen.method.words import Refusal, Tie, TieKind
from fifteen.pages._request import Asked, page, say
from fifteen.pages.templatetags.fifteen import stage_label, tie_label
from fifteen.store import scope
from fifteen.store.models import Pair, Person

_MOST_SHOWN = 50
_LABELS = {
    **{"name": "Name", "role": "Role", "organisation": "Organisation", "email": "Mail"},
    **{"phone": "Phone", "link": "Profile", "place": "Place", "country": "Country"},
    **{"zone": "Time zone", "schools": "School", "group": "Group", "field": "Field"},
    **{"tie_kind": "Tie", "tie_via": "Tie through", "note": "Note"},
    **{"why": "Why you write", "read": "What you read"},
}
_OF_BOTH = ("note", "why", "read")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of both rows; `choose` where they differ and one has to be chosen."""

    name: str
    label: str
    one: str
    other: str
    choose: bool
    both: bool  # the texts of both can be kept


@require_safe
@page
def twice(request: Asked) -> HttpResponse:
    """Everybody who may stand in the book twice, the surest first."""
    pairs = list(scope.pairs(request.campaign)[:_MOST_SHOWN])
    count = scope.pairs(request.campaign).count()
    done, total = act.progress(request.campaign)
    shown = {
        "surely": [pair for pair in pairs if pair.sure],
        "perhaps": [pair for pair in pairs if not pair.sure],
        "more": count - len(pairs),
        "headline": _headline(count),
        "looking": act.is_looking(request.campaign),
        "done": done,
        "total": total,
        "apart": scope.apart(request.campaign)[:_MOST_SHOWN],
    }
    return render(request, "fifteen/twice.html", shown)


def _headline(count: int) -> str:
    if not count:
        return "Nobody seems to stand in your book twice."
    return f"{spoken.count_of(count, 'pair', 'pairs').capitalize()} may be one person."


@require_POST
@page
def look(request: Asked) -> HttpResponse:
    """Have the whole book looked through again."""
    act.have_looked(request.campaign, request.now)
    return redirect("/twice")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def pair(request: Asked, one: str, other: str) -> HttpResponse:
    """Two rows side by side; with a choice for each fact they become one."""
    stays, goes = _both(request, one, other)
    if request.method == "POST":
        chosen = {
            name: request.POST[name] for name in CHANGEABLE if request.POST.get(name) in _CHOICES
        }
        if request.POST.get("stays") == "other":
            stays, goes = goes, stays
            chosen = {name: _CHOICES[choice] for name, choice in chosen.items()}
        done = merging.merge(stays, goes, chosen, request.now)
        say(request, done)
        if isinstance(done, Refusal):
            return redirect(f"/twice/{one}/{other}")
        return redirect(f"/people/{stays.key}")
    return render(request, "fifteen/twice_pair.html", _shown(request, stays, goes))


_CHOICES = {"one": "other", "other": "one"}


def _both(request: Asked, one: str, other: str) -> tuple[Person, Person]:
    return scope.person(request.campaign, one), scope.person(request.campaign, other)


def _shown(request: Asked, one: Person, other: Person) -> dict[str, object]:
    found = scope.pair(request.campaign, one, other)
    facts = [_fact(name, one, other) for name in CHANGEABLE]
    return {
        "one": one,
        "other": other,
        "why": found.why if found else "",
        "sure": bool(found and found.sure),
        "apart": bool(found and found.apart_on),
        "facts": [fact for fact in facts if fact.one or fact.other],
        "stages": (stage_label(one.stage), stage_label(other.stage)),
        "lines": tuple(scope.entries_of(p).count() for p in (one, other)),
    }


def _fact(name: str, one: Person, other: Person) -> Fact:
    mine, theirs = _said(name, one), _said(name, other)
    differ = bool(mine and theirs and mine != theirs)
    return Fact(name, _LABELS[name], mine, theirs, differ, name in _OF_BOTH)


def _said(name: str, person: Person) -> str:
    if name == "tie_kind":
        kind = TieKind(person.tie_kind)
        return "" if kind is TieKind.NONE else tie_label(Tie(kind))
    return str(getattr(person, name))


@require_POST
@page
def apart(request: Asked, one: str, other: str) -> HttpResponse:
    """Remember that they are two people; or, with "again", take that back."""
    first, second = _both(request, one, other)
    if request.POST.get("again"):
        say(request, act.ask_again(request.campaign, first, second))
    else:
        say(request, act.apart(request.campaign, first, second, request.now))
    return redirect("/twice")


def near(pairs: list[Pair], person: Person) -> list[tuple[Person, Pair]]:
    """The other one of each pair of a person."""
    return [(p.other if p.one_id == person.pk else p.one, p) for p in pairs]
