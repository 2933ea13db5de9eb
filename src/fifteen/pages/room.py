"""The room: the clock, the question of the moment, the notes, and four buttons that catch.

What the room's script sends may come late, twice, or from two devices. So notes carry a `hand` and
a `number`, everything else a `key`, and what happened earlier `ago`, in seconds. What the pieces of
the room are, and how to use them elsewhere: `_room.py`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import meetings, papers
from fifteen.actions.papers import Newer
from fifteen.method.words import Refusal
from fifteen.pages import _plan, _room, _when
from fifteen.pages._request import Asked, day_from, page, say
from fifteen.store import read, scope
from fifteen.store.models import Conversation

LONGEST_AGO = 14 * 24 * 3600  # seconds a device may be without a connection
_MINUTE = timedelta(minutes=1)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def room(request: Asked, key: str) -> HttpResponse:
    """The room. Looking in does not start the clock: a POST does."""
    talk = scope.conversation(request.campaign, key)
    if request.method == "POST":
        talk = meetings.start(talk, _then(request))
        return _started(request, talk)
    if talk.ended_at is not None:
        return redirect(f"/conversations/{key}/debrief")
    return _show(request, talk)


@require_POST
@page
def start_again(request: Asked, key: str) -> HttpResponse:
    """The clock was started too early."""
    talk = scope.conversation(request.campaign, key)
    return _started(request, meetings.start_again(talk, _then(request)))


def _started(request: Asked, talk: Conversation) -> HttpResponse:
    if _fetched(request):
        start = talk.started_at
        return JsonResponse({"start": _room.milliseconds(start) if start else 0})
    return redirect(f"/conversations/{talk.key}/room")


@require_POST
@page
def notes(request: Asked, key: str) -> HttpResponse:
    """The notes as typed, merged with what another window kept meanwhile (T7)."""
    talk = scope.conversation(request.campaign, key)
    text, base = _text(request, "notes") or "", _text(request, "base")
    hand, number = request.POST.get("hand", "")[: papers.LONGEST_KEY], _number(request, "number")
    kept = papers.keep_notes(talk, _number(request, "revision"), text, base, hand, number)
    if _fetched(request):
        return _notes_answer(request, kept)
    if isinstance(kept, Conversation):
        return redirect(f"/conversations/{key}/room")
    if isinstance(kept, Newer):
        talk.revision, text = kept.talk.revision, f"{kept.talk.notes}\n\n{text}"
    talk.notes = text
    return _show(request, talk, kept)


def _notes_answer(request: Asked, kept: Conversation | Newer | Refusal) -> JsonResponse:
    """The notes as they stand now, and the time here: the room sets its clock by it."""
    if isinstance(kept, Refusal):
        return JsonResponse({"message": kept.message}, status=422)
    talk = kept.talk if isinstance(kept, Newer) else kept
    answer = {
        "revision": talk.revision,
        "notes": talk.notes,
        "number": talk.hands.get(request.POST.get("hand", ""), 0),
        "now": _room.milliseconds(request.now),
        "start": _room.milliseconds(talk.started_at) if talk.started_at else 0,
        "extra": talk.more_time,
        "ended": talk.ended_at is not None,
    }
    return JsonResponse(answer, status=409 if isinstance(kept, Newer) else 200)


@require_POST
@page
def catch(request: Asked, key: str) -> HttpResponse:
    """One line caught; the same line sent twice by the room is caught once."""
    talk = scope.conversation(request.campaign, key)
    what, text = request.POST.get("what", ""), request.POST.get("text", "")
    caught = papers.catch(talk, what, text, _then(request), request.POST.get("key", ""))
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
    meetings.more_time(talk, _room.MORE, request.POST.get("key", ""))
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
    if _fetched(request):
        if isinstance(done, Refusal):
            return JsonResponse({"message": done.message}, status=422)
        return JsonResponse({"next": f"/conversations/{key}/debrief"})
    if isinstance(done, Refusal) and "day" in request.POST:
        return _when.ask(request, _plan.of(talk, request.campaign), done)
    if isinstance(done, Refusal):
        say(request, done)
    return redirect(f"/conversations/{key}/debrief")


def _ended(request: Asked) -> datetime | Refusal | None:
    """When it ended, from the day and the hour it began; None: now."""
    day, clock = request.POST.get("day", ""), request.POST.get("time", "")
    if not day and not clock:
        return _then(request) if "ago" in request.POST else None
    on = day_from(day)
    if on is None:
        return Refusal("Write the day as 2026-11-24.", "day")
    began = meetings.instant(on, clock, read.clock(request.campaign, request.now).key)
    if isinstance(began, Refusal) or began > request.now:
        return began if isinstance(began, Refusal) else Refusal("That time has not come yet.")
    return min(began + 15 * _MINUTE, request.now)


def _then(request: Asked) -> datetime:
    """When it happened: `ago` seconds back, as the device that was away counts them."""
    ago = min(max(0, _number(request, "ago")), LONGEST_AGO)
    return request.now - timedelta(seconds=ago)


def _show(
    request: Asked, talk: Conversation, trouble: Refusal | Newer | None = None
) -> HttpResponse:
    plan = _plan.of(talk, request.campaign)
    around = _room.around(plan, request.now)
    around |= {"trouble": _trouble(trouble), "typed": request.POST}
    status = 200 if trouble is None else 409 if isinstance(trouble, Newer) else 422
    return render(request, "fifteen/room.html", around, status=status)


def _trouble(trouble: Refusal | Newer | None) -> str:
    if isinstance(trouble, Newer):
        return "Another window has kept newer notes. Both stand below: look them over and keep them"
    return trouble.message if trouble else ""


def _text(request: Asked, name: str) -> str | None:
    """A text as typed, its lines ended by LF; None where it was not sent."""
    text = request.POST.get(name)
    return None if text is None else text.replace("\r\n", "\n").replace("\x00", "")


def _number(request: Asked, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else -1


def _fetched(request: Asked) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
