"""Meaning -> moments: days and hours on the calendar, less what was ruled out, in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from fifteen.method.times import _offers
from fifteen.method.times._day import Calendar, Day
from fifteen.method.times._days import days, may_be_today
from fifteen.method.times._hours import WHOLE_DAY, Clock, Hours, Within, minutes, within
from fifteen.method.times._said import Meaning, Said
from fifteen.method.times._zones import agreed, instant, month_first, zone
from fifteen.method.times.words import Asked, Span, Time, TimeKind, Unclear, Understood

_WEEK = timedelta(days=7)
_ALL_DAY = Hours("part", part=WHOLE_DAY)


@dataclass(frozen=True, slots=True)
class Place:
    """What was asked, the zone its words are meant in, and the moment of writing in UTC."""

    asked: Asked
    zone: str
    written: datetime

    @property
    def calendar(self) -> Calendar:
        """The host's day of writing, and how they write dates."""
        today = self.asked.written.astimezone(zone(self.zone)).date()
        return Calendar(today, month_first(self.asked))


def placed(told: Meaning, place: Place) -> Understood:
    """The times that are left when what was ruled out is taken away; raises Unclear."""
    suits = _finest([(said, time) for said in told.suits for time in _times(said, place)])
    if told.pending and not told.suits:
        suits += _offers_at(told.pending, place)
    ruled = [(said, span) for said in told.not_these for span in _ruled_out(said, told, place)]
    outs = [out for _, out in ruled]
    left = sorted({t.span: t for t in reversed(list(_without(suits, outs)))}.values(), key=_span_of)
    named = sorted({span.told for said, span in ruled if _is_named(said, span, told, suits)})
    if left:
        return Understood(tuple(left), tuple(named))
    if not (told.suits or told.pending or told.not_these or told.unsure):
        return Understood()  # nothing is said about times
    if told.unsure:
        raise Unclear("unsure")
    if named and not suits:
        return Understood((), tuple(named))
    raise Unclear("which" if place.asked.offered else "nothing")


def _finest(told: list[tuple[Said, Time]]) -> list[Time]:
    """Without the stretches that something finer was said of: "Monday morning, say 9:30"."""
    return [
        time
        for said, time in told
        if said.reserve
        or time.kind is not TimeKind.WINDOW
        or not any(
            (other is not said or finer.kind is TimeKind.EXACT)
            and not other.reserve
            and _is_finer(finer, other, time, said)
            for other, finer in told
        )
    ]


def _is_finer(finer: Time, other: Said, time: Time, said: Said) -> bool:
    if _lies_within(finer.span, time.span):
        return True
    # "Next week? Wednesday the 26th, 11am?": of the week nothing else is left.
    week = all(day.kind == "week" for day in said.days) and not said.hours
    clocked = any(hours.op != "part" for hours in other.hours)
    same = abs(finer.span.start - time.span.start) < timedelta(days=5)
    return (
        week
        and clocked
        and same
        and finer.span.start.isocalendar()[:2] == (time.span.start.isocalendar()[:2])
    )


def _lies_within(inner: Span, outer: Span) -> bool:
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def _span_of(time: Time) -> Span:
    return time.span


def _times(said: Said, place: Place) -> Iterator[Time]:
    asked = _among(said.among[0], place) if said.among else place.asked
    for item in said.offers:
        for span in _offers.referred(item, asked):
            yield Time(TimeKind.OFFERED, span, place.zone)
    for day in said.days:
        for hours in said.hours or [_ALL_DAY]:
            yield from _day_and_hours(day, hours, bool(said.hours), place)


def _among(day: Day, place: Place) -> Asked:
    """What was asked, as if nothing but the times on this day had been offered."""
    try:
        found = days(day, place.calendar)
    except Unclear:
        found = []
    on = _offers.on_the_day(place.asked, found, day, place.zone)
    if not on:
        raise Unclear("which")
    return replace(place.asked, offered=tuple(on))


def _day_and_hours(day: Day, hours: Hours, given: bool, place: Place) -> Iterator[Time]:
    name = (hours.zones[0] if hours.zones else "") or place.zone
    try:
        found = days(day, place.calendar)
    except Unclear:
        found = []
        if not place.asked.offered:
            raise
    fits = _offers.on_the_day(place.asked, found, day, name)
    same_day = {span.start.astimezone(zone(name)).date() for span in fits}
    if given and len(same_day) == 1:
        found = list(same_day)  # "Tuesday at 10:30 instead": the Tuesday that was offered
    if not given:
        fits = _offers.by_number(place.asked, day, fits)
    if given:
        fits = _offers.at_the_hours(fits, hours, [name]) if fits else []
    if fits:
        yield Time(TimeKind.OFFERED, _offers.the_one(fits), name)
        return
    for one in found or days(day, place.calendar):
        time = _moment(one, day, hours, name, place)
        if time is not None:
            yield time


def _moment(one: date, day: Day, hours: Hours, name: str, place: Place) -> Time | None:
    span = within(hours)
    if day.data.get("mod") == "listed" and day.week is None:
        _check_today(one - _WEEK, one, span, name, place)
    if len(hours.zones) > 1 and hours.first is not None and hours.last is not None:
        pair = [(hours.first, hours.zones[0]), (hours.last, hours.zones[1])]
        start = agreed(_both(one, clock, where or name) for clock, where in pair)
        made = Span(start, start + _offers.length(place.asked))
    else:
        made = _span(one, span, name, place)
    if one == place.calendar.today:
        later = _if_past(made, one, day, span, name, place)
        if later is None:
            return None
        made = later
    if made.end <= place.written:
        raise Unclear("no_such_day")
    kind = TimeKind.EXACT if span.exact or len(hours.zones) > 1 else TimeKind.WINDOW
    return Time(kind, made, name)


