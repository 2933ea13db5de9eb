"""Invitations as programs read them, and the answers that programs send."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.calendars.files import zone

from fifteen.adapters.calendars import feed, invitations, parsing, replies
from fifteen.adapters.calendars.feed import Ahead
from fifteen.adapters.calendars.invitations import Invited, Method
from fifteen.adapters.calendars.parsing import value
from fifteen.adapters.calendars.replies import Said
from fifteen.method.words import Booking, Medium

START = datetime(2027, 3, 26, 14, tzinfo=UTC)
TALK = Booking("k1-Z", START, 15, "Europe/Berlin", Medium.PHONE, "+49 30 1234")
MADE = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)
ONE = Invited(TALK, "Mira Halonen", "mira@there.example", 'Ana "Q" Ruiz', "ana@x.example", 1, MADE)
ZONES = (
    *("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide"),
    *("Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca", "America/Santiago", "UTC"),
)


def the_event(data: bytes) -> icalendar.Component:
    (found,) = parsing.parse(data).walk("VEVENT")
    return found


@settings(max_examples=60, deadline=None)
@given(
    minute=st.integers(0, 2 * 366 * 24 * 60),
    zone_name=st.sampled_from(ZONES),
)
def test_the_zones_rules_in_the_file_give_the_moment_back(minute: int, zone_name: str) -> None:
    """Read by them alone: under a name no program knows."""
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    local = start.astimezone(invitations.ZoneInfo(zone_name))
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return  # an hour that comes twice is never booked
    data = invitations.event(replace(ONE, booking=replace(TALK, start=start, zone=zone_name)))
    renamed = data.replace(f"TZID:{zone_name}".encode(), b"TZID:Own/Zone")
    renamed = renamed.replace(f"TZID={zone_name}:".encode(), b"TZID=Own/Zone:")
    assert value(the_event(renamed), "DTSTART").astimezone(UTC) == start
    assert value(the_event(data), "DTSTART").astimezone(UTC) == start


def test_asked_moved_and_called_off_are_one_entry_with_a_growing_number() -> None:
    moved = replace(ONE, booking=replace(TALK, start=START + timedelta(days=3)), version=2)
    asked, again, off = (
        invitations.event(ONE, Method.REQUEST),
        invitations.event(moved, Method.REQUEST),
        invitations.event(replace(moved, version=3), Method.CANCEL),
    )
    uids = {str(the_event(data)["UID"]) for data in (asked, again, off)}
    assert uids == {"k1-Z@fifteen.invalid"}
    assert [int(the_event(data)["SEQUENCE"]) for data in (asked, again, off)] == [1, 2, 3]
    assert b"METHOD:REQUEST" in asked and b"METHOD:CANCEL" in off
    assert str(the_event(off)["STATUS"]) == "CANCELLED"
    one = the_event(asked)
    assert str(one["ORGANIZER"]) == "mailto:mira@there.example"
    assert str(one["ATTENDEE"]) == "mailto:ana@x.example"
    assert one["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert one["ATTENDEE"].params["CN"] == "Ana Q Ruiz"


def test_only_the_seekers_own_entry_reminds() -> None:
    one = replace(ONE, reminders=((1_440, "Tomorrow: Ana"), (35, "Time to leave: Ana")))
    own = the_event(invitations.event(one))
    assert [str(a["DESCRIPTION"]) for a in own.walk("VALARM")] == [
        "Tomorrow: Ana",
        "Time to leave: Ana",
    ]
    for method in Method:
        assert b"VALARM" not in invitations.event(one, method), "a guest has reminders of their own"


def test_the_mail_says_it_in_words_and_to_programs() -> None:
    raw = invitations.mail(ONE, Method.REQUEST, "Dear Ana,\n\nwe talk on Friday.\n")
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/calendar"),
        "application/ics",
    ]
    part = next(p for p in mail.walk() if p.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert mail.get_body(("plain",)).get_content().startswith("Dear Ana,")  # type: ignore[union-attr]
    assert "26 March, 15:00" in str(mail["Subject"])
    assert "\n" not in str(mail["To"])


def test_names_put_nothing_into_headers_or_lines() -> None:
    bad = replace(
        ONE, host="Ana\r\nBcc: all@x.example", seeker="Mira;CN=x:mailto:y\n\nBEGIN:VEVENT"
    )
    raw = invitations.mail(bad, Method.REQUEST, "x")
    assert email.message_from_bytes(raw)["Bcc"] is None
    assert raw.count(b"\nBEGIN:VEVENT") == 1  # the file beside it is encoded


def reply(method: str, *lines: str, before: str = "", head: str = "") -> bytes:
    body = "\n".join(lines)
    text = (
        f"BEGIN:VCALENDAR\n{head}VERSION:2.0\nMETHOD:{method}\n{before}BEGIN:VEVENT\n"
        f"UID:k1-Z@fifteen.invalid\nDTSTAMP:20261125T080000Z\n{body}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    return text.replace("\n", "\r\n").encode()


GOOGLE = reply(
    "REPLY",
    *("DTSTART:20270326T140000Z", "DTEND:20270326T141500Z", "SEQUENCE:1", "STATUS:CONFIRMED"),
    "ORGANIZER;CN=mira@there.example:mailto:mira@there.example",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ana;X-NUM-GUESTS=0:mail\n"
    " to:ana@x.example",
    head="PRODID:-//Google Inc//Google Calendar 70.9054//EN\n",
)
OUTLOOK = reply(
    "REPLY",
    "ATTENDEE;PARTSTAT=DECLINED;CN=Ana Ruiz:MAILTO:Ana@X.example",
    "COMMENT;LANGUAGE=en-US:Sorry\\, travelling\\n",
    "DTSTART;TZID=W. Europe Standard Time:20270326T150000",
    "DTEND;TZID=W. Europe Standard Time:20270326T151500",
    *("SEQUENCE:1", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"),
    before=zone("W. Europe Standard Time", 1) + "\n",
    head="PRODID:Microsoft Exchange Server 2010\n",
)
APPLE = reply(
    "REPLY",
    "ATTENDEE;CN=Ana;EMAIL=ana@x.example;PARTSTAT=TENTATIVE;ROLE=REQ-PARTICIPANT:mailto:ana@x.exa\n"
    " mple",
    *("DTSTART;TZID=Europe/Berlin:20270326T150000", "SEQUENCE:1"),
    head="CALSCALE:GREGORIAN\nPRODID:-//Apple Inc.//macOS 14.4//EN\n",
)
THUNDERBIRD = reply(
    "COUNTER",
    *("DTSTART;TZID=Europe/Berlin:20270330T160000", "DTEND;TZID=Europe/Berlin:20270330T161500"),
    *("SEQUENCE:1", "COMMENT:Tuesday suits me better"),
    "ATTENDEE;PARTSTAT=DECLINED;ROLE=REQ-PARTICIPANT:mailto:ana@x.example",
    head="PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN\n",
)


@pytest.mark.parametrize(
    ("raw", "said", "comment"),
    [
        (GOOGLE, Said.ACCEPTED, ""),
        (OUTLOOK, Said.DECLINED, "Sorry, travelling"),
        (APPLE, Said.TENTATIVE, ""),
        (THUNDERBIRD, Said.COUNTER, "Tuesday suits me better"),
    ],
    ids=["google", "outlook", "apple", "thunderbird"],
)
def test_answers_of_four_programs_are_read(raw: bytes, said: Said, comment: str) -> None:
    found = replies.read(raw)
    assert found is not None
    assert (found.conversation, found.said, found.guest) == ("k1-Z", said, "ana@x.example")
    assert (found.version, found.comment) == (1, comment)
    moved = datetime(2027, 3, 30, 14, tzinfo=UTC)
    assert found.start == (moved if said is Said.COUNTER else START)


_BERLIN, _WINDOWS = "TZID=Europe/Berlin:", "TZID=W. Europe Standard Time:"
_PRODUCTS = {
    "google": ("-//Google Inc//Google Calendar 70.9054//EN", "", "CUTYPE=INDIVIDUAL;", "Z"),
    "outlook": ("Microsoft Exchange Server 2010", zone(_WINDOWS[5:-1], 1), "", _WINDOWS),
    "apple": ("-//Apple Inc.//macOS 14.4//EN", "", "EMAIL=ana@x.example;", _BERLIN),
    "thunderbird": ("-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "", "RSVP=TRUE;", _BERLIN),
}
"""Who writes; the rules of a zone sent along; what is said of a guest; how times are told."""


@pytest.mark.parametrize("program", _PRODUCTS)
@pytest.mark.parametrize("said", list(Said))
def test_whatever_one_of_four_programs_can_answer_is_read(program: str, said: Said) -> None:
    product, rules, more, way = _PRODUCTS[program]
    counter = said is Said.COUNTER
    local = START + timedelta(hours=1)  # Berlin has CET in March until the 28th
    when = f"{START:%Y%m%dT%H%M%SZ}" if way == "Z" else f"{local:%Y%m%dT%H%M%S}"
    start = f"DTSTART:{when}" if way == "Z" else f"DTSTART;{way}{when}"
    # Outlook proposes as somebody who may come, the others as somebody who cannot.
    part = ("TENTATIVE" if program == "outlook" else "DECLINED") if counter else str(said).upper()
    raw = reply(
        "COUNTER" if counter else "REPLY",
        *(start, "SEQUENCE:1", "COMMENT:See you"),
        f"ATTENDEE;{more}PARTSTAT={part};CN=Ana:mailto:Ana@x.example",
        before=rules + "\n" if rules else "",
        head=f"PRODID:{product}\n",
    )
    found = replies.read(raw)
    assert found is not None
    assert (found.said, found.guest, found.start) == (said, "ana@x.example", START)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Europe/Berlin", START),
        ("/freeassociation.sourceforge.net/Europe/Berlin", START),
        ("W. Europe Standard Time", START),
        ("(UTC+01:00) Amsterdam\\, Berlin", None),
        ("Our office", None),
    ],
)
def test_an_answer_without_vtimezone_is_read_by_the_name_of_its_zone_or_not_guessed(
    name: str, start: datetime | None
) -> None:
    quoted = f'"{name}"' if set(name) & set(":;,") else name
    raw = reply(
        "COUNTER",
        f"DTSTART;TZID={quoted}:20270326T150000",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@x.example",
    )
    found = replies.read(raw)
    assert found is not None and found.said is Said.COUNTER
    assert found.start == start


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize("method", list(Method))
def test_what_we_send_carries_the_rules_of_every_zone_it_names(
    zone_name: str, method: Method
) -> None:
    one = replace(ONE, booking=replace(TALK, zone=zone_name))
    text = invitations.event(one, method).decode().replace("\r\n ", "")
    named = set(re.findall(r"TZID=([^:]+):", text))
    assert named == {zone_name}
    rules = re.findall(r"BEGIN:VTIMEZONE\r\nTZID:(.+?)\r\n.*?END:VTIMEZONE", text, re.DOTALL)
    assert set(rules) == named


def test_who_invited_is_not_who_answers_though_named_first() -> None:
    lines = (
        "ORGANIZER;CN=Mira:mailto:mira@there.example",
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Mira:mailto:Mira@there.example",
        "ATTENDEE;PARTSTAT=DECLINED;CN=Ana:mailto:ana@x.example",
    )
    counter = replies.read(reply("COUNTER", "DTSTART:20270330T140000Z", *lines))
    assert counter is not None and counter.guest == "ana@x.example"
    declined = replies.read(reply("REPLY", "DTSTART:20270326T140000Z", *lines))
    assert declined is not None and declined.said is Said.DECLINED


def test_what_is_written_twice_is_read_once() -> None:
    raw = GOOGLE.replace(b"SEQUENCE:1\r\n", b"SEQUENCE:1\r\nSEQUENCE:1\r\n")
    raw = raw.replace(b"UID:", b"UID:k1-Z@fifteen.invalid\r\nUID:")
    raw = raw.replace(b"STATUS:", b"COMMENT:See you\r\nCOMMENT:See you\r\nSTATUS:")
    found = replies.read(raw)
    assert found is not None
    assert (found.conversation, found.version, found.comment) == ("k1-Z", 1, "See you")


def test_the_answer_is_found_in_a_mail_as_text_or_as_a_file() -> None:
    for kind in ("text/calendar; method=REPLY; charset=UTF-8", "application/octet-stream"):
        raw = (
            b"From: ana@x.example\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
            b"--b\r\nContent-Type: text/plain\r\n\r\nAccepted: we talk\r\n"
            b"--b\r\nContent-Type: " + kind.encode() + b'; name="invite.ics"\r\n'
            b'Content-Disposition: attachment; filename="invite.ics"\r\n\r\n'
            + GOOGLE
            + b"--b--\r\n"
        )
        found = replies.read(raw)
        assert found is not None and found.said is Said.ACCEPTED


@pytest.mark.parametrize(
    "raw",
    [
        *(b"", b"Dear Mira", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        GOOGLE.replace(b"@fifteen.invalid", b"@google.com"),
        GOOGLE.replace(b"METHOD:REPLY", b"METHOD:REQUEST"),
        GOOGLE.replace(b"PARTSTAT=ACCEPTED", b"PARTSTAT=NEEDS-ACTION"),
    ],
)
def test_what_answers_nothing_of_ours_is_none(raw: bytes) -> None:
    assert replies.read(raw) is None


def test_the_feed_holds_talks_as_times_and_steps_as_days() -> None:
    step = Ahead("Thank Ana; now", day=datetime(2026, 11, 26, tzinfo=UTC).date(), key="c-ana-thank")
    data = feed.calendar([Ahead("Talk with Ana", booking=TALK), step], "mira@there.example", MADE)
    talk, day = parsing.parse(data).walk("VEVENT")
    assert value(talk, "DTSTART") == START
    assert str(day["TRANSP"]) == "TRANSPARENT"
    assert str(day["SUMMARY"]) == "Thank Ana; now"
    assert all(len(line) <= 75 for line in re.split(rb"\r\n", data))
