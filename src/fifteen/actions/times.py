"""When the seeker has time: the hours they type, and the calendars that are read for what is taken.

Of a calendar the taken times are kept and nothing else; its address and password are sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction

from fifteen.actions import in_calendar
from fifteen.actions._write import Done, Line, append, new_key, project_the_agreed, today_of
from fifteen.adapters.calendars import distant, parsing, taken
from fifteen.adapters.calendars.parsing import NoCalendar
from fifteen.adapters.dav.failures import SAID, DavError, Why
from fifteen.method.folding import tidy
from fifteen.method.free import kept, typed
from fifteen.method.words import Refusal, Stage, Verb
from fifteen.store import scope, sealed
from fifteen.store.models import BusyCalendar, Campaign, Job, Person

FILE, ADDRESS, CALDAV = "file", "address", "caldav"
MOST = 8  # calendars
CAME, OFF, PUTS, KEEPS = "calendar-came.", "calendar-off.", "calendar-puts.", "calendar-keeps."
"""How acts about a calendar begin; its key follows. `calendars_back` undoes them."""
_AHEAD = timedelta(days=90)
FRESH = timedelta(hours=1)
"""How old the reading of a calendar elsewhere may become."""

_NO_FILE = "That is no calendar file. Programs call it .ics, or iCalendar. Nothing was kept."


@transaction.atomic
def keep_hours(campaign: Campaign, form: Mapping[str, str], now: datetime) -> Done | Refusal:
    """Keep the hours of a usual week, days that differ, journeys, notice, gap and most a day."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    found = typed.hours(form, campaign.zone)
    if isinstance(found, Refusal):
        return found
    was, hours = dict(campaign.hours), typed.as_kept(found)
    if was == hours:
        return Done("Kept.")
    _change(campaign, hours)
    line = Line(Verb.CHOSE, today_of(campaign, now), {"hours": {"was": was, "now": hours}})
    return Done("Kept. Hosts see these times from now on.", append(campaign, None, [line], now))


