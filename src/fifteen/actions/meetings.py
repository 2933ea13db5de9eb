"""The conversation: agreed, moved, called off; held, ended, written up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from fifteen.actions._write import Done, Line, append, locked, new_key, refused, today_of
from fifteen.method import zones
from fifteen.method.words import Booking, Goal, Medium, Refusal, Standing, Verb
from fifteen.store import read, scope
from fifteen.store.models import Conversation, Person

LONGEST_AHEAD = 366  # days
LONGEST_TALK = 180  # minutes


def instant(day: date, clock: str, zone: str) -> datetime | Refusal:
    """A day and an hour in a zone as a moment in UTC; refused in the hour that spring skips
    and in the one that comes twice in autumn: nobody could tell which is meant."""
    if not zones.known(zone):
        return Refusal("Choose a time zone from the list.", "zone")
    try:
        hour, minute = (int(part) for part in clock.split(":")[:2])
        local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
    except ValueError:
        return Refusal("Write the time as hours and minutes, such as 10:00.", "time")
    if local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(
        tzinfo=None
    ):
        text = "That hour does not exist on that day: the clocks go forward. Choose another."
        return Refusal(text, "time")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        text = "That hour comes twice on that day: the clocks go back. Choose another."
        return Refusal(text, "time")
    return local.astimezone(UTC)


@transaction.atomic
def book(
    person: Person,
    start: datetime,
    zone: str,
    medium: Medium,
    now: datetime,
    minutes: int = 15,
    place: str = "",
    author: str = "seeker",
    more: Mapping[str, Any] | None = None,
) -> tuple[Conversation, Done] | Refusal:
    """Write down that a talk is agreed, or that the agreed one has moved (R1).

    `author` is who did it, `more` what else the entry says."""
    person = locked(person)
    today = today_of(person.campaign, now)
    standing = read.standing_of(person)
    moving = standing.booking is not None
    verb = Verb.MOVED if moving else Verb.BOOKED
    refusal = refused(person, verb, today, today, standing) or _bad(start, minutes, now)
    if refusal:
        return refusal
    talk = _working_paper(person, standing, now)
    if talk.started_at is not None and start > now:
        # Its room was opened in vain: at the new time its clock begins anew.
        talk.started_at, talk.more_time = None, 0
        talk.save(update_fields=["started_at", "more_time"])
    booking = Booking(talk.key, start, minutes, zone, medium, place.strip())
    line = Line(verb, today, {**_data(booking), **(more or {})})
    act = append(person.campaign, person, [line], now, author=author)
    when = read.local(person.campaign, start)
    word = "Moved to" if moving else "Booked for"
    return talk, Done(f"{word} {when:%A} {when.day} {when:%B}, {when:%H:%M}.", act)


PASSED = Refusal("That time has passed. If you talked then, write it up.", "day")


def _bad(start: datetime, minutes: int, now: datetime) -> Refusal | None:
    if start < now - timedelta(minutes=5):
        return PASSED
    if start > now + timedelta(days=LONGEST_AHEAD):
        return Refusal("That is more than a year away. Is the year right?", "day")
    if not 5 <= minutes <= LONGEST_TALK:
        return Refusal(f"Between 5 and {LONGEST_TALK} minutes, please.", "minutes")
    return None


def _data(b: Booking) -> dict[str, str | int]:
    return {
        "conversation": b.conversation,
        "start": b.start.isoformat(),
        "minutes": b.minutes,
        "zone": b.zone,
        "medium": str(b.medium),
        "place": b.place,
    }


def _working_paper(person: Person, standing: Standing, now: datetime) -> Conversation:
    """The paper of the talk that is agreed or prepared, or a new one."""
    unheld = scope.conversations(person.campaign).filter(person=person, ended_at=None)
    if standing.booking is not None:
        there = unheld.filter(key=standing.booking.conversation).first()
    else:
        there = unheld.filter(started_at=None).last()
    return there or Conversation.objects.create(
        campaign=person.campaign,
        person=person,
        key=new_key(),
        made=now,
        goal=Goal.FURTHER_PERSON,
    )


@transaction.atomic
def prepare(person: Person, now: datetime) -> Conversation:
    """The working paper for a talk that may come at any moment (R7): nothing is booked by it."""
    person = locked(person)
    return _working_paper(person, read.standing_of(person), now)


@transaction.atomic
def talk_now(
    person: Person, now: datetime, medium: Medium = Medium.PHONE
) -> Conversation | Refusal:
    """They want to talk right now (R7): opens the room at once, booked or not."""
    person = locked(person)
    standing = read.standing_of(person)
    if standing.rest is not None and standing.rest.forever:
        return Refusal("This person asked not to be written to again.")
    talk = _working_paper(person, standing, now)
    if standing.booking is None:
        today = today_of(person.campaign, now)
        booking = Booking(talk.key, now, 15, person.campaign.zone, medium, person.phone)
        append(person.campaign, person, [Line(Verb.BOOKED, today, _data(booking))], now)
    return talk


@transaction.atomic
def call_off(person: Person, now: datetime, why: str = "") -> Done | Refusal:
    """The agreed time does not hold: called off by either side."""
    return _drop(person, Verb.CANCELLED, why, now)


@transaction.atomic
def missed(person: Person, now: datetime, why: str = "") -> Done | Refusal:
    """The time came and the talk did not take place; no reproach, another time."""
    return _drop(person, Verb.MISSED, why, now)


def _drop(person: Person, verb: Verb, why: str, now: datetime) -> Done | Refusal:
    person = locked(person)
    today = today_of(person.campaign, now)
    refusal = refused(person, verb, today, today)
    if refusal:
        return refusal
    act = append(person.campaign, person, [Line(verb, today, {"why": why.strip()})], now)
    word = "called off" if verb is Verb.CANCELLED else "did not take place"
    return Done(f"The talk with {person.name} {word}. Offer other times when it suits.", act)


@transaction.atomic
def start(talk: Conversation, now: datetime) -> Conversation:
    """The room opens and the clock starts; opening it again does not start it anew."""
    talk = _fresh(talk)
    if talk.started_at is None:
        talk.started_at = now
        talk.save(update_fields=["started_at"])
    return talk


@transaction.atomic
def start_again(talk: Conversation, now: datetime) -> Conversation:
    """The clock was started too early: start it anew. Notes stay."""
    talk = _fresh(talk)
    if talk.ended_at is None:
        talk.started_at, talk.more_time = now, 0
        talk.save(update_fields=["started_at", "more_time"])
    return talk


@transaction.atomic
def more_time(talk: Conversation, minutes: int = 5, key: str = "") -> Conversation:
    """They clearly offered more time (T1). With the room's own `key`, sent twice counts once."""
    talk = _fresh(talk)
    mark = f"more-{key[:64]}" if key else ""
    if mark and mark in talk.ticked:
        return talk
    talk.ticked = [*talk.ticked, mark] if mark else talk.ticked
    talk.more_time = min(talk.more_time + minutes, LONGEST_TALK)
    talk.save(update_fields=["more_time", "ticked"])
    return talk


