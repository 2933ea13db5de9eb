"""What came of it: noted once, owed to everybody who helped, one letter each (F9)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.world import NOW, TODAY, diary, knows, seeker

from fifteen.actions import debrief, journal, letters, meetings, news
from fifteen.actions._write import Done
from fifteen.method.helped import News, NewsKind
from fifteen.method.words import (
    Channel,
    LetterKind,
    Measure,
    Medium,
    Refusal,
    Score,
    StepKind,
    TieKind,
    Verb,
)
from fifteen.store import helped, read, scope
from fifteen.store.models import Campaign, Conversation, Person

MET = """
    2 Nov   asked
    9 Nov   met       conversation=c-{key}
    10 Nov  thanked
"""
WORK = News("", NewsKind.FOUND_WORK, "I started as a trainee at Windward in May.")
DAY = timedelta(days=1)


def helped_by(campaign: Campaign, name: str, tie: TieKind = TieKind.NONE, via: str = "") -> Person:
    person = knows(campaign, name, tie, via)
    return diary(person, MET.format(key=person.key))


def noted(campaign: Campaign, *chosen: str, one: News = WORK) -> str:
    done = news.tell(campaign, one, chosen, NOW)
    assert not isinstance(done, Refusal), done
    return done[0]


def fresh(person: Person) -> Person:
    return Person.objects.select_related("campaign").get(pk=person.pk)


def test_news_puts_one_letter_on_the_list_of_each_who_was_chosen(mira: Campaign) -> None:
    ana, ben = helped_by(mira, "Ana Ruiz"), helped_by(mira, "Ben Okafor")
    noted(mira, "ana-ruiz", "ben-okafor")
    for person in (ana, ben):
        there = fresh(person)
        assert (there.step, there.due) == (StepKind.KEEP_MINE, TODAY)
        letter = letters.begin(there, LetterKind.WHAT_CAME_OF_IT, NOW, promise=owed_to(there))
        assert "I started as a trainee at Windward in May." in letter.body
        assert letter.body.count("[") == 0


def owed_to(person: Person) -> str:
    (promise,) = read.standing_of(person).promises
    return promise.key


def test_a_letter_that_left_settles_it_and_nobody_is_told_twice(mira: Campaign) -> None:
    ana = helped_by(mira, "Ana Ruiz")
    key = noted(mira, "ana-ruiz")
    letter = letters.begin(ana, LetterKind.WHAT_CAME_OF_IT, NOW, promise=owed_to(ana))
    assert isinstance(letters.sent(letter, Channel.POST, NOW), Done)
    assert read.standing_of(ana).promises == ()
    assert read.standing_of(ana).touches == (TODAY,)
    (row,) = helped.owed(mira, key)
    assert row.told_on == TODAY
    assert news.owed(mira, News(key, NewsKind.FOUND_WORK)) == ()


def test_leaving_somebody_out_is_a_decision_that_is_kept(mira: Campaign) -> None:
    ana = helped_by(mira, "Ana Ruiz")
    helped_by(mira, "Ben Okafor")
    key = noted(mira, "ben-okafor")
    assert read.standing_of(ana).promises == ()
    assert [(r.person.name, r.left_out) for r in helped.owed(mira, key)] == [
        ("Ana Ruiz", True),
        ("Ben Okafor", False),
    ]
    assert news.owed(mira, News(key, NewsKind.FOUND_WORK)) == ()


def test_more_than_five_letters_are_spread_over_the_days(mira: Campaign) -> None:
    names = ["Ana", "Ben", "Chloe", "Deniz", "Ewa", "Farid", "Grace"]
    people = [helped_by(mira, f"{name} Moss") for name in names]
    noted(mira, *(person.key for person in people))
    days = [fresh(person).due for person in people]
    assert days.count(TODAY) == news.LETTERS_A_DAY
    assert days.count(TODAY + DAY) == 2


def test_undo_takes_the_news_and_all_its_letters_back(mira: Campaign) -> None:
    ana = helped_by(mira, "Ana Ruiz")
    done = news.tell(mira, WORK, ["ana-ruiz"], NOW)
    assert not isinstance(done, Refusal)
    assert isinstance(journal.withdraw(mira, done[1].act, NOW), Done)
    assert helped.news(mira) == []
    assert read.standing_of(ana).promises == ()
    assert news.latest(mira) is None


def test_news_without_a_word_is_refused_and_nothing_is_written(mira: Campaign) -> None:
    before = scope.entries(mira).count()
    for text in ("", " . ", "x" * 501):
        assert isinstance(news.tell(mira, News("", NewsKind.OTHER, text), (), NOW), Refusal)
    assert scope.entries(mira).count() == before


def test_news_of_one_campaign_is_owed_to_nobody_of_another(mira: Campaign) -> None:
    helped_by(mira, "Ana Ruiz")
    assert news.owed(seeker("Noor Haddad"), WORK) == ()


def test_a_letter_without_news_of_its_own_tells_the_last(mira: Campaign) -> None:
    ana = helped_by(mira, "Ana Ruiz")
    blank = letters.begin(ana, LetterKind.WHAT_CAME_OF_IT, NOW)
    assert "[what came of it" in blank.body
    letters.discard(blank, NOW)
    noted(mira, one=News("", NewsKind.FIELD_CHOSEN, "I have chosen grids", "grid modelling"))
    assert "I have chosen grids." in letters.begin(ana, LetterKind.WHAT_CAME_OF_IT, NOW).body


# whoever named somebody hears what came of it


@pytest.fixture
def talk(mira: Campaign) -> Conversation:
    """Bo was named by Tom; they have talked."""
    knows(mira, "Tom Lee", TieKind.FRIEND, "")
    bo = knows(mira, "Bo Lind", TieKind.REFERRED, "Tom Lee")
    booked = meetings.book(bo, NOW + DAY, "Europe/Berlin", Medium.PHONE, NOW, 15, "1")
    assert not isinstance(booked, Refusal)
    begin, end = NOW + DAY, NOW + DAY + timedelta(minutes=15)
    assert isinstance(meetings.end(booked[0], end, begin), Done)
    return Conversation.objects.select_related("person__campaign").get(pk=booked[0].pk)


ANSWERS = debrief.Answers(measures={Measure.INFORMATION: Score.GOOD}, said="Start small.")


def test_whoever_named_them_is_owed_a_letter_once_it_is_written_up(talk: Conversation) -> None:
    after = NOW + DAY + timedelta(minutes=20)
    done = debrief.write_up(talk, ANSWERS, after)
    assert isinstance(done, Done)
    tom = scope.person(talk.campaign, "tom-lee")
    letter = letters.begin(tom, LetterKind.WHAT_CAME_OF_IT, after, promise=owed_to(tom))
    assert "I talked with Bo Lind on 25 November" in letter.body
    assert "Bo Lind" in letter.body.split("\n\n")[1]
    assert isinstance(journal.withdraw(talk.campaign, done.act, after), Done)
    assert read.standing_of(tom).promises == ()


def test_a_forgotten_name_leaves_a_blank_and_no_trace(talk: Conversation) -> None:
    after = NOW + DAY + timedelta(minutes=20)
    debrief.write_up(talk, ANSWERS, after)
    tom, bo = (scope.person(talk.campaign, key) for key in ("tom-lee", "bo-lind"))
    from_tom = scope.entries_of(tom).filter(verb=Verb.PROMISED).get()
    told = str(
        from_tom.data
    )  # ids by chance in it may have "Bo" inside, so both names are looked for
    assert "Lind" not in told and "bo-lind" not in told and "Bo " not in told
    bo.delete()
    letter = letters.begin(tom, LetterKind.WHAT_CAME_OF_IT, after, promise=owed_to(tom))
    assert "Bo Lind" not in letter.body and "Bo " not in letter.body
    assert "[what came of it" in letter.body
