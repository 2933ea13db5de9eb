"""What is asked back although it was read whole, and turns of phrase that mean plainer words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fifteen.method.times import Asked, read
from fifteen.method.times.words import Span

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
OFFERS = tuple(
    Span(start, start + timedelta(minutes=15))
    for start in (datetime(2027, 3, day, 10, 0, tzinfo=UTC) for day in (9, 10, 11))
)


def asked(text: str, offers: tuple[Span, ...] = (), seeker: str = "Europe/London") -> Asked:
    language = "de" if any(word in text for word in ("Uhr", "Außer")) else "en"
    return Asked(text, MONDAY, "Europe/London", seeker, offers, language)


def told(text: str, offers: tuple[Span, ...] = (), seeker: str = "Europe/London") -> list[str]:
    """The times that were understood, each as its day and its hours."""
    found = read(asked(text, offers, seeker))
    assert found.ask is None, found.ask
    return [f"{t.span.start:%d %H:%M}-{t.span.end:%H:%M}" for t in found.times]


APART = {
    "one is told": "The painters come Wednesday at ten for days. You and me, Friday at four.",
    "left out, and nothing is": "The lift men are in Friday from 10 to 12, otherwise I'm open.",
    "before or after": "On Thursday they paint the hall from 1 to 2, before or after is fine.",
}

WHOLE = {
    "an hour that is only pointed at": "I always walk between 12 and 1. Join me Thursday?",
    "an event, and no hour": "Friday, once the bread is out of the oven.",
    "a number of things": "Friday after two surgeries.",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_a_day_is_not_whole_beside_a_limit_that_no_clock_tells(text: str) -> None:
    assert read(asked(text)).ask
    assert told("I always walk by the sea. Join me Thursday?") == ["04 08:00-17:00"]
    assert told("I'll be in from 8. Thursday?") == ["04 08:00-17:00"]


JOINED = {
    "a list": ("Tuesday at 9, Thursday at 11.", 2),
    "with or": ("I could do Tuesday at 9, or perhaps Thursday at 11.", 2),
    "with if": ("Let's aim for Tuesday at 9, and if that fails, Thursday at 11.", 2),
    "the same day twice": ("Could you do next week? Wednesday the 10th, 11am?", 1),
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_a_time_that_may_only_be_told_is_asked_back(text: str) -> None:
    assert read(asked(text)).ask


@pytest.mark.parametrize(("text", "count"), JOINED.values(), ids=JOINED)
def test_times_that_are_joined_are_all_meant(text: str, count: int) -> None:
    assert len(told(text)) == count


def test_one_moment_ruled_out_and_nothing_that_suits_is_asked_back() -> None:
    assert read(asked("9am Singapore time on the 20th, I'm travelling.")).ask
    assert read(asked("I can't do the 20th.")).ask is None


def test_a_time_is_taken_up_that_nobody_had_offered() -> None:
    assert read(asked("Lovely, that time's fine.")).ask
    assert read(asked("Lovely, it was kind of you to write at that time of the year.")).ask is None


TURNS = {
    "an exception first": (
        "Except for Friday, next week is open.",
        ["08 08:00-17:00", "09 08:00-17:00", "10 08:00-17:00", "11 08:00-17:00"],
    ),
    "given a miss": (
        "Wednesday, but give the 1 to 2 a miss.",
        ["03 08:00-13:00", "03 14:00-17:00"],
    ),
    "with a star": ("Tues 3pm *Weds 3pm", ["03 15:00-15:15"]),
    "of another person": (
        "Ravi can do Tuesday at 3, but I can do Friday at 3.",
        ["05 15:00-15:15"],
    ),
    "that day": (
        "I am only near a desk on Thursday. Ring me that day between 10 and 12.",
        ["04 10:00-12:00"],
    ),
    "and a half": ("Thursday at eleven and a half", ["04 11:30-11:45"]),
    "half, in a range": ("Thursday between ten and half eleven", ["04 10:00-11:30"]),
    "außer, am Anfang": (
        "Außer am Freitag, nächste Woche geht es vormittags.",
        ["08 08:00-12:00", "09 08:00-12:00", "10 08:00-12:00", "11 08:00-12:00"],
    ),
    "am selben Tag": (
        "Am Dienstag bin ich von 9 bis 11 Uhr eingeteilt, am selben Tag ab 14 Uhr geht es.",
        ["02 14:00-17:00"],
    ),
    "wobei": (
        "Am Donnerstag zwischen 9 und 12 Uhr, wobei von 10 bis 11 Uhr Probe ist.",
        ["04 09:00-10:00", "04 11:00-12:00"],
    ),
}


@pytest.mark.parametrize(("text", "times"), TURNS.values(), ids=TURNS)
def test_a_turn_of_phrase_means_plainer_words(text: str, times: list[str]) -> None:
    assert told(text) == times


def test_a_moment_said_on_both_clocks_is_one() -> None:
    text = "So my Tuesday 5 pm is your 6 pm."
    assert told(text, seeker="Europe/Berlin") == ["02 17:00-17:15"]
    assert read(asked(text, seeker="Asia/Tokyo")).ask


def test_a_moment_told_less_exactly_for_the_other_clock_is_one() -> None:
    text = "Friday 9am my time, that's Friday evening for you."
    assert told(text, seeker="Asia/Tokyo") == ["05 09:00-09:15"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("First and third are fine, second clashes with my rounds.", [0, 2]),
        ("Nr 1 and Nr 3 are okay, you choose.", [0, 2]),
        ("Not the first, and not the last. The one in between is fine.", [1]),
        ("The first falls right in the middle of our fire drill. The last one suits.", [2]),
    ],
)
def test_offers_by_their_places(text: str, left: list[int]) -> None:
    found = read(asked(text, OFFERS))
    assert found.ask is None
    assert [time.span for time in found.times] == [OFFERS[n] for n in left]
