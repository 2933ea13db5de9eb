"""Debrief: what did I get, what did I give? Under a minute, most of it filled in from the room."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fifteen.actions import debrief as writing
from fifteen.method import given, slots
from fifteen.method.helped import News, NewsKind, helpers
from fifteen.method.words import LetterKind, Medium, Refusal, Verb
from fifteen.pages import _debrief, _plan, _when
from fifteen.pages._plan import Plan
from fifteen.pages._request import Asked, page, say
from fifteen.store import helped, read, scope


@require_http_methods(["GET", "HEAD", "POST"])
@page
def debrief(request: Asked, key: str) -> HttpResponse:
    """The debrief of one talk; kept, it goes on to the letter of thanks."""
    talk = scope.conversation(request.campaign, key)
    plan = _plan.of(talk, request.campaign)
    if request.method == "POST":
        return _write(request, plan)
    if talk.ended_at is None:
        return _when.ask(request, plan)
    if plan.written_up:
        return _show_written(request, plan)
    return _show(request, plan, _debrief.begun(plan, request.today))


def _write(request: Asked, plan: Plan) -> HttpResponse:
    form = _debrief.typed(plan, request.POST, request.today)
    answers = _debrief.answers(form, request.today)
    if isinstance(answers, Refusal):
        return _show(request, plan, form, answers)
    done = writing.write_up(plan.talk, answers, request.now)
    if isinstance(done, Refusal):
        return _show(request, plan, form, done)
    say(request, done)
    return redirect(_thanks(_plan.of(plan.talk, request.campaign)))


def _thanks(plan: Plan) -> str:
    """Where the letter of thanks is written (F1, F4)."""
    by_phone = plan.standing.met_by is Medium.PHONE
    kind = LetterKind.THANKS_PHONE if by_phone else LetterKind.THANKS_MET
    return f"/people/{plan.talk.person.key}/letters/new?kind={kind}"


def _show(
    request: Asked, plan: Plan, form: _debrief.Form, refusal: Refusal | None = None
) -> HttpResponse:
    around = {
        "plan": plan,
        "talk": plan.talk,
        "person": plan.talk.person,
        "first": _plan.first_name(plan.talk.person),
        "form": form,
        "scores": _debrief.SCORES,
        "slots": slots.LABELS.items(),
        "held": _held(plan),
        "refusal": refusal,
    }
    return render(request, "fifteen/debrief.html", around, status=422 if refusal else 200)


def _held(plan: Plan) -> str:
    """When it was: "10:00 to 10:19; they offered 5 more minutes"."""
    talk = plan.talk
    if talk.ended_at is None:
        return ""
    end = read.local(talk.campaign, talk.ended_at)
    begin = read.local(talk.campaign, talk.started_at) if talk.started_at else None
    words = f"{begin:%H:%M} to {end:%H:%M}" if begin else f"until {end:%H:%M}"
    more = f"; they offered {talk.more_time} more minutes" if talk.more_time else ""
    return f"{words}{more}"


def _show_written(request: Asked, plan: Plan) -> HttpResponse:
    around = {
        "talk": plan.talk,
        "person": plan.talk.person,
        "thanks": _thanks(plan),
        "thanked": plan.standing.thanked_on,
        "given": given.in_words(given.given(plan.journal)),
        "given_in_all": given.in_words(helped.given_back(request.campaign)),
        "settled": _settled(request, plan),
    }
    return render(request, "fifteen/debrief_done.html", around)


def _settled(request: Asked, plan: Plan) -> list[tuple[str, str, int]]:
    """What this talk settled: key and text of the belief, and how many others should hear of it."""
    states: dict[str, str] = next(
        (
            e.data.get("beliefs", {})
            for e in reversed(plan.journal)
            if e.verb is Verb.DEBRIEFED and e.data.get("conversation") == plan.talk.key
        ),
        {},
    )
    spoken = {key for key, state in states.items() if state != "open"}
    there = [b for b in scope.beliefs(request.campaign) if b.key in spoken]
    if not there:
        return []
    everybody = [h for h in helped.everybody(request.campaign) if h.key != plan.talk.person.key]
    counts = (
        (b, len(helpers(everybody, News("", NewsKind.BELIEF_SETTLED, belief=b.key)))) for b in there
    )
    return [(b.key, b.text, number) for b, number in counts if number]
