"""Whom a reply speaks to, whose number it names, and what tells that a talk was agreed."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from fifteen.method.answers import _bounces, _found, _machine
from fifteen.method.answers._addressed import addresses_both, greets_two, names_copied
from fifteen.method.answers._agreed import hours_alone, is_agreed, names_another
from fifteen.method.answers.words import Message
from fifteen.method.times import Span

TO = "Lena Fischer <lena@f.example>"


def copied(cc: str = "Gwen Ashby <gwen@a.example>", **more: str) -> Message:
    return Message(text="", sender="Paul Rudge <paul@r.example>", to=TO, cc=cc, **more)


@pytest.mark.parametrize(
    "reply",
    [
        "Lena, Gwen here was my apprentice. Gwen, Lena would like fifteen minutes.",
        "Gwen meet Lena",
        "Gwen - see the note below, could you take this one?",
        "lena <> gwen\n\ngwen = lead rigger",
        "Lena, Gwen. Gwen, Lena.",
        "@Gwen pls see below",
        "Liebe Lena, liebe Gwen\n\nich klinke mich aus.",
        "Liebe Frau Ashby, Frau Fischer möchte wissen, wie das geht.",
    ],
)
def test_the_one_in_copy_is_spoken_to(reply: str) -> None:
    assert addresses_both(reply, copied()) and names_copied(reply, copied())


@pytest.mark.parametrize("reply", ["Thursday is fine.", "My assistant Gwen sends you the code."])
def test_an_assistant_and_nobody_are_not(reply: str) -> None:
    assert not names_copied(reply, copied()) and not addresses_both(reply, copied())


def test_a_greeting_of_two() -> None:
    assert greets_two("Hey Sam! Hey Ronnie!\nRonnie this is Sam") and greets_two("Greetings both,")
    assert not greets_two("Hey Sam!\nThursday is fine")


@pytest.mark.parametrize(
    ("reply", "number", "language", "theirs"),
    [
        ("You can ring her on 01535 555 019 any evening.", "01535 555 019", "en", True),
        ("He's on 01261 555 207.", "01261 555 207", "en", True),
        ("Ring me on 01535 555 019, he told you wrong.", "01535 555 019", "en", False),
        ("01535 555 019, after six.", "01535 555 019", "en", False),
        ("Ruf den einfach im Laden an, 04682 55560.", "04682 55560", "de", True),
        ("Mailen tut der nicht, anrufen schon: 037362 55501.", "037362 55501", "de", True),
        ("Rufen Sie mich an: 04682 55560.", "04682 55560", "de", False),
    ],
)
def test_whose_number_it_is(reply: str, number: str, language: str, theirs: bool) -> None:
    assert _found.is_of_another(number, reply, language) is theirs


@pytest.mark.parametrize(
    ("subject", "asked", "language", "agreed"),
    [
        ("Re: Reminder", "See you this afternoon at two, I have the directions.", "en", True),
        ("Re: Our talk", "Good for Thursday at ten?", "en", True),
        ("Aw: Erinnerung", "morgen um zwölf, wenn die Halle Mittag macht?", "de", True),
        ("", "Noon tomorrow at the Glendale job. I'll be there.", "en", True),
        ("Aw: Unser Termin", "Mittwoch halb sechs am Anleger, ich bin da.", "de", True),
        ("Re: Our talk", "Could we have fifteen minutes on Thursday at ten?", "en", False),
        ("Re: Short question", "Can we talk Thursday at ten?", "en", False),
        ("Aw: Kurzes Gespräch", "Hätten Sie am Montag um zehn eine Viertelstunde?", "de", False),
    ],
)
def test_a_letter_that_reminds_of_a_talk(
    subject: str, asked: str, language: str, agreed: bool
) -> None:
    message = Message(text="", subject=subject, asked=asked, language=language)
    assert is_agreed("", message) is agreed


@pytest.mark.parametrize(
    ("reply", "language", "hour"),
    [
        ("Make it half eleven.", "en", 11),
        ("Half three suits me better, if you can.", "en", 15),
        ("see you at 14:20", "en", 14),
        ("Tide's wrong at 8. Come at 11 so.", "en", 11),
        ("lieber halb vier, um zwei ist noch Kundschaft da", "de", 15),
        ("komm erst um 9", "de", 9),
    ],
)
def test_an_hour_alone_is_on_the_day_of_the_talk(reply: str, language: str, hour: int) -> None:
    written = datetime(2027, 2, 8, 10, tzinfo=UTC)
    start = datetime(2027, 2, 11, 16, tzinfo=UTC)
    offered = (Span(start, start.replace(minute=15)),)
    zones = {"host_zone": "Europe/Dublin", "seeker_zone": "Europe/Dublin"}
    message = Message("", written=written, offered=offered, language=language, **zones)
    (told,) = hours_alone(reply, message)
    assert (told.span.start.day, told.span.start.hour) == (11, hour)
    assert names_another((told,), reply, message)


def test_the_hour_of_the_talk_is_no_other_half_a_day_off() -> None:
    written = datetime(2027, 2, 8, 10, tzinfo=UTC)
    start = datetime(2027, 2, 11, 4, 30, tzinfo=UTC)
    message = Message(text="", written=written, offered=(Span(start, start.replace(minute=45)),))
    assert not hours_alone("4:30 yes. Not a typo.", message)


def test_a_mail_that_came_in_did_not_bounce() -> None:
    headers = {"content-type": "multipart/report; report-type=delivery-status"}
    told = "Your message was successfully delivered to the destination(s) below.\n\n<a@b.example>"
    message = Message(text=told, sender="MAILER-DAEMON@b.example", headers=headers)
    assert not _bounces.is_bounce(message) and _machine.is_auto(message)


@pytest.mark.parametrize(
    ("reply", "day"),
    [
        ("It's FEBRUARY. Come back on 20 March.", date(2027, 3, 20)),
        ("I'm freer from the 26th of April so write then", date(2027, 4, 26)),
        ("Kindly revert after one month.", date(2027, 3, 8)),
        ("girl, the week of Valentine's??? try me feb 22", date(2027, 2, 22)),
    ],
)
def test_the_day_to_write_again(reply: str, day: date) -> None:
    written = datetime(2027, 2, 8, 10, tzinfo=UTC)
    assert _found.until(reply, Message(text="", written=written)) == day


def test_many_names_take_no_time() -> None:
    started = time.monotonic()
    many = ", ".join(f"Ann{n} Bo <a{n}@b.example>" for n in range(4_000))
    crowd = Message(text="", to=many, cc=many)
    start = datetime(2027, 2, 11, 4, 30, tzinfo=UTC)
    crowd = replace(crowd, written=start, offered=(Span(start, start.replace(minute=45)),))
    for crafted in ("Ann1, ", "a", "Bo ", "@", "\n", "ann1 - ", "1, ", "at 4. ", "half two, "):
        long = crafted * (100_000 // len(crafted))
        addresses_both(long, crowd)
        names_copied(long, crowd)
        greets_two(long)
        hours_alone(long, crowd)
        _found.is_of_another("01535 555 019", long[:20_000], "en")
    assert time.monotonic() - started < 8
