"""Every answer leads to the right next letter, once, and then to peace (R1-R7)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests import world
from tests.world import NOW, TODAY

from fifteen.actions import journal, letters
from fifteen.actions._write import Done
from fifteen.method.letters import drafts
from fifteen.method.words import Channel, LetterKind, Stage, StepKind, Verb
from fifteen.pages import _steps
from fifteen.store import read
from fifteen.store.models import Campaign, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(mira: Campaign) -> Person:
    return world.diary(world.knows(mira, "Ana Ruiz", email="ana@there.example"), "18 Nov asked")


def answers(ana: Person, verb: Verb, now: datetime = NOW, **data: str) -> None:
    assert isinstance(journal.record(ana, verb, now, data=data), Done)
    ana.refresh_from_db()


def writes(ana: Person, now: datetime = NOW) -> LetterKind:
    """The letter of the next step is begun, its blanks are filled in, and it leaves."""
    step = _steps.step_of(ana.campaign, ana, read.standing_of(ana), now)
    assert step is not None and step.letter is not None, step
    letter = letters.begin(ana, step.letter, now, promise=step.promise)
    for blank in drafts.blanks_in(letter.body, "", ""):
        letter.body = letter.body.replace(blank.text, "words of her own")
    letter.save()
    done = letters.sent(letter, Channel.MAIL, now, overrule=("placeholder-left",))
    assert isinstance(done, Done), done
    ana.refresh_from_db()
    return step.letter


def test_a_yes_leads_to_times_and_those_are_asked_about_once_more(ana: Person) -> None:
    answers(ana, Verb.SAID_YES)
    assert writes(ana) is LetterKind.TIMES
    assert (ana.stage, ana.step, ana.due and ana.due > TODAY) == ("yes", "agree-time", True)
    assert writes(ana, NOW + timedelta(days=7)) is LetterKind.TIMES
    assert ana.step == StepKind.REST


def test_a_no_is_thanked_for_and_then_there_is_peace(ana: Person) -> None:
    answers(ana, Verb.SAID_NO, text="We are moving house.")
    assert writes(ana) is LetterKind.THANKS_DECLINED
    assert (ana.stage, ana.step) == (Stage.RESTING, "")


def test_put_off_is_clarified_once_then_the_telephone_once_then_thanks_and_peace(
    ana: Person,
) -> None:
    said = []
    for round_ in range(3):
        now = NOW + timedelta(days=7 * round_)
        answers(ana, Verb.PUT_OFF, now)
        said.append(ana.step)
        kind = writes(ana, now)
    assert said == [StepKind.CLARIFY, StepKind.OFFER_PHONE, StepKind.THANK_NO]
    assert kind is LetterKind.THANKS_DECLINED
    assert (ana.stage, ana.step) == (Stage.RESTING, "")


def test_after_the_telephone_offer_silence_is_peace_without_a_reminder(ana: Person) -> None:
    for round_ in range(2):
        answers(ana, Verb.PUT_OFF, NOW + timedelta(days=round_))
        writes(ana, NOW + timedelta(days=round_))
    assert ana.step == StepKind.REST


def test_a_question_back_is_answered_once_with_a_place_for_the_answer(ana: Person) -> None:
    answers(ana, Verb.ASKED_BACK, text="Do you know Python?")
    letter = letters.begin(ana, LetterKind.PUT_OFF_ANSWER, NOW)
    assert "“Do you know Python?”" in letter.body
    assert "[your answer" in letter.body
    assert writes(ana) is LetterKind.PUT_OFF_ANSWER
    assert (ana.step, ana.due and ana.due > TODAY) == (StepKind.REMIND, True)


def test_another_name_is_thanked_for_and_then_there_is_peace(ana: Person) -> None:
    answers(ana, Verb.NAMED_SOMEONE, name="Tom Lee")
    assert writes(ana) is LetterKind.THANKS_DECLINED
    assert (ana.stage, ana.step) == (Stage.RESTING, "")


def test_by_phone_instead_leads_to_a_time_by_phone(ana: Person) -> None:
    answers(ana, Verb.OFFERED_PHONE)
    assert writes(ana) is LetterKind.TIMES
    assert ana.stage == "yes"


def test_silence_is_reminded_of_once_and_then_there_is_peace(ana: Person) -> None:
    later = NOW + timedelta(days=10)
    assert ana.step == StepKind.REMIND
    assert writes(ana, later) is LetterKind.REMINDER
    assert ana.step == StepKind.REST


def test_please_do_not_write_again_is_peace_for_good(ana: Person) -> None:
    answers(ana, Verb.NEVER)
    assert (ana.stage, ana.step) == (Stage.RESTING, "")
    assert not isinstance(journal.wake(ana, NOW, "news"), Done)
