"""A letter leaves: by a way the page offers, past a stop only in words, and is noted."""

from __future__ import annotations

import pytest
from django.test import Client

from fifteen.actions import letters
from fifteen.method.words import LetterKind, Verb
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


def test_a_letter_that_was_sent_is_in_the_journal_and_stays(seat: Client, letter: Letter) -> None:
    answer = seat.post(address(letter, "/sent"), form(letter, channel="mail"))
    assert answer.headers["Location"] == "/people/ana-ruiz"
    entry = scope.entries_of(letter.person).get(verb=Verb.ASKED)
    assert entry.data == {"letter": letter.key, "channel": "mail"}
    page = seat.get(address(letter)).content.decode()
    assert "This letter left on" in page
    assert "by mail" in page
    assert "textarea" not in page


def test_what_was_typed_last_is_what_was_sent(seat: Client, letter: Letter) -> None:
    seat.post(address(letter, "/sent"), form(letter, GOOD, channel="message"))
    assert text_of(letter) == GOOD


def test_a_stop_refuses_to_leave_until_it_is_overruled_in_words(
    seat: Client, letter: Letter
) -> None:
    answer = seat.post(address(letter, "/sent"), form(letter, ASKS_FOR_A_JOB))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A stop is not settled yet" in page
    assert "would love to be considered" in page
    letter.refresh_from_db()
    over = form(letter, ASKS_FOR_A_JOB, overrule="asks for a job")
    assert seat.post(address(letter, "/sent"), over).status_code == 302
    entry = scope.entries_of(letter.person).get(verb=Verb.ASKED)
    assert entry.data["overruled"] == "asks-for-job"
    assert "although it asks for a job" in seat.get(address(letter)).content.decode()


def test_overruling_without_script_frees_the_ways_out(seat: Client, letter: Letter) -> None:
    over = form(letter, ASKS_FOR_A_JOB, overrule="asks for a job")
    page = seat.get(seat.post(address(letter), over).url).content.decode()
    assert ' href="mailto:' in page
    assert 'value="asks for a job"' in page


def test_it_may_have_left_some_days_ago_but_not_tomorrow(seat: Client, letter: Letter) -> None:
    tomorrow = form(letter, on="2999-01-01")
    answer = seat.post(address(letter, "/sent"), tomorrow)
    assert answer.status_code == 422
    assert "That day has not come yet" in answer.content.decode()
    odd = seat.post(address(letter, "/sent"), form(letter, on="soon"))
    assert odd.status_code == 422
    letter.refresh_from_db()
    assert seat.post(address(letter, "/sent"), form(letter, on="2026-11-20")).status_code == 302
    assert str(scope.entries_of(letter.person).get(verb=Verb.ASKED).on) == "2026-11-20"


def test_a_call_that_follows_a_letter_is_a_reminder(seat: Client, ana: Person) -> None:
    world.diary(ana, "16 Nov asked")
    script = letters.begin(ana, LetterKind.CALL_SCRIPT, world.NOW)
    assert seat.post(address(script, "/sent"), {"channel": "phone"}).status_code == 302
    assert scope.entries_of(ana).last().verb == Verb.REMINDED  # type: ignore[union-attr]


def test_a_draft_can_be_thrown_away(seat: Client, letter: Letter) -> None:
    assert seat.post(address(letter, "/discard")).headers["Location"] == "/people/ana-ruiz"
    assert not scope.letters(letter.campaign).exists()


def test_a_card_is_the_letter_alone(seat: Client, letter: Letter) -> None:
    page = seat.get(address(letter, "/card")).content.decode()
    assert "Dear Ana" in page
    assert "textarea" not in page
    assert "print.css" in page


def test_a_sent_letter_is_not_changed_any_more(seat: Client, letter: Letter) -> None:
    seat.post(address(letter, "/sent"), form(letter))
    assert seat.post(address(letter, "/keep"), form(letter, "new")).status_code == 422
    seat.post(address(letter), form(letter, "new"))
    seat.post(address(letter, "/from"), {"length": "short"})
    seat.post(address(letter, "/discard"))
    assert text_of(letter) == GOOD


def test_other_words_do_not_overrule_and_the_page_says_which_would(
    seat: Client, letter: Letter
) -> None:
    page = seat.post(address(letter), form(letter, ASKS_FOR_A_JOB, overrule="never mind"))
    assert page.status_code == 422
    assert "type these words: asks for a job." in page.content.decode()
    letter.refresh_from_db()
    done = seat.post(address(letter), form(letter, ASKS_FOR_A_JOB, overrule="asks for a job"))
    assert done.url.endswith("#let-go")
    page = seat.get(done.url)
    assert "<h1" in page.content.decode()
    assert "It may leave as it stands: you overruled the stop</h1>" in page.content.decode()


def test_the_timeline_says_in_words_what_was_overruled(seat: Client, letter: Letter) -> None:
    seat.post(address(letter, "/sent"), form(letter, ASKS_FOR_A_JOB, overrule="asks for a job"))
    assert "although it asks for a job" in seat.get("/people/ana-ruiz").content.decode()


def test_a_draft_nobody_touched_takes_up_new_facts(seat: Client, letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(body="An old draft with a [blank].")
    seat.get("/people/ana-ruiz/letters/new?kind=request")
    assert "[blank]" not in text_of(letter)


def test_a_draft_somebody_wrote_in_stays_as_it_was(seat: Client, letter: Letter) -> None:
    letters.keep(letter, 0, "S", "My own words.", world.NOW)
    seat.get("/people/ana-ruiz/letters/new?kind=request")
    assert text_of(letter) == "My own words."