@transaction.atomic
def end(talk: Conversation, now: datetime, ended: datetime | None = None) -> Done | Refusal:
    """The talk is over: recorded as held, on the day and for as long as the room was open."""
    talk = _fresh(talk)
    person = locked(talk.person)
    if talk.ended_at is not None:
        return Done("This talk is written up already.")
    standing = read.standing_of(person)
    over = ended or now
    on = read.day(person.campaign, over)
    refusal = _not_held(standing, over, on, now)
    if refusal:
        return refusal
    began = min(talk.started_at or over - timedelta(minutes=15), over)
    medium = standing.booking.medium if standing.booking else Medium.PHONE
    data = {
        "conversation": talk.key,
        "start": began.isoformat(),
        "end": over.isoformat(),
        "medium": str(medium),
        "more_time": talk.more_time,
    }
    talk.ended_at = over
    talk.save(update_fields=["ended_at"])
    act = append(person.campaign, person, [Line(Verb.MET, on, data)], now)
    return Done(f"You talked with {person.name}.", act)


def _not_held(standing: Standing, over: datetime, on: date, now: datetime) -> Refusal | None:
    if over > now + timedelta(minutes=1):
        return Refusal("That time has not come yet.", "ended")
    if standing.asked_on is not None and on < standing.asked_on:
        asked = f"{standing.asked_on:%d %B %Y}".lstrip("0")
        return Refusal(f"You asked on {asked}; the talk cannot be older. Check the day.", "ended")
    return None


def _fresh(talk: Conversation) -> Conversation:
    query = Conversation.objects.select_for_update().select_related("person__campaign", "campaign")
    return query.get(pk=talk.pk)
