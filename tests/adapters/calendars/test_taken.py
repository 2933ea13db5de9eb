"""What a calendar says is taken: recurring, whole days, tentative, cancelled, hostile."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.calendars.files import calendar, event, zone

from fifteen.adapters.calendars import parsing, taken
from fifteen.adapters.calendars.parsing import NoCalendar

FIRST, LAST = date(2026, 11, 24), date(2026, 12, 22)
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "calendar"


def read(*parts: str, me: str = "") -> taken.Read:
    return taken.read(parsing.parse(calendar(*parts)), FIRST, LAST, me)


def spans(*parts: str, me: str = "") -> list[str]:
    return [f"{s.start:%d %H:%M}-{s.end:%H:%M}" for s in read(*parts, me=me).taken.spans]


def test_an_event_is_taken_in_its_own_zone() -> None:
    berlin = event("TZID=Europe/Berlin:20261125T100000", "TZID=Europe/Berlin:20261125T110000")
    assert spans(berlin) == ["25 09:00-10:00"]
    assert spans(event("20261125T100000Z", "20261125T110000Z")) == ["25 10:00-11:00"]


def test_nothing_but_the_time_is_kept() -> None:
    found = read(event("20261125T100000Z", "20261125T110000Z", "LOCATION:Clinic"))
    assert "Secret" not in repr(found)
    assert "Clinic" not in repr(found)


def test_a_week_repeats_but_for_its_exceptions() -> None:
    series = event(
        "TZID=Europe/Berlin:20261103T100000",
        "TZID=Europe/Berlin:20261103T103000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Berlin:20261201T100000",
    )
    moved = event(
        "TZID=Europe/Berlin:20261209T160000",
        "TZID=Europe/Berlin:20261209T163000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261208T100000",
    )
    assert spans(series, moved) == [
        *("24 09:00-09:30", "09 15:00-15:30"),
        *("15 09:00-09:30", "22 09:00-09:30"),
    ]


WEEKLY = event(
    "TZID=Europe/Berlin:20261103T100000", "TZID=Europe/Berlin:20261103T103000", "RRULE:FREQ=WEEKLY"
)
_EIGHTH = "TZID=Europe/Berlin:20261208T100000"


def test_a_series_moved_from_some_day_on_is_taken_at_its_new_hour_from_then_on() -> None:
    later = event(
        "TZID=Europe/Berlin:20261209T160000",
        "TZID=Europe/Berlin:20261209T170000",
        f"RECURRENCE-ID;RANGE=THISANDFUTURE;{_EIGHTH}",
    )
    assert spans(WEEKLY, later)[:4] == [
        *("24 09:00-09:30", "01 09:00-09:30"),
        *("09 15:00-16:00", "16 15:00-16:00"),
    ]


@pytest.mark.parametrize(
    ("which", "says", "left"),
    [
        ("", "STATUS:CANCELLED", ["24", "01", "15", "22"]),
        ("", "TRANSP:TRANSPARENT", ["24", "01", "15", "22"]),
        ("RANGE=THISANDFUTURE;", "STATUS:CANCELLED", ["24", "01"]),
    ],
)
def test_one_of_a_series_or_the_rest_of_it_is_called_off(
    which: str, says: str, left: list[str]
) -> None:
    off = event(_EIGHTH, _EIGHTH.replace("T10", "T11"), f"RECURRENCE-ID;{which}{_EIGHTH}", says)
    assert [one[:2] for one in spans(WEEKLY, off)] == left


@pytest.mark.parametrize(
    ("rdate", "also"),
    [
        (
            "RDATE;TZID=Europe/Berlin:20261126T140000,20261127T150000",
            ["26 13:00-13:30", "27 14:00"],
        ),
        ("RDATE;VALUE=PERIOD:20261126T140000Z/PT2H", ["26 14:00-16:00"]),
    ],
)
def test_days_named_one_by_one_are_taken_too(rdate: str, also: list[str]) -> None:
    start, end = "TZID=Europe/Berlin:20261103T100000", "TZID=Europe/Berlin:20261103T103000"
    found = spans(event(start, end, rdate))
    assert len(found) == len(also) and all(map(str.startswith, found, also))


def test_a_series_keeps_its_hour_over_the_change_of_clocks() -> None:
    rule = "RRULE:FREQ=DAILY"
    series = event("TZID=Europe/Berlin:20270327T100000", "TZID=Europe/Berlin:20270327T110000", rule)
    found = taken.read(parsing.parse(calendar(series)), date(2027, 3, 27), date(2027, 3, 28))
    assert [s.start.hour for s in found.taken.spans][:2] == [9, 8]


@pytest.mark.parametrize(
    "line",
    [
        *("TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Mira@School.example",
    ],
)
def test_what_does_not_keep_one_is_free(line: str) -> None:
    told = event("20261125T100000Z", "20261125T110000Z", line)
    assert spans(told, me="mira@school.example") == []


@pytest.mark.parametrize(
    "line", ["STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "CLASS:PRIVATE"]
)
def test_what_may_be_counts_as_taken(line: str) -> None:
    assert spans(event("20261125T100000Z", "20261125T110000Z", line)) == ["25 10:00-11:00"]


@pytest.mark.parametrize(
    ("begins", "taken_on"), [("MO", ["24", "29", "08"]), ("SU", ["24", "06", "08"])]
)
def test_every_other_week_depends_on_the_day_a_week_begins(
    begins: str, taken_on: list[str]
) -> None:
    """Tuesday and Sunday of every other week: another Sunday where a week begins with it."""
    rule = f"RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=TU,SU;WKST={begins}"
    told = spans(event("20261124T100000Z", "20261124T110000Z", rule))
    assert [one.partition(" ")[0] for one in told] == taken_on


def test_whole_days_stay_days() -> None:
    two = event("VALUE=DATE:20261125", "VALUE=DATE:20261127")
    one = event("VALUE=DATE:20261201", uid="b")
    found = read(two, one).taken
    assert found.days == {date(2026, 11, 25), date(2026, 11, 26), date(2026, 12, 1)}
    assert found.spans == ()


def test_hours_without_a_zone_stay_hours() -> None:
    found = read(event("20261125T100000", "20261125T110000")).taken
    assert found.floating == ((datetime(2026, 11, 25, 10), datetime(2026, 11, 25, 11)),)


def test_two_files_may_call_different_zones_the_same() -> None:
    """The library keeps the zones of the first file for the second."""
    name = "Customized Time Zone"
    start = f'TZID="{name}":20261125T100000'
    end = f'TZID="{name}":20261125T110000'
    assert spans(zone(name, 1), event(start, end)) == ["25 09:00-10:00"]
    assert spans(zone(name, -5), event(start, end)) == ["25 15:00-16:00"]


def test_windows_names_of_zones_are_known_without_their_rules() -> None:
    start = 'TZID="W. Europe Standard Time":20261125T100000'
    assert spans(event(start, start.replace("T10", "T11"))) == ["25 09:00-10:00"]


def test_free_busy_is_read_too() -> None:
    told = (
        "BEGIN:VFREEBUSY\nUID:f\nDTSTAMP:20261101T000000Z\n"
        "FREEBUSY;FBTYPE=BUSY:20261125T100000Z/PT1H,20261126T100000Z/20261126T120000Z\n"
        "FREEBUSY;FBTYPE=FREE:20261127T100000Z/PT1H\nEND:VFREEBUSY"
    )
    assert spans(told) == ["25 10:00-11:00", "26 10:00-12:00"]


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0"),
        *("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31"),
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2,3,4,5",
        *("FREQ=DAILY;COUNT=99999999", "FREQ=MONTHLY;BYDAY=9MO", "FREQ=DAILY;BYSETPOS=300"),
        *("FREQ=DAILY;BYMONTHDAY=x", "INTERVAL=1", "", "FREQ=YEARLY;BYWEEKNO=53;BYSETPOS=5"),
    ],
)
def test_a_rule_without_end_or_sense_is_left_out_and_counted(rule: str) -> None:
    found = read(event("20261125T100000Z", "20261125T110000Z", f"RRULE:{rule}"))
    assert [span.start for span in found.taken.spans] == [datetime(2026, 11, 25, 10, tzinfo=UTC)]
    assert found.left_out == 1


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        *("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=DAILY;COUNT=10", "FREQ=WEEKLY;BYDAY=MO,WE"),
        *("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=DAILY;BYMONTH=1"),
        "FREQ=WEEKLY;UNTIL=20261231T000000Z;WKST=SU",
    ],
)
def test_a_rule_that_people_write_is_kept(rule: str) -> None:
    assert read(event("20261125T100000Z", "20261125T110000Z", f"RRULE:{rule}")).left_out == 0


@pytest.mark.parametrize("prefix", ["TZID=Europe/Berlin:", ""])
def test_a_series_that_ends_with_a_day_has_that_day_too(prefix: str) -> None:
    start, end = f"{prefix}20261103T100000", f"{prefix}20261103T103000"
    found = read(event(start, end, "RRULE:FREQ=WEEKLY;UNTIL=20261208")).taken
    days = {span.start.day for span in found.spans} | {one.day for one, _ in found.floating}
    assert days == {24, 1, 8}


def test_nothing_that_stands_in_a_calendar_is_said_aloud() -> None:
    """A process of its own: the tests listen to warnings."""
    zone_name = "/secret-firm.example/Europe/Berlin"
    raw = calendar(event(f"TZID={zone_name}:20261125T100000", f"TZID={zone_name}:20261125T110000"))
    program = (
        "import sys, datetime\nfrom fifteen.adapters.calendars import parsing, taken\n"
        "found = parsing.parse(sys.stdin.buffer.read())\n"
        "read = taken.read(found, datetime.date(2026, 11, 24), datetime.date(2026, 12, 1))\n"
        "print(len(read.taken.spans))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=raw, capture_output=True)
    assert (done.stdout.strip(), done.stderr) == (b"1", b"")


def test_a_zone_that_changes_every_second_does_not_stop_the_world() -> None:
    bad = zone("Odd", 1).replace("TZOFFSETFROM", "RRULE:FREQ=SECONDLY\nTZOFFSETFROM")
    assert spans(bad, event("TZID=Odd:20261125T100000", "TZID=Odd:20261125T110000"))


def test_a_folded_rule_is_looked_at_whole() -> None:
    told = event("20261125T100000Z", "20261125T110000Z", "RRULE:FREQ=SECO\n NDLY")
    assert read(told).left_out == 1


@pytest.mark.parametrize("raw", [b"", b"BEGIN:VCALENDAR", b"Dear Mira", b"\0" * 99, b"%PDF-1.7"])
def test_what_is_no_calendar_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(NoCalendar):
        parsing.parse(raw)


def test_too_much_is_not_read() -> None:
    with pytest.raises(NoCalendar):
        parsing.parse(b"x" * (parsing.LARGEST + 1))
    with pytest.raises(NoCalendar):
        parsing.parse(b"BEGIN:VEVENT\n" * (parsing.MOST_COMPONENTS + 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 600), st.binary(max_size=12)), max_size=6))
def test_bytes_changed_at_random_break_nothing(changes: list[tuple[int, bytes]]) -> None:
    raw = bytearray(
        calendar(
            zone("Odd", 3),
            event("TZID=Odd:20261125T100000", "TZID=Odd:20261125T110000", "RRULE:FREQ=WEEKLY"),
            event("VALUE=DATE:20261201", uid="b"),
        )
    )
    for place, new in changes:
        raw[place : place + len(new)] = new
    try:
        found = parsing.parse(bytes(raw))
    except NoCalendar:
        return
    assert taken.read(found, FIRST, LAST).entries >= 0


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of other programs are not here")
def test_files_of_other_programs_are_read_or_refused_and_nothing_else() -> None:
    read_at_all = refused = 0
    for path in sorted(SAMPLES.rglob("*.ics")):
        raw = path.read_bytes()
        if len(raw) > 300_000:
            continue  # the large ones take seconds
        try:
            taken.read(parsing.parse(raw), date(2007, 1, 1), date(2007, 2, 1))
            read_at_all += 1
        except NoCalendar:
            refused += 1
    assert read_at_all > 4 * refused, "the others are single events, and broken on purpose"
