"""What is refused beside what suits, dates whose weekday tells their order, hours written out: each
in words that stand in no set of the bench."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fifteen.method.times import Asked, TimeKind, read
from fifteen.method.times.words import Span

MONDAY = datetime(2027, 1, 11, 9, tzinfo=ZoneInfo("Europe/Berlin"))
_OFFERS = (  # Tuesday at 10, Thursday at 14, Friday at 9
    datetime(2027, 1, 12, 9, tzinfo=UTC),
    datetime(2027, 1, 14, 13, tzinfo=UTC),
    datetime(2027, 1, 15, 8, tzinfo=UTC),
)
OFFERED = tuple(Span(start, start + timedelta(minutes=15)) for start in _OFFERS)


def asked(text: str, language: str, offers: int = 0, country: str = "DE") -> Asked:
    return Asked(
        text,
        MONDAY,
        host_zone="Europe/Berlin",
        seeker_zone="America/New_York",
        language=language,
        country=country,
        offered=OFFERED[:offers],
    )


@pytest.mark.parametrize(
    ("text", "language", "offers", "suit"),
    [
        (
            "The earlier of the two. The later one lands right in the middle of rehearsal.",
            "en",
            2,
            [1],
        ),
        (
            "The last one. The first falls during my shift and the second collides with a dentist.",
            "en",
            3,
            [3],
        ),
        ("The first one doesn't clash with the school run, so that.", "en", 2, [1]),
        ("Scratch the Tuesday one, the Thursday one is good.", "en", 2, [2]),
        ("Don't fancy the first, the second is fine.", "en", 2, [2]),
        ("The one in between suits me.", "en", 3, [2]),
        ("Tuesday is out. The other two are fine.", "en", 3, [2, 3]),
        ("First one's a no, the second is good.", "en", 2, [2]),
        (
            "Den früheren Termin nehme ich gern, der spätere liegt mitten in der Probe.",
            "de",
            2,
            [1],
        ),
        ("Den ersten streichen wir bitte. Der zweite passt.", "de", 2, [2]),
        (
            "Den frühesten Ihrer Vorschläge nehme ich, die beiden anderen fallen in den Dienst.",
            "de",
            3,
            [1],
        ),
    ],
)
def test_what_is_refused_of_the_offers_is_not_taken(
    text: str, language: str, offers: int, suit: list[int]
) -> None:
    told = read(asked(text, language, offers))
    assert told.ask is None
    assert [time.kind for time in told.times] == [TimeKind.OFFERED] * len(suit)
    assert [time.span for time in told.times] == [OFFERED[n - 1] for n in suit]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("3/2 (Tue), 10:00-11:00", "en", "2027-03-02 10:00"),  # the second of March is a Tuesday
        ("5/2 (Fri) at 10", "en", "2027-02-05 10:00"),
        ("On 19 January, Tuesday, 9:30 please.", "en", "2027-01-19 09:30"),
        ("Am 19. Januar, Dienstag, 9 Uhr 30 ginge es.", "de", "2027-01-19 09:30"),
        ("Mittwoch um vierzehn Uhr vierzig.", "de", "2027-01-13 14:40"),
        ("Mittwoch um neun Uhr fünfzehn.", "de", "2027-01-13 09:15"),
        ("If this is not convenient for you, Friday at 17h.", "en", "2027-01-15 17:00"),
        ("Wednesday at 3. My dentist got cancelled.", "en", "2027-01-13 15:00"),
        ("Mittwoch, 16 Uhr hier, das ist 10 Uhr in New York.", "de", "2027-01-13 16:00"),
    ],
)
def test_a_day_and_an_hour_are_read_as_they_are_written(
    text: str, language: str, shown: str
) -> None:
    told = read(asked(text, language, country="GB" if language == "en" else "DE"))
    assert told.ask is None
    (time,) = told.times
    assert f"{time.span.start.astimezone(MONDAY.tzinfo):%Y-%m-%d %H:%M}" == shown


def test_hours_are_taken_out_of_a_day() -> None:
    for text, language in (
        ("Any time Wednesday but 12 to 1.", "en"),
        ("Mittwoch von 8 bis 17 Uhr, abzüglich der Pause von 12 bis 13 Uhr.", "de"),
    ):
        told = read(asked(text, language))
        spans = [
            tuple(
                f"{at.astimezone(MONDAY.tzinfo):%H:%M}" for at in (time.span.start, time.span.end)
            )
            for time in told.times
        ]
        assert spans == [("08:00", "12:00"), ("13:00", "17:00")], text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wednesday, 4pm and that makes it 11am where you are.", "en"),
        ("Mittwoch, 16 Uhr hier, das ist 11 Uhr in New York.", "de"),
    ],
)
def test_two_clocks_that_do_not_agree_are_asked_back(text: str, language: str) -> None:
    assert read(asked(text, language)).ask