def _both(one: date, clock: Clock, name: str) -> list[datetime]:
    """The moments a reading may be, the likeliest first: "9 CET" beside "3 ET" is at night."""
    likely = minutes(clock)
    bare = not (clock.half or clock.sure) and clock.hour < 12
    return [
        instant(one, at, name) for at in ([likely, (likely + 720) % 1440] if bare else [likely])
    ]


def _check_today(earlier: date, one: date, span: Within, name: str, place: Place) -> None:
    """ "Monday or Tuesday at 3", said on a Tuesday morning: today, or a week later?"""
    ahead = _span(earlier, span, name, place).start > place.written
    if ahead and earlier == place.calendar.today:
        raise Unclear("two_next", a=earlier, b=one)


def _if_past(made: Span, one: date, day: Day, span: Within, name: str, place: Place) -> Span | None:
    """The day of writing: hours gone by mean a week later, are asked back, or are left out."""
    if made.start > place.written:
        return made
    if may_be_today(day, place.calendar):
        return _span(one + timedelta(days=7), span, name, place)
    if day.kind in ("week", "anyday", "range", "weekend", "open"):
        return None
    if span.exact or made.end <= place.written:
        raise Unclear("past_today")
    return Span(place.written, made.end)


def _span(one: date, span: Within, name: str, place: Place) -> Span:
    start = instant(one, span.start, name)
    if span.exact:
        return Span(start, start + _offers.length(place.asked))
    return Span(start, instant(one, span.end, name))


def _offers_at(hours: list[Hours], place: Place) -> Iterator[Time]:
    """Hours without a day: only an offered time can be meant."""
    for one in hours:
        zones = [*filter(None, one.zones)] or [place.zone, *filter(None, [place.asked.seeker_zone])]
        fits = _offers.at_the_hours(place.asked.offered, one, zones)
        if not fits:
            raise Unclear("hour_alone")
        yield Time(TimeKind.OFFERED, _offers.the_one(fits), place.zone)


@dataclass(frozen=True, slots=True)
class _Out:
    """What is ruled out: as it is told, and as it is taken away (a day with its evening)."""

    told: Span
    taken: Span


def _ruled_out(said: Said, told: Meaning, place: Place) -> Iterator[_Out]:
    for item in said.offers:
        gone = place.asked.offered if item.kind == "none" else _offers.referred(item, place.asked)
        if _offers.is_rest(item):  # "number 2 works, the other two don't"
            named = {time.span for one in told.suits for time in _times(one, place)}
            gone = [span for span in gone if span not in named]
        yield from (_Out(span, span) for span in gone)
    for day in said.days:
        for one in _days_out(day, told, place) if day.kind != "month" else ():
            for hours in said.hours or [_ALL_DAY]:
                yield _out(one, hours, bool(said.hours), place)


def _out(one: date, hours: Hours, given: bool, place: Place) -> _Out:
    name = (hours.zones[0] if hours.zones else "") or place.zone
    told = _span(one, within(hours), name, place)
    if given:
        return _Out(told, told)
    return _Out(told, Span(instant(one, 0, name), instant(one + timedelta(days=1), 0, name)))


def _days_out(day: Day, told: Meaning, place: Place) -> list[date]:
    """A bare weekday rules out those of its kind that were just named."""
    bare = day.kind == "weekday" and day.week is None and day.data.get("mod") != "this"
    if bare and not day.data.get("plus"):
        wanted = int(day.data.get("weekday", day.data.get("weekdays", -1)))
        suits = [time.span for said in told.suits for time in _times(said, place)]
        meant = [span.start.astimezone(zone(place.zone)).date() for span in suits]
        meant += [s.start.astimezone(zone(place.zone)).date() for s in place.asked.offered]
        of_its_kind = [one for one in meant if one.weekday() == wanted]
        if of_its_kind:
            return of_its_kind
        found = days(day, place.calendar)
        today = place.calendar.today
        return [one + timedelta(days=7) if one == today else one for one in found]
    return days(day, place.calendar)


def _all_days(said: Said, place: Place) -> Iterator[date]:
    for day in said.days:
        try:
            yield from days(day, place.calendar)
        except Unclear:
            continue


def _is_named(said: Said, out: _Out, told: Meaning, suits: Iterable[Time]) -> bool:
    """Not named: a date that only tells which of the weekdays is not meant, and cuts nothing."""
    if any(time.span.start < out.taken.end and out.taken.start < time.span.end for time in suits):
        return True
    weekdays = {
        int(day.data["weekday"])
        for one in told.suits
        for day in one.days
        if day.kind == "weekday" and "weekday" in day.data
    }
    dated = all(day.kind in ("date", "slashed") for day in said.days) and bool(said.days)
    return not (dated and out.told.start.weekday() in weekdays)


def _without(times: Iterable[Time], outs: list[_Out]) -> Iterator[Time]:
    for time in times:
        pieces = [time.span]
        for out in outs:
            pieces = [piece for whole in pieces for piece in _cut(whole, out.taken)]
        if time.kind is not TimeKind.WINDOW:
            pieces = [piece for piece in pieces if piece == time.span]
        yield from (replace(time, span=piece) for piece in pieces)


def _cut(whole: Span, out: Span) -> Iterator[Span]:
    if out.end <= whole.start or whole.end <= out.start:
        yield whole
        return
    if whole.start < out.start:
        yield Span(whole.start, out.start)
    if out.end < whole.end:
        yield Span(out.end, whole.end)
