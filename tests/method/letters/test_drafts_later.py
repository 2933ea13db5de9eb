"""The letters after the first one: what they take up, ask for, enclose and leave to fill in."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest
from tests.method.letters.drafts_world import IFEOMA, MIRA, RICH, TALK
from tests.method.letters.test_drafts_checked import findings

from fifteen.method.letters._drafts_reasons import signed_with
from fifteen.method.letters.drafts import DraftFacts, Length, Tone, draft, versions
from fifteen.method.words import LetterKind


def test_a_reminder_names_the_day_of_the_request() -> None:
    assert "3 November" in draft(LetterKind.REMINDER, RICH).body


def test_a_second_put_off_offers_the_telephone_and_asks_for_a_name() -> None:
    first = draft(LetterKind.PUT_OFF_ANSWER, replace(RICH, question=""))
    assert first.version == "clarify"
    assert "telephone instead" not in first.subject
    second = draft(LetterKind.PUT_OFF_ANSWER, replace(RICH, put_offs=2))
    assert "telephone" in second.body
    assert re.search(r"\bname\b", second.body)


@pytest.mark.parametrize(
    ("until", "then"),
    [
        (date(2026, 12, 14), "around 14 December"),
        (date(2027, 1, 15), "in the middle of January"),
        (date(2027, 3, 1), "in March"),
        (date(2027, 3, 8), "at the beginning of March"),
        (date(2027, 2, 26), "towards the end of February"),
        (date(2027, 11, 15), "in the middle of November 2027"),
    ],
)
def test_whoever_named_a_time_is_written_to_again_then_and_nothing_is_clarified(
    until: date, then: str
) -> None:
    facts = replace(RICH, question="", until=until, today=date(2026, 12, 1))
    for tone, length in itertools.product(Tone, Length):
        made = draft(LetterKind.PUT_OFF_ANSWER, facts, tone=tone, length=length)
        assert (made.version, then in made.body, then in made.subject) == ("then", True, True)
        assert not re.search(r"clearly|plainly|Any week|A month from now", made.body)
        assert findings(made, facts) == ()
    again = replace(facts, put_offs=2)
    assert draft(LetterKind.PUT_OFF_ANSWER, again).version == "phone"


@pytest.mark.parametrize(
    ("text", "host", "signed"),
    [
        ("Could you try me again then?\n\nMaria", "Maria García López", "Maria"),
        ("Swamped until January. Best, Maria", "Maria García López", "Maria"),
        ("Not now.\nBest wishes,\nPam", "Pamela Ross", "Pam"),
        ("Gern.\n\nViele Grüße\nJörg", "Dr. Jörg Weiß", "Jörg"),
        ("Not now.\nMaria García López", "Maria García López", ""),
        ("Not now.\nLópez", "Maria García López", ""),
        ("Ask for Maria", "Maria García López", ""),
        ("", "Maria García López", ""),
        ("Not now.\nMGL", "Maria García López", ""),
    ],
)
def test_a_host_is_greeted_by_the_first_name_they_signed_with(
    text: str, host: str, signed: str
) -> None:
    assert signed_with(text, host) == signed
    facts = replace(RICH, host=replace(IFEOMA, name=host), signed=signed)
    told = draft(LetterKind.PUT_OFF_ANSWER, facts).body.split("\n")[0]
    assert (told == f"Dear {signed},") is bool(signed)
    formal = draft(LetterKind.PUT_OFF_ANSWER, facts, tone=Tone.FORMAL).body
    assert not formal.startswith(f"Dear {signed},")


@pytest.mark.parametrize(
    ("question", "blanks", "said"),
    [
        ("What would you like to know", 0, "“What would you like to know?”"),
        ("Are you looking for a job?", 0, "about a job"),
        ("Did you grow up in Calder?", 1, "“Did you grow up in Calder?”"),
    ],
)
def test_their_question_is_answered_or_left_to_answer(
    question: str, blanks: int, said: str
) -> None:
    made = draft(LetterKind.PUT_OFF_ANSWER, replace(RICH, question=question))
    assert made.version == "question"
    assert len(made.blanks) == blanks
    assert said in made.body


def test_times_are_listed_or_asked_for() -> None:
    listed = draft(LetterKind.TIMES, RICH)
    assert all(f"- {time}\n" in f"{listed.body}\n" for time in RICH.times)
    page = replace(RICH, page="https://host.example/t/abc")
    assert "https://host.example/t/abc" in draft(LetterKind.TIMES, page, "page").body
    asked = draft(LetterKind.TIMES, replace(RICH, times=()))
    assert asked.version == "ask" and asked.blanks == ()


def test_a_confirmation_says_when_where_how_long_and_what_about() -> None:
    for version in ("lines", "sentence"):
        body = draft(LetterKind.CONFIRMATION, RICH, version).body
        for part in (RICH.when, RICH.where, "grid modelling"):
            assert part in body
        assert "fifteen minutes" in body.lower()
    missing = draft(LetterKind.CONFIRMATION, replace(RICH, when="", where=""))
    assert len(missing.blanks) == 2


def test_thanks_hold_what_was_said_and_what_was_promised() -> None:
    for kind in (LetterKind.THANKS_MET, LetterKind.THANKS_PHONE):
        for version in versions(kind, RICH):
            body = draft(kind, RICH, version.key).body
            assert "start with the grid code" in body
            assert "introduce me to Jo Park" in body
            assert "read Networks of Power" in body
    full = draft(LetterKind.THANKS_MET, RICH).body
    assert "the day is mostly phone calls" in full and "She said" not in full


def test_a_name_they_gave_is_thanked_for_and_no_other_is_asked_for() -> None:
    kinds = (LetterKind.THANKS_MET, LetterKind.THANKS_PHONE)
    for kind, tone, length in itertools.product(kinds, Tone, Length):
        facts = replace(RICH, names=("Lena Hofmann", "Bo Lind"))
        made = draft(kind, facts, tone=tone, length=length)
        assert "the names of Lena Hofmann and Bo Lind" in made.body
        assert not re.search(r"somebody else|anybody else|further name|comes? to mind", made.body)
        assert findings(made, facts) == ()
        one = draft(kind, replace(RICH, names=("Lena Hofmann",)), tone=tone, length=length)
        assert "the name of Lena Hofmann" in one.body
    promised = replace(RICH, names=("Jo Park",))  # whom they will introduce the seeker to
    assert "the name of" not in draft(LetterKind.THANKS_MET, promised).body
    assert re.search(r"somebody else|further name", draft(LetterKind.THANKS_PHONE, RICH).body)


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("works with four others and hardly ever alone", "you work with four others and hardly"),
        ("Works alone and likes it", "you work alone and like it"),
        ("she works with four others", "you work with four others"),
        ("hardly ever works alone", "you hardly ever work alone"),
        ("models are arguments", "models are arguments"),
        ("takes two years to get in", "[the one thing they said that stays with you]"),
        ("is mostly phone calls", "[the one thing they said that stays with you]"),
        ("man braucht viel Geduld und Zeit", "[the one thing they said that stays with you]"),
    ],
)
def test_what_they_said_reads_as_said_to_them_or_stays_a_blank(noted: str, said: str) -> None:
    facts = replace(RICH, debrief=replace(TALK, heard=(noted,)))
    for kind in (LetterKind.THANKS_MET, LetterKind.THANKS_PHONE):
        assert f": {said}" in draft(kind, facts).body or f"{said}." in draft(kind, facts).body


def test_an_opening_they_spoke_of_is_not_brought_up() -> None:
    talk = replace(TALK, heard=("an opening in her team in spring", *TALK.heard))
    body = draft(LetterKind.THANKS_MET, replace(RICH, debrief=talk)).body
    assert "opening" not in body and "start with the grid code" in body


def test_a_promise_that_is_a_thing_reads_as_one() -> None:
    talk = replace(TALK, their_promises=("reading list", "a word with her director"))
    body = draft(LetterKind.THANKS_MET, replace(RICH, debrief=talk)).body
    assert "the reading list and a word with your director" in body


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("He sends me the ENTSO-E training slides", "to send me the ENTSO-E training slides"),
        ("sends me the ENTSO-E training slides", "to send me the ENTSO-E training slides"),
        ("Sends me the drawing list.", "to send me the drawing list"),
        ("Ifeoma copies me in", "to copy me in"),
        ("prints me a map", "to print me a map"),
        ("they could put me in touch with Bo", "to put me in touch with Bo"),
        ("the training slides", "the training slides"),
        ("She offered the slides", "to [what they offered]"),
        ("He knows Tom", "to [what they offered]"),
        ("schickt mir die Unterlagen", "to [what they offered]"),
    ],
)
def test_what_they_offered_stands_in_a_form_that_fits_or_as_a_blank(noted: str, said: str) -> None:
    met = replace(RICH, debrief=replace(TALK, their_promises=(noted,)))
    later = replace(RICH, promise=noted)
    for tone in Tone:
        thanks = draft(LetterKind.THANKS_MET, met, tone=tone).body
        asked = draft(LetterKind.PROMISE_THEIRS, later, tone=tone).body
        assert f"offer {said}" in thanks or f"offering {said}" in thanks, thanks
        assert f"offer {said}" in asked or f"offering {said}" in asked or f"offered {said}" in asked
        raw = noted.rstrip(".")
        assert raw in said or raw not in thanks + asked


def test_a_resume_is_enclosed_only_where_the_method_allows_it() -> None:
    met = draft(LetterKind.THANKS_MET, RICH)
    assert not met.resume_may_be_enclosed and "résumé" not in met.body
    asked = replace(RICH, debrief=replace(TALK, resume_requested=True))
    wanted = draft(LetterKind.THANKS_MET, asked)
    assert wanted.resume_may_be_enclosed and "résumé" in wanted.body
    for kind in (LetterKind.THANKS_PHONE, LetterKind.THANKS_DECLINED):
        plain = draft(kind, RICH)
        assert plain.resume_may_be_enclosed and "résumé" not in plain.body
        assert "résumé" in draft(kind, RICH, "resume").body


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("too busy until March", "that you are too busy until March"),
        ("she is on leave", "that you are on leave"),
        ("no time before spring", "that you have no time before spring"),
        ("no longer in the field", "that you are no longer in the field"),
        ("maternity leave", ": maternity leave."),
        ("I am retired.", "that you are retired"),
        ("Dear Mira, I'm swamped at the moment, sorry.\n\nBest,\nIfeoma", "you are swamped"),
        ("Too busy, sorry. Ifeoma", "that you are too busy"),
    ],
)
def test_a_refusal_is_thanked_for_with_its_reason(reason: str, said: str) -> None:
    facts = replace(RICH, reason=reason)
    for version, length in itertools.product(("full", "resume"), Length):
        assert said in draft(LetterKind.THANKS_DECLINED, facts, version, length=length).body


@pytest.mark.parametrize(
    "answer",
    [
        "Sorry, as a regulator I am not able to do this. Good luck. Ifeoma",
        "No, sorry. I don't do these. Ifeoma Nwosu, Northlight Energy.",
        "Leider nein, ich habe keine Zeit. Viele Grüße, Ifeoma",
        "keine Zeit",
        "no tengo tiempo, lo siento",
        "Not now.",
    ],
)
def test_a_refusal_is_never_quoted_and_its_reason_named_in_the_letters_language_only(
    answer: str,
) -> None:
    for length in Length:
        made = draft(LetterKind.THANKS_DECLINED, replace(RICH, reason=answer), length=length)
        assert "“" not in made.body and "answered plainly" in made.body
        assert (
            made.body
            == draft(LetterKind.THANKS_DECLINED, replace(RICH, reason=""), length=length).body
        )


def test_a_question_is_said_back_without_greeting_and_name() -> None:
    asked = "Hi Mira, what would you like to know? Best, Ifeoma"
    made = draft(LetterKind.PUT_OFF_ANSWER, replace(RICH, question=asked), "question")
    assert "“what would you like to know?”" in made.body


def test_a_name_is_thanked_for() -> None:
    made = draft(LetterKind.THANKS_DECLINED, RICH)
    assert "Bo Lind" in made.subject and "Bo Lind" in made.body


def test_promises_are_remembered_and_reported() -> None:
    theirs = draft(LetterKind.PROMISE_THEIRS, RICH)
    assert "to introduce me to Jo Park" in theirs.body and theirs.blanks == ()
    mine = draft(LetterKind.PROMISE_MINE, replace(RICH, follow_up="It explains the pylons."))
    assert "read Networks of Power" in mine.body and "It explains the pylons." in mine.body
    unknown = draft(LetterKind.PROMISE_MINE, DraftFacts(host=IFEOMA, seeker=MIRA))
    assert len(unknown.blanks) == 2


def test_news_is_told_in_the_first_person() -> None:
    assert "I started at Windward in May." in draft(LetterKind.WHAT_CAME_OF_IT, RICH).body
    told = [
        draft(LetterKind.KEEP_IN_TOUCH, RICH, v.key)
        for v in versions(LetterKind.KEEP_IN_TOUCH, RICH)
    ]
    assert any("I started at Windward in May." in made.body for made in told)
    assert "what came of it" in draft(LetterKind.WHAT_CAME_OF_IT, DraftFacts(IFEOMA)).body
