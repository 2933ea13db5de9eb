"""A request stands as the seeker's journal says (O2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fifteen.method.programme import said, states
from fifteen.method.programme.words import State
from fifteen.method.words import Entry, Verb

NOW = datetime(2026, 11, 9, 9, tzinfo=UTC)
START = "2026-11-12T23:30:00+00:00"


def told(*verbs: Verb, **data: Any) -> list[Entry]:
    """Entries an hour apart; the data belongs to the last."""
    last = len(verbs) - 1
    return [
        Entry(NOW + timedelta(hours=n), NOW.date(), verb, data if n == last else {})
        for n, verb in enumerate(verbs)
    ]


def state(*verbs: Verb, **data: Any) -> State:
    return states.state_of(states.since_asked(told(*verbs, **data)))[0]


def test_from_asked_to_talked() -> None:
    assert state(Verb.ASKED) is State.OPEN
    assert state(Verb.ASKED, Verb.SAID_YES) is State.YES
    assert state(Verb.ASKED, Verb.SAID_YES, Verb.BOOKED) is State.BOOKED
    assert state(Verb.ASKED, Verb.BOOKED, Verb.CANCELLED) is State.YES
    assert state(Verb.ASKED, Verb.BOOKED, Verb.MET) is State.TALKED
    assert state(Verb.ASKED, Verb.MET, Verb.SAID_NO) is State.TALKED, "they talked, whatever comes"


def test_answers_that_are_no_yes() -> None:
    assert state(Verb.ASKED, Verb.SAID_NO) is State.NO
    assert state(Verb.ASKED, Verb.PUT_OFF) is State.LATER
    assert state(Verb.ASKED, Verb.NAMED_SOMEONE) is State.ELSE
    assert state(Verb.ASKED, Verb.NEVER) is State.NO


def test_nothing_asked_or_asked_anew() -> None:
    assert state(Verb.ADDED) is State.BACK, "what was undone is taken back"
    assert state(Verb.ASKED, Verb.SAID_NO, Verb.ASKED) is State.OPEN


def test_a_rest_ends_an_open_request_and_no_other() -> None:
    assert state(Verb.ASKED, Verb.RESTED, why=states.EXPIRED) is State.EXPIRED
    assert state(Verb.ASKED, Verb.RESTED, why="chosen") is State.BACK
    assert state(Verb.ASKED, Verb.SAID_NO, Verb.RESTED, why="chosen") is State.NO


def test_when_the_answer_came_and_on_which_day_of_theirs_the_talk_is() -> None:
    lines = told(Verb.ASKED, Verb.BOOKED, start=START)
    assert states.state_of(lines)[1] == NOW + timedelta(hours=1)
    assert states.talk_on(lines, ZoneInfo("Europe/Oslo")) == date(2026, 11, 13)
    assert states.talk_on(lines, ZoneInfo("America/New_York")) == date(2026, 11, 12)
    assert states.talk_on([*lines, *told(Verb.CANCELLED)], ZoneInfo("UTC")) is None


def test_what_is_said_of_silence_is_kind_and_names_the_next() -> None:
    text = said.expired("Ana", "Ben")
    assert "no judgement" in text and text.endswith("Ben could be asked next.")
    assert "could be asked" not in said.expired("Ana", "")


def test_the_letter_of_the_year_holds_what_was_passed_on() -> None:
    year = said.Year("Ana", "Calder alumni", 2026, 2, ("I chose grids.",), all_talks=40)
    subject, body = said.letter_of_the_year(year)
    assert subject == "What your 2026 led to"
    assert "two conversations" in body and "“I chose grids.”" in body and "about 40" in body


def test_what_comes_after_a_month_is_not_seen_in_it() -> None:
    """Asked in October and answered in November: October's row moves when November has ended."""
    november, december = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    asked = datetime(2026, 10, 30, 9, tzinfo=UTC)

    def seen(
        state: State, answered: int | None, talk: int | None, end: datetime
    ) -> tuple[bool, ...]:
        said = None if answered is None else asked + timedelta(days=answered)
        on = None if talk is None else (asked + timedelta(days=talk)).date()
        return states.until(states.Told(state, said, on, asked + timedelta(days=5)), end)

    assert seen(State.TALKED, 1, 9, november) == (True, False, False)
    assert seen(State.TALKED, 3, 9, november) == (False, False, False)
    assert seen(State.TALKED, 3, 9, december) == (True, True, False)
    assert seen(State.TALKED, 3, None, december) == (True, True, False)
    assert seen(State.EXPIRED, None, None, november) == (False, False, False)
    assert seen(State.EXPIRED, None, None, december) == (False, False, True)
    assert seen(State.NO, 1, None, december) == (False, False, False)
