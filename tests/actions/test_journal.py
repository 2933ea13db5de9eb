"""Recording, undo, and the projection: what is kept is what is computed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.world import NOW, TODAY, diary, knows, seeker

from fifteen.actions import _rebuild, _write, journal, letters, meetings
from fifteen.actions._write import Done
from fifteen.method.permitted import RECORDABLE
from fifteen.method.words import Channel, LetterKind, Medium, Refusal, Stage, StepKind, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Person


@pytest.fixture
def ana(mira: Campaign) -> Person:
    return knows(mira, "Ana Ruiz", why="your gallery where visitors move the moon")


def fresh(person: Person) -> Person:
    return Person.objects.select_related("campaign").get(pk=person.pk)


def test_a_yes_is_recorded_and_undone_and_both_stay_in_the_journal(ana: Person) -> None:
    diary(ana, "16 Nov asked")
    done = journal.record(ana, Verb.SAID_YES, NOW, data={"text": "Any time."})
    assert isinstance(done, Done)
    assert fresh(ana).stage == Stage.YES
    assert isinstance(journal.withdraw(ana.campaign, done.act, NOW), Done)
    assert fresh(ana).stage == Stage.ASKED
    verbs = list(scope.entries_of(ana).values_list("verb", flat=True))
    assert verbs[-2:] == [Verb.SAID_YES, Verb.WITHDRAWN]


def test_nobody_is_asked_twice(ana: Person) -> None:
    assert isinstance(journal.record(ana, Verb.ASKED, NOW), Done)
    second = journal.record(ana, Verb.ASKED, NOW)
    assert isinstance(second, Refusal)
    assert "already" in second.message


def test_an_answer_older_than_the_request_is_refused(ana: Person) -> None:
    diary(ana, "16 Nov asked")
    early = journal.record(ana, Verb.SAID_YES, NOW, date(2026, 11, 13))
    assert isinstance(early, Refusal)
    assert early.field == "on"
    assert "You asked on 16 November 2026" in early.message
    assert not isinstance(journal.record(ana, Verb.SAID_YES, NOW, date(2026, 11, 16)), Refusal)


def test_a_day_to_come_is_refused(ana: Person) -> None:
    assert isinstance(journal.record(ana, Verb.ASKED, NOW, TODAY + timedelta(days=1)), Refusal)


def test_what_later_steps_stand_on_is_not_pulled_away(ana: Person) -> None:
    asked = journal.record(ana, Verb.ASKED, NOW)
    assert isinstance(asked, Done)
    journal.record(ana, Verb.REMINDED, NOW)
    assert isinstance(journal.withdraw(ana.campaign, asked.act, NOW), Refusal)
    assert fresh(ana).stage == Stage.ASKED


def test_waking_somebody_who_was_asked_wants_a_reason(ana: Person) -> None:
    diary(ana, "2 Nov asked\n20 Nov rested")
    assert isinstance(journal.wake(ana, NOW), Refusal)
    assert isinstance(journal.wake(ana, NOW, "She has moved to a new museum"), Done)
    assert fresh(ana).stage == Stage.TO_ASK


def test_the_silent_come_to_rest_by_themselves_and_it_can_be_undone(ana: Person) -> None:
    diary(ana, "1 Oct asked\n12 Oct reminded")
    assert journal.let_rest_the_silent(ana.campaign, NOW) == 1
    assert fresh(ana).stage == Stage.RESTING
    last = scope.entries_of(ana).latest("id")
    assert last.author == "fifteen"
    journal.withdraw(ana.campaign, last.act, NOW)
    assert fresh(ana).stage == Stage.ASKED


def test_a_letter_said_to_be_sent_moves_the_person_and_undo_takes_it_back(ana: Person) -> None:
    letter = letters.begin(ana, LetterKind.REQUEST, NOW)
    stops = {f.rule for f in letters.findings(letter, NOW)}
    done = letters.sent(letter, Channel.MAIL, NOW, overrule=stops)
    assert isinstance(done, Done)
    assert fresh(ana).asked_on == TODAY
    journal.withdraw(ana.campaign, done.act, NOW)
    letter.refresh_from_db()
    assert letter.sent_at is None
    assert fresh(ana).stage == Stage.TO_ASK


def test_a_stop_refuses_to_be_called_sent_until_it_is_overruled(ana: Person) -> None:
    letter = letters.begin(ana, LetterKind.REQUEST, NOW)
    body = f"Dear Ana Ruiz,\n\nCould you get me a job at your museum?\n\n{ana.campaign.seeker_name}"
    kept = letters.keep(letter, letter.revision, "A question", body, NOW)
    assert not isinstance(kept, Refusal | letters.Conflict)
    assert isinstance(letters.sent(letter, Channel.MAIL, NOW), Refusal)
    assert isinstance(letters.sent(letter, Channel.MAIL, NOW, overrule={"asks-for-job"}), Done)
    letter.refresh_from_db()
    assert letter.overruled == ["asks-for-job"]


def test_two_tabs_do_not_overwrite_each_other(ana: Person) -> None:
    letter = letters.begin(ana, LetterKind.REQUEST, NOW)
    first = letters.keep(letter, letter.revision, "One", "from the first tab", NOW)
    assert not isinstance(first, Refusal | letters.Conflict)
    second = letters.keep(letter, letter.revision, "Two", "from the second tab", NOW)
    assert isinstance(second, letters.Conflict)
    assert second.letter.body == "from the first tab"


def test_spring_has_an_hour_that_does_not_exist() -> None:
    gap = meetings.instant(TODAY.replace(year=2027, month=3, day=28), "02:30", "Europe/Berlin")
    assert isinstance(gap, Refusal)


def test_a_talk_in_the_past_is_not_booked(ana: Person) -> None:
    answer = meetings.book(ana, NOW - timedelta(days=1), "Europe/Berlin", Medium.PHONE, NOW)
    assert isinstance(answer, Refusal)


def test_rebuilding_finds_what_somebody_bent(ana: Person) -> None:
    diary(ana, "16 Nov asked")
    Person.objects.filter(pk=ana.pk).update(stage=Stage.MET, due=None)
    assert _rebuild.rebuild(ana.campaign, NOW) == 1
    assert fresh(ana).stage == Stage.ASKED
    assert _rebuild.rebuild(ana.campaign, NOW) == 0


class KeptIsComputed(TestCase):
    """Random clicks in any order: the row always says what the journal says."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(range(13)), st.integers(0, 9)), max_size=14))
    def test_kept_is_computed(self, clicks: list[tuple[int, int]]) -> None:
        campaign = seeker()
        person = knows(campaign, "Ana Ruiz")
        now, acts = NOW - timedelta(days=150), []
        for choice, days in clicks:
            now += timedelta(days=days)
            done = self.click(person, choice, now, acts)
            if isinstance(done, Done) and done.act:
                acts.append(done.act)
            row = fresh(person)
            kept = {name: getattr(row, name) for name in _write.PROJECTED}
            assert kept == _write.projection(row)
            assert row.step or row.stage == Stage.RESTING
        assert campaign_of(person) == campaign

    def click(self, person: Person, choice: int, now, acts: list[str]):  # type: ignore[no-untyped-def]
        day = now.date()
        if choice < len(RECORDABLE):
            verb = sorted(RECORDABLE)[choice]
            data = {"text": "hm", "until": str(day + timedelta(days=30))}
            return journal.record(person, Verb(verb), now, data=data)
        if acts and choice % 2:
            return journal.withdraw(person.campaign, acts[choice % len(acts)], now)
        answer = meetings.book(person, now + timedelta(days=2), "UTC", Medium.PHONE, now)
        return answer if isinstance(answer, Refusal) else answer[1]


def campaign_of(person: Person) -> Campaign:
    return fresh(person).campaign


def test_the_step_kept_for_the_lists_is_the_one_shown(ana: Person) -> None:
    diary(ana, "16 Nov asked")
    row = fresh(ana)
    assert (row.step, str(row.due)) == (StepKind.REMIND, "2026-11-25")
    assert read.standing_of(row).stage == row.stage
