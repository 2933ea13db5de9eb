"""What stood in a letter before can be brought back: nothing written is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.world import NOW, knows, seeker

from fifteen.actions import earlier, exchange, journal, letters
from fifteen.actions._write import Done
from fifteen.actions.letters import Conflict
from fifteen.method.words import Channel, LetterKind, Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, EarlierText, Letter

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def letter(mira: Campaign) -> Letter:
    made = letters.begin(knows(mira, "Ana Ruiz"), LetterKind.REQUEST, NOW)
    kept = letters.keep(made, 0, "Mine", "My own words, typed with care.", NOW)
    assert isinstance(kept, Letter)
    return kept


def again(letter: Letter) -> Letter:
    return Letter.objects.select_related("campaign", "person__campaign").get(pk=letter.pk)


def test_a_text_that_was_replaced_comes_back_by_undo(letter: Letter) -> None:
    done = letters.start_from(letter, "", LATER, "warm", "short")
    assert isinstance(done, Done)
    assert again(letter).body != "My own words, typed with care."
    assert isinstance(journal.withdraw(letter.campaign, done.act, LATER), Done)
    there = again(letter)
    assert (there.subject, there.body) == ("Mine", "My own words, typed with care.")
    assert there.tone != "warm"


def test_undoing_the_undo_brings_the_other_text_back(letter: Letter) -> None:
    done = letters.start_from(letter, "", LATER, "warm")
    assert isinstance(done, Done)
    warm = again(letter).body
    back = journal.withdraw(letter.campaign, done.act, LATER)
    assert isinstance(back, Done)
    assert isinstance(journal.withdraw(letter.campaign, back.act, LATER), Done)
    assert again(letter).body == warm


def test_a_draft_that_was_thrown_away_comes_back_by_undo(letter: Letter) -> None:
    done = letters.discard(letter, LATER)
    assert isinstance(done, Done)
    assert not scope.letters(letter.campaign).exists()
    assert isinstance(journal.withdraw(letter.campaign, done.act, LATER), Done)
    assert scope.letters(letter.campaign).get().body == "My own words, typed with care."
    assert isinstance(journal.withdraw(letter.campaign, done.act, LATER), Refusal)


def test_a_new_letter_does_not_open_the_draft_that_was_thrown_away(letter: Letter) -> None:
    letters.discard(letter, LATER)
    begun = letters.begin(letter.person, LetterKind.REQUEST, LATER)
    assert begun.pk != letter.pk
    assert begun.body != letter.body


def test_what_a_second_window_had_is_put_by_and_not_lost(letter: Letter) -> None:
    said = letters.keep(letter, 0, "Theirs", "The words of the second window.", LATER)
    assert isinstance(said, Conflict)
    letters.keep(letter, 0, "Theirs", "The words of the second window.", LATER)
    assert again(letter).body == "My own words, typed with care."
    was = scope.earlier_texts(letter.campaign).get()
    assert (was.why, was.body) == (earlier.WINDOW, "The words of the second window.")


def test_a_text_that_gives_way_knowingly_is_put_by(letter: Letter) -> None:
    kept = letters.keep(letter, 1, "Theirs", "The other.", LATER, put_by=earlier.WINDOW)
    assert isinstance(kept, Letter)
    assert scope.earlier_texts(letter.campaign).get().body == "My own words, typed with care."


def test_a_letter_that_has_left_stays_as_it_was(letter: Letter) -> None:
    done = letters.start_from(letter, "", LATER)
    assert isinstance(done, Done)
    rules = {f.rule for f in letters.findings(again(letter), LATER)}
    assert isinstance(letters.sent(letter, Channel.MAIL, LATER, overrule=rules), Done)
    assert isinstance(journal.withdraw(letter.campaign, done.act, LATER), Refusal)
    assert isinstance(letters.start_from(letter, "", LATER), Refusal)
    assert isinstance(letters.discard(letter, LATER), Refusal)


def test_no_other_campaign_can_bring_a_text_back(letter: Letter) -> None:
    stranger = seeker("Noor Haddad")
    done = letters.start_from(letter, "", LATER)
    assert isinstance(done, Done)
    assert isinstance(journal.withdraw(stranger, done.act, LATER), Refusal)


def test_earlier_texts_leave_and_come_back_with_everything(letter: Letter) -> None:
    letters.start_from(letter, "", LATER)
    held = exchange.export_zip(letter.campaign, LATER)
    letter.campaign.delete()
    assert not EarlierText.objects.exists()
    assert isinstance(exchange.restore_zip(held, LATER), Done)
    assert EarlierText.objects.get().body == "My own words, typed with care."


def test_a_window_that_lost_writes_on_in_one_place_of_its_own(letter: Letter) -> None:
    said = letters.keep(letter, 0, "Theirs", "The words", LATER)
    assert isinstance(said, Conflict)
    more = letters.keep(letter, 0, "Theirs", "The words, and more.", LATER, beside=said.beside)
    assert isinstance(more, Conflict)
    assert more.beside == said.beside
    assert scope.earlier_texts(letter.campaign).get().body == "The words, and more."


def test_the_same_words_of_two_windows_are_written_over_by_neither(letter: Letter) -> None:
    said = letters.keep(letter, 0, "Theirs", "The words", LATER)
    other = letters.keep(letter, 0, "Theirs", "The words", LATER)
    assert isinstance(said, Conflict)
    assert isinstance(other, Conflict)
    assert other.beside == ""
    letters.keep(letter, 0, "Theirs", "The words, going on", LATER, beside=other.beside)
    bodies = set(scope.earlier_texts(letter.campaign).values_list("body", flat=True))
    assert bodies == {"The words", "The words, going on"}


def test_asking_whether_there_is_a_newer_version_puts_nothing_by(letter: Letter) -> None:
    said = letters.keep(letter, 0, "Theirs", "The words", LATER, beside=None)
    assert isinstance(said, Conflict)
    assert said.letter.body == "My own words, typed with care."
    assert not scope.earlier_texts(letter.campaign).exists()
