"""What is over, one moment on two clocks, a preference among several, all but what was named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fifteen.method.times import Asked, read

WRITTEN = datetime(2027, 3, 3, 10, 0, tzinfo=UTC)  # a Wednesday
Told = list[tuple[str, str]]


def told(text: str, language: str = "en", seeker: str = "Europe/London") -> Told | str:
    """The times as they stand on a clock in London, or the question."""
    asked = Asked(text, WRITTEN, "Europe/London", seeker, language=language)
    answer = read(asked)
    spans = [(f"{t.span.start:%a %d %H:%M}", f"{t.span.end:%H:%M}") for t in answer.times]
    return answer.ask or spans


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("My knee replacement was July 20 and I'm bored. Thursday at 3.", "en"),
        ("We reopened the lab on 30 January after the flood. I can speak Thursday at 3.", "en"),
        ("The plow broke on the 28th, so forgive the delay. Best is Thursday at 3.", "en"),
        ("Your letter of 24 February reached me today. Thursday at 3 would suit.", "en"),
        ("Your message came through at 6.12 on Saturday morning. Thursday 3pm, my office.", "en"),
        ("Ich arbeite seit dem 1. Februar nur noch halb. Donnerstag um drei hätte ich Zeit.", "de"),
        ("Ich habe Ihre Anfrage vom 24. Februar erst jetzt gesehen. Donnerstag um 15 Uhr.", "de"),
    ],
)
def test_what_is_over_is_no_proposal(text: str, language: str) -> None:
    assert told(text, language) == [("Thu 04 15:00", "15:15")]


def test_what_is_over_is_read_where_nothing_else_is_said() -> None:
    assert told("Thursday at 3 was what I had in mind.") == [("Thu 04 15:00", "15:15")]


@pytest.mark.parametrize(
    ("text", "seeker", "expected"),
    [
        ("Monday at 2pm works, that's 3pm for you", "Europe/Berlin", [("Mon 08 14:00", "14:15")]),
        ("Monday at 2pm works, I believe that's 4pm for you", "Europe/Berlin", "not the same"),
        ("Let's say 4pm on Monday, that is 11 in the morning for you.", "America/New_York", None),
    ],
)
def test_one_moment_on_two_clocks(text: str, seeker: str, expected: Told | str | None) -> None:
    found = told(text, seeker=seeker)
    if isinstance(expected, str):
        assert isinstance(found, str) and expected in found
    else:
        assert found == (expected or [("Mon 08 16:00", "16:15")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thursday or Friday from 2 onwards, ideally Friday.", ("Fri 05 14:00", "17:00")),
        ("2pm on Tues 9th or Weds 10th, preferably the Weds", ("Wed 10 14:00", "14:15")),
        ("Thursday at 10 or Friday at 2, preferably Friday", ("Fri 05 14:00", "14:15")),
    ],
)
def test_the_day_that_is_liked_best_keeps_its_date_and_hours(
    text: str, expected: tuple[str, str]
) -> None:
    assert told(text) == [expected]


def test_the_day_after_another() -> None:
    assert told("Friday morning from 10 on, or any time the Tuesday after.") == [
        ("Fri 05 10:00", "12:00"),
        ("Tue 09 08:00", "17:00"),
    ]


def test_all_but_what_was_named() -> None:
    week = [(f"{day} 08:00", "17:00") for day in ("Wed 10", "Thu 11", "Fri 12")]
    assert told("Next week I am on leave on Monday and Tuesday, remaining days are ok.") == week
    assert told("I can't do Monday and Tuesday, other days are fine") == "Which day would suit you?"
    assert told("Montag bin ich weg, die anderen Tage gehen.", "de") == (
        "Welcher Tag würde Ihnen passen?"
    )
    assert told("Thursday at 3, the other days are full") == [("Thu 04 15:00", "15:15")]


@pytest.mark.parametrize(
    "text",
    [
        "Best shot at catching me is Monday at 12.",
        "Once that's out of the way, Monday at 12 would be lovely.",
        "Does Monday 11 suit? oh hang on that's the dentist, make it 12",
        "Monday at 11? no, make it 12",
    ],
)
def test_words_that_refuse_elsewhere(text: str) -> None:
    assert told(text) == [("Mon 08 12:00", "12:15")]


@pytest.mark.parametrize("piece", ["was ", "that's 3 ", "the other days ", "since 3 ", "ist ge "])
def test_long_texts_of_such_words_end(piece: str) -> None:
    for language in ("en", "de"):
        told(piece * 4_000, language)
