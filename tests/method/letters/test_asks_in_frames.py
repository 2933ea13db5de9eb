"""A request in words no list holds is known by its frame; what has the frame alone is not."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ELENA, found, framed, request, thanks

from fifteen.method.letters._gates import Gates, two_gates
from fifteen.method.words import LetterContext, LetterKind

JOB = [
    "If a bench comes free in your workshop next spring, I hope you'll think of me.",
    "Might your lab have room for one more doctoral student?",
    "I wonder whether you would take on a trainee of 41.",
    "I could start on Monday.",
    "I'm hoping to do my compulsory placement at your practice.",
    "Could you slip my name to whoever does the hiring?",
    "It would mean the world to be taken on by your studio.",
    "I wish to offer you my services as a translator.",
    "Would you consider having me for a month in the kitchen, unpaid?",
    "I am open to relocation and can join within a month.",
    "Nevertheless, should HR have a slot, please speak to them on my behalf.",
]
NO_JOB = [
    "How do small studios fill their openings?",
    "If there is a gap in your schedule next week, I could call.",
    "When you were hired at Arup, what surprised you?",
    "My brother is looking for a job and I am not; I only want to learn.",
    "I'd like to learn what the first year as an apprentice is like.",
    "I wonder whether the trade has a place for someone who starts at forty.",
    "I found your work as an intern on the dams interesting.",
    "If you ever have a vacancy it will be filled by somebody who can swim.",
    "I'd happily travel to your office.",
]
BESIDE = [
    "Could you also introduce me to two of your colleagues?",
    "May I also send you three questions to answer by mail?",
    "Would you also test my app and give me your opinion?",
    "And would you come and speak to our club in March?",
    "I would like also that you sign my copy of your book.",
    "Might you have a word with your brother about letting me his flat?",
    "While you're at it, mate, would you have a squiz at my logbook?",
    "If you'd also take my nephew along for a trip on the tender, he'd love it.",
    "I'd also be stoked if you could get me onto the invite list for the closed meeting.",
    "Also may I have a copy of your script, and a free place on the walk for my tutor?",
    "I'm also hoping that you might identify the forty specimens I have in my freezer.",
    "Pls also send me your flood model.",
    "I would be grateful if you could endorse my skills on here.",
    "Could you put in a good word for me with the Landscape Guild?",
    "Could you get me two tickets for the gala?",
    "Could you have your firm cover my course fees?",
    "May my class visit your office in May?",
    "Would you come to our school and talk about rivers?",
    "Any chance that you could tutor my son?",
    "Could my brother come as well and ask about his own trade?",
    "Could you let me try your drone?",
]
NOT_BESIDE = [
    "Could you also tell me how you found your first client?",
    "Would you also be free on Friday?",
    "I have looked over your maps for years.",
    "Would you have a word with me by phone?",
    "I had a look at my maps before writing.",
    "While you're there, the river will be high.",
    "If you'd also be free on Friday, all the better.",
    "If you could also tell me how you learned to read a gauge, I'd be glad.",
    "Please also say no if it does not suit.",
    "May I have ten minutes of your time?",
    "Please send me the exact room.",
    "Would it be possible to come by on a Friday?",
    "My class visited your office in May.",
    "Would you come to the mill for it?",
]
PRESSES = [
    "I'll be outside your office at nine on Tuesday.",
    "My whole application hangs on your answer.",
    "I have to choose on Monday, so I need to hear back this weekend.",
    "Thank you for agreeing to talk with me.",
    "I need to decide about the course TOMORROW.",
    "Hit me up today tho.",
    "It'd be pretty rough to say no.",
    "It would be a shame if you were the one who turned me away.",
    "You'd be doing me a bad turn if you left me guessing.",
    "I'm surprised not to have heard.",
    "It costs nothing to send two lines.",
    "I find it a pity that one doesn't even get a no.",
    "You must reply to me this week.",
    "I'm sure you can find a gap somewhere.",
    "I can't imagine that you'd leave this letter lying.",
    "Keep your phone near you.",
    "So please keep that slot free for me.",
    "Please block out Tuesday morning.",
    "Let me know which day I should block out.",
    "I take it that we are agreed.",
    "I'll come and find you there.",
    "I can't wait for our meeting!",
    "When should I come, tomorrow or Thursday?",
    "I'll take your silence as a yes.",
    "I'll come on Tuesday unless you tell me otherwise.",
    "You wouldn't leave an old classmate in the lurch, would you?",
    "So Tuesday it is.",
    "I'd be gutted if you said no.",
    "You are bound to help a neighbour.",
    "I've saved you a seat at the Ram for Tuesday.",
    "Don't be the one who says no.",
    "You'd break my heart with a no.",
    "The least you could do is ring.",
    "I've put your name on the programme already.",
]
AT_EASE = [
    "The ferry closes on Sunday, so I would be on the phone only.",
    "I have until June to choose a subject, so there is plenty of time.",
    "I need to learn how to read tide tables before I buy the boat.",
    "I take it that you trained as a teacher first.",
    "Could you please set aside ten minutes?",
    "I must choose between two courses in June.",
    "It would be a pity to lose the old maps.",
    "I find it a pity that nobody draws maps any more.",
    "I'm sure you have little time.",
    "I can't imagine you have much time.",
    "It's only fair to say that I'm new to this.",
    "I can't wait for the summer.",
    "Text me if that's easier.",
    "I'll call you on Friday unless that's a bad day.",
    "The weir is left high and dry in June.",
    "I've kept your article.",
    "So it is on Tuesdays that you are out.",
    "The least I can do is to read your book first.",
    "I've put your article on the wall.",
]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        *(("asks-for-job", text) for text in JOB),
        *(("several-asks", text) for text in BESIDE),
        *(("pressing", text) for text in PRESSES),
    ],
)
def test_an_ask_is_known_by_its_frame_and_told_once(rule: str, sentence: str) -> None:
    letter = framed(sentence)
    start = letter.body.index(sentence)
    findings = found(letter, rule)
    assert len(findings) == 1
    assert start <= findings[0].start < findings[0].end <= start + len(sentence)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        *(("asks-for-job", text) for text in NO_JOB),
        *(("several-asks", text) for text in NOT_BESIDE),
        *(("pressing", text) for text in AT_EASE),
    ],
)
def test_what_shares_the_frame_alone_is_left_in_peace(rule: str, sentence: str) -> None:
    assert found(framed(sentence), rule) == []


def test_an_hr_manager_is_no_hour() -> None:
    assert found(framed("My aunt, an HR manager, told me of you."), "too-much-time") == []


@pytest.mark.parametrize(
    "fact",
    [
        "Your “Tides” gallery lets visitors move the moon.",
        "Your talk on winter peaks at the Calder evening has stayed with me.",
    ],
)
def test_a_piece_of_the_hosts_work_is_a_fact(fact: str) -> None:
    body = f"Dear Ms Vega,\n\n{fact} Could we talk for fifteen minutes?\n\nYours,\nAna Lopez"
    unknown = LetterContext(host_name="Elena Vega", seeker_name="Ana Lopez")
    assert found(request(body), "nothing-personal", unknown) == []


@pytest.mark.parametrize(
    "gift",
    [
        "Thank you for telling me that you are too busy until March.",
        "Thank you for the name of Bo Lind.",
    ],
)
def test_the_reason_and_the_name_a_host_gave_are_specific(gift: str) -> None:
    letter, known = thanks(gift, LetterKind.THANKS_DECLINED)
    assert found(letter, "nothing-specific", known) == []


def test_an_offer_of_the_host_is_thanked_for_and_not_asked_for() -> None:
    letter, known = thanks("Thank you for your offer to introduce me to your director of hiring.")
    assert found(letter, "asks-for-job", known) == []


def test_what_follows_the_name_in_its_line_is_still_the_letter() -> None:
    body = f"Dear Ms Vega,\n\nHow do you map floods?\n\nYours,\nAna Lopez. {JOB[0]}"
    assert found(request(body), "asks-for-job", ELENA)
    assert found(request(body), "no-sign-off", ELENA) == []


def test_gates_hold_a_word_of_every_choice_that_must_stand() -> None:
    phrase = "(?:a|the) (?:openings?|spot) (?:for )?me"
    assert two_gates(phrase) == ({"opening", "openings", "spot"}, {"a", "the"})
    assert two_gates("hire me|(?:jobs?)") == ({"hire", "job", "jobs"}, {"me", "job", "jobs"})
    assert two_gates("(?:a|the )?\\w+") == (frozenset(), frozenset())
    gates = Gates([phrase, "\\w+", "(?:jobs?)"])
    assert gates.opened(frozenset(("spot", "the", "job"))) == [0, 1, 2]
    assert gates.opened(frozenset(("spot", "for"))) == [1]
