"""Mira plans her quarter of an hour with Ana Ruiz."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method import agenda, numbers, rows
from fifteen.method.agenda import BlockKind
from fifteen.method.beliefs import Belief
from fifteen.method.questions import Question, for_host
from fifteen.method.words import Goal, Host, Medium, Purpose, Seeker, Tie, TieKind

MIRA = Seeker(name="Mira Halonen")
ANA = Host(
    name="Ana Ruiz",
    role="Exhibition developer",
    organisation="Harbour Science Museum",
    field="Exhibition development",
    tie=Tie(TieKind.REFERRED, "Tom Lee"),
)
BELIEFS = [Belief("1", "The day is mostly drawing"), Belief("2", "Nobody gets in without a degree")]
TIDES = "How many prototypes of “Tides” failed first?"


def ranked(goal=Goal.FURTHER_PERSON, beliefs=(), own=()):
    return for_host(ANA, MIRA, goal, beliefs, own)


def chosen(goal=Goal.FURTHER_PERSON, beliefs=(), own=()):
    return agenda.default_questions(ranked(goal, beliefs, own), numbers.default().questions)


def plan(goal=Goal.FURTHER_PERSON, **more):
    settled = {"medium": Medium.PHONE, "host": ANA, "seeker": MIRA} | more
    return agenda.plan(chosen(goal), goal, **settled)


def kinds(blocks):
    return [block.kind for block in blocks]


def test_the_plan_has_opening_four_questions_who_else_and_thanks():
    blocks = plan()
    assert kinds(blocks) == [
        BlockKind.OPENING,
        *[BlockKind.QUESTION] * 4,
        BlockKind.WHO_ELSE,
        BlockKind.CLOSING,
    ]
    assert [block.minutes for block in blocks] == [1, 3, 3, 3, 3, 1, 1]


def test_each_block_starts_where_the_one_before_it_ends():
    blocks = plan(Goal.OPENING)
    for before, after in pairwise(blocks):
        assert after.start == before.start + before.minutes
    assert blocks[0].start == 0


def test_the_resume_comes_up_late_and_for_two_minutes():
    blocks = plan(resume=True)
    resume = next(block for block in blocks if block.kind == BlockKind.RESUME)
    assert (resume.start, resume.minutes) == (12, 2)
    assert "advice" in resume.words
    assert [b.minutes for b in blocks if b.kind == BlockKind.QUESTION] == [3, 3, 2, 2]


def test_somebody_who_wants_to_learn_leaves_the_resume_out_unless_she_asks():
    assert BlockKind.RESUME not in kinds(plan())
    assert BlockKind.RESUME in kinds(plan(resume=True))


@pytest.mark.parametrize("purpose", [Purpose.WORK, Purpose.OPPORTUNITIES])
def test_somebody_who_looks_for_work_has_it_in_the_plan_unless_she_declines(purpose):
    seeker = replace(MIRA, purpose=purpose)
    assert BlockKind.RESUME in kinds(plan(seeker=seeker))
    assert BlockKind.RESUME not in kinds(plan(seeker=seeker, resume=False))


def test_goal_four_asks_gently_and_just_before_the_thanks():
    blocks = plan(Goal.OPENING)
    assert kinds(blocks)[-4:] == [
        BlockKind.WHO_ELSE,
        BlockKind.RESUME,
        BlockKind.OPENING_QUESTION,
        BlockKind.CLOSING,
    ]
    assert "How do people usually hear about openings" in blocks[-2].words


def test_the_other_goals_do_not_speak_of_openings():
    for goal in (Goal.CONNECTION, Goal.FURTHER_PERSON, Goal.REMEMBERED):
        assert not any("opening" in block.words for block in plan(goal))


def test_the_question_about_further_people_takes_its_own_place():
    who = next(q for q in ranked() if q.theme == "who-else")
    blocks = agenda.plan([who, *chosen()], Goal.FURTHER_PERSON, Medium.PHONE, host=ANA)
    assert [b.words for b in blocks if b.kind == BlockKind.WHO_ELSE] == [who.text]
    assert who.key not in [b.key for b in blocks if b.kind == BlockKind.QUESTION]


def test_the_opening_names_who_led_her_here_and_nothing_that_is_not_known():
    assert plan()[0].words == (
        "Thank you for making the time, Ana. I am glad that Tom Lee led me to you. I would like to "
        "understand what work in exhibition development is really like. I will keep it to fifteen "
        "minutes."
    )
    assert agenda.plan([], Goal.CONNECTION, Medium.PHONE)[0].words == (
        "Thank you for making the time. I would like to understand what your work is really like. "
        "I will keep it to fifteen minutes."
    )


def test_without_a_single_question_there_is_still_something_to_ask():
    blocks = agenda.plan([], Goal.CONNECTION, Medium.PHONE)
    assert sum(block.minutes for block in blocks) == 15
    assert kinds(blocks).count(BlockKind.QUESTION) == 1


def test_questions_are_asked_in_the_order_she_gave_them():
    questions = tuple(reversed(chosen()))
    asked = [b.key for b in agenda.plan(questions, Goal.CONNECTION, Medium.PHONE, host=ANA)]
    assert asked[1:-2] == [q.key for q in questions if q.key in asked]


def test_a_talk_shorter_than_five_minutes_is_not_planned():
    with pytest.raises(ValueError, match="5 minutes"):
        agenda.plan([], Goal.CONNECTION, Medium.PHONE, 4)


@settings(deadline=None)
@given(
    st.integers(5, 60),
    st.sampled_from(Goal),
    st.sampled_from(Medium),
    st.sampled_from([True, False, None]),
    st.integers(0, 12),
    st.data(),
)
def test_the_minutes_always_add_up(length, goal, medium, resume, number, data):
    questions = [
        Question(str(n), f"Question {n}?", "likes", "Likes", None, "Q2", droppable=drop)
        for n, drop in enumerate(
            data.draw(st.lists(st.booleans(), min_size=number, max_size=number))
        )
    ]
    blocks = agenda.plan(questions, goal, medium, length, ANA, MIRA, resume)
    assert sum(block.minutes for block in blocks) == length
    assert all(block.minutes >= 1 for block in blocks)
    assert blocks[0].kind == BlockKind.OPENING and blocks[-1].kind == BlockKind.CLOSING
    assert BlockKind.WHO_ELSE in kinds(blocks)
    assert all(rows.of(row) for block in blocks for row in block.rows)


@settings(deadline=None)
@given(st.sampled_from(Goal), st.booleans(), st.integers(4, 8))
def test_a_quarter_of_an_hour_has_three_to_five_questions_of_two_to_three_minutes(
    goal, resume, count
):
    questions = agenda.default_questions(ranked(goal), count)
    blocks = agenda.plan(questions, goal, Medium.PHONE, 15, ANA, MIRA, resume)
    asked = [block for block in blocks if block.kind == BlockKind.QUESTION]
    assert 3 <= len(asked) <= 5
    assert all(block.minutes in (2, 3) for block in asked)


def test_she_goes_in_with_six_questions_two_of_them_droppable():
    for own in ((), (TIDES,), [f"Own question number {n}?" for n in range(9)]):
        questions = chosen(beliefs=BELIEFS, own=own)
        assert len(questions) == 6
        assert [q.droppable for q in questions] == [False] * 4 + [True] * 2


def test_one_question_asks_for_the_worst_part_or_what_they_would_change():
    for own in ((), (TIDES,), [f"Own question number {n}?" for n in range(9)]):
        themes = {q.theme for q in chosen(own=own) if not q.droppable}
        assert themes & {"worst-part", "would-change"}


def test_the_hosts_own_story_opens_and_her_own_questions_follow():
    questions = chosen(beliefs=BELIEFS, own=[TIDES])
    assert questions[0].personal
    assert questions[1].text == TIDES
    assert questions[2].key == "belief-1"


def test_no_question_is_chosen_twice():
    keys = [q.key for q in chosen(beliefs=BELIEFS, own=[TIDES])]
    assert len(keys) == len(set(keys))


def test_what_does_not_fit_stays_ready_as_spare():
    questions = chosen(beliefs=BELIEFS, own=[TIDES])
    blocks = agenda.plan(questions, Goal.FURTHER_PERSON, Medium.PHONE, host=ANA, resume=True)
    assert agenda.spare(questions, blocks) == questions[4:]


@pytest.mark.parametrize("goal", Goal)
@pytest.mark.parametrize("medium", Medium)
def test_at_minute_fifteen_she_thanks_and_ends_it(goal, medium):
    words = agenda.closing_words(goal, ANA, medium)
    assert words.startswith("Thank you, Ana. I promised to be brief")
    assert "job" not in words


def test_each_goal_ends_with_words_of_its_own():
    assert len({agenda.closing_words(goal, ANA) for goal in Goal}) == 4
    assert agenda.closing_words(Goal.CONNECTION, Host()).startswith("Thank you. ")


def test_the_goal_shapes_a_question_of_the_plan_or_its_own_place():
    def of(goal):
        ranked = for_host(ANA, Seeker(), goal)
        chosen = agenda.default_questions(ranked, 6)
        late = [q for q in ranked if q.of_goal]
        blocks = agenda.plan([*chosen, *late], goal, Medium.PHONE, host=ANA)
        return {b.words for b in blocks} & {q.text for q in late}

    assert all(of(goal) for goal in Goal)
    assert "keep my eyes open" in " ".join(of(Goal.REMEMBERED))
