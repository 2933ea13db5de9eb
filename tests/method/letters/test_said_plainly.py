"""What says an aim, a fact, a tie or an ask in everyday words, and what only sounds like it."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import FACT, found, framed, request, thanks, tied

from fifteen.method.letters.check import check
from fifteen.method.words import Letter, LetterContext, LetterKind, Tie, TieKind

BOX = "Thank you for the gauge and what you said of the Wharfe; I'll read it tonight."
NO_TIME = "Thank you for your answer. Please keep me in mind for a quieter month."


def of_thanks(rule: str, body: str, kind: LetterKind = LetterKind.THANKS_MET) -> bool:
    letter, context = thanks(body, kind)
    return bool(found(letter, rule, context))


@pytest.mark.parametrize(
    "said",
    [
        "Thank you for your time. I left with a spring in my step and told my wife about it.",
        "Thank you for being so open. It isn't every day that somebody takes the time.",
        "Many thanks for our talk. I slept badly beforehand and well afterwards.",
    ],
)
def test_what_the_seeker_felt_is_nothing_that_the_host_said(said: str) -> None:
    assert of_thanks("nothing-specific", said)
    assert not of_thanks("nothing-specific", f"{said} You told me that the gauge lies by a foot.")


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Could you proofread the novel I've translated before I send it out?", True),
        ("I ask you to read my report and mark the faults in it.", True),
        ("Do you know other hydrologists in Leeds that I could visit?", True),
        ("I'd like to have two or three more names from you.", True),
        ("I'll visit the weir like you advised and tell you after.", False),
        ("I've bought the book and will read it on the train.", False),
        ("Please greet your colleague with the gauge.", False),
        ("I need one more hour with you.", True),
        ("How about you train me for the exam?", True),
        ("It'd be great if you could pay my fee.", True),
        ("You could invite me to your next meeting with the council.", True),
        ("Could you tell your wife that the cake was good?", False),
        ("You let me sit in on your meeting, which I won't forget.", False),
        ("If you're ever in Leeds, the tea is on me.", False),
        ("How about that for a first week!", False),
        ("May I come out with you on your round one day next week?", True),
        ("Could you get me in front of your finance director for a sit down?", True),
        (
            "My brother could do with the same; would you see him as well, one night this month?",
            True,
        ),
        ("If you'd sit down with me every fortnight I'd pay you in scones.", True),
        ("Now I want to ask if I can do a week of looking over your shoulder in October.", True),
        ("I'd ask you to set up a meeting for me with the professor.", True),
        ("Might your nurse let me follow her on her home visits instead?", True),
        ("Please can I now preach on Sunday in your place?", True),
        ("I would like to ask you to build my first roof together with me.", True),
        ("I would like to propose instead that you sponsor my membership.", True),
        ("Could you have your firm cover my application fees instead?", True),
        ("I'd love it if you would take me along to meet your producer.", True),
        ("I'd ask you to remember me when the dust settles.", False),
        ("Would you be happy to hear how it goes?", False),
        ("I'd like to ask you to keep me in mind.", False),
        ("I wanted to ask whether you'd remember me.", False),
        ("If you'd give my regards to Tom, I'd be glad.", False),
        ("You said I may come out with you on your round, and I will.", False),
        ("Could you thank her for me?", False),
        ("I asked you to show me the gauge, and you did.", False),
        ("May I tell you in spring how it went?", False),
        ("I will ask my boss to let me go to the course.", False),
        ("Might your weir see fewer floods next year.", False),
        ("As you offered, may I come along on your round on Friday?", False),
    ],
)
def test_what_is_asked_anew_and_what_is_only_planned(said: str, asks: bool) -> None:
    assert of_thanks("new-ask", f"{BOX} {said}") is asks


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("I can't hear from you now how you came to hydrology; that was my question.", True),
        ("My question was how one starts without a degree, and I'll ask elsewhere.", True),
        ("I'm sorry to hear about your colleague's illness.", False),
        ("I know how it goes, we have floods as well.", False),
    ],
)
def test_an_aim_that_cannot_be_had_is_restated(said: str, stated: bool) -> None:
    body = f"{NO_TIME} {said}"
    assert of_thanks("purpose-not-restated", body, LetterKind.THANKS_DECLINED) is not stated


@pytest.mark.parametrize(
    ("ask", "minutes"),
    [
        ("Can I come to see you for 25 to 30 minutes?", "25 to 30 minutes"),
        ("Could I come and see you for an hour?", "an hour"),
        ("I have seen you wait for an hour by the weir. Could we talk for ten minutes?", None),
    ],
)
def test_to_see_somebody_for_half_an_hour_takes_too_long(ask: str, minutes: str | None) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ask}\n\nAna Lopez\n")
    quotes = [finding.quote for finding in found(letter, "too-much-time")]
    assert quotes == ([minutes] if minutes else [])


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("I'd still love to do that informational with you.", True),
        ("Could we do an informational for fifteen minutes?", True),
        ("I was invited for an interview at the school, which made me think.", False),
    ],
)
def test_the_term_as_a_noun_and_an_interview_for_something_else(said: str, term: bool) -> None:
    assert bool(found(framed(said), "names-the-term")) is term


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("We were colleagues until you left.", True),
        ("It's Ana from the old maps team here.", True),
        ("A colleague of yours from before writes to you.", False),
    ],
)
def test_a_colleague_says_so(said: str, named: bool) -> None:
    assert bool(found(framed(said), "tie-not-named", tied(Tie(TieKind.COLLEAGUE)))) is not named


def test_a_title_names_a_work_and_advice_on_a_field_does_not() -> None:
    ask = "I'd love your advice on hydrology. Would 15 minutes on Zoom work?"
    context = LetterContext(host_name="Elena Vega", host_role="Hydrologist")
    for fact, missing in (
        ("I write to several people with interesting careers, and you are one of them.", True),
        ('You shot "Low Tide" with all those people from the fishing town.', False),
    ):
        letter = request(f"Dear Elena,\n\n{fact} {ask}\n\nAna Lopez\n")
        assert bool(found(letter, "nothing-personal", context)) is missing


def test_a_quick_note_about_tomorrow_is_in_no_hurry() -> None:
    body = "Hi Elena,\n\n{}\n\nAna Lopez\n"
    for said, presses in (
        ("Quick confirmation for tomorrow: I'll ring you at ten as agreed, on your maps.", False),
        ("I'll ring you at ten. Please confirm by tonight or I can't come.", True),
    ):
        letter = Letter(LetterKind.CONFIRMATION, body.format(said), "Tomorrow at ten")
        context = LetterContext(host_name="Elena Vega", seeker_name="Ana Lopez")
        assert ("pressing" in {one.rule for one in check(letter, context)}) is presses
