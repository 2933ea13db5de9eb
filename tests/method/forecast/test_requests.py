"""What a diary says to the forecast."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.world import entries

from fifteen.method.forecast.requests import Request, of
from fifteen.method.priors import Bond
from fifteen.method.words import Verb

TODAY = date(2026, 11, 24)  # a Tuesday


def read(diary: str) -> list[Request]:
    return of(entries(diary), Bond.REFERRED, TODAY)


def one(diary: str) -> Request:
    (found,) = read(diary)
    return found


def test_a_silent_request_grows_old_in_business_days() -> None:
    request = one("13 Nov asked")
    assert request.silent
    assert (request.elapsed, request.sent) == (7, (0,))


def test_a_reminder_is_a_letter_of_its_own() -> None:
    request = one("10 Nov asked\n19 Nov reminded")
    assert (request.elapsed, request.sent) == (10, (0, 7))
    assert request.silent


def test_an_answer_is_counted_from_the_first_letter() -> None:
    request = one("10 Nov asked\n19 Nov reminded\n20 Nov said-yes")
    assert (request.answered, request.yes, request.agreed) == (8, True, 2)
    assert request.held is None
    assert not request.over


def test_a_no_and_another_name_are_answers_without_a_talk() -> None:
    for verb in ("said-no", "named-someone", "never"):
        request = one(f"10 Nov asked\n12 Nov {verb}\n13 Nov thanked-no")
        assert (request.answered, request.yes, request.over) == (2, False, True)


def test_a_put_off_is_open_until_it_is_given_up() -> None:
    request = one("10 Nov asked\n12 Nov put-off until=2026-12-01")
    assert (request.answered, request.yes, request.over) == (2, None, False)
    assert request.not_before == 5
    assert one("10 Nov asked\n12 Nov put-off\n20 Nov thanked-no").yes is False


def test_a_talk_ends_the_request_well() -> None:
    request = one(
        "10 Nov asked\n12 Nov said-yes\n12 Nov booked conversation=c start=2026-11-18T10:00+00:00\n"
        "18 Nov met conversation=c"
    )
    assert (request.yes, request.held, request.talk_after, request.over) == (True, True, 4, True)


def test_a_booked_talk_has_its_day() -> None:
    request = one(
        "10 Nov asked\n12 Nov said-yes\n13 Nov booked conversation=c start=2026-11-26T10:00+00:00"
    )
    assert (request.booked_in, request.talk_after, request.held) == (2, 10, None)


def test_a_talk_that_was_called_off_waits_for_another_time() -> None:
    request = one(
        "10 Nov asked\n12 Nov said-yes\n13 Nov booked conversation=c start=2026-11-20T10:00+00:00\n"
        "19 Nov cancelled"
    )
    assert (request.booked_in, request.yes, request.held, request.over) == (None, True, None, False)


def test_a_yes_that_is_let_go_was_not_held() -> None:
    request = one("10 Nov asked\n12 Nov said-yes\n20 Nov rested")
    assert (request.yes, request.held, request.over) == (True, False, True)


def test_a_rest_in_silence_decides_nothing() -> None:
    request = one("5 Oct asked\n16 Oct reminded\n2 Nov rested")
    assert request.silent


def test_asking_anew_ends_the_first_request_where_it_stood() -> None:
    first, second = read("1 Sep asked\n20 Sep rested\n9 Nov woken\n10 Nov asked")
    assert first.over
    assert first.answered is None
    assert first.elapsed == 50
    assert second.silent


def test_what_was_undone_leaves_no_trace() -> None:
    (asked,) = entries("10 Nov asked")
    undone = replace(asked, verb=Verb.WITHDRAWN, data={"act": asked.act}, act="undo")
    assert of([asked, undone], Bond.REFERRED, TODAY) == []


def test_a_person_who_came_by_themselves_was_no_request() -> None:
    assert read("10 Nov said-yes\n11 Nov met conversation=c") == []
