"""What a host does on their page, each as one act whose author is the host.

Everything is asked for again inside the transaction: two people, or two windows, that take one
time are told apart here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from fifteen.actions import _spare, answers, host_pages, meetings
from fifteen.actions._write import Done, Line, append, locked, new_key, refused, today_of
from fifteen.method import host_form
from fifteen.method.folding import tidy
from fifteen.method.free.slots import still_free
from fifteen.method.host_form import GONE, LONGEST
from fifteen.method.host_page import HOST, is_past
from fifteen.method.words import Medium, Refusal, Standing, Verb
from fifteen.store import free, pages, read
from fifteen.store.models import Campaign, HostPage, Person

_CLOSED = "This page has been closed meanwhile."
ELSEWHERE = "A time was chosen in another window meanwhile. It stands below."


@dataclass(frozen=True, slots=True)
class Choice:
    """The time a host takes: how, where, on which clock; `had` is the start of the talk their page
    showed as agreed, empty for none."""

    start: datetime
    medium: Medium
    zone: str
    place: str = ""
    if_need_be: bool = False
    had: str = ""


def _opened(page: HostPage, now: datetime) -> tuple[Person, Standing] | Refusal:
    """The person, held, where the page is still open."""
    Campaign.objects.select_for_update().get(pk=page.campaign_id)  # one at a time: slots are shared
    person = locked(page.person)
    stands = read.standing_of(person)
    fresh = HostPage.objects.get(pk=page.pk)
    if pages.closed(fresh, stands, now) is not None:
        return Refusal(_CLOSED)
    return person, stands


@transaction.atomic
def pick(page: HostPage, choice: Choice, now: datetime) -> Done | Refusal:
    """Take one of the times, or move the talk to it. Refused with the field "time" where somebody
    else has it by now."""
    opened = _opened(page, now)
    if isinstance(opened, Refusal):
        return opened
    person, stands = opened
    had = stands.booking.start.isoformat() if stands.booking else ""
    if choice.had != had:
        return Refusal(ELSEWHERE, "time")
    times = free.times(person.campaign, now, person, [ZoneInfo(choice.zone)])
    span = still_free(choice.start, times)
    if span is None:
        return Refusal(GONE, "time")
    minutes = round((span.end - span.start).total_seconds() / 60)
    more = {"if_need_be": True} if choice.if_need_be else {}
    place = tidy(choice.place, 500)
    booked = meetings.book(
        person, span.start, choice.zone, choice.medium, now, minutes, place, HOST, more
    )
    if isinstance(booked, Refusal):
        return booked
    return booked[1]


@transaction.atomic
def call_off(page: HostPage, now: datetime, why: str = "") -> Done | Refusal:
    """The agreed time does not hold, or did not come about; the page goes on offering others."""
    opened = _opened(page, now)
    if isinstance(opened, Refusal):
        return opened
    verb = Verb.MISSED if is_past(opened[1].booking, now) else Verb.CANCELLED
    return _say(opened, verb, {"why": tidy(why, LONGEST)}, now)


@transaction.atomic
def propose(page: HostPage, text: str, now: datetime) -> Done | Refusal:
    """None of the times fits: what would, in their words. An agreed time no longer holds then."""
    opened = _opened(page, now)
    if isinstance(opened, Refusal):
        return opened
    words = host_form.wording(text)
    if isinstance(words, Refusal):
        return words
    act = new_key()
    if opened[1].booking is not None and not is_past(opened[1].booking, now):
        called_off = _say(opened, Verb.CANCELLED, {"why": "another time"}, now, act)
        if isinstance(called_off, Refusal):
            return called_off
    return _instead(opened, Verb.SAID_YES, {"text": words}, now, act)


@transaction.atomic
def agree(page: HostPage, now: datetime) -> Done | Refusal:
    """Yes; the time is still to be found."""
    opened = _opened(page, now)
    return opened if isinstance(opened, Refusal) else _say(opened, Verb.SAID_YES, {}, now)


@transaction.atomic
def phone_now(page: HostPage, number: str, now: datetime) -> Done | Refusal:
    """They may be called right now."""
    opened = _opened(page, now)
    if isinstance(opened, Refusal):
        return opened
    on = host_form.number(number)
    if isinstance(on, Refusal):
        return on
    told = {"text": host_form.right_now(on), "number": on}
    return _instead(opened, Verb.OFFERED_PHONE, told, now)


@transaction.atomic
def not_now(page: HostPage, until: date | None, now: datetime) -> Done | Refusal:
    """Not now: with a day it may be asked about again then, without one it is a no."""
    opened = _opened(page, now)
    if isinstance(opened, Refusal):
        return opened
    day = host_form.not_past(until, today_of(opened[0].campaign, now))
    if isinstance(day, Refusal):
        return day
    if day is None:
        return _instead(opened, Verb.SAID_NO, {}, now)
    # The page has told them what is wanted; what is left to do is to keep to their day.
    return _instead(opened, Verb.PUT_OFF, {"until": str(day), "quiet": True}, now)


@transaction.atomic
def someone_else(
    page: HostPage, name: str, email: str, may_name: bool, now: datetime
) -> Done | Refusal:
    """Somebody else would be better; `may_name`: the seeker may say who sent them."""
    opened = _opened(page, now)
    if isinstance(opened, Refusal):
        return opened
    better = host_form.somebody(name, email)
    if isinstance(better, Refusal):
        return better
    facts = answers.facts_of(opened[0], better[0], "", better[1])
    return answers.someone_else(opened[0], facts, now, author=HOST, may_name=may_name)


@transaction.atomic
def never(page: HostPage, now: datetime) -> Done | Refusal:
    """Please do not write again: kept for ever, and every link ends."""
    opened = _opened(page, now)
    if isinstance(opened, Refusal):
        return opened
    person = opened[0]
    done = _say(opened, Verb.NEVER, {}, now)
    if isinstance(done, Done):
        _spare.mark(person, theirs=True)
        host_pages.end_all(person, pages.Closed.NEVER, now)
    return done


def _instead(
    opened: tuple[Person, Standing],
    verb: Verb,
    data: Mapping[str, Any],
    now: datetime,
    act: str = "",
) -> Done | Refusal:
    """Say this; of a time that has passed it says too that they did not talk then."""
    act = act or new_key()
    if is_past(opened[1].booking, now):
        missed = _say(opened, Verb.MISSED, {}, now, act)
        if isinstance(missed, Refusal):
            return missed
    return _say(opened, verb, data, now, act)


def _say(
    opened: tuple[Person, Standing],
    verb: Verb,
    data: Mapping[str, Any],
    now: datetime,
    act: str = "",
) -> Done | Refusal:
    person = opened[0]
    today = today_of(person.campaign, now)
    refusal = refused(person, verb, today, today)
    if refusal:
        return refusal
    told = {key: value for key, value in data.items() if value not in ("", None)}
    act = append(person.campaign, person, [Line(verb, today, told)], now, act, HOST)
    return Done("Noted.", act)
