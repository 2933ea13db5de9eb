"""The calendar file of a talk, read back by the rules of RFC 5545."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from fifteen.adapters.documents import calendar
from fifteen.method.words import Booking, Medium

START = datetime(2026, 11, 27, 9, tzinfo=UTC)
TALK = Booking("k1-Z", START, 15, "Europe/Berlin", Medium.PHONE, "+1 555 0147")
MADE = datetime(2026, 11, 24, 8, 40, 5, tzinfo=UTC)


def event(booking: Booking = TALK, host: str = "Ana Ruiz", version: int = 1) -> dict[str, str]:
    """The properties of the event, unfolded and unescaped; fails where the file breaks a rule."""
    data = calendar.talk(booking, "Mira Halonen", host, "mira@example.org", MADE, version).data
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert all(line.decode("utf-8") for line in lines)  # no sign is cut in two
    text = data.decode().replace("\r\n ", "").removesuffix("\r\n")
    pairs = [line.split(":", 1) for line in text.split("\r\n")]
    within = [tuple(p) for p in pairs]
    assert within[:2] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]
    assert within[-2:] == [("END", "VEVENT"), ("END", "VCALENDAR")]
    names = [name for name, _ in within]
    assert names.count("BEGIN") == 2
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", dict(within)["SUMMARY"])
    return {name: plain(value) for name, value in within}


def plain(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)


def test_the_event_says_when_where_and_how_to_move_it() -> None:
    found = event()
    assert found["UID"] == "k1-Z@fifteen.invalid"
    assert (found["DTSTART"], found["DTEND"]) == ("20261127T090000Z", "20261127T091500Z")
    assert found["DTSTAMP"] == "20261124T084005Z"
    assert found["SUMMARY"] == "Mira Halonen and Ana Ruiz: 15 minutes"
    assert found["LOCATION"] == "+1 555 0147"
    assert found["DESCRIPTION"] == (
        "By telephone: +1 555 0147.\n"
        "To move it or call it off, a line to mira@example.org is enough."
    )


def test_a_moved_talk_is_the_same_event_in_a_later_version() -> None:
    moved = event(replace(TALK, start=datetime(2026, 12, 1, 16, tzinfo=UTC)), version=2)
    assert moved["UID"] == event()["UID"]
    assert (moved["SEQUENCE"], moved["DTSTART"]) == ("2", "20261201T160000Z")


def test_a_place_can_not_put_lines_of_its_own_into_the_file() -> None:
    place = "Room 1; floor, 2\\3\r\nEND:VEVENT\r\nATTACH:x\x00\x0b"
    found = event(replace(TALK, place=place))
    assert found["LOCATION"].startswith("Room 1; floor, 2\\3\nEND:VEVENT\nATTACH:x")
    assert "ATTACH" not in found
    assert "\x00" not in found["LOCATION"]


def test_long_names_of_any_script_are_folded_between_signs() -> None:
    assert event(host="Žofie Müller " * 20)["SUMMARY"].count("Žofie") == 20
    assert event(host="王小明" * 40)["SUMMARY"].count("王小明") == 40


@given(st.text(max_size=120))
def test_whatever_the_place_is_it_can_be_read_back(place: str) -> None:
    found = event(replace(TALK, place=place))
    kept = "\n".join(place.splitlines())
    kept = "".join(c for c in kept if c == "\n" or c.isprintable())
    assert found.get("LOCATION", "") == kept
