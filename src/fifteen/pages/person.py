"""A person: what happened, what next?"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from fifteen.actions import journal, tags
from fifteen.actions import people as book
from fifteen.actions._write import Done
from fifteen.method.words import Refusal, Verb
from fifteen.pages import _known, _person
from fifteen.pages._facts import Wrong
from fifteen.pages._request import Asked, back, day_from, page, say
from fifteen.store import scope
from fifteen.store.models import Person


@require_GET
@page
def person(request: Asked, key: str) -> HttpResponse:
    """One person: standing, next step, timeline, facts, promises, ways in."""
    there = scope.people(request.campaign).filter(key=key).first()
    one = scope.merged(request.campaign, key) if there is None else None
    if one is not None:
        return redirect(f"/people/{one.key}")
    return _show(request, scope.person(request.campaign, key))


@require_POST
@page
def note(request: Asked, key: str) -> HttpResponse:
    """Keep a note about them."""
    who = scope.person(request.campaign, key)
    data = {"text": request.POST.get("text", "").strip()}
    return _answer(request, who, "note", journal.record(who, Verb.NOTED, request.now, data=data))


@require_POST
@page
def facts(request: Asked, key: str) -> HttpResponse:
    """Change facts by hand; names that are not sent stay as they are."""
    who = scope.person(request.campaign, key)
    sent = {name: request.POST[name] for name in book.BY_HAND if name in request.POST}
    if "country" in sent:
        sent["country"] = sent["country"].strip().upper()
    return _answer(request, who, "facts", book.change(who, sent, request.now))


@require_POST
@page
def tag(request: Asked, key: str) -> HttpResponse:
    """Put a word on them, or take one off."""
    who = scope.person(request.campaign, key)
    off = request.POST.get("off", "")
    if off:
        done = tags.untag([who], off, request.now)
    else:
        done = tags.tag([who], request.POST.get("tag", ""), request.now)
    return _answer(request, who, "tag", done)


@require_POST
@page
def later(request: Asked, key: str) -> HttpResponse:
    """Put the next step off until a day."""
    who = scope.person(request.campaign, key)
    until = day_from(request.POST.get("until", ""))
    if until is None:
        done: Done | Refusal = Refusal("Until when? Choose one of the days.", "until")
    else:
        done = journal.later(who, until, request.now)
    return _answer(request, who, "later", done)


@require_POST
@page
def rest(request: Asked, key: str) -> HttpResponse:
    """Leave them in peace."""
    who = scope.person(request.campaign, key)
    return _answer(request, who, "rest", journal.rest(who, request.now))


@require_POST
@page
def wake(request: Asked, key: str) -> HttpResponse:
    """Back on the list, with a reason where they had been asked."""
    who = scope.person(request.campaign, key)
    done = journal.wake(who, request.now, request.POST.get("why", ""))
    return _answer(request, who, "wake", done)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def forget(request: Asked, key: str) -> HttpResponse:
    """Erase them for good, once their name was typed."""
    who = scope.person(request.campaign, key)
    typed = request.POST.get("name", "")
    if request.method == "POST" and _person.same_name(typed, who):
        say(request, book.forget(who, request.now))
        return redirect("/people")
    wrong = request.method == "POST"
    shown = {"person": who, "typed": typed, "wrong": wrong, "today": request.today}
    return render(request, "fifteen/forget.html", shown, status=422 if wrong else 200)


@require_POST
@page
def forget_on(request: Asked, key: str) -> HttpResponse:
    """Have them forgotten on a day; without one, keep them."""
    who = scope.person(request.campaign, key)
    typed = request.POST.get("on", "").strip()
    on = day_from(typed)
    if typed and on is None:
        say(request, Refusal("Choose a day from the calendar.", "on"))
    else:
        say(request, book.forget_on(who, on, request.now))
    return redirect(f"/people/{who.key}")


@require_safe
@page
def known(request: Asked, key: str) -> HttpResponse:
    """All that is known about one person, on one page to read, print or hand over."""
    who = scope.person(request.campaign, key)
    return render(request, "fifteen/known.html", _known.of(who))


@require_POST
@page
def promise(request: Asked, key: str) -> HttpResponse:
    """Note a promise of either side."""
    who = scope.person(request.campaign, key)
    due = day_from(request.POST.get("due", ""))
    if due is None:
        done: Done | Refusal = Refusal("By when? A day is needed, so that it comes back.", "due")
    else:
        mine = request.POST.get("by") != "them"
        done = journal.promise(who, mine, request.POST.get("what", ""), due, request.now)
    return _answer(request, who, "promise", done)


@require_POST
@page
def settle_promise(request: Asked, key: str, promise_key: str) -> HttpResponse:
    """A promise ends by a decision: kept, or let go."""
    who = scope.person(request.campaign, key)
    kept = request.POST.get("kept") == "yes"
    done = journal.settle_promise(who, promise_key, kept, request.now)
    return _answer(request, who, "settle", done)


def _answer(request: Asked, who: Person, form: str, done: Done | Refusal) -> HttpResponse:
    """Back with a note; or, where a field is to be mended, the page with what was typed."""
    here = f"/people/{who.key}"
    if isinstance(done, Refusal) and done.field and form not in ("later", "rest"):
        return _show(request, who, Wrong(form, _typed(request.POST), done))
    say(request, done)
    return back(request, here)


def _typed(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form[name] for name in form}


def _show(request: Asked, who: Person, wrong: Wrong | None = None) -> HttpResponse:
    shown = _person.shown(request, who, wrong)
    return render(request, "fifteen/person.html", shown, status=422 if wrong else 200)
