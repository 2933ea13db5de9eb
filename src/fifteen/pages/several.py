"""Several people at once: tag, set the field, let rest, take out as a file, forget; and the page
that asks whose field is whose. There is no sending to several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import exchange, tags
from fifteen.actions import several as act
from fifteen.actions._write import Done
from fifteen.adapters.people import cards_out
from fifteen.method import spoken
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, back, page, say
from fifteen.store import fields_to_give, scope
from fifteen.store.models import Person


@require_POST
@page
def several(request: Asked) -> HttpResponse:
    """One thing done to those chosen in the list."""
    form = request.POST
    people = act.chosen(request.campaign, form.getlist("who"))
    if not people:
        say(request, Refusal("Choose somebody first: a tick before the name."))
        return back(request, "/people")
    wish = form.get("do", "")
    if wish == "export":
        return _file(people)
    if wish in _CARDS:
        return _cards(people, _CARDS[wish])
    if wish == "forget":
        return _forget(request, people)
    say(request, _do(request, wish, people))
    return back(request, "/people")


def _do(request: Asked, wish: str, people: Sequence[Person]) -> Done | Refusal:
    form = request.POST
    if wish == "tag":
        return tags.tag(people, form.get("tag", ""), request.now)
    if wish == "untag":
        return tags.untag(people, form.get("untag", ""), request.now)
    if wish == "rest":
        return act.let_rest(people, request.now)
    if wish == "field":
        field = form.get("field", "")
        if field and field not in _fields(request):
            return Refusal("Choose one of your fields.", "field")
        return act.set_field(request.campaign, {p.key: field for p in people}, request.now)
    return Refusal("Choose what to do with them.")


def _file(people: Sequence[Person]) -> HttpResponse:
    text = "".join(exchange.people_csv(people, (person.extra for person in people)))
    answer = HttpResponse(text, "text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    return answer


_CARDS: Mapping[str, cards_out.Version] = {"cards": "4.0", "cards-3": "3.0"}


def _cards(people: Sequence[Person], version: cards_out.Version) -> HttpResponse:
    text = "".join(exchange.people_cards(people, version))
    answer = HttpResponse(text, "text/vcard; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.vcf"'
    return answer


def _forget(request: Asked, people: Sequence[Person]) -> HttpResponse:
    """Erased for good, once their number was typed."""
    typed = request.POST.get("number", "")
    if typed.strip() == str(len(people)):
        say(request, act.forget(request.campaign, people, request.now))
        return redirect("/people")
    shown = {
        "people": people,
        "count": spoken.count_of(len(people), "person", "people"),
        "typed": typed,
        "wrong": "number" in request.POST,
        "next": request.POST.get("next", ""),
    }
    return render(request, "fifteen/several_forget.html", shown, status=422 if typed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def whose_field(request: Asked) -> HttpResponse:
    """Those who seem to belong to a field and have none: ticked is given, in one step back."""
    if request.method == "POST":
        known = set(_fields(request))
        wanted = {
            key: request.POST.get(f"field-{key}", "")
            for key in request.POST.getlist("who")[: act.MOST]
        }
        given = {key: field for key, field in wanted.items() if field in known}
        if given:
            say(request, act.set_field(request.campaign, given, request.now))
        else:
            say(request, Refusal("Nobody was ticked, so nothing was changed."))
        return redirect("/whose-field")
    found = fields_to_give.to_give(request.campaign)
    fields = _fields(request)
    shown = {"found": found, "fields": fields, "headline": _headline(len(found), bool(fields))}
    return render(request, "fifteen/whose_field.html", shown)


def _headline(count: int, named: bool) -> str:
    if not named:
        return "You have named no field yet."
    if not count:
        return "Everybody whose work names one of your fields has it."
    who = spoken.count_of(count, "person seems", "people seem").capitalize()
    return f"{who} to work in one of your fields."


def _fields(request: Asked) -> list[str]:
    return list(scope.fields(request.campaign).values_list("name", flat=True))
