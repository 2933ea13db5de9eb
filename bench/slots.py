"""Free times for eight weeks from a calendar of 5,000 events, 200 of them recurring, beside the
bare expansion of the same events by the recurrence library, in one run.

python -m bench.slots
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import recurring_ical_events

from fifteen.adapters.calendars import parsing, taken
from fifteen.method.free import slots
from fifteen.method.free.words import Hours

EVENTS, RECURRING, WEEKS, ROUNDS = 5_000, 200, 8, 5
NOW = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)
_RULES = (
    *(
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=DAILY;COUNT=400",
    ),
    *("FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=YEARLY"),
)


def calendar() -> bytes:
    """Three years of somebody's calendar; some series with an exception."""
    dice = random.Random(1)
    parts = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    for number in range(EVENTS):
        day = date(2024, 6, 1) + timedelta(days=dice.randrange(1_000))
        hour = f"{dice.randrange(8, 18):02}{dice.choice(('00', '15', '30'))}00"
        parts += ["BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20240101T000000Z"]
        parts += [f"DTSTART;TZID=Europe/Berlin:{day:%Y%m%d}T{hour}", "DURATION:PT45M"]
        if number < RECURRING:
            parts.append(f"RRULE:{dice.choice(_RULES)}")
            if number % 3 == 0:
                parts.append(f"EXDATE;TZID=Europe/Berlin:{day:%Y%m%d}T{hour}")
        parts += [f"SUMMARY:Something {number}", "END:VEVENT"]
    return ("\r\n".join([*parts, "END:VCALENDAR"]) + "\r\n").encode()


def best(run: Callable[[], object]) -> float:
    """Milliseconds of the processor for the best of some rounds: the one least disturbed."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        run()
        times.append((process_time() - start) * 1000)
    return min(times)


def main() -> None:
    """Print the figures."""
    raw = calendar()
    parsed = parsing.parse(raw)
    first, last = NOW.date(), NOW.date() + timedelta(weeks=WEEKS)
    hours = Hours("Europe/Berlin", ahead=7 * WEEKS)

    def bare() -> object:
        query = recurring_ical_events.of(parsed.calendars[0], components=["VEVENT"])
        return query.between(first - timedelta(days=1), last + timedelta(days=2))

    def ours() -> object:
        found = taken.read(parsed, first, last)
        return slots.free(hours, found.taken, NOW, clocks=[ZoneInfo("America/New_York")])

    library, free = best(bare), best(ours)
    reading = best(lambda: parsing.parse(raw))
    found = taken.read(parsed, first, last).taken
    print(f"{EVENTS:,} events, {RECURRING} recurring, {WEEKS} weeks: {len(found.spans)} taken")
    print(f"  bare expansion {library:8.1f} ms")
    print(f"  free times     {free:8.1f} ms   {free / library:5.2f} of it (aim 1.30)")
    print(f"  reading a file {reading:8.1f} ms   {reading / library:5.2f} of it, once an hour")


if __name__ == "__main__":
    main()
