"""Rehearsal: what may come back at me, how do I sound? With a talk ahead, or without (Q7, Q8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fifteen.actions import rehearse as act
from fifteen.method import agenda, rehearsal, spoken
from fifteen.method.rehearsal import Likely
from fifteen.method.words import Host, Refusal
from fifteen.pages import _clock, _plan
from fifteen.pages._request import Asked, page, say
from fifteen.store import scope
from fifteen.store.models import Conversation, Person, Rehearsed

_LONGEST = timedelta(hours=2)  # a clock left running is not shown for ever


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with the notes for its answer."""

    question: Likely
    text: str
    revision: int
    sits: bool | None


@require_GET
@page
def alone(request: Asked) -> HttpResponse:
    """Practice without a talk ahead."""
    return _show(request, None)


@require_GET
@page
def with_talk(request: Asked, key: str) -> HttpResponse:
    """Practice for one conversation, with its opening and its closing words."""
    return _show(request, scope.conversation(request.campaign, key))


@require_POST
@page
def start(request: Asked) -> HttpResponse:
    """The clock starts, aloud: the address says since when, so that a reload changes nothing."""
    talk = _talk(request)
    since = urlencode({"since": int(request.now.timestamp())})
    return redirect(f"{_here(talk)}?{since}#round")


@require_POST
@page
def keep(request: Asked) -> HttpResponse:
    """The notes for one answer, as typed."""
    talk, form = _talk(request), request.POST
    key, revision = form.get("key", ""), form.get("revision", "")
    number = int(revision) if revision.isascii() and revision.isdigit() else 0
    text = form.get("text", "").replace("\r\n", "\n")
    kept = act.keep(request.campaign, _person(talk), key, number, text, request.now)
    if request.headers.get("X-Requested-With") == "fetch":
        return _told(kept)
    if isinstance(kept, act.NewerAnswer):
        return _show(request, talk, (key, text, kept.row.revision))
    if isinstance(kept, Refusal):
        say(request, kept)
    return _to(request, talk, key)


def _told(kept: Rehearsed | act.NewerAnswer | Refusal) -> JsonResponse:
    if isinstance(kept, Refusal):
        return JsonResponse({"message": kept.message}, status=422)
    if isinstance(kept, act.NewerAnswer):
        return JsonResponse({"revision": kept.row.revision}, status=409)
    return JsonResponse({"revision": kept.revision})


@require_POST
@page
def said(request: Asked) -> HttpResponse:
    """How an answer sounded: it sits, or it wants polish."""
    talk, key = _talk(request), request.POST.get("key", "")
    sits = {"yes": True, "no": False}.get(request.POST.get("sits", ""))
    marked = act.said(request.campaign, _person(talk), key, sits, request.now)
    if isinstance(marked, Refusal):
        say(request, marked)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return _to(request, talk, key)


def _talk(request: Asked) -> Conversation | None:
    key = request.POST.get("talk", "")
    return scope.conversation(request.campaign, key) if key else None


def _person(talk: Conversation | None) -> Person | None:
    return talk.person if talk else None


def _here(talk: Conversation | None) -> str:
    return f"/conversations/{talk.key}/rehearse" if talk else "/rehearse"


def _to(request: Asked, talk: Conversation | None, key: str) -> HttpResponseRedirect:
    since = request.POST.get("since", "")
    clock = f"?{urlencode({'since': since})}" if since.isascii() and since.isdigit() else ""
    place = key if key in rehearsal.KEYS else "round"
    return redirect(f"{_here(talk)}{clock}#q-{place}")


Newer = tuple[str, str, int]
"""What was typed here while another window kept its own: key, text, revision there."""


def _show(request: Asked, talk: Conversation | None, newer: Newer | None = None) -> HttpResponse:
    plan = _plan.of(talk, request.campaign) if talk else None
    questions = rehearsal.likely(plan.host if plan else Host())
    rows = _rows(request, talk)
    sits = {key: row.sits for key, row in rows.items()}
    chosen = rehearsal.round_of(questions, sits)
    polish = rehearsal.to_polish(questions, sits)
    shown: dict[str, Any] = {
        "talk": talk,
        "person": _person(talk),
        "plan": plan,
        "here": _here(talk),
        "round": [_answer(q, rows, newer) for q in chosen],
        "others": [_answer(q, rows, newer) for q in questions if q not in chosen],
        "polish": polish,
        "said": sum(value is not None for value in sits.values()),
        "headline": _headline(sits, polish),
        "newer": newer,
        **_clock_of(request, plan.length if plan else agenda.LENGTH),
    }
    return render(request, "fifteen/rehearse.html", shown, status=409 if newer else 200)


def _rows(request: Asked, talk: Conversation | None) -> Mapping[str, Rehearsed]:
    """By question: the notes for everybody, over them those for this person."""
    notes = scope.rehearsed(request.campaign)
    rows = {row.key: row for row in notes.filter(person=None)}
    if talk is not None:
        rows |= {row.key: row for row in notes.filter(person=talk.person)}
    return rows


def _answer(question: Likely, rows: Mapping[str, Rehearsed], newer: Newer | None) -> Answer:
    row = rows.get(question.key)
    text, revision = (row.text, row.revision) if row else ("", 0)
    if newer and newer[0] == question.key:
        text = f"{text}\n\n{newer[1]}".strip() if newer[1] not in text else text
    return Answer(question, text, revision, row.sits if row else None)


def _headline(sits: Mapping[str, bool | None], polish: object) -> str:
    spoken_for = sum(value is not None for value in sits.values())
    if not spoken_for:
        return "Say it aloud once."
    if polish:
        wanting = sum(value is False for value in sits.values())
        verb = "wants" if wanting == 1 else "want"
        return f"{spoken.count_of(wanting, 'answer').capitalize()} {verb} polish."
    return "What you have said so far sounds right."


def _clock_of(request: Asked, length: int) -> dict[str, Any]:
    since = request.GET.get("since", "")
    began = None
    if since.isascii() and since.isdigit() and len(since) < 12:
        began = datetime.fromtimestamp(int(since), UTC)
    if began is None or not timedelta() <= request.now - began <= _LONGEST:
        return {"since": "", "clock": _clock.face(0, length), "start_ms": 0, "length": length}
    passed = (request.now - began) / timedelta(minutes=1)
    return {
        "since": since,
        "clock": _clock.face(passed, length),
        "start_ms": int(began.timestamp() * 1000),
        "now_ms": int(request.now.timestamp() * 1000),
        "length": length,
    }
