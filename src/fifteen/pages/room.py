"""The room: the clock, the question of the moment, the notes, and four buttons that catch."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import meetings, papers
from fifteen.actions.papers import Newer
from fifteen.method.agenda import Block, BlockKind
from fifteen.method.words import Refusal
from fifteen.pages import _clock, _plan
from fifteen.pages._plan import Plan
from fifteen.pages._request import Asked, day_from, page, say
from fifteen.store import scope
from fifteen.store.models import Conversation

MORE = 5  # minutes that "they offered more time" adds (T1)
_MINUTE = timedelta(minutes=1)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def room(request: Asked, key: str) -> HttpResponse:
    """The room. Looking in does not start the clock: a POST does."""
    talk = scope.conversation(request.campaign, key)
    if talk.ended_at is not None:
        return redirect(f"/conversations/{key}/debrief")
    if request.method == "POST":
        meetings.start(talk, request.now)
        return redirect(f"/conversations/{key}/room")
    return _show(request, talk)


@require_POST
@page
def start_again(request: Asked, key: str) -> HttpResponse:
    """The clock was started too early."""
    meetings.start_again(scope.conversation(request.campaign, key), request.now)
    return redirect(f"/conversations/{key}/room")


@require_POST
@page
def notes(request: Asked, key: str) -> HttpResponse:
    """The notes as typed; 409 with the newer ones where another window kept some (T7)."""
    talk = scope.conversation(request.campaign, key)
    text = request.POST.get("notes", "").replace("\r\n", "\n").replace("\x00", "")
    kept = papers.keep_notes(talk, _revision(request), text)
    if _fetched(request):
        return _notes_answer(kept)
    if isinstance(kept, Conversation):
        return redirect(f"/conversations/{key}/room")
    if isinstance(kept, Newer):
        talk.revision, text = kept.talk.revision, _together(kept.talk.notes, text)
    talk.notes = text
    return _show(request, talk, kept)


def _notes_answer(kept: Conversation | Newer | Refusal) -> JsonResponse:
    if isinstance(kept, Refusal):
        return JsonResponse({"message": kept.message}, status=422)
    if isinstance(kept, Newer):
        newer = {"revision": kept.talk.revision, "notes": kept.talk.notes}
        return JsonResponse(newer, status=409)
    return JsonResponse({"revision": kept.revision})


def _together(theirs: str, ours: str) -> str:
    """Both texts, nothing of either lost."""
    if ours in theirs:
        return theirs
    return ours if ours.startswith(theirs) else f"{theirs}\n\n{ours}"


@require_POST
@page
def catch(request: Asked, key: str) -> HttpResponse:
    """One line caught; the same line sent twice by the room is caught once."""
    talk = scope.conversation(request.campaign, key)
    what, text = request.POST.get("what", ""), request.POST.get("text", "")
    caught = papers.catch(talk, what, text, request.now, request.POST.get("key", ""))
    if _fetched(request):
        if isinstance(caught, Refusal):
            return JsonResponse({"message": caught.message}, status=422)
        return JsonResponse({"act": caught[1].act, "text": caught[0].data["text"]})
    if isinstance(caught, Refusal):
        return _show(request, talk, caught)
    return redirect(f"/conversations/{key}/room")


@require_POST
@page
def more_time(request: Asked, key: str) -> HttpResponse:
    """They clearly offered more time (T1)."""
    talk = scope.conversation(request.campaign, key)
    meetings.more_time(talk, MORE, request.POST.get("key", ""))
    if _fetched(request):
        return HttpResponse(status=204)
    return redirect(f"/conversations/{key}/room")


@require_POST
@page
def end(request: Asked, key: str) -> HttpResponse:
    """The talk is over, now or when the debrief says it was; then it is written up."""
    talk = scope.conversation(request.campaign, key)
    ended = _ended(request)
    done = ended if isinstance(ended, Refusal) else meetings.end(talk, request.now, ended)
    if isinstance(done, Refusal):
        say(request, done)
    return redirect(f"/conversations/{key}/debrief")


def _ended(request: Asked) -> datetime | Refusal | None:
    """When it ended, from the day and the hour it began; None: now."""
    day, clock = request.POST.get("day", ""), request.POST.get("time", "")
    if not day and not clock:
        return None
    on = day_from(day)
    if on is None:
        return Refusal("Write the day as 2026-11-24.", "day")
    began = meetings.instant(on, clock, request.campaign.zone)
    if isinstance(began, Refusal) or began > request.now:
        return began if isinstance(began, Refusal) else Refusal("That time has not come yet.")
    return min(began + 15 * _MINUTE, request.now)


def _show(
    request: Asked, talk: Conversation, trouble: Refusal | Newer | None = None
) -> HttpResponse:
    plan = _plan.of(talk, request.campaign)
    around = _around(plan, request.now) | {"trouble": _trouble(trouble), "typed": request.POST}
    status = 200 if trouble is None else 409 if isinstance(trouble, Newer) else 422
    return render(request, "fifteen/room.html", around, status=status)


def _trouble(trouble: Refusal | Newer | None) -> str:
    if isinstance(trouble, Newer):
        return "Another window has kept newer notes. Both stand below: look them over and keep them"
    return trouble.message if trouble else ""


def _around(plan: Plan, now: datetime) -> dict[str, Any]:
    talk = plan.talk
    started = talk.started_at
    length = plan.length + talk.more_time
    face = _clock.face((now - started) / _MINUTE if started else 0.0, length)
    steps = _steps(plan)
    return {
        "plan": plan,
        "talk": talk,
        "person": talk.person,
        "first": _plan.first_name(talk.person),
        "medium": _plan.MEDIA[plan.medium],
        "clock": face,
        "start_ms": int(started.timestamp() * 1000) if started else 0,
        "now_ms": int(now.timestamp() * 1000),
        "steps": steps,
        "step": next((s for s in steps if s["current"]), None),
        "coming": _coming(steps),
        "count": _count(steps),
        "over": face.phase == "over",
    }


def _steps(plan: Plan) -> list[dict[str, Any]]:
    """The blocks as a list to tick off; the first that is not ticked is the one of the moment."""
    ticked = set(plan.talk.ticked)
    current = next((b.key for b in plan.blocks if b.key not in ticked), "")
    return [
        {
            "key": b.key,
            "say": b.words,
            "label": b.words if b.kind is BlockKind.QUESTION else b.title,
            "question": _is_question(b),
            "done": b.key in ticked,
            "current": b.key == current,
        }
        for b in plan.blocks
    ]


def _is_question(block: Block) -> bool:
    return block.kind in (BlockKind.QUESTION, BlockKind.WHO_ELSE, BlockKind.OPENING_QUESTION)


def _coming(steps: list[dict[str, Any]]) -> str:
    at = next((n for n, s in enumerate(steps) if s["current"]), len(steps))
    return str(steps[at + 1]["label"]) if at + 1 < len(steps) else ""


def _count(steps: list[dict[str, Any]]) -> str:
    """Such as "Question 3 of 5"; empty where it is none."""
    asked = [s for s in steps if s["question"]]
    number = next((n for n, s in enumerate(asked, 1) if s["current"]), 0)
    return f"Question {number} of {len(asked)}" if number else ""


def _revision(request: Asked) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _fetched(request: Asked) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
