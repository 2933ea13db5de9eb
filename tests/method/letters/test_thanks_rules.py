"""Letters of thanks: that they thank, for what, and nothing more (F1-F4, R2, R5)."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ELENA, found, framed, thanks

from fifteen.method.letters.check import applied, check
from fifteen.method.words import Debrief, Letter, LetterContext, LetterKind

MET, PHONE, DECLINED = (
    LetterKind.THANKS_MET,
    LetterKind.THANKS_PHONE,
    LetterKind.THANKS_DECLINED,
)
GOOD = (
    "Thank you for your time on Tuesday. What you said about walking the river before drawing "
    "it has stayed with me."
)


def test_good_thanks_are_ready() -> None:
    letter, context = thanks(GOOD, debrief=Debrief(hours_since=3))
    assert check(letter, context) == ()


@pytest.mark.parametrize(
    ("body", "thanked"),
    [
        ("I am grateful for our talk.", True),
        ("I really appreciated our talk.", True),
        ("Many thanks for the talk.", True),
        ("It was a pleasure to meet you.", False),
        ("I enjoyed our talk very much.", False),
        ("Thanks in advance for forwarding it.", False),
    ],
)
def test_thanks_must_thank(body: str, thanked: bool) -> None:
    assert (found(*_of("no-thanks", thanks(body))) == []) is thanked


def _of(rule: str, pair: tuple[Letter, LetterContext]) -> tuple[Letter, str, LetterContext]:
    return pair[0], rule, pair[1]


@pytest.mark.parametrize(
    ("body", "heard", "specific"),
    [
        (GOOD, (), True),
        ("Thank you for your time and insights.", (), False),
        ("Thank you for sharing your experience with me.", (), False),
        ("Thank you for speaking with me about your career.", (), False),
        ("Thank you. You suggested starting with small agencies.", (), True),
        ("Thank you. Your advice to walk the river first was a gift.", (), True),
        ("Thank you. Small agencies it will be.", ("Start with small agencies",), True),
        ("Thank you for your time.", ("Start with small agencies",), False),
        ("Thank you. Hearing how you left teaching was a comfort.", (), True),
        ("Thank you for everything you shared. It was very helpful.", (), False),
    ],
)
def test_thanks_name_something(body: str, heard: tuple[str, ...], specific: bool) -> None:
    pair = thanks(body, debrief=Debrief(heard=heard))
    assert (found(*_of("nothing-specific", pair)) == []) is specific


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        ("Thank you for telling me about the opening in Leeds.", False),
        ("I would like to be considered for the opening in Leeds.", True),
        ("I'd be very interested in the position you mentioned.", True),
        ("Please keep me in mind.", False),
        ("Please keep me in mind for roles on your team.", True),
        ("I hope you will remember our talk.", False),
        ("If anything opens up, please let me know.", True),
    ],
)
def test_thanks_do_not_ask_for_a_job(body: str, asks: bool) -> None:
    findings = found(*_of("asks-for-job", thanks(f"{GOOD} {body}")))
    assert bool(findings) is asks
    assert all(finding.row == "T6" for finding in findings)


@pytest.mark.parametrize(
    ("body", "kind", "promises", "asks"),
    [
        ("Could you introduce me to your colleagues?", MET, (), True),
        ("Could we meet again next week?", MET, (), True),
        ("Would you look over my résumé?", MET, (), True),
        ("You offered to introduce me to Tom; I would be glad of it.", MET, (), False),
        ("I'd be glad of the introduction to Tom.", MET, ("Introduce me to Tom",), False),
        ("Can you suggest anyone else I should talk to?", MET, (), True),
        ("Can you suggest anyone else I should talk to?", PHONE, (), False),
        ("Can you suggest anyone else I should talk to?", DECLINED, (), False),
        ("I will let you know how it goes.", MET, (), False),
        ("Please remember me.", PHONE, (), False),
    ],
)
def test_thanks_ask_for_nothing_new(
    body: str, kind: LetterKind, promises: tuple[str, ...], asks: bool
) -> None:
    pair = thanks(f"{GOOD} {body}", kind, Debrief(their_promises=promises))
    assert bool(found(*_of("new-ask", pair))) is asks


@pytest.mark.parametrize(
    ("body", "theirs", "mine", "forgotten"),
    [
        ("", ("Introduce me to Tom Baker",), (), 1),
        ("I look forward to hearing from Tom.", ("Introduce me to Tom Baker",), (), 0),
        ("You kindly offered an introduction.", ("Introduce me to her colleague",), (), 0),
        ("", (), ("Read 'Water Always Wins'",), 1),
        ("I have ordered Water Always Wins.", (), ("Read 'Water Always Wins'",), 0),
        ("I will tell you how the course goes.", (), ("Report back on the course",), 0),
        ("", (), (), 0),
    ],
)
def test_promises_are_remembered(
    body: str, theirs: tuple[str, ...], mine: tuple[str, ...], forgotten: int
) -> None:
    pair = thanks(f"{GOOD} {body}", debrief=Debrief(their_promises=theirs, my_promises=mine))
    assert len(found(*_of("promise-forgotten", pair))) == forgotten


@pytest.mark.parametrize(
    ("body", "kind", "asked"),
    [
        ("Please keep me in mind.", PHONE, True),
        ("I hope you will remember me.", DECLINED, True),
        ("If anyone comes to mind, I would be glad of a name.", DECLINED, True),
        ("Should we ever meet, please remember that it was me who wrote.", DECLINED, True),
        ("I remember the mill well.", DECLINED, False),
        ("You may remember that I wrote in March.", DECLINED, False),
        ("I wish you a good spring.", DECLINED, False),
        ("I wish you a good spring.", PHONE, False),
        ("I wish you a good spring.", MET, True),
    ],
)
def test_some_thanks_ask_to_be_remembered(body: str, kind: LetterKind, asked: bool) -> None:
    pair = thanks(f"{GOOD} {body}", kind)
    assert (found(*_of("not-to-be-remembered", pair)) == []) is asked


@pytest.mark.parametrize(
    ("closing", "asked"),
    [
        ("I hope you will remember me,", True),
        ("Please don't forget me,", True),
        ("I will always remember our talk,", False),
        ("With every good wish,", False),
    ],
)
def test_closing_words_may_ask_to_be_remembered(closing: str, asked: bool) -> None:
    letter = Letter(
        DECLINED, f"Dear Ms Vega,\n\nThank you for your answer.\n\n{closing}\nAna Lopez"
    )
    told = found(letter, "not-to-be-remembered", LetterContext(seeker_name="Ana Lopez"))
    assert (told == []) is asked


@pytest.mark.parametrize(
    ("why", "specific"),
    [
        ("because of the export orders to Japan", True),
        ("owing to the harvest in the lower fields", True),
        ("because of your schedule", False),
        ("due to the circumstances", False),
    ],
)
def test_the_reason_a_host_gave_for_declining_is_specific(why: str, specific: bool) -> None:
    pair = thanks(f"Thank you for your answer. A pity that you can't talk {why}.", DECLINED)
    assert (found(*_of("nothing-specific", pair)) == []) is specific


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ("I had hoped to learn how planners work with rivers.", True),
        ("My wish was only to hear how you came to it.", True),
        ("It is a pity that we cannot meet.", False),
    ],
)
def test_thanks_for_a_refusal_restate_the_purpose(body: str, stated: bool) -> None:
    pair = thanks(f"Thank you for your answer. {body}", DECLINED)
    assert (found(*_of("purpose-not-restated", pair)) == []) is stated


@pytest.mark.parametrize(
    ("kind", "wanted", "stopped"),
    [(MET, False, True), (MET, True, False), (PHONE, False, False), (DECLINED, False, False)],
)
def test_a_resume_with_thanks(kind: LetterKind, wanted: bool, stopped: bool) -> None:
    pair = thanks(f"{GOOD} I have enclosed my résumé.", kind, Debrief(resume_requested=wanted))
    assert bool(found(*_of("resume-enclosed", pair))) is stopped


@pytest.mark.parametrize(
    ("hours", "late"), [(None, False), (3.0, False), (24.0, False), (30.0, True)]
)
def test_thanks_after_a_day_are_late(hours: float | None, late: bool) -> None:
    pair = thanks(GOOD, debrief=Debrief(hours_since=hours))
    assert bool(found(*_of("late", pair))) is late


def test_what_is_in_order_is_told_too() -> None:
    ticks = {tick.rule: tick for tick in applied(framed("I'm looking for a job."), ELENA)}
    assert ticks["too-much-time"].ok
    assert not ticks["asks-for-job"].ok
    assert "late" not in ticks
    assert "tie-not-named" not in ticks
    assert ticks["too-much-time"].label == "Takes fifteen minutes at most"
