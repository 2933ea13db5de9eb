"""Mira Halonen, a physics teacher, gets ready for Ana Ruiz of the Harbour Science Museum."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method import rows
from fifteen.method.beliefs import Belief, BeliefState
from fifteen.method.questions import bank, for_host
from fifteen.method.words import Goal, Host, Purpose, Seeker, Slot, Tie, TieKind

MIRA = Seeker(name="Mira Halonen", background="Physics teacher, nine years.")
ANA = Host(
    name="Ana Ruiz",
    role="Exhibition developer",
    organisation="Harbour Science Museum",
    field="Exhibition development",
    tie=Tie(TieKind.REFERRED, "Tom Lee"),
    read="Her gallery Tides lets visitors move the moon.",
)
DRAWING = Belief("1", "I think the day is mostly drawing")
DEGREE = Belief("2", "Nobody gets in without a design degree.")
TIDES = "How many prototypes of “Tides” failed first?"

THEMES_OF_Q2 = {
    "why-this-field",
    "how-they-got-in",
    "likes",
    "would-change",
    "kinds-of-jobs",
    "usual-path",
    "challenges-now",
    "challenges-five-years",
    "groups-to-join",
    "day-at-work",
    "sets-apart",
}
MORE_THEMES = {
    "skills",
    "pay-bands",
    "people-and-places",
    "who-thrives",
    "reading",
    "worst-part",
    "seeker-next-step",
    "who-else",
}
ASKS_FOR_A_JOB = re.compile(
    r"hire me|hiring me|a (?:job|position|role|internship) for me|consider me|recommend me"
    r"|refer me|is there an opening|are there (?:any )?openings|could i (?:work|join|apply)"
    r"|can i (?:work|join|apply)|looking for someone like me|my application",
    re.IGNORECASE,
)


def test_the_bank_is_large_and_every_key_is_its_own():
    keys = [entry.key for entry in bank.entries()]
    assert len(keys) >= 90
    assert len(keys) == len(set(keys))


def test_every_theme_of_the_method_has_at_least_three_questions():
    for theme in THEMES_OF_Q2 | MORE_THEMES:
        assert sum(entry.theme.key == theme for entry in bank.entries()) >= 3, theme


def test_every_slot_is_asked_about():
    assert {entry.slot for entry in bank.entries()} >= set(Slot)


def test_no_two_questions_have_the_same_words():
    for words in ("text", "plain"):
        texts = [t for entry in bank.entries() if (t := getattr(entry, words))]
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize("entry", bank.entries(), ids=lambda entry: entry.key)
def test_a_question_of_the_bank_is_well_made(entry):
    always = {"people", "names"}  # how many are asked for is known of every host
    placeholders = set(re.findall(r"\{(\w+)\}", entry.text)) - always
    assert set(entry.needs) <= set(bank.NEEDS)
    assert placeholders == set(entry.needs) - {"read"}
    assert set(re.findall(r"\{(\w+)\}", entry.plain)) <= always
    for text in filter(None, (entry.text, entry.plain)):
        assert text[0].isupper() or text.startswith("{")
        assert text.endswith("?") or entry.theme.key == "who-else"
        assert not ASKS_FOR_A_JOB.search(text)
        assert "interview" not in text.lower()
    # The article comes with the role, so only some words can stand before it.
    assert not re.search(r"(?<!as )(?<!being )(?<!become )\{role\}", entry.text)
    assert "{organisation}'" not in entry.text and "{field}'" not in entry.text
    rows.of(entry.theme.row)


def test_questions_about_openings_are_offered_with_goal_four_alone():
    for goal in Goal:
        asked = for_host(ANA, MIRA, goal)
        assert any("opening" in q.text for q in asked) == (goal == Goal.OPENING)


def test_a_question_names_what_is_known_about_the_host():
    texts = [q.text for q in for_host(ANA, MIRA, Goal.CONNECTION)]
    assert "What does an ordinary day as an exhibition developer look like?" in texts
    assert "What sets Harbour Science Museum apart from similar places?" in texts
    assert "Who thrives in exhibition development, and who leaves?" in texts


def test_without_role_organisation_and_field_the_wording_does_without_them():
    texts = [q.text for q in for_host(Host(name="Ana Ruiz"), MIRA, Goal.CONNECTION)]
    assert "What does an ordinary working day look like?" in texts
    assert "What sets the place where you work apart from similar ones?" in texts
    assert "Who thrives in this work, and who leaves?" in texts


def test_a_question_that_builds_on_reading_waits_until_something_was_read():
    misread = "I have read what I could find. What have I probably misunderstood?"
    unread = replace(ANA, read="  ")
    assert misread in [q.text for q in for_host(ANA, MIRA, Goal.CONNECTION)]
    assert misread not in [q.text for q in for_host(unread, MIRA, Goal.CONNECTION)]


def test_miras_own_questions_come_first_then_her_open_beliefs_then_the_bank():
    asked = for_host(ANA, MIRA, Goal.FURTHER_PERSON, [DRAWING, DEGREE], [TIDES])
    assert [q.row for q in asked[:3]] == ["P4", "P3", "P3"]
    assert asked[0].text == TIDES
    assert "The day is mostly drawing" in asked[1].text
    assert [q.mine for q in asked[:4]] == [True, True, True, False]


def test_a_belief_that_is_settled_is_not_asked_about_again():
    settled = [
        replace(DRAWING, state=BeliefState.CORRECTED),
        replace(DEGREE, state=BeliefState.CONFIRMED),
    ]
    assert not any(q.mine for q in for_host(ANA, MIRA, Goal.CONNECTION, settled))


def test_her_own_question_is_asked_once_however_often_she_wrote_it():
    own = [TIDES, "  ", TIDES.upper(), TIDES.rstrip("?")]
    mine = [q for q in for_host(ANA, MIRA, Goal.CONNECTION, [], own) if q.mine]
    assert len(mine) == 1


def test_a_question_of_the_bank_that_she_wrote_herself_is_hers():
    own = ["what would you change about the work if you could"]
    asked = for_host(ANA, MIRA, Goal.CONNECTION, [], own)
    assert [q.mine for q in asked if "change about the work if" in q.text] == [True]


def test_the_key_of_her_own_question_stays_when_another_comes_before_it():
    alone = for_host(ANA, MIRA, Goal.CONNECTION, [], [TIDES])[0]
    second = for_host(ANA, MIRA, Goal.CONNECTION, [], ["Who builds the models?", TIDES])[1]
    assert alone.key == second.key


def test_personal_questions_come_before_the_rest_of_the_bank():
    asked = for_host(ANA, MIRA, Goal.FURTHER_PERSON)
    assert all(q.personal for q in asked[:3])


def test_what_many_hosts_have_spoken_of_moves_down():
    def place(heard):
        asked = for_host(ANA, MIRA, Goal.FURTHER_PERSON, heard_slots=heard)
        return next(n for n, q in enumerate(asked) if q.slot == Slot.PAY)

    assert place({"pay": 4}) > place({"pay": 1}) > place({})


def test_a_theme_returns_only_after_the_others_had_their_turn():
    first = [q.theme for q in for_host(ANA, MIRA, Goal.FURTHER_PERSON)[:12]]
    assert len(first) == len(set(first))


def test_the_goal_brings_its_own_questions_forward():
    def place(goal):
        asked = for_host(ANA, MIRA, goal)
        return next(n for n, q in enumerate(asked) if q.theme == "staying-in-touch")

    assert place(Goal.REMEMBERED) < 10 < place(Goal.CONNECTION)


def test_only_the_purpose_of_the_campaign_brings_its_questions():
    themes = {q.theme for q in for_host(ANA, MIRA, Goal.CONNECTION)}
    renewing = replace(MIRA, purpose=Purpose.RENEW)
    assert "catching-up" not in themes
    assert "catching-up" in {q.theme for q in for_host(ANA, renewing, Goal.CONNECTION)}


words = st.text(max_size=80) | st.sampled_from(
    ["{role}", "{{company}}", "VP | Ex-Acme", "n/a", "Head of Museums", "  ", "Ana\nRuiz"]
)


@settings(deadline=None)
@given(words, words, words, words, st.sampled_from(Goal), st.sampled_from(Purpose))
def test_whatever_is_in_the_address_book_no_question_has_a_hole(
    name, role, organisation, field, goal, purpose
):
    host = Host(name=name, role=role, organisation=organisation, field=field, read=field)
    for question in for_host(host, Seeker(purpose=purpose), goal):
        assert "{" not in question.text and "}" not in question.text
        assert "  " not in question.text and "\n" not in question.text
        assert not question.text.endswith(" ?")


@pytest.mark.parametrize(
    ("count", "which", "some"),
    [
        (1, "Which person in", "One name would already help."),
        (2, "Which two people in", "Two names would already help."),
        (3, "Which three people in", "Three names would already help."),
    ],
)
def test_a_host_is_asked_for_as_many_names_as_settings_say(count, which, some):
    seeker = replace(MIRA, names_asked=count)
    texts = [q.text for q in for_host(ANA, seeker, Goal.FURTHER_PERSON)]
    assert any(text.startswith(which) for text in texts)
    assert any(text.endswith(some) for text in texts)
    assert not any("{" in text for text in texts)
