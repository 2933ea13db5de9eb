"""Times in words: what hosts write, and what it means on the calendar (ANSWERS.md, part 2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bench.times.score import SPLITS, cases_of, judged
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.doors.times import asked_of
from fifteen.method.times import Asked, TimeKind, Understood, language_of, read
from fifteen.method.times._lexicon import LANGUAGES, lexicon

TUESDAY_EVENING = "2026-11-24T18:05:00-05:00"
NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"
BENCH = Path(__file__).parents[3] / "bench" / "times"
CASES: list[dict[str, Any]] = [
    case for name in SPLITS["built on"] for case in cases_of(BENCH / name)
]
NOT_UNDERSTOOD = {
    "b164": "asked",
    "e189": "wrong",
    "e142": "wrong",
    "n062": "wrong",
    "n070": "asked",
    "n126": "missed",
    "opened2-32": "asked",
    "opened2-39": "asked",
    "opened2-40": "asked",
    "opened2-48": "asked",
    "opened2-60": "asked",
    "opened2-64": "asked",
    "opened2-93": "asked",
    "opened2-126": "asked",
    "opened2-156": "asked",
    "opened2-164": "asked",
    "opened2-172": "asked",
    "opened2-177": "asked",
    "opened2-187": "asked",
    "opened2-197": "asked",
    "opened2-216": "missed",
    "opened2-226": "asked",
    "opened2-234": "asked",
    "opened3-19": "asked",
    "opened3-43": "asked",
    "opened3-54": "asked",
    "opened3-71": "missed",
    "opened4-19": "asked",
    "opened4-25": "asked",
    "opened4-41": "asked",
    "opened4-58": "asked",
    "opened4-66": "asked",
    "opened4-74": "missed",
    "opened5-9": "asked",
    "opened5-12": "asked",
    "opened5-55": "asked",
    "opened5-60": "asked",
    "opened6-7": "asked",
    "opened6-11": "asked",
    "opened6-25": "asked",
    "opened6-53": "missed",
    "opened6-60": "missed",
    "opened6-64": "asked",
    "opened6-67": "asked",
    "opened7-89": "missed",
    "opened7-113": "asked",
    "opened7-117": "asked",
    "opened7-218": "asked",
    "opened8-2": "asked",
    "opened8-28": "asked",
    "opened9-23": "asked",
    "opened10-24": "asked",
    "opened10-136": "asked",
    "opened10-145": "missed",
    "opened10-151": "asked",
    "opened10-164": "asked",
    "opened10-320": "asked",
    "opened11-9": "missed",
    "opened11-12": "asked",
    "opened11-63": "asked",
    "opened11-91": "asked",
    "opened11-93": "asked",
    "opened11-129": "missed",
    "opened12-161": "asked",
    "tA-100": "asked",
    "tA-141": "asked",
    "opened19-124": "asked",
    "opened19-141": "wrong",
    "opened19-156": "asked",
    "opened19-172": "asked",
    "opened19-27": "asked",
    "opened19-33": "asked",
    "opened19-6": "asked",
    "opened19-74": "asked",
    "opened19-84": "asked",
    "opened19-88": "asked",
    "tB-008": "missed",
    "tB-067": "asked",
    "tB-069": "asked",
    "tB-104": "asked",
    "tB-107": "asked",
    "tB-116": "asked",
    "tB-132": "asked",
    "tB-171": "asked",
    "tB-217": "asked",
    "tB-257": "asked",
    "t20-041": "wrong",
    "t20-064": "asked",
    "beside-20": "missed",
    "beside-23": "asked",
    "beside-35": "missed",
    "beside-43": "asked",
    "beside-45": "wrong",
    "beside-47": "wrong",
    "beside-50": "asked",
    "beside-54": "asked",
    "beside-55": "asked",
    "beside-63": "asked",
    "beside-68": "wrong",
    "beside-71": "asked",
    "beside-76": "asked",
    "beside-81": "asked",
    "beside-86": "asked",
    "beside-116": "asked",
    "beside-134": "asked",
    "beside-139": "asked",
    "beside-157": "missed",
    "beside-161": "wrong",
    "beside-162": "asked",
    **dict.fromkeys(
        (
            "tB-066",
            "beside-35",
            "beside-41",
            "opened19-82",
            "t20-018",
            "t20-020",
            "t20-035",
            "t20-037",
            "t20-038",
            "t20-039",
            "t20-046",
            "t20-049",
            "t20-051",
            "t20-052",
            "t20-077",
            "t20-098",
            "t20-107",
            "t20-111",
            "t20-114",
            "t20-151",
            "t20-200",
            "t20-219",
        ),
        "asked",
    ),
    **dict.fromkeys(
        ("t20-002", "t20-110", "t20-213", "t20-226", "t20-228"),
        "wrong",
    ),
    **dict.fromkeys(
        ("t20-014", "t20-058", "t20-133"),
        "missed",
    ),
}
"""Labelled sayings that are still not read as a person would: kept here so that nobody forgets."""


def asked(text: str, written: str = TUESDAY_EVENING, **more: Any) -> Asked:
    known = {"host_zone": NEW_YORK, "seeker_zone": BERLIN, **more}
    return Asked(text, datetime.fromisoformat(written), **known)


def local(text: str, written: str = TUESDAY_EVENING, **more: Any) -> list[str]:
    """The times as the host's clock shows them: "26 15:00-17:00"."""
    words = asked(text, written, **more)
    zone = ZoneInfo(words.host_zone)
    spans = [
        (t.span.start.astimezone(zone), t.span.end.astimezone(zone)) for t in read(words).times
    ]
    return [f"{start.day} {start:%H:%M}-{end:%H:%M}" for start, end in spans]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_what_hosts_write_is_understood(case: dict[str, Any]) -> None:
    words = asked_of(case)
    verdict = judged(words, read(words), case["expect"])
    assert verdict == NOT_UNDERSTOOD.get(case["id"], "right")


