"""Preparation: am I ready? The plan of the minutes, the goal, what is known and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fifteen.actions import campaigns, papers, people
from fifteen.method import checklist, rehearsal
from fifteen.method.one_page import OnePage
from fifteen.method.one_page import one_page as make_one_page
from fifteen.method.way import minutes
from fifteen.method.words import Goal, Medium, Refusal
from fifteen.pages import _plan
from fifteen.pages._mail import tel
from fifteen.pages._plan import Plan
from fifteen.pages._request import Asked, back, page, say
from fifteen.store import scope
from fifteen.store.models import Conversation

BANK_SHOWN = 60  # questions; below that nobody looks, and the page stays light
_MOVES = {"up": -1, "down": 1}


@require_GET
@page
def prepare(request: Asked, key: str) -> HttpResponse:
    """The whole preparation of one conversation."""
    return _show(request, scope.conversation(request.campaign, key))


@require_POST
@page
def goal(request: Asked, key: str) -> HttpResponse:
    """The one goal, and whether the résumé has a place near the end (Q3, Q6)."""
    talk = scope.conversation(request.campaign, key)
    wanted = request.POST.get("goal", "")
    if wanted in {str(int(g)) for g in Goal}:
        papers.choose_goal(talk, Goal(int(wanted)))
    bring = request.POST.get("resume", "")
    if bring in _BRING:
        papers.bring_resume(talk, _BRING[bring])
    return _to(talk, "goal")


_BRING: Mapping[str, bool | None] = {"yes": True, "no": False, "as-suggested": None}


@require_POST
@page
def way(request: Asked, key: str) -> HttpResponse:
    """How long the way takes, in their own words (Q5)."""
    talk = papers.keep_way(scope.conversation(request.campaign, key), request.POST.get("way", ""))
    if talk.way and minutes(talk.way) is None:
        text = "How long does it take? “25 min by tram” is understood. Your words are kept."
        return _show(request, talk, Refusal(text, "way"))
    return _to(talk, "ready")


@require_POST
@page
def questions(request: Asked, key: str) -> HttpResponse:
    """The questions in a new order: a whole one from the script, or one step at a time."""
    talk = scope.conversation(request.campaign, key)
    papers.order_questions(talk, _order(request, talk))
    if _fetched(request):
        return HttpResponse(status=204)
    return _to(talk, "plan")


def _order(request: Asked, talk: Conversation) -> list[str] | None:
    asked = request.POST
    if "order" in asked:
        return [k[:120] for k in asked.getlist("order")]
    if "again" in asked:
        return None
    now = _plan.of(talk, request.campaign).asked
    if asked.get("move") in _MOVES:
        return _plan.moved(now, asked.get("key", ""), _MOVES[asked["move"]])
    if asked.get("put"):
        return _plan.put_in(now, asked["put"][:120])
    return [k for k in now if k != asked.get("out")]


@require_POST
@page
def question(request: Asked, key: str) -> HttpResponse:
    """A question of the seeker's own, added or taken away (P4)."""
    talk = scope.conversation(request.campaign, key)
    if "drop" in request.POST:
        papers.drop_question(talk, request.POST["drop"])
        return _to(talk, "plan")
    text = request.POST.get("question", "")
    added = papers.add_question(talk, text)
    if isinstance(added, Refusal):
        return _show(request, talk, added)
    if added.questions is not None:
        _put_first(request, added, " ".join(text.split()))
    return _to(talk, "plan")


def _put_first(request: Asked, talk: Conversation, text: str) -> None:
    talk = scope.conversation(request.campaign, talk.key)
    plan = _plan.of(talk, request.campaign)
    new = next((q.key for q in plan.bank if q.mine and q.text == text), "")
    if new:
        papers.order_questions(talk, _plan.put_in(plan.asked, new, first=True))


@require_POST
@page
def tick(request: Asked, key: str) -> HttpResponse:
    """A line of the check list, or a question as asked (the room sends those)."""
    talk = scope.conversation(request.campaign, key)
    what = request.POST.get("question") or request.POST.get("item", "")
    if what:
        papers.tick(talk, what, True)
    if request.POST.get("untick"):
        papers.tick(talk, request.POST["untick"], False)
    if _fetched(request):
        return HttpResponse(status=204)
    return back(request, f"/conversations/{talk.key}/prepare#ready")