def put_back(campaign: Campaign, data: Mapping[str, Mapping[str, str]]) -> None:
    """Give a campaign the hours from before, where they still are as the change left them."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.hours == data["now"]:
        _change(campaign, dict(data["was"]))


def _change(campaign: Campaign, hours: dict[str, Any]) -> None:
    """Keep other hours; on a journey, a talk that is agreed may be on another day than before."""
    elsewhere = campaign.hours.get("away") != hours.get("away")
    campaign.hours = hours
    campaign.save(update_fields=["hours"])
    if elsewhere:
        project_the_agreed(campaign)


@transaction.atomic
def bring_file(campaign: Campaign, name: str, raw: bytes, now: datetime) -> Done | Refusal:
    """Read a calendar file for what is taken; the file itself is not kept."""
    if refusal := _full(campaign):
        return refusal
    row = BusyCalendar(campaign=campaign, key=new_key(), kind=FILE, name=tidy(name, 200) or "File")
    try:
        _take(row, raw, now)
    except NoCalendar:
        return Refusal(_NO_FILE, "file")
    row.save()
    return Done(f"Read. {_told(row)}", CAME + row.key)


@transaction.atomic
def subscribe(
    campaign: Campaign, kind: str, address: str, user: str, password: str, now: datetime
) -> Done | Refusal:
    """Read a calendar elsewhere from now on: an .ics address, or a calendar server."""
    address = address.strip()
    if address.startswith("webcal://"):
        address = "https://" + address.removeprefix("webcal://")
    if kind not in (ADDRESS, CALDAV) or not address.startswith(("https://", "http://")):
        return Refusal(SAID[Why.ADDRESS], "address")
    name = tidy(address.split("/")[2].rpartition("@")[2], 200)
    # What came with an export has no address any more: it is this one's again.
    bare = scope.busy_calendars(campaign).filter(kind=kind, name=name, address="").first()
    if refusal := None if bare else _full(campaign):
        return refusal
    row = bare or BusyCalendar(campaign=campaign, key=new_key(), kind=kind, name=name)
    row.address = sealed.seal(campaign, "calendar address", address)
    row.user = tidy(user, 320)
    row.password = sealed.seal(campaign, "calendar password", password) if password else ""
    row.save()
    _later(row, now)
    return Done("It is being read. What is taken stands here in a moment.", CAME + row.key)


def _full(campaign: Campaign) -> Refusal | None:
    if scope.busy_calendars(campaign).count() >= MOST:
        return Refusal(f"{MOST} calendars are the most. Take one off first.", "file")
    return None


@transaction.atomic
def remove(campaign: Campaign, key: str, now: datetime) -> Done | Refusal:
    """Read a calendar no longer, and count nothing of it as taken. For a day it can be undone."""
    if not scope.busy_calendars(campaign).filter(key=key).update(off_at=now):
        return Refusal("That calendar is not read any more.")
    said = "That calendar is no longer read. What was kept of it is erased within a day."
    return Done(said, OFF + key)


@transaction.atomic
def read_again(campaign: Campaign, key: str, now: datetime) -> Done:
    """Read a calendar elsewhere now."""
    for row in scope.busy_calendars(campaign).filter(key=key).exclude(address=""):
        _later(row, now)
    return Done("It is being read.")


def read_the_old(campaign: Campaign, now: datetime) -> int:
    """Have every calendar elsewhere read whose reading is old; returns how many."""
    rows = scope.busy_calendars(campaign).exclude(address="")
    old = [row for row in rows if row.read_at is None or row.read_at < now - FRESH]
    for row in old:
        _later(row, now)
    return len(old)


def _later(row: BusyCalendar, now: datetime) -> None:
    waiting = Job.objects.filter(campaign=row.campaign, kind="read-calendar", done_at=None)
    if not waiting.filter(data__calendar=row.key).exists():
        data = {"calendar": row.key}
        Job.objects.create(campaign=row.campaign, kind="read-calendar", data=data, run_at=now)


def read_now(campaign: Campaign, key: str, now: datetime) -> None:
    """The worker's part: ask the server, keep what is taken or why it could not be read. What
    was read before stays where the server does not answer."""
    row = scope.busy_calendars(campaign).filter(key=key).first()
    if row is None or not row.address:
        return
    first, last = today_of(campaign, now), today_of(campaign, now + _AHEAD)
    read = distant.busy if row.kind == CALDAV else distant.subscribed

    def ask(login: distant.Login) -> None:
        if row.writes:
            in_calendar.look(row, login, now)
        _keep(row, read(login, first, last, campaign.email), now)

    trouble = _trying(row, ask)
    fields = {"trouble": trouble} if trouble else _fields(row)
    BusyCalendar.objects.filter(pk=row.pk).update(**fields)


def put_talks(campaign: Campaign, person_key: str, now: datetime) -> None:
    """The worker's part: bring the seeker's own calendars up to date about one person."""
    person = scope.people(campaign).filter(key=person_key).select_related("campaign").first()
    if person is None:
        return
    for row in scope.busy_calendars(campaign).filter(writes=True).exclude(address=""):
        trouble = _trying(row, partial(_put, row, person, now))
        if trouble:
            BusyCalendar.objects.filter(pk=row.pk).update(trouble=trouble)
            raise Unfinished(trouble)


class Unfinished(Exception):
    """The calendar did not answer; the job is tried again later. It carries no address."""


def _put(row: BusyCalendar, person: Person, now: datetime, login: distant.Login) -> None:
    in_calendar.put(row, login, person, now)


def _trying(row: BusyCalendar, ask: Callable[[distant.Login], None]) -> str:
    """Ask the server of a calendar; why it failed, or nothing."""
    campaign = row.campaign
    try:
        address = sealed.unseal(campaign, "calendar address", row.address)
        secret = row.password
        password = sealed.unseal(campaign, "calendar password", secret) if secret else ""
        ask(distant.Login(address, row.user, password, settings.PRIVATE_HOSTS))
    except DavError as failure:
        return str(failure.why)
    except sealed.Unreadable:
        return str(Why.PASSWORD)
    except NoCalendar:
        return str(Why.NOT_DAV)
    return ""


@transaction.atomic
def put_talks_there(campaign: Campaign, key: str, wanted: bool, now: datetime) -> Done | Refusal:
    """Whether agreed talks are put into this calendar; those agreed already are put there too."""
    row = scope.busy_calendars(campaign).filter(key=key, kind=CALDAV).first()
    if row is None:
        return Refusal("Only a calendar server takes entries.")
    row.writes = wanted
    row.save(update_fields=["writes"])
    if not wanted:
        said = "New talks are no longer put there. What stands there stays."
        return Done(said, KEEPS + row.key)
    for person in scope.people(campaign).filter(stage=Stage.BOOKED):
        data = {"person": person.key}
        Job.objects.create(campaign=campaign, kind="put-talk", data=data, run_at=now)
    said = "Agreed talks are put there from now on, and moving them there moves them here."
    return Done(said, PUTS + row.key)


def _take(row: BusyCalendar, raw: bytes, now: datetime) -> None:
    campaign = row.campaign
    first, last = today_of(campaign, now), today_of(campaign, now + _AHEAD)
    _keep(row, taken.read(parsing.parse(raw), first, last, campaign.email), now)


def _keep(row: BusyCalendar, found: taken.Read, now: datetime) -> None:
    row.taken, row.left_out = kept.as_kept(found.taken), found.left_out
    row.read_at, row.trouble = now, ""


def _fields(row: BusyCalendar) -> dict[str, object]:
    names = ("taken", "left_out", "read_at", "trouble")
    return {name: getattr(row, name) for name in names}


def _told(row: BusyCalendar) -> str:
    found = kept.from_kept(row.taken)
    count = len(found.spans) + len(found.days) + len(found.floating)
    return f"{count:,} times are taken in the coming three months."