def test_a_time_is_told_in_utc_with_the_zone_it_was_meant_in() -> None:
    told = read(asked("Thursday after 3 works"))
    (time,) = told.times
    assert (time.kind, time.zone) == (TimeKind.WINDOW, NEW_YORK)
    assert time.span.start == datetime(2026, 11, 26, 20, tzinfo=UTC)
    assert time.span.end == datetime(2026, 11, 26, 22, tzinfo=UTC)


def test_what_is_ruled_out_is_named() -> None:
    told = read(asked("next week is bad"))
    assert told.times == ()
    assert [f"{span.start:%a %H:%M}" for span in told.ruled_out] == [
        f"{day} 13:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")
    ]
    assert told.ask is None


def test_a_date_that_only_tells_which_weekday_is_not_named() -> None:
    assert read(asked("Thursday after 3 works, not the 3rd though")).ruled_out == ()


def test_the_clocks_go_forward_and_the_hour_that_is_missing_is_asked_back() -> None:
    told = read(asked("Sunday 14 March at 2:30 am", "2027-03-09T10:00:00-05:00"))
    assert told.ask is not None
    assert told.times == ()
    twice = read(asked("Sunday at 1:30 am", "2027-11-05T10:00:00-04:00"))
    assert twice.ask is not None


def test_the_same_hour_is_another_moment_after_the_clocks_change() -> None:
    before = read(asked("Friday at 10", "2027-03-10T10:00:00-05:00")).times[0].span.start
    after = read(asked("Monday at 10", "2027-03-10T10:00:00-05:00")).times[0].span.start
    assert (before.hour, after.hour) == (15, 14)


def test_the_day_is_the_hosts_whatever_zone_the_mail_carries() -> None:
    late = "2026-11-25T03:30:00+00:00"  # still Tuesday evening in New York
    assert local("tomorrow at 10", late) == ["25 10:00-10:15"]
    assert local("today at 11 pm", late) == ["24 23:00-23:15"]


