"""What Mira pictures of a field, asked aloud."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method.beliefs import Belief, as_question, slot_of
from fifteen.method.words import Slot


@pytest.mark.parametrize(
    ("believed", "asked"),
    [
        (
            "I think the day is mostly drawing",
            "I picture it like this: “The day is mostly drawing.” How far is that true?",
        ),
        (
            "i believe that it is a nine-to-five job.",
            "I picture it like this: “It is a nine-to-five job.” How far is that true?",
        ),
        (
            "Nobody gets in without a degree",
            "I picture it like this: “Nobody gets in without a degree.” Are there exceptions?",
        ),
        (
            '"They call it “the shed”"',
            "I picture it like this: “They call it ‘the shed’.” How far is that true?",
        ),
        ("Do people really work alone?", "Do people really work alone?"),
        ("  ", "What do people usually picture wrongly about this work?"),
    ],
)
def test_a_belief_becomes_a_question_one_can_ask(believed, asked):
    assert as_question(Belief("1", believed)) == asked


@settings(deadline=None)
@given(st.text(max_size=300))
def test_every_belief_becomes_one_line_that_asks_something(believed):
    question = as_question(Belief("1", believed))
    assert question.endswith("?")
    assert "\n" not in question


@pytest.mark.parametrize(
    ("believed", "slot"),
    [
        ("Nobody gets in without a design degree.", Slot.GETTING_IN),
        ("It is a nine-to-five job.", Slot.HOURS),
        ("One works alone.", Slot.PEOPLE_PLACES),
        ("The pay is poor.", Slot.PAY),
        ("The day is mostly drawing.", Slot.TASKS),
        ("It is physics with other letters.", None),
    ],
)
def test_a_belief_says_what_it_is_about(believed, slot):
    assert slot_of(Belief("1", believed)) == slot
