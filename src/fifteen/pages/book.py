"""A talk is agreed: its day, hour, zone, medium and place; moved, called off, or missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import host_pages, meetings
from fifteen.actions._drafting import host_zone, in_both_zones
from fifteen.actions._write import Done
from fifteen.method import spoken
from fifteen.method.free import offers
from fifteen.method.free.slots import still_free
from fifteen.method.words import Booking, Medium, Refusal, Standing, Verb
from fifteen.pages import _invited, _mail, _said, _steps, _zones
from fifteen.pages._request import Asked, day_from, page, say
from fifteen.store import free, pages, read, scope
from fifteen.store.models import Conversation, Person

_MEDIA = (
    (str(Medium.PHONE), "Telephone"),
    (str(Medium.VIDEO), "Video"),
    (str(Medium.IN_PERSON), "In person"),
)
_NAMES = ("day", "time", "zone", "minutes", "medium", "place")


@require_http_methods(["GET", "HEAD", "POST"])
@page
def book(request: Asked, key: str) -> HttpResponse:
    """Write down when and how; the preparation follows."""
    who = scope.person(request.campaign, key)
    who.campaign = request.campaign
    if request.method != "POST":
        return _show(request, who)
    if "held" in request.POST:
        return _held(request, who)
    booked = _book(request, who)
    if isinstance(booked, Refusal):
        return _show(request, who, booked)
    talk, done = booked
    say(request, done)
    tell = read.standing_of(who).took_on is not None
    return redirect(f"/people/{who.key}" if tell else f"/conversations/{talk.key}/prepare")


@require_POST
@page
def call_off(request: Asked, key: str) -> HttpResponse:
    """The time does not hold; either side."""
    who = scope.person(request.campaign, key)
    say(request, meetings.call_off(who, request.now, request.POST.get("why", "")))
    return redirect(f"/people/{who.key}")


@require_POST
@page
def missed(request: Asked, key: str) -> HttpResponse:
    """The time came and nobody talked."""
    who = scope.person(request.campaign, key)
    say(request, meetings.missed(who, request.now, request.POST.get("why", "")))
    return redirect(f"/people/{who.key}")


@require_POST
@page
def host_page(request: Asked, key: str) -> HttpResponse:
    """The link to this person's own page: made, made anew (`renew`), or closed (`close`)."""
    who = scope.person(request.campaign, key)
    if "close" in request.POST:
        say(request, host_pages.withdraw(who, request.now))
    elif "renew" in request.POST:
        say(request, host_pages.renew(who, request.now))
    else:
        link = host_pages.link(who, request.now)
        made = link if isinstance(link, Refusal) else Done("Here is their page.", _made(link))
        say(request, made)
    return redirect(f"/people/{who.key}/book#their-page")


def _made(link: str) -> str:
    return host_pages.MADE + pages.hash_of(link)


def _held(request: Asked, who: Person) -> HttpResponse:
    """The talk was at that time, which has passed: on to writing it up."""
    start = _start(request)
    if isinstance(start, Refusal):
        return _show(request, who, start)
    talk, local = meetings.prepare(who, request.now), timezone.localtime(start)
    when = urlencode({"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"})
    return redirect(f"/conversations/{talk.key}/debrief?{when}")


def _start(request: Asked) -> datetime | Refusal:
    """The moment that the form names."""
    form, day = request.POST, day_from(request.POST.get("day", ""))
    if day is None:
        return Refusal("On which day?", "day")
    return meetings.instant(day, form.get("time", ""), _zones.meant(form.get("zone", "")))


def _book(request: Asked, who: Person) -> tuple[Conversation, Done] | Refusal:
    form, start = request.POST, _start(request)
    if isinstance(start, Refusal):
        return start
    zone = _zones.meant(form.get("zone", ""))
    medium = form.get("medium", "")
    if medium not in set(Medium):
        return Refusal("Telephone, video or in person?", "medium")
    minutes = form.get("minutes", "").strip()
    if not (minutes.isascii() and minutes.isdigit()):
        return Refusal("How many minutes? Fifteen is what you asked for.", "minutes")
    place = form.get("place", "").strip()[:500]
    more = {"took": True} if _is_theirs(request, who, start) else {}
    return meetings.book(
        who, start, zone, Medium(medium), request.now, int(minutes[:4]), place, more=more
    )


def _is_theirs(request: Asked, who: Person, start: datetime) -> bool:
    """Whether they named this time themselves and none of ours had been offered: they wait to hear
    which it is (R1). An invitation that leaves by itself tells them."""
    stands = read.standing_of(who)
    if stands.booking is not None or stands.last_sent is Verb.TIMES_SENT:
        return False
    mailbox = scope.mailbox(who.campaign)
    invited = mailbox is not None and mailbox.invites and bool(who.email)
    return not invited and _said.named(start, stands, who, request)


