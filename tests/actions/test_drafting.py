"""What a draft is built on: the facts of the campaign, said as the host will read them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial

import pytest
from tests import world

from fifteen.actions import debrief, journal, letters, meetings
from fifteen.actions._write import Done
from fifteen.method import cadence
from fifteen.method.words import Channel, LetterKind, Medium, Refusal, TieKind, Verb
from fifteen.pages import _timeline
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Conversation, Person

pytestmark = pytest.mark.django_db


def test_times_are_not_offered_where_another_talk_stands(mira: Campaign) -> None:
    ana, tom = world.knows(mira, "Ana Ruiz"), world.knows(mira, "Tom Lee")
    world.diary(tom, "16 Nov asked\n17 Nov said-yes")
    world.diary(ana, "16 Nov asked\n17 Nov said-yes")
    free = letters.begin(tom, LetterKind.TIMES, world.NOW).body
    first = re.search(r"(\d+) November, (\d\d:\d\d)", free)
    assert first is not None
    start = meetings.instant(date(2026, 11, int(first[1])), first[2], mira.zone)
    meetings.book(ana, start, mira.zone, Medium.PHONE, world.NOW)
    taken = letters.begin(tom, LetterKind.TIMES, world.NOW).body
    assert first[0] not in taken
    assert len(re.findall(r"\d:\d\d", taken)) == len(re.findall(r"\d:\d\d", free))


def test_whoever_would_rather_telephone_is_offered_times_by_telephone(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    world.diary(ana, "16 Nov asked\n17 Nov offered-phone")
    body = letters.begin(ana, LetterKind.TIMES, world.NOW).body
    assert "wherever" not in body
    assert "in person" not in body
    assert "coffee" not in body


def test_the_one_field_stands_in_where_nothing_is_known_of_them(mira: Campaign) -> None:
    tom = world.knows(mira, "Tom Lee", field="", role="", organisation="")
    assert "grid modelling" in letters.begin(tom, LetterKind.REQUEST, world.NOW).body


def test_a_former_colleague_outside_the_fields_is_asked_whom_they_know_there(
    mira: Campaign,
) -> None:
    facts = {"role": "Physics teacher", "organisation": "Tidewater School", "field": ""}
    grace = world.knows(mira, "Grace Mbeki", TieKind.COLLEAGUE, "Tidewater School", **facts)
    body = letters.begin(grace, LetterKind.REQUEST, world.NOW).body
    assert "whom you know in grid modelling" in body
    assert "work as a teacher" not in body
    lena = world.knows(mira, "Lena Voss", TieKind.FRIEND, "", role="Grid modeller")
    assert "whom you know" not in letters.begin(lena, LetterKind.REQUEST, world.NOW).body


@pytest.mark.parametrize("kind", [LetterKind.REMINDER, LetterKind.CALL_SCRIPT])
def test_what_follows_a_request_speaks_of_what_that_spoke_of(
    mira: Campaign, kind: LetterKind
) -> None:
    facts = {"role": "Physics teacher", "organisation": "Windward", "field": ""}
    for name, version, asked in (("Grace Mbeki", "fact", False), ("Lena Voss", "whom", True)):
        friend = world.knows(mira, name, TieKind.FRIEND, "", **facts)
        request = letters.begin(friend, LetterKind.REQUEST, world.NOW, version=version)
        assert request.version == version
        assert "grid modelling" in letters.begin(friend, kind, world.NOW).body
        assert not isinstance(letters.sent(request, Channel.MAIL, world.NOW), Refusal)
        later = letters.begin(friend, kind, world.NOW + timedelta(days=9))
        assert ("grid modelling" in f"{later.subject}\n{later.body}") is asked


def test_whoever_named_a_month_is_told_that_one_writes_again_then(mira: Campaign) -> None:
    maria = world.knows(mira, "Maria García López")
    world.diary(maria, "16 Nov asked")
    text = "I am swamped until mid January, could you try me again then?\n\nMaria"
    said = {"text": text, "until": "2027-01-15"}
    assert not isinstance(journal.record(maria, Verb.PUT_OFF, world.NOW, data=said), Refusal)
    letter = letters.begin(maria, LetterKind.PUT_OFF_ANSWER, world.NOW)
    assert letter.body.startswith("Dear Maria,")
    assert "again in the middle of January" in letter.body
    assert letters.findings(letter, world.NOW) == ()
    assert not isinstance(letters.sent(letter, Channel.MAIL, world.NOW), Refusal)
    assert read.standing_of(maria).last_sent is Verb.CLARIFIED


def test_when_the_day_they_named_has_come_they_are_written_to_again(mira: Campaign) -> None:
    maria = world.diary(world.knows(mira, "Maria"), "20 Nov asked\n23 Nov put-off until=2026-12-01")
    setting = read.setting(mira, maria)
    kinds = [
        cadence.next_step(read.standing_of(maria), world.NOW + timedelta(days=days), setting)
        for days in (0, 7, 30)
    ]
    assert [step.letter for step in kinds if step] == [
        LetterKind.PUT_OFF_ANSWER,
        LetterKind.REMINDER,
        LetterKind.REMINDER,
    ]
    stands = read.standing_of(world.diary(maria, "2 Dec reminded"))
    after = cadence.next_step(stands, world.NOW + timedelta(days=9), setting)
    assert after is not None and after.due > date(2026, 12, 2)


def written_up(host: Person, *names: str) -> Done:
    """The debrief of a talk by telephone in which these names were given."""
    talk = meetings.talk_now(host, world.NOW - timedelta(minutes=15))
    assert isinstance(talk, Conversation)
    meetings.start(talk, world.NOW - timedelta(minutes=15))
    meetings.end(talk, world.NOW)
    talk.refresh_from_db()
    heard = [debrief.Heard(name) for name in names]
    done = debrief.write_up(talk, debrief.Answers({}, names=heard, said="start early"), world.NOW)
    assert isinstance(done, Done)
    return done


def test_a_name_from_the_last_talk_is_thanked_for(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    written_up(ana, "Lena Hofmann")
    body = letters.begin(ana, LetterKind.THANKS_PHONE, world.NOW).body
    assert "the name of Lena Hofmann" in body
    assert "somebody else" not in body


@pytest.mark.parametrize("tie", [TieKind.NONE, TieKind.FRIEND])
def test_so_is_the_name_of_somebody_in_the_book_already(mira: Campaign, tie: TieKind) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    lena = world.knows(mira, "Lena Hofmann", tie, "")
    done = written_up(ana, "Lena Hofmann")
    assert "the name of Lena Hofmann" in letters.begin(ana, LetterKind.THANKS_PHONE, world.NOW).body
    shown = _timeline.tell(read.lines(scope.entries_of(lena)), partial(read.local, mira)).told
    assert [one.act for one in shown if "Named by Ana Ruiz" in one.detail] == [""]
    assert isinstance(journal.withdraw(mira, done.act, world.NOW), Done)
    assert "Lena" not in letters.begin(ana, LetterKind.THANKS_PHONE, world.NOW).body


def test_whoever_led_to_the_talk_was_not_named_in_it(mira: Campaign) -> None:
    world.knows(mira, "Tom Lee")
    ana = world.knows(mira, "Ana Ruiz", TieKind.REFERRED, "Tom Lee")
    written_up(ana)
    assert "Tom Lee" not in letters.begin(ana, LetterKind.THANKS_PHONE, world.NOW).body


def test_a_promise_is_said_to_the_host_and_not_about_them(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    world.diary(ana, "10 Nov asked\n11 Nov said-yes\n12 Nov met")
    journal.promise(ana, True, "read “Tides” and tell her", date(2026, 11, 30), world.NOW)
    promise = read.standing_of(ana).promises[0]
    body = letters.begin(ana, LetterKind.PROMISE_MINE, world.NOW, promise=promise.key).body
    assert "tell you" in body
    assert "tell her" not in body


def test_a_question_noted_without_its_words_leaves_a_place_for_the_answer(mira: Campaign) -> None:
    ana = world.diary(world.knows(mira, "Ana Ruiz"), "20 Nov asked\n22 Nov asked-back")
    letter = letters.begin(ana, LetterKind.PUT_OFF_ANSWER, world.NOW)
    assert "[your answer in a sentence]" in letter.body
