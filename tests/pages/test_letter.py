"""The letter page: written, checked, kept, and said to be sent."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from fifteen.actions import letters
from fifteen.method.words import LetterKind, TieKind
from fifteen.store import scope
from fifteen.store.models import Campaign, Letter, Person
from tests import world
from tests.pages.desk import ASKS_FOR_A_JOB, GOOD, address, form, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(mira: Campaign) -> Person:
    return world.knows(mira, "Ana Ruiz", email="ana@example.org", phone="+44 20 7946 0147")


@pytest.fixture
def letter(ana: Person) -> Letter:
    return letters.begin(ana, LetterKind.REQUEST, world.NOW)


# begun


def test_a_new_letter_is_the_one_the_next_step_asks_for(seat: Client, ana: Person) -> None:
    answer = seat.get("/people/ana-ruiz/letters/new")
    begun = scope.letters(ana.campaign).get()
    assert answer.headers["Location"] == address(begun)
    assert begun.kind == LetterKind.REQUEST


def test_a_kind_and_a_version_can_be_asked_for(seat: Client, ana: Person) -> None:
    seat.get("/people/ana-ruiz/letters/new?kind=request&version=tie")
    assert scope.letters(ana.campaign).get().version == "tie"


def test_a_kind_that_does_not_exist_is_the_usual_one(seat: Client, ana: Person) -> None:
    seat.get("/people/ana-ruiz/letters/new?kind=ransom-note")
    assert scope.letters(ana.campaign).get().kind == LetterKind.REQUEST


def test_the_open_letter_is_opened_again_and_not_written_twice(seat: Client, ana: Person) -> None:
    seat.get("/people/ana-ruiz/letters/new")
    seat.get("/people/ana-ruiz/letters/new")
    assert scope.letters(ana.campaign).count() == 1


# shown


def test_the_paper_shows_the_letter_and_whom_it_goes_to(seat: Client, letter: Letter) -> None:
    page = seat.get(address(letter)).content.decode()
    assert "ana@example.org" in page
    assert 'name="body"' in page
    assert "Dear Ana" in page
    assert "Takes fifteen minutes at most" in page
    assert page.count('class="btn main"') == 1


def test_what_the_check_found_is_underlined_and_named(seat: Client, letter: Letter) -> None:
    letters.keep(letter, 0, "Your work on the grid", ASKS_FOR_A_JOB, world.NOW)
    page = seat.get(address(letter)).content.decode()
    assert "Nearly ready: " in page
    assert 'class="stop" data-n="1" id="hit-1"' in page
    assert "Stop: it asks for a job" in page


def test_while_a_stop_is_not_settled_the_ways_out_wait(seat: Client, letter: Letter) -> None:
    free = seat.get(address(letter)).content.decode()
    assert 'href="mailto:' in free
    letters.keep(letter, 0, "Hello there", ASKS_FOR_A_JOB, world.NOW)
    page = seat.get(address(letter)).content.decode()
    assert ' href="mailto:' not in page
    assert page.count('aria-disabled="true"') == 5
    assert "Type <b data-words>asks for a job</b>" in page


def test_a_blank_says_what_belongs_in_it(seat: Client, mira: Campaign) -> None:
    bo = world.knows(mira, "Bo", TieKind.ALUMNI, via="")
    seat.get("/people/bo/letters/new?version=tie")
    page = seat.get(address(scope.letters(mira).get(person=bo))).content.decode()
    assert "[our school]" in page
    assert "The school you both went to." in page


def test_html_in_a_letter_is_shown_as_text(seat: Client, letter: Letter) -> None:
    letters.keep(letter, 0, '"><script>x', GOOD + "\n<script>alert(1)</script>", world.NOW)
    page = seat.get(address(letter)).content.decode()
    assert "<script>alert" not in page
    assert "<script>x" not in page


def test_the_mail_program_gets_address_subject_and_text(seat: Client, letter: Letter) -> None:
    letters.keep(letter, 0, "Fifteen minutes", GOOD, world.NOW)
    page = seat.get(address(letter)).content.decode()
    link = page.split('href="mailto:')[1].split('"')[0]
    assert link.startswith("ana@example.org?subject=Fifteen%20minutes")
    assert unquote(link.split("body=")[1]) == GOOD.replace("\n", "\r\n")


def test_a_letter_to_whoever_introduces_goes_to_them(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Tom Lee", TieKind.FRIEND, email="tom@example.org")
    world.knows(mira, "Ana Ruiz", email="ana@example.org")
    seat.get("/people/ana-ruiz/letters/new?kind=introduction-request&to=Tom+Lee")
    page = seat.get(address(scope.letters(mira).get())).content.decode()
    assert "mailto:tom@example.org" in page
    assert "ana@example.org" not in page


def test_a_school_is_nobody_to_write_to(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", TieKind.ALUMNI, "Calder College", email="ana@example.org")
    seat.get("/people/ana-ruiz/letters/new?kind=introduction-request")
    page = seat.get(address(scope.letters(mira).get())).content.decode()
    assert "whoever can introduce you" in page
    assert "To: Calder College" not in page


def test_a_call_script_calls_instead_of_mailing(seat: Client, ana: Person) -> None:
    seat.get("/people/ana-ruiz/letters/new?kind=call-script")
    page = seat.get(address(scope.letters(ana.campaign).get())).content.decode()
    assert 'href="tel:+442079460147"' in page
    assert "mailto:" not in page
    assert "Ready to call" in page


def test_a_letter_page_asks_the_database_little(
    seat: Client, letter: Letter, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        seat.get(address(letter))


# while it is written


def test_a_check_answers_what_the_page_swaps_in(seat: Client, letter: Letter) -> None:
    answer = seat.post(address(letter, "/check"), form(letter, ASKS_FOR_A_JOB)).json()
    shown = {"marks", "before", "mailto", "long"}
    assert set(answer) == shown | {"stands", "over", "says", "words", "too_long"}
    assert '<mark class="stop"' in answer["marks"]
    assert answer["words"] == "asks for a job"
    assert text_of(letter) != ASKS_FOR_A_JOB


def test_line_ends_of_a_form_do_not_move_the_underlines(seat: Client, letter: Letter) -> None:
    unix = seat.post(address(letter, "/check"), form(letter, ASKS_FOR_A_JOB)).json()
    windows = ASKS_FOR_A_JOB.replace("\n", "\r\n")
    assert seat.post(address(letter, "/check"), form(letter, windows)).json() == unix


def test_typing_is_kept_with_its_revision(seat: Client, letter: Letter) -> None:
    answer = seat.post(address(letter, "/keep"), form(letter))
    assert answer.json()["revision"] == 1
    assert text_of(letter) == GOOD


def test_a_second_window_does_not_overwrite_the_first(seat: Client, letter: Letter) -> None:
    seat.post(address(letter, "/keep"), form(letter, "first"))
    answer = seat.post(address(letter, "/keep"), {**form(letter, "second"), "revision": "0"})
    assert answer.status_code == 409
    assert text_of(letter) == "first"


def test_a_letter_of_a_book_s_length_is_refused_for_good(seat: Client, letter: Letter) -> None:
    answer = seat.post(address(letter, "/keep"), form(letter, "x" * 20_001))
    assert answer.status_code == 422
    assert "20,000" in answer.json()["message"]


def test_without_script_the_page_comes_back_checked_and_kept(seat: Client, letter: Letter) -> None:
    answer = seat.post(address(letter), form(letter, ASKS_FOR_A_JOB.replace("\n", "\r\n")))
    assert answer.status_code == 302, "loading it again sends no form"
    assert "Stop: it asks for a job" in seat.get(answer.url).content.decode()
    assert text_of(letter) == ASKS_FOR_A_JOB


def test_without_script_a_conflict_shows_both_texts(seat: Client, letter: Letter) -> None:
    letters.keep(letter, 0, "S", "the newer text", world.NOW)
    answer = seat.post(address(letter), form(letter, "the typed text", revision="0"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "the newer text" in page
    assert "the typed text</textarea>" in page
    assert text_of(letter) == "the newer text"
    again = seat.post(address(letter), form(letter, "the typed text", revision="1"))
    assert again.status_code == 302
    assert text_of(letter) == "the typed text"


def test_what_was_refused_still_stands_on_the_page(seat: Client, letter: Letter) -> None:
    answer = seat.post(address(letter), form(letter, "y" * 20_001))
    assert answer.status_code == 422
    assert "y" * 20_001 in answer.content.decode()


def test_a_better_wording_is_taken_without_script(seat: Client, letter: Letter) -> None:
    body = GOOD.replace("fifteen minutes", "half an hour")
    seat.post(address(letter, "/take"), form(letter, body, take="1"))
    assert text_of(letter) == GOOD


def test_a_sentence_that_asks_for_a_job_is_taken_out(seat: Client, letter: Letter) -> None:
    body = GOOD.replace("With kind", "Please consider me for any role.\n\nWith kind")
    assert body != GOOD
    letters.keep(letter, 0, letter.subject, body, world.NOW)
    shown = seat.get(address(letter)).content.decode()
    assert "Take this sentence out" in shown
    assert re.search(r"<del>\s*Please consider me for any role\.</del>", shown)
    letter.refresh_from_db()
    seat.post(address(letter, "/take"), form(letter, body, take="1", revision=str(letter.revision)))
    assert text_of(letter) == GOOD


def test_taking_what_is_not_there_keeps_the_text_as_typed(seat: Client, letter: Letter) -> None:
    seat.post(address(letter, "/take"), form(letter, take="77"))
    assert text_of(letter) == GOOD


def test_another_starting_point_replaces_the_text(seat: Client, letter: Letter) -> None:
    letters.keep(letter, 0, "S", "my own", world.NOW)
    seat.post(address(letter, "/from"), {"version": "tie"})
    assert text_of(letter).startswith("Dear Ana")
    assert letter.version == "tie"


def test_a_tone_and_a_length_are_chosen_shown_and_kept(seat: Client, letter: Letter) -> None:
    usual = text_of(letter)
    seat.post(address(letter, "/from"), {"tone": "formal", "length": "short"})
    formal = text_of(letter)
    assert (letter.tone, letter.length) == ("formal", "short")
    assert "Yours sincerely," in formal and len(formal) < len(usual)
    page = seat.get(address(letter)).content.decode()
    assert '<option value="formal" selected>Formal</option>' in page
    assert '<option value="short" selected>Short</option>' in page
    assert "Use it" in page and "Replace my text" not in page
    seat.post(address(letter, "/from"), {"version": "tie"})
    assert "Yours sincerely," in text_of(letter)
    assert letter.tone == "formal"


def test_a_tone_that_does_not_exist_changes_nothing(seat: Client, letter: Letter) -> None:
    before = text_of(letter)
    seat.post(address(letter, "/from"), {"tone": "shouting", "length": "9" * 40})
    assert text_of(letter) == before
    assert (letter.tone, letter.length) == ("plain", "usual")


def test_a_letter_with_one_starting_point_offers_tones_and_lengths_only(
    seat: Client, ana: Person
) -> None:
    told = letters.begin(ana, LetterKind.WHAT_CAME_OF_IT, world.NOW)
    page = seat.get(address(told)).content.decode()
    assert 'name="version"' not in page
    assert 'name="tone"' in page and 'name="length"' in page


# strangers


@pytest.mark.parametrize(
    "then", ["", "/check", "/keep", "/from", "/take", "/sent", "/discard", "/card"]
)
def test_somebody_else_s_letter_is_not_there(seat: Client, mira: Campaign, then: str) -> None:
    other = world.seeker("Otto")
    theirs = letters.begin(world.knows(other, "Ana Ruiz"), LetterKind.REQUEST, world.NOW)
    world.knows(mira, "Ana Ruiz")
    ask = seat.get if then in ("", "/card") else seat.post
    assert ask(address(theirs, then)).status_code == 404


def test_nothing_is_written_by_looking(seat: Client, letter: Letter) -> None:
    for then in ("/check", "/keep", "/from", "/take", "/sent", "/discard"):
        assert seat.get(address(letter, then)).status_code == 405
