"""Asked, answered, met, learned from; the weeks; what it was worth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.method.progress.people import life, written
from tests.world import TODAY, entries

from fifteen.method.progress import answer, funnel, gains, lives, tree, weeks
from fifteen.method.progress.lives import Known, Life
from fifteen.method.words import Stage, Tie, TieKind

ANA = life("Ana Ruiz", "2 Nov  asked\n4 Nov  said-yes\n9 Nov  met", TieKind.REFERRED, "Tom Lee")
TOM = life("Tom Lee", "1 Oct  asked\n2 Oct  said-yes\n5 Oct  met")
HANA = life("Hana Novotná", "3 Nov  asked\n5 Nov  said-no", TieKind.NONE)
VIKTOR = life("Viktor Almeida", "3 Nov  asked\n12 Nov  reminded", TieKind.NONE)
MAREK = life("Marek Dvořák", "", TieKind.REFERRED, "Tom Lee")


def test_nobody_counts_who_was_not_asked_yet() -> None:
    found = funnel.of([ANA, TOM, HANA, VIKTOR, MAREK])
    assert (found.asked, found.answered.count, found.met.count) == (4, 3, 2)


def test_a_refusal_is_an_answer_and_silence_is_none() -> None:
    assert funnel.of([HANA]).answered.count == 1
    assert funnel.of([VIKTOR]).answered.count == 0


@pytest.mark.parametrize("verb", ["booked  conversation=c1 start=2026-11-20T10:00+01:00", "never"])
def test_who_takes_a_time_or_wants_no_more_letters_has_answered(verb: str) -> None:
    vera = life("Vera Nowak", f"3 Nov  asked\n5 Nov  {verb}")
    assert vera.answered == date(2026, 11, 5)
    assert funnel.of([vera]).answered.count == 1


def test_somebody_asked_twice_counts_once() -> None:
    again = life("Vera Nowak", "1 Sep  asked\n1 Oct  rested\n2 Oct  woken\n3 Oct  asked")
    assert funnel.of([again]).asked == 1


def test_a_talk_nobody_asked_for_counts_as_asked_answered_and_met() -> None:
    found = funnel.of([life("Vera Nowak", "3 Nov  met")])
    assert (found.asked, found.answered.count, found.met.count) == (1, 1, 1)


def test_a_talk_teaches_when_its_first_measure_says_so() -> None:
    who = Known("ana", "Ana Ruiz", Tie(), Stage.MET, 1)
    good = lives.of(who, [written(TODAY, measures={"information": 2, "lead": 0})])
    none = lives.of(who, [written(TODAY, measures={"information": 0, "lead": 3})])
    assert good.learned
    assert not none.learned, "a lead is no learning"


def test_every_tie_stands_in_one_group() -> None:
    kinds = [kind for _, group in funnel.GROUPS for kind in group]
    assert sorted(kinds) == sorted(TieKind)


def test_the_groups_add_up_to_everybody() -> None:
    people = [ANA, TOM, HANA, VIKTOR, MAREK]
    assert sum(f.asked for f in funnel.by_tie(people)) == funnel.of(people).asked


@pytest.mark.parametrize(
    ("days", "unit", "most"), [(60, "week", 10), (300, "month", 11), (1_100, "month", 38)]
)
def test_many_weeks_become_months_and_nothing_is_lost(days: int, unit: str, most: int) -> None:
    who = Known("ana", "Ana Ruiz", Tie(), Stage.MET, 1)
    asked = [TODAY - timedelta(days=n) for n in range(0, days, 3)]
    found = weeks.of([Life(who, asked=asked, met=asked[::4])], TODAY, 5)
    assert found.unit == unit
    assert len(found.spans) <= most
    assert sum(s.asked for s in found.spans) == len(asked)
    assert sum(s.met for s in found.spans) == len(asked[::4])
    assert found.spans[0].start <= asked[-1] <= TODAY <= found.spans[-1].end


def test_ten_years_become_quarters() -> None:
    who = Known("ana", "Ana Ruiz", Tie(), Stage.MET, 1)
    found = weeks.of([Life(who, asked=[date(2017, 2, 3), TODAY])], TODAY, 5)
    assert found.unit == "quarter"
    assert found.spans[0].start == date(2017, 1, 1)
    assert [s.asked for s in found.spans][::39] == [1, 1]


def test_the_pace_of_a_month_is_that_of_its_weeks() -> None:
    who = Known("ana", "Ana Ruiz", Tie(), Stage.MET, 1)
    found = weeks.of([Life(who, asked=[TODAY - timedelta(days=300)])], TODAY, 6)
    assert found.pace == pytest.approx(26)


def test_points_belong_to_the_goal_that_was_chosen_and_reached() -> None:
    who = Known("ana", "Ana Ruiz", Tie(), Stage.MET, 1)
    told = [
        written(TODAY, goal=3, points=3, measures={}),
        written(TODAY, goal=3, points=0, measures={}),
        written(TODAY, goal=1, points=1, measures={}),
    ]
    lines = {g.goal: (g.chosen, g.reached, g.points) for g in gains.by_goal([lives.of(who, told)])}
    assert lines == {1: (1, 1, 1), 2: (0, 0, 0), 3: (2, 1, 3), 4: (0, 0, 0)}


def test_of_many_talks_a_month_has_one_column_with_its_mean() -> None:
    who = Known("ana", "Ana Ruiz", Tie(), Stage.MET, 1)
    told = [written(date(2026, 5, n % 28 + 1), measures={"given": n % 2}) for n in range(40)]
    columns = gains.measures([lives.of(who, told)])
    assert [(c.on, c.count) for c in columns] == [(date(2026, 5, 1), 40)]
    assert columns[0].scores == (None, 0.5, None, None)


def test_what_was_given_back_is_counted_of_what_it_could_be() -> None:
    ana = life(
        "Ana Ruiz",
        """
        2 Nov  asked
        9 Nov  met
        9 Nov  promised key=a by=me what=x due=2026-11-20
        9 Nov  promised key=b by=them what=y due=2026-11-20
        9 Nov  thanked
        12 Nov  kept key=a
        12 Nov  kept key=b
        """,
    )
    found = {g.label: (g.count, g.of) for g in gains.given([ana, TOM])}
    assert found["Thanked for the talk"] == (1, 2)
    assert found["Promises of yours kept"] == (1, 1)


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ([], "Nothing to count yet. The first request begins it."),
        ([VIKTOR], "One person asked. It is too early to tell."),
        ([VIKTOR, HANA], "Two people asked, one answered. The first talk is near."),
        ([TOM, VIKTOR], "It is working: one conversation."),
    ],
)
def test_the_answer_in_a_sentence(people: list[Life], says: str) -> None:
    assert answer.headline(funnel.of(people), len(lives.talks(people)), 0) == says


def test_the_answer_names_what_was_settled() -> None:
    assert answer.headline(funnel.of([TOM]), 14, 5).endswith(
        "14 conversations, five beliefs settled."
    )


def test_the_line_to_ask_along_is_the_one_that_meets_more_often() -> None:
    near = [life(f"Friend {n}", "1 Nov  asked\n3 Nov  met") for n in range(4)]
    far = [life(f"Stranger {n}", "1 Nov  asked", TieKind.NONE) for n in range(9)]
    told = answer.lede([*near, *far])
    assert told.text.endswith("Of nine others, none yet. Ask along that line.")
    assert told.row == "C6"
    assert "Ask along" not in answer.lede([*near, *far[:3]]).text, "three strangers say nothing"


def test_the_tree_in_a_sentence_counts_who_is_on_the_way() -> None:
    said = answer.tree(
        tree.grow([TOM, ANA, life("Bo Ek", "9 Nov asked", TieKind.REFERRED, "Tom Lee")])
    )
    assert said == "Two came through somebody; you have met one of them, and one is on the way."


@pytest.mark.parametrize(
    ("journal", "told"),
    [
        ("", "One came through somebody; you have not met them yet."),
        ("9 Nov  asked", "One came through somebody and is on the way."),
        ("9 Nov  asked\n12 Nov  met", "One came through somebody, and you have met them."),
    ],
)
def test_one_name_is_told_as_one_says_it(journal: str, told: str) -> None:
    bo = life("Bo Ek", journal, TieKind.REFERRED, "Tom Lee")
    assert answer.tree(tree.grow([TOM, bo])) == told


def test_of_several_names_none_may_be_met() -> None:
    bo = life("Bo Ek", "", TieKind.REFERRED, "Tom Lee")
    said = answer.tree(tree.grow([TOM, MAREK, bo]))
    assert said == "Two came through somebody; you have met none of them."


def test_who_was_asked_alone_is_not_nearly_everybody() -> None:
    who = Known("ana", "Ana Ruiz", Tie(), Stage.MET, 1)
    lines = [*entries("2 Nov  asked\n9 Nov  met"), written(TODAY, measures={"information": 2})]
    taught = lives.of(who, lines)
    assert answer.learned(funnel.of([taught])) == "The one person you asked taught you something."
    both = answer.learned(funnel.of([taught, taught]))
    assert both == "Everybody you asked taught you something."
