"""Invitations as files, what comes back to them, and the calendar one subscribes to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from fifteen.actions import host_pages, invitations, inviting, staying
from fifteen.adapters.calendars import feed as feeds
from fifteen.adapters.calendars.feed import Ahead
from fifteen.method.way import reminders
from fifteen.method.words import Refusal, StepKind
from fifteen.pages._calm import Calm
from fifteen.pages._request import Asked, page, say
from fifteen.pages._upload import too_big
from fifteen.store import pages, read, scope
from fifteen.store.models import Campaign

_LARGEST = 5_000_000  # bytes of a mail with an answer in it
_MOST = 300  # lines of the feed
_GUESSES = Calm("links of calendars", 30, timedelta(minutes=1))


@require_GET
@page
def mail(request: Asked, key: str) -> HttpResponse:
    """The invitation to an agreed talk as a mail that any mail program opens, ready to be sent."""
    who = scope.person(request.campaign, key)
    who.campaign = request.campaign
    made = invitations.mail(who, request.now)
    if isinstance(made, Refusal):
        say(request, made)
        return redirect(f"/people/{who.key}/book")
    answer = HttpResponse(made, "message/rfc822")
    answer.headers["Content-Disposition"] = 'attachment; filename="invitation.eml"'
    return answer


@require_POST
@page
def send(request: Asked, key: str) -> HttpResponse:
    """Let the invitation leave through the seeker's own mailbox; or keep to the agreed time though
    they asked for another (`stay`)."""
    who = scope.person(request.campaign, key)
    do = staying.stay if "stay" in request.POST else inviting.send
    say(request, do(who, request.now))
    return redirect(f"/people/{who.key}/book")


@require_POST
@page
def answered(request: Asked, key: str) -> HttpResponse:
    """What they answered to it, as the file their program sent."""
    who = scope.person(request.campaign, key)
    file = request.FILES.get("file")
    if file is None:
        say(request, Refusal("Choose the mail or its calendar file first.", "file"))
    elif refusal := too_big(file, _LARGEST, "It is no answer to an invitation."):
        say(request, refusal)
    else:
        done = invitations.answered(request.campaign, file.read(), request.now)
        say(request, done if isinstance(done, Refusal) else done[1])
    return redirect(f"/people/{who.key}")


@require_POST
@page
def feed_changed(request: Asked) -> HttpResponse:
    """A new secret address for the calendar one subscribes to, or none (`end`)."""
    say(request, host_pages.feed(request.campaign, "end" not in request.POST))
    return redirect("/settings/time#feed")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What is ahead, as a calendar; its secret address is the key."""
    now = timezone.now()
    campaign = pages.feed_of(token)
    if campaign is None:
        calm = _GUESSES.allows(str(request.META.get("REMOTE_ADDR", "")), now)
        return HttpResponse("There is nothing here.\n", "text/plain", status=404 if calm else 429)
    data = feeds.calendar(_ahead(campaign), campaign.email, now)
    return HttpResponse(data, "text/calendar; charset=utf-8")


_WORDS = {
    StepKind.CONFIRM: "Confirm the talk with {}",
    StepKind.DEBRIEF: "Write up the talk with {}",
    StepKind.THANK: "Thank {}",
    StepKind.THANK_NO: "Thank {}",
    StepKind.KEEP_MINE: "Keep a promise to {}",
    StepKind.ASK_THEIRS: "Ask {} about what they offered",
    StepKind.REMIND: "Remind {}",
    StepKind.TOUCH: "A line to {}",
}


def _ahead(campaign: Campaign) -> Iterator[Ahead]:
    people = list(scope.people(campaign).exclude(due=None).order_by("due", "pk")[:_MOST])
    standings = read.standings(campaign, people)
    ways = scope.ways(campaign, people)
    for person in people:
        booking = standings[person.pk].booking
        if booking is not None:
            alarms = reminders(person.name, booking, ways.get(booking.conversation, ""))
            yield Ahead(f"Talk with {person.name}", booking=booking, alarms=alarms)
        if booking is not None and person.step != StepKind.CONFIRM:
            continue
        if person.due is not None and person.step and person.step != StepKind.REST:
            words = _WORDS.get(StepKind(person.step), "Write to {}")
            name = words.format(person.name)
            yield Ahead(name, day=person.due, key=f"{campaign.key}-{person.key}-{person.step}")
