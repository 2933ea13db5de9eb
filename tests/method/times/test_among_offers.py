"""Which of the offered times is meant where an answer names them by month, weekday or place."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fifteen.method.times import Asked, TimeKind, read
from fifteen.method.times.words import Span

BERLIN = "Europe/Berlin"
WRITTEN = datetime(2027, 1, 14, 10, tzinfo=ZoneInfo(BERLIN))
OFFERED = tuple(
    Span(start, start + timedelta(minutes=15))
    for start in (
        datetime(2027, 1, 19, 9, 30, tzinfo=ZoneInfo(BERLIN)),  # a Tuesday
        datetime(2027, 1, 19, 15, tzinfo=ZoneInfo(BERLIN)),
        datetime(2027, 1, 21, 12, tzinfo=ZoneInfo(BERLIN)),
        datetime(2027, 2, 3, 12, tzinfo=ZoneInfo(BERLIN)),
    )
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Tuesday, the earlier one please", [1]),
        ("The later of the two on Tuesday", [2]),
        ("the late one on the 19th", [2]),
        ("Either of the Tuesday slots is fine", [1, 2]),
        ("Neither of the Tuesday ones", []),
        ("Both January ones are out", []),
        ("All the January ones work", [1, 2, 3]),
        ("The February one, please", [4]),
        ("Thursday's slot or, failing that, the February one", [3, 4]),
        ("the last on your list", [4]),
        ("First?", [1]),
        ("Second or last?", [2, 4]),
        ("1st or last, I don't mind which", [1, 4]),
        ("Not the first, the rest are fine", [2, 3, 4]),
        ("Can we take the first? Actually no, the last.", [4]),
        ("Tuesday, both", [1, 2]),
        ("Any but the January ones", [4]),
        ("Tuesday the latest one please", [2]),
        ("the one in February", [4]),
        ("Whichever is latest", [4]),
        ("Everything except the February one", [1, 2, 3]),
        ("Der Vormittagstermin am Dienstag", [1]),
        ("Der Termin im Februar", [4]),
        ("Neither of the first two", []),
        ("I'd take the last over the first", [4]),
        ("Keiner der ersten beiden", []),
        ("Lieber der letzte als der erste", [4]),
        ("Dienstag der spätere", [2]),
        ("Dienstag, aber den früheren", [1]),
        ("Den letzten am Dienstag", [2]),
        ("Die beiden am Dienstag", [1, 2]),
        ("Der frühere?", [1]),
        ("den früheren am Dienstag", [1]),
        ("Der Februartermin", [4]),
        ("Beide Januartermine gehen nicht", []),
        ("Die Dienstagstermine passen beide", [1, 2]),
        ("Einer der Dienstagstermine", [1, 2]),
        ("Keiner der Januartermine, aber der Februartermin", [4]),
        ("Den ersten auf der Liste", [1]),
        ("Der dritte geht nicht, der Rest passt", [1, 2, 4]),
    ],
)
def test_an_answer_names_some_of_the_offered_times(text: str, meant: list[int]) -> None:
    language = "de" if {*text.lower().split()} & GERMAN else "en"
    told = read(Asked(text, WRITTEN, BERLIN, BERLIN, OFFERED, language=language))
    assert told.ask is None
    assert [OFFERED.index(time.span) + 1 for time in told.times] == meant
    assert all(time.kind is TimeKind.OFFERED for time in told.times)


GERMAN = {"der", "den", "die", "beide", "dienstag", "keiner"}


@pytest.mark.parametrize("text", ["The January one works", "Wednesday, the earlier of the two"])
def test_where_several_or_none_of_them_fit_it_is_asked_back(text: str) -> None:
    told = read(Asked(text, WRITTEN, BERLIN, BERLIN, OFFERED[:3], language="en"))
    assert told.ask
    assert not told.times