def test_a_weekday_of_writing_that_stands_second_is_asked_back_unless_its_week_is_said() -> None:
    wednesday = "2027-02-03T09:40:00-05:00"
    assert read(asked("Monday or Wednesday at 3", wednesday)).ask is not None
    assert local("Wednesday or Monday at 3", wednesday) == ["3 15:00-15:15", "8 15:00-15:15"]
    next_week = "Tuesday or Wednesday next week, after 3"
    assert local(next_week, wednesday) == ["9 15:00-17:00", "10 15:00-17:00"]


def test_without_a_zone_the_one_of_the_mail_counts() -> None:
    told = read(asked("Thursday at 10", host_zone=""))
    assert told.times[0].span.start == datetime(2026, 11, 26, 15, tzinfo=UTC)


def test_the_order_of_day_and_month_is_the_hosts_country() -> None:
    assert local("12/11 at 10") == ["11 10:00-10:15"]
    assert local("12/11 at 10", "2026-10-24T18:05:00+01:00", host_zone="Europe/London") == [
        "12 10:00-10:15"
    ]
    open_order = asked("12/11 at 10", "2026-10-24T18:05:00-04:00", host_zone="America/Toronto")
    assert read(open_order).ask is not None


def test_where_nothing_is_said_about_times_nothing_is_read() -> None:
    for text in ("", "Thanks so much!", "I have 3 kids and 2 dogs.", "Ring 555 0100", "🙂"):
        told = read(asked(text))
        assert told == Understood(), text


def test_a_moment_without_a_zone_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="zone"):
        read(Asked("Tuesday", datetime(2026, 11, 24, 9)))


def test_the_language_is_told_from_the_words() -> None:
    assert language_of("Dienstag ab 15 Uhr oder Mittwoch vormittags") == "de"
    assert language_of("Tuesday after 3 or Wednesday morning") == "en"
    assert language_of("") == "en"


def test_every_language_has_a_question_for_everything_that_can_be_open() -> None:
    questions = {name: set(lexicon(name).say) for name in LANGUAGES}
    assert questions["de"] == questions["en"]
    for name in LANGUAGES:
        for said in lexicon(name).say.values():
            assert said[0].isupper() or said[0] == "{"


_SOME = (
    "tuesday wednesday next this week after before 3 10 11 pm at or and not the 24th 31 dec "
    "morning lunch works bad , . - first either tomorrow until 12/11 your time cst ideally "
    "no wait half past between kw 49 friday end of 17:30 6 99 0 2026"
)
_WORDS = st.sampled_from(_SOME.split())


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=14).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_words_end_in_times_ahead_or_a_question(text: str, language: str) -> None:
    words = asked(text, language=language)
    told = read(words)
    assert not (told.ask and (told.times or told.ruled_out))
    for time in told.times:
        assert time.span.start < time.span.end
        assert time.span.end > words.written
        assert time.span.start - words.written < timedelta(days=420)
    spans = [time.span for time in told.times]
    assert spans == sorted(spans)
    for span in spans:
        assert not any(span.start < out.end and out.start < span.end for out in told.ruled_out)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    told = read(asked(text))
    assert not (told.ask and told.times)


@pytest.mark.parametrize(
    "text", ["3" * 50_000, "tuesday " * 9_000, "not " * 9_000, "10 or " * 9_000, "a\n" * 9_000]
)
def test_a_monstrous_text_is_looked_at_only_so_far(text: str) -> None:
    told = read(asked(text))
    assert not (told.ask and told.times)


@pytest.mark.parametrize(
    "dressed",
    [
        str.upper,
        lambda text: f"\n\n  {text}\n\n\n",
        lambda text: text.replace("'", "’").replace(" ", "  "),
        lambda text: text.replace(", ", ",\u00a0"),
    ],
    ids=["in capitals", "blank lines", "curly quotes", "hard spaces"],
)
def test_the_dress_of_the_words_changes_nothing(dressed: Callable[[str], str]) -> None:
    for case in CASES[::7]:
        words = asked_of(case)
        if "ß" in words.text:
            continue  # its capital is another word
        assert read(replace(words, text=dressed(words.text))) == read(words), words.text