def _show(request: Asked, who: Person, refusal: Refusal | None = None) -> HttpResponse:
    stands = read.standing_of(who)
    booking = stands.booking
    typed = _typed(request.POST) if refusal else _kept(request, who, booking)
    shown: dict[str, Any] = {
        "person": who,
        "booking": booking,
        "both": both_zones(request, who, booking) if booking else (),
        "over": booking is not None and _steps.is_over(booking, request.now),
        "typed": typed,
        "taken": refusal is None and _taken(request) is not None,
        "said": None if booking else _said.times_in(stands, who, request),
        "media": _MEDIA,
        "zones": _zones.COMMON,
        "own_zone": request.campaign.zone,
        "refusal": refusal,
        "passed": refusal == meetings.PASSED,
        "wanted": _wanted(request, who, stands),
        "good": () if booking else _good(request, who),
        "link": _link(request, who, stands),
        "invited": _invited.on_book(who, booking, request.now),
        "late": _late(request, who, booking),
        "call": _mail.tel(booking.place) if booking and booking.medium is Medium.PHONE else "",
        "reaches": bool(pages.base(request.campaign)),
        "today": request.today,
    }
    return render(request, "fifteen/book.html", shown, status=422 if refusal else 200)


def _wanted(request: Asked, who: Person, stands: Standing) -> dict[str, Any] | None:
    """The other time they ask for, on both clocks, ready to be taken; None where they do not."""
    booking = stands.booking
    if booking is None or stands.move_wanted_on is None:
        return None
    if stands.move_to is None or stands.move_to <= request.now:
        return {"form": None}
    moved = replace(booking, start=stands.move_to)
    local = moved.start.astimezone(ZoneInfo(booking.zone))
    values = (f"{local:%Y-%m-%d}", f"{local:%H:%M}", booking.zone, str(booking.minutes))
    times = free.times(request.campaign, request.now, who)
    return {
        "both": both_zones(request, who, moved),
        "form": dict(zip(_NAMES, (*values, str(booking.medium), booking.place), strict=True)),
        "taken": still_free(moved.start, times) is None,
    }


def _good(request: Asked, who: Person) -> tuple[_said.Choice, ...]:
    """Some of the seeker's own free times, good ones for the host: one tap fills the form."""
    there = host_zone(request.campaign, who)
    times = offers.good(free.times(request.campaign, request.now, who, [there]), there, who.country)
    return tuple(_said.free_choices(times, there, request.now))


def _link(request: Asked, who: Person, stands: Standing) -> str:
    """The whole address of this person's page; empty where there is none open."""
    there = pages.of(who)
    if there is None or pages.closed(there, stands, request.now) is not None:
        return ""
    base = pages.base(request.campaign) or request.build_absolute_uri("/").rstrip("/")
    return f"{base}/h/{pages.token(there.nonce)}"


_SOON = timedelta(hours=2)
_LATE_BY = timedelta(minutes=30)


def _late(request: Asked, who: Person, booking: Booking | None) -> str:
    """A mail that says one runs late, near the time of the talk; empty else (Q5)."""
    if booking is None or not who.email:
        return ""
    if not booking.start - _SOON <= request.now <= booking.start + _LATE_BY:
        return ""
    mine = read.clock(request.campaign, booking.start)
    when = in_both_zones(booking.start, mine, host_zone(request.campaign, who))
    body = (
        f"Dear {who.given or who.name},\n\nI am running a few minutes late for our talk on {when}. "
        "I am sorry to keep you waiting. If it does not suit any more, another day is just as good."
        f"\n\n{request.campaign.seeker_name}\n"
    )
    return _mail.mailto(who.email, "A few minutes late", body)


def _typed(form: Mapping[str, str]) -> dict[str, str]:
    return {name: form.get(name, "") for name in _NAMES}


def _kept(request: Asked, who: Person, booking: Booking | None) -> dict[str, str]:
    """What the form starts with: the booking that is there, or what is likely."""
    taken = _taken(request)
    if booking is not None:
        local = booking.start.astimezone(ZoneInfo(booking.zone))
        when = taken or (f"{local:%Y-%m-%d}", f"{local:%H:%M}", booking.zone)
        values = (*when, str(booking.minutes))
        return dict(zip(_NAMES, (*values, str(booking.medium), booking.place), strict=True))
    zone = who.zone if _zones.known(who.zone) else request.campaign.zone
    minutes = str(read.numbers_of(request.campaign).length_asked)
    values = (*(taken or ("", "", zone)), minutes)
    return dict(zip(_NAMES, (*values, str(Medium.PHONE), who.phone), strict=True))


def _taken(request: Asked) -> tuple[str, str, str] | None:
    """A time read from their words and taken by a link: day, hour and zone."""
    day, zone = day_from(request.GET.get("day", "")), request.GET.get("zone", "")
    if day is None or not _zones.known(zone):
        return None
    return str(day), request.GET.get("time", "")[:5], zone


def both_zones(request: Asked, who: Person, booking: Booking) -> tuple[tuple[str, str], ...]:
    """The moment as each side's clock shows it; one line where both are the same."""
    ours = read.clock(request.campaign, booking.start)
    theirs = ZoneInfo(who.zone if _zones.known(who.zone) else booking.zone)
    here, there = booking.start.astimezone(ours), booking.start.astimezone(theirs)
    lines = [("For you", _moment(here, ours))]
    if here.replace(tzinfo=None) != there.replace(tzinfo=None):
        lines.append((f"For {who.name}", _moment(there, theirs)))
    return tuple(lines)


def _moment(local: datetime, zone: ZoneInfo) -> str:
    day = f"{spoken.weekday(local.date())} {local.day} {local:%B}"
    return f"{day}, {local:%H:%M} ({_zones.place(zone.key)})"
