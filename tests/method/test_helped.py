"""Who should hear what came of it, and why; what to write about; what was given back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.world import entries

from fifteen.method import given, touch
from fifteen.method.given import Given
from fifteen.method.helped import Helping, News, NewsKind, Talk, helpers
from fifteen.method.touch import ReasonKind, Since
from fifteen.method.words import Verb

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 9)
ANA = Helping("ana", "Ana Ruiz", "museums", (Talk(MAY, frozenset({"drawing"})),))
BEN = Helping("ben", "Ben Okafor", "museums", (Talk(JUNE),), kept=("send the reading list",))
TOM = Helping("tom", "Tom Lee", "", (), led_to=(("Ana Ruiz", "museums"), ("Jo Park", "law")))
JO = Helping("jo", "Jo Park", "law", (Talk(JUNE),))
ALL = (ANA, BEN, TOM, JO)


def names(news: News, people: tuple[Helping, ...] = ALL) -> list[str]:
    return [helper.key for helper in helpers(people, news)]


def reason(news: News, one: Helping) -> tuple[str, str]:
    (helper,) = helpers([one], news)
    return helper.reason, helper.row


WORK = News("n1", NewsKind.FOUND_WORK, "I found work")


def test_work_found_is_owed_to_everybody_who_helped_the_nearest_first() -> None:
    assert names(WORK) == ["tom", "ben", "jo", "ana"]


def test_a_field_is_owed_to_those_whose_help_was_about_it() -> None:
    assert names(News("n2", NewsKind.FIELD_CLOSED, field="Law")) == ["tom", "jo"]


def test_a_belief_is_owed_to_those_who_spoke_to_it() -> None:
    assert names(News("n3", NewsKind.BELIEF_SETTLED, belief="drawing")) == ["ana"]


def test_each_reason_is_a_sentence_with_its_row() -> None:
    assert reason(WORK, TOM) == ("They led you to Ana Ruiz and Jo Park, whom you met.", "T4")
    assert reason(WORK, ANA) == ("They gave you their time on 4 May 2026.", "F9")
    said, row = reason(WORK, BEN)
    assert said == "You talked on 9 June 2026, and they kept a promise: send the reading list."
    assert row == "F2"
    settled = News("n3", NewsKind.BELIEF_SETTLED, belief="drawing")
    assert reason(settled, ANA) == ("They spoke to it when you talked on 4 May 2026.", "P3")


def test_news_is_told_once_to_each_and_never_to_those_left_in_peace() -> None:
    told = Helping("ana", "Ana Ruiz", talks=ANA.talks, told=frozenset({"n1"}))
    peace = Helping("jo", "Jo Park", talks=JO.talks, in_peace=True)
    assert names(WORK, (told, peace, BEN)) == ["ben"]


def test_somebody_who_only_stands_in_the_book_is_owed_nothing() -> None:
    assert names(WORK, (Helping("noor", "Noor Haddad"),)) == []


# a reason to keep in touch


def kinds(since: Since, today: date = date(2026, 8, 1)) -> list[ReasonKind]:
    return [reason.kind for reason in touch.reasons(since, today)]


def test_without_anything_new_there_is_no_reason() -> None:
    assert kinds(Since(MAY)) == []


def test_the_person_they_named_comes_before_other_news() -> None:
    since = Since(MAY, ("Bo Lind",), ("I have chosen museums",), (("mostly drawing", False),))
    assert kinds(since) == [ReasonKind.NAMED, ReasonKind.NEWS, ReasonKind.BELIEF]
    named, _, belief = touch.reasons(since, JUNE)
    assert named.told == "I have talked with Bo Lind, whom you named to me"
    assert "it is not so" in belief.told


def test_the_day_of_the_year_is_a_reason_within_a_month_of_it() -> None:
    assert kinds(Since(MAY), date(2027, 4, 20)) == [ReasonKind.YEAR]
    assert kinds(Since(MAY), date(2027, 7, 20)) == []
    assert kinds(Since(MAY), date(2028, 5, 4)) == [ReasonKind.YEAR]


def test_every_reason_is_one_sentence() -> None:
    since = Since(MAY, ("Bo Lind",), ("I found work.",), (("x.", True),), ("read Peaks.",))
    for one in touch.reasons(since, date(2027, 5, 4)):
        assert one.sentence.endswith(".") and ".." not in one.sentence


# what was given back

DIARY = """
    2 Nov  met          conversation=c1
    3 Nov  thanked
    3 Nov  promised     by=me   key=p1 due=2026-11-17 what=read
    3 Nov  promised     by=them key=p2 due=2026-11-17 what=introduce
    9 Nov  kept         key=p1
    9 Nov  kept         key=p2
    9 Nov  touched      news=n1 act=a1
    9 Nov  touched
"""


def test_thanks_promises_of_mine_and_news_told_count_as_given() -> None:
    assert given.given(entries(DIARY)) == Given(thanks=1, shared=0, kept=1, told=1)


def test_what_was_undone_was_not_given() -> None:
    lines = list(entries(DIARY))
    undo = replace(lines[-1], verb=Verb.WITHDRAWN, data={"act": "a1"}, act="a2")
    assert given.given([*lines, undo]).told == 0


def test_what_was_given_is_said_in_words() -> None:
    assert given.in_words(Given(2, 1, 1, 0)) == (
        "two letters of thanks, one talk with something good of theirs and one promise kept"
    )
    assert given.in_words(Given()) == ""
