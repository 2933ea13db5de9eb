"""The story and the review in words: letters for names, sentences from the journal."""

from __future__ import annotations

from datetime import date

import pytest
from tests.method.progress.people import life
from tests.world import TODAY

from fifteen.method.progress import review, story, tree
from fifteen.method.progress.review import Due, Intention, Said, Week
from fifteen.method.words import TieKind

MET = "2 Oct  asked\n2 Oct  said-yes\n5 Oct  met"
WEEK = Week(date(2026, 11, 23))


def told(diary: str, today: date = TODAY) -> str:
    """What is told of Ana, who has named Bo."""
    people = [life("Ana Ruiz", diary), life("Bo Ek", "", TieKind.REFERRED, "Ana Ruiz")]
    (root,) = tree.grow(people).roots
    return " ".join(story.of(root, story.by_name, {}, today).parts[0].sentences)


@pytest.mark.parametrize(
    ("diary", "says"),
    [
        ("2 Oct  asked", "On 2 October I wrote to Ana Ruiz, a friend. No answer yet."),
        ("2 Oct  asked\n9 Nov  rested", "No answer came, and I let it rest."),
        ("2 Oct  asked\n4 Oct  said-yes", "The answer came after two days. It is a yes;"),
        ("2 Oct  asked\n30 Oct  said-yes", "The answer came after four weeks."),
        (MET, "The answer came the same day. We talked on 5 October."),
        (MET + "\n6 Nov  met", "We talked two times: on 5 October and 6 November."),
        (MET + "\n6 Nov  touched", "On 6 November I wrote what had come of it."),
        ("", "Ana Ruiz, a friend: still to ask."),
    ],
)
def test_a_sentence_is_drawn_from_what_happened(diary: str, says: str) -> None:
    assert says in told(diary)


def test_a_day_of_another_year_has_its_year() -> None:
    assert "On 2 October 2026 I wrote to Ana Ruiz" in told("2 Oct  asked", date(2028, 1, 3))


def test_everybody_has_a_letter_of_their_own_however_many_they_are() -> None:
    people = [life("P 0", MET)]
    people += [life(f"P {n}", "", TieKind.REFERRED, "P 0") for n in range(1, 800)]
    forest = tree.grow(people)
    called = story.by_letter(forest)
    letters = [called(person) for person in people]
    assert letters[0] == "A"
    assert len(set(letters)) == 800
    assert all(letter.isalpha() and letter.isupper() for letter in letters)
    assert called(life("Nobody of them")) == "somebody"


def test_a_story_of_many_is_told_of_the_richest_and_counts_the_rest() -> None:
    people = [life("P 0", MET)]
    people += [life(f"P {n}", "", TieKind.REFERRED, "P 0") for n in range(1, 60)]
    (root,) = tree.grow(people).roots
    one = story.of(root, story.by_name, {}, TODAY)
    assert len(one.parts) == story.MOST_TOLD
    assert f"{60 - story.MOST_TOLD} more people came after." in one.ending


@pytest.mark.parametrize(
    ("day", "monday"),
    [(23, 16), (24, 16), (25, 16), (26, 23), (27, 23), (28, 23), (29, 23)],
)
def test_until_wednesday_the_week_before_is_looked_back_on(day: int, monday: int) -> None:
    assert review.week_of(date(2026, 11, day)) == date(2026, 11, monday)


def test_the_reminder_is_for_friday_to_sunday() -> None:
    days = [d for d in range(23, 30) if review.is_time(date(2026, 11, d))]
    assert days == [27, 28, 29]


def test_a_quiet_week_is_no_reproach() -> None:
    assert review.headline(WEEK) == "A quiet week. The next one can be small."
    assert all(section.otherwise for section in review.back(WEEK))


def test_what_was_meant_is_compared_without_a_judgement() -> None:
    met = Week(WEEK.start, met=("Ana",), intended=Intention(WEEK.start, 4, 1, "Slowly."))
    lines = next(s.lines for s in review.back(met) if s.title == "Intended")
    assert lines == (
        "You meant to ask four and asked none.",
        "You meant to hold one talk and held one.",
        "You wrote: “Slowly.”",
    )


def test_a_promise_that_is_overdue_is_told_until_it_is_decided() -> None:
    old = Due("Tom Lee", "tom-lee", "send the plan", False, date(2026, 9, 1), date(2026, 8, 1))
    week = Week(WEEK.start, promises=(old,))
    told = [line for section in review.back(week) for line in section.lines]
    assert told == ["Tom Lee: send the plan, due 1 September."]


def test_of_many_lines_seven_stand_and_the_rest_are_counted() -> None:
    said = tuple(Said(f"P {n}", "half is waiting") for n in range(12))
    lines = next(s.lines for s in review.back(Week(WEEK.start, said=said)) if s.title == "Learned")
    assert len(lines) == 8
    assert lines[-1] == "And five more."