@require_POST
@page
def read(request: Asked, key: str) -> HttpResponse:
    """What the seeker read about the person, and why they wrote (Q1, P4)."""
    talk = scope.conversation(request.campaign, key)
    new = {k: request.POST[k] for k in ("read", "why") if k in request.POST}
    done = people.change(talk.person, new, request.now)
    if isinstance(done, Refusal):
        return _show(request, talk, done)
    for line in request.POST.get("open", "").splitlines():
        added = papers.add_question(talk, line) if line.strip() else talk
        if isinstance(added, Refusal):
            return _show(request, talk, Refusal(added.message, "read"))
    say(request, done)
    return _to(talk, "know")


@require_POST
@page
def belief(request: Asked, key: str) -> HttpResponse:
    """What the seeker pictures of the field: it becomes a question (P3)."""
    talk = scope.conversation(request.campaign, key)
    text = request.POST.get("belief", "")
    added = campaigns.believe(request.campaign, talk.person.field, text, request.now)
    if isinstance(added, Refusal):
        return _show(request, talk, added)
    return _to(talk, "beliefs")


def _show(request: Asked, talk: Conversation, refusal: Refusal | None = None) -> HttpResponse:
    plan = _plan.of(talk, request.campaign)
    around = _around(plan, request.now) | {
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return render(request, "fifteen/prepare.html", around, status=422 if refusal else 200)


def _around(plan: Plan, now: datetime) -> dict[str, Any]:
    person = plan.talk.person
    ready = _plan.ready(plan)
    left = sum(not r.done for r in ready)
    when = _plan.when(plan.booking, plan.talk.campaign, now)
    return {
        "plan": plan,
        "talk": plan.talk,
        "person": person,
        "first": _plan.first_name(person),
        "headline": f"{when}. {_plan.readiness(left)}",
        "away": _away(plan, now),
        "tel": tel(plan.booking.place if plan.booking else "") or tel(person.phone),
        "goals": _plan.goals(plan),
        "bank": plan.bank[:BANK_SHOWN],
        "ready": ready,
        "travels": plan.booking is not None and plan.medium is Medium.IN_PERSON,
        "know": known(plan),
        "expect": checklist.expect(),
        "likely": rehearsal.likely(plan.host),
        "has_field": person.field in campaigns.fields_of(plan.talk.campaign),
    }


def one_page(plan: Plan, now: datetime) -> OnePage:
    """The plan as data, for whatever prints it."""
    return make_one_page(
        plan.host,
        Goal(plan.talk.goal),
        plan.blocks,
        plan.spare,
        [(r.text, r.done) for r in _plan.ready(plan)],
        [(label, words) for label, words, _ in known(plan)],
        _plan.when(plan.booking, plan.talk.campaign, now),
    )


def known(plan: Plan) -> list[tuple[str, str, str]]:
    """What is known of them: label, words, and what to do where it is blank."""
    person = plan.talk.person
    rows = [
        ("Role", person.role, "Ask how they would call what they do."),
        ("Organisation", person.organisation, "Ask where they work, and what sets it apart."),
        ("Why you wrote", person.why, "One fact about them that made you write."),
        ("What you read", person.read, "Paste what you read, or leave it as a question."),
    ]
    return [*rows, ("Your note", person.note, "")] if person.note else rows


def _away(plan: Plan, now: datetime) -> str:
    """How long until it begins, in words, on the day itself; empty before and after."""
    if plan.booking is None:
        return ""
    left = plan.booking.start - now
    if not timedelta() < left < timedelta(hours=12):
        return ""
    hours, minutes = divmod(int(left.total_seconds() // 60), 60)
    return f"in {hours} h {minutes} min" if hours else f"in {minutes} min"


def _fetched(request: Asked) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _to(talk: Conversation, place: str) -> HttpResponseRedirect:
    return redirect(f"/conversations/{talk.key}/prepare#{place}")
