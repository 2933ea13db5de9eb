"""Lengths, brackets, papers and promises that are told of beside those that are meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.method.letters.frames import ASK, FACT, found, framed, request, thanks, tied

from fifteen.method.words import Channel, Debrief, Letter, LetterKind, Tie, TieKind


@pytest.mark.parametrize(
    "sentence",
    [
        "I have some idea what forty pages an hour must take.",
        "I'd come by in a quiet hour, or during a slack hour of the week.",
        "The 76 takes me an hour and twenty each way.",
        "I grew up an hour from Penclawdd.",
        "At the open house you explained the board to my daughter for twenty minutes.",
        "It took an old man from Leeds a cup of tea and forty minutes.",
        "When the storm came you stayed on the air ninety minutes.",
        "She kept us an hour over the bones.",
        "If something comes up even an hour before, just tell me.",
        "Should one of your people twist an ankle, I can be on set in an hour.",
        "Making them describe a pigeon for an hour deserves a letter.",
        "When would be a good hour?",
        "You need only name a convenient hour and I'll ring.",
        "Forty minutes into your lecture I began to write.",
        "I give lessons, about twenty hours the week.",
        "They say you once darted three lions inside an hour.",
        "You do a full cut in twenty minutes.",
        "They say you take half an hour with every newcomer.",
        "You got us back on the road in under forty minutes.",
        "From noon I am in another meeting of one hour.",
        "The parish page says you close for half an hour at noon.",
        "I wrote to you half an hour after I left your farm.",
        "I stayed for the extra thirty minutes of the final.",
    ],
)
def test_a_length_told_of_is_not_asked_for(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "too-much-time")] == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("I would need you for 20-30 minutes.", "20-30 minutes"),
        ("I'd suggest 40 minutes so we're not rushed.", "40 minutes"),
        ("Would you join me for a lunch hour near your office?", "a lunch hour"),
        ("Could we talk for about the length of a class?", "the length of a class"),
        ("I hoped to talk with you for 30 minutes.", "30 minutes"),
        ("Could you give two beginners an hour?", "an hour"),
        ("Let's say 25 minutes.", "25 minutes"),
        ("Could you spare a quiet hour for me?", "a quiet hour"),
        ("Could we talk for a good hour?", "a good hour"),
        ("Could you sit with me a small hour?", "a small hour"),
        ("Would half of your lunch break be too much?", "half of your lunch break"),
        ("Could you give him an hour, more or less?", "an hour"),
        ("I'd like to hear how you learned it, in a half hour at your desk.", "a half hour"),
        ("Could you give me two lots of ten minutes?", "ten minutes"),
        ("May I buy you lunch? We'd be done inside the hour.", "the hour"),
        ("Could I have most of your lunch break?", "most of your lunch break"),
        ("I promise to have you back at your desk within an hour.", "an hour"),
        ("Might I take most of a lunch break, forty minutes or so?", "forty minutes"),
        ("Could we do 4 to 5?", "4 to 5"),
        (
            "Could we meet, say from six until a quarter to seven?",
            "from six until a quarter to seven",
        ),
    ],
)
def test_a_length_asked_for_in_other_words(sentence: str, quote: str) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {sentence}\n\nAna Lopez")
    assert [f.quote for f in found(letter, "too-much-time")] == [quote]


def test_an_hour_of_ours_is_one() -> None:
    body = framed("").body
    letter = Letter(LetterKind.CONFIRMATION, body, "Tomorrow at two, our hour on Teams")
    assert [f.quote for f in found(letter, "too-much-time")] == ["our hour"]


@pytest.mark.parametrize("subject", ["Flood maps, one hour max", "Flood maps in ten minutes"])
def test_a_length_named_in_the_subject_is_named(subject: str) -> None:
    body = f"Dear Ms Vega,\n\n{FACT} Could we talk about it by phone?\n\nAna Lopez"
    assert found(request(body, subject), "no-length") == []
    assert found(request(body), "no-length")


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("I'd like to do a 15 min informational with you.", True),
        ("Would you like a 10-min informational convo?", True),
        ("Would you be my interviewee for ten minutes?", True),
        ("At the college's careers information session you spoke last.", False),
    ],
)
def test_the_term_is_that_of_the_talk(sentence: str, term: bool) -> None:
    assert bool(found(framed(sentence), "names-the-term")) is term


@pytest.mark.parametrize(
    "sentence",
    [
        "She was stitching a collar [her words: 'for a client'].",
        "Your maps [and the people who draw them] are on my wall.",
        "Your film [2019] and your talk [mostly] helped my son [aged 4].",
        'Your "Rivers of the West [Country]" is on my shelf.',
    ],
)
def test_an_aside_in_brackets_is_no_blank(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "placeholder-left")] == []


@pytest.mark.parametrize(
    "sentence",
    [
        'I read your "Rivers of [Company]" last year.',
        "Your maps [and your topic] are on my wall.",
        "Your role as ROLE HERE interests me.",
        "I saw your talk on TOPIC.",
        "I'm writing because of **company**.",
    ],
)
def test_a_blank_in_quotation_marks_is_one(sentence: str) -> None:
    assert found(framed(sentence), "placeholder-left")


def test_papers_left_at_home_are_not_enclosed() -> None:
    assert found(framed("I've left my CV at home on purpose."), "resume-enclosed") == []


def test_papers_that_can_be_on_their_way_are_offered() -> None:
    sentence = "My résumé can be on its way to you whenever you like."
    assert found(framed(sentence), "resume-enclosed")


@pytest.mark.parametrize(
    ("greeting", "quote"),
    [
        ("alright mate seen ur lads digging outside, looks class.", "alright mate"),
        ("Been coming to Vega Barbell since you opened.", ""),
    ],
)
def test_a_sentence_is_no_greeting_by_name(greeting: str, quote: str) -> None:
    letter = Letter(LetterKind.REQUEST, f"{greeting} {ASK} Ana", None, Channel.MESSAGE)
    assert [f.quote for f in found(letter, "impersonal-greeting")] == [quote]
    assert found(letter, "wrong-name") == []


def test_what_was_heard_keeps_no_promise() -> None:
    known = Debrief(
        heard=("second-year placements are the hardest",),
        their_promises=("send the placement handbook",),
    )
    letter, context = thanks("Thank you for telling me of the placements.", debrief=known)
    assert found(letter, "promise-forgotten", context)
    letter, context = thanks("Thank you for telling me of the handbook.", debrief=known)
    assert found(letter, "promise-forgotten", context) == []


def test_a_closing_without_a_name_signs_nothing() -> None:
    body = f"Dear Ms Vega,\n\n{FACT} {ASK}\n\nThank you and have a blessed week."
    assert found(request(body), "no-sign-off")


def test_what_the_host_is_called_by_names_no_group() -> None:
    tie = Tie(TieKind.GROUP, "Engineers New to Canada")
    context = replace(tied(tie), host_role="Structural Engineer")
    letter = request(f"Dear Engineer Vega,\n\n{FACT} {ASK}\n\nAna Lopez")
    assert found(letter, "tie-not-named", context)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (LetterKind.CONFIRMATION, "If anything comes up, my number is 555 0143."),
        (LetterKind.TIMES, "If something opens up earlier on your side, I can be at the phone."),
    ],
)
def test_what_comes_up_on_an_agreed_day_is_no_opening(kind: LetterKind, sentence: str) -> None:
    body = f"Dear Ms Vega,\n\nThank you for agreeing. {sentence}\n\nKind regards,\nAna"
    assert found(Letter(kind, body, "Tuesday at ten"), "asks-for-job") == []


def test_an_opening_in_such_a_letter_is_one() -> None:
    body = (
        "Dear Ms Vega,\n\nThank you. If a job opens up in your team, tell me.\n\nKind regards,\nAna"
    )
    assert found(Letter(LetterKind.CONFIRMATION, body, "Tuesday at ten"), "asks-for-job") != []


def test_who_should_have_the_papers_is_asked_for_a_job_not_enclosing_them() -> None:
    letter = framed("Who do I send my CV to?")
    assert found(letter, "resume-enclosed") == []
    assert found(letter, "asks-for-job") != []


@pytest.mark.parametrize(
    "sentence",
    [
        "I'd like to understand how you teach with no internet and forty minutes.",
        "My school asks for 240 hours before I may graduate.",
        "I'd like to learn how you plan an hour with such a group.",
    ],
)
def test_a_length_beside_the_short_one_that_is_asked_for_is_of_something_else(
    sentence: str,
) -> None:
    assert found(framed(sentence), "too-much-time") == []


def test_a_longer_one_that_is_asked_for_as_well_is_told() -> None:
    sentence = "Or could we talk for an hour over lunch?"
    assert [f.quote for f in found(framed(sentence), "too-much-time")] == ["an hour"]


def test_an_element_of_a_page_is_no_blank() -> None:
    assert (
        found(framed("You write that a bare <button> beats six <div>s."), "placeholder-left") == []
    )
    assert found(framed("You work at <company>, I hear."), "placeholder-left") != []


def test_to_be_taken_on_as_somebodys_pupil_is_no_job() -> None:
    assert found(framed("Would you take me on as a mentee?"), "asks-for-job") == []
