"""What the talk is called, how long it takes, what it is for (A2, A3, A5)."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, FACT, found, framed, request

TERM = [
    ("Would you be open to an informational interview?", "an informational interview"),
    ("I would love an info chat with you.", "info chat"),
    ("Could we have a quick career chat?", "career chat"),
    ("Could we do an informational next week?", "an informational"),
    ("Might we set up an informational Zoom?", "informational"),
    ("May I interview you about your work?", "interview you"),
    ("I would like to interview you.", "interview you"),
    ("I'd be grateful for a short interview with you.", "interview"),
    ("Could I request a 15-minute interview?", "interview"),
    ("I am doing information interviews with hydrologists.", "information interviews"),
    ("It would be a purely informational meeting.", "informational meeting"),
    ("Would you agree to an informational phone call?", "informational phone call"),
]
NOT_TERM = [
    "I heard the interview you gave to Delta radio.",
    "I have a job interview next week.",
    "I enjoyed your interview in the Guardian.",
    "I attended the information session your firm held.",
    "This is not an interview.",
    "I would love a conversation about your career.",
    "A coffee chat would be lovely.",
    "Do user interviews shape the maps?",
    'Your piece "Why informational interviews beat applications" made me think.',
    "In my last interview they asked about floods.",
    "I read the information on your website.",
    "I watched your talk in Dublin about interviewing people who had left.",
]
LENGTHS = [
    ("Would you have thirty for a call?", "thirty"),
    ("Could I have 20' of your time?", "20'"),
    ("Might I come by for an afternoon and talk?", "an afternoon"),
    ("Could we talk for 15-20?", "15-20"),
    ("Could we talk for less than twenty minutes?", "twenty minutes"),
    ("Would you have fifteen minutes, or better yet thirty?", "thirty"),
    ("Could we talk for 15+ minutes?", "15+ minutes"),
    ("Could you spare 20ish minutes?", "20ish minutes"),
    ("Could you spare half an hour?", "half an hour"),
    ("Do you have 30 minutes next week?", "30 minutes"),
    ("Would you have 20-30 min?", "20-30 min"),
    ("Could we meet for an hour over lunch?", "an hour"),
    ("Might I have a half-hour of your time?", "half-hour"),
    ("A 45-minute call would be great.", "45-minute"),
    ("Could we speak for twenty or thirty minutes?", "twenty or thirty minutes"),
    ("Would you give me 1/2 hour?", "1/2 hour"),
    ("Would ½ hour be possible?", "½ hour"),
    ("Can we talk for an hour and a half?", "an hour and a half"),
    ("It would take no more than 20 minutes.", "20 minutes"),
    ("Could we meet for 1 hr?", "1 hr"),
    ("Would three quarters of an hour suit you?", "three quarters of an hour"),
    ("Could I have a couple of hours of your time?", "couple of hours"),
    ("I'd ask for twenty-five minutes.", "twenty-five minutes"),
    ("Could we do a half hour call?", "half hour"),
    ("I'd like to come to the workshop and spend a day with you.", "a day"),
]
SHORT_ENOUGH = [
    "Could we talk? You held an umbrella over him for half an hour once.",
    "Could I have fifteen minutes? You wrote the briefing in forty minutes.",
    "Could I have fifteen minutes in the next 48 hours or the weeks after?",
    "Could you spare a quarter of an hour?",
    "Would you have 15 mins?",
    "Ten to fifteen minutes would be plenty.",
    "It would take no more than 15 minutes.",
    "I live half an hour from your office.",
    "Your 40-minute talk in Delft was wonderful.",
    "I spent two hours with your maps.",
    "I won't take an hour of your time.",
    "You answered me within 24 hours.",
    "The train takes 30 minutes.",
    "I worked there for 60 hours a week.",
    "I read why you make people talk for an hour first. Could I have fifteen minutes?",
    "Your croissant was the best half hour I've had. Could I ask for ten minutes?",
]


@pytest.mark.parametrize(("sentence", "words"), TERM)
def test_the_term_is_marked(sentence: str, words: str) -> None:
    letter = framed(sentence)
    findings = found(letter, "names-the-term")
    assert len(findings) == 1, [f.quote for f in findings]
    finding = findings[0]
    at = letter.body.index(words)
    assert finding.start < at + len(words) and at < finding.end, finding.quote
    assert finding.replacement


@pytest.mark.parametrize("sentence", NOT_TERM)
def test_other_interviews_are_not_the_term(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "names-the-term")] == []


def test_the_replacement_fits_the_article() -> None:
    letter = framed("Would you be open to an informational interview?")
    finding = found(letter, "names-the-term")[0]
    mended = letter.body[: finding.start] + str(finding.replacement) + letter.body[finding.end :]
    assert "open to a conversation?" in mended


@pytest.mark.parametrize(("sentence", "words"), LENGTHS)
def test_more_than_fifteen_minutes_is_marked(sentence: str, words: str) -> None:
    letter = request(
        f"Dear Ms Vega,\n\n{FACT} I want to learn how maps are made. {sentence}\n\nAna Lopez"
    )
    findings = found(letter, "too-much-time")
    assert len(findings) == 1, [f.quote for f in findings]
    at = letter.body.index(words)
    assert findings[0].start < at + len(words) and at < findings[0].end, findings[0].quote
    assert found(letter, "no-length") == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Would 15-20 minutes work?", "15-20 minutes"),
        ("Would 30 minutes be all right?", "30 minutes"),
        ("P.S. Could we say half an hour?", "half an hour"),
    ],
)
def test_a_question_below_the_name_is_of_the_letter(question: str, words: str) -> None:
    body = f"Dear Ms Vega,\n\n{FACT} {ASK}\n\nKind regards,\nAna Lopez\n\n{question}\n"
    assert [finding.quote for finding in found(request(body), "too-much-time")] == [words]


@pytest.mark.parametrize("sentence", SHORT_ENOUGH)
def test_fifteen_minutes_and_other_times_are_fine(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "too-much-time")] == []


@pytest.mark.parametrize(
    ("ask", "silent"),
    [
        ("Could we talk about how you came to hydrology?", False),
        ("Could we have a quick call about your work on maps?", False),
        ("Do you have a few minutes to tell me about it?", False),
        ("Could we talk for ten minutes about maps?", True),
        ("Would a quarter of an hour by phone suit you?", True),
        ("Could we grab a quick 15 next week?", True),
        ("Would you have 15min for a call?", True),
        ("Could I have fifteen by phone?", True),
        ("Could I call you for 10'?", True),
        ("Would you have 15 for a yarn on the phone?", True),
        ("I hope our paths cross one day.", True),
    ],
)
def test_a_talk_asked_for_has_a_length(ask: str, silent: bool) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ask}\n\nBest,\nAna")
    assert (found(letter, "no-length") == []) is silent


@pytest.mark.parametrize(
    ("ask", "clear"),
    [
        ("Could we talk for fifteen minutes?", True),
        ("Would you be free for a coffee?", True),
        ("I'd love to buy you a coffee and hear more.", True),
        ("I would be grateful for a short conversation.", True),
        ("Would you be willing to meet me at your office?", True),
        ("I was wondering if you might have time for a call.", True),
        ("I'd love to connect sometime.", True),
        ("May I call you next week?", True),
        ("Are you up for a chat?", True),
        ("I have long admired your work.", False),
        ("I hope our paths cross one day.", False),
        ("I would love to learn more about floods.", False),
        ("I heard your talk in Delft.", False),
        ("I look forward to hearing from you.", False),
    ],
)
def test_the_talk_is_asked_for_or_not(ask: str, clear: bool) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ask}\n\nBest,\nAna")
    assert (found(letter, "no-clear-ask") == []) is clear


@pytest.mark.parametrize(
    ("ask", "stated"),
    [
        ("Could we talk for ten minutes about how you became a planner?", True),
        ("I want to learn what the work is like. Could we speak for ten minutes?", True),
        ("I'd value your advice on retraining. Do you have ten minutes?", True),
        ("May I ask you about your path? Ten minutes would do.", True),
        ("I'm trying to find out whether planning suits me. Could we talk for ten minutes?", True),
        ("Would you tell me over coffee how the maps are made?", True),
        ("I'd love to connect for ten minutes.", False),
        ("Could I pick your brain for ten minutes?", False),
        ("Could we chat for ten minutes next week?", False),
        ("I was glad to learn that you moved. Could we meet for ten minutes?", False),
    ],
)
def test_the_purpose_is_stated_or_not(ask: str, stated: bool) -> None:
    letter = request(f"Dear Ms Vega,\n\nYou work at Arup. {ask}\n\nBest,\nAna")
    assert (found(letter, "purpose-unclear") == []) is stated
