"""What was learned of lengths of time and of papers, and what it was learned from."""

from __future__ import annotations

import re

import pytest
from tests.method.letters.frames import ELENA, FACT, found, framed, request
from tools import mentions, talk_time, weighing

from fifteen.method.letters import _around, _lengths, _papers, _talk_time
from fifteen.method.letters._lexicon import lexicon
from fifteen.method.letters._reading import Reading
from fifteen.method.letters._weighed import SCALE, learned, weighed
from fifteen.method.words import Letter, LetterKind

DRIVE = "I drive half an hour to work and heard you on the radio for twenty minutes."


def reading(body: str) -> Reading:
    return Reading(request(f"Dear Ms Vega,\n\n{body}\n\nAna Lopez"), ELENA)


@pytest.mark.parametrize("question", ["talk_time", "papers"])
def test_the_odds_are_the_sum_of_the_weights_of_all_features(question: str) -> None:
    weights, kept = weighed(question, "en"), learned(question, "en")
    assert weights is not None and kept is not None
    bias, by_feature = kept
    before, behind = "could you talk with me for ", " some day, or may i send my cv to you?"
    told = ["said half an hour", "asks 0", "unheard of"]
    features = [*told, *_around.features(before, behind, weights.words)]
    total = bias + sum(by_feature.get(feature, 0) for feature in features)
    assert weights.odds(before, behind, told) == pytest.approx(total / SCALE)
    assert any(feature in by_feature for feature in features)


def test_of_a_language_in_which_nothing_was_learned_nothing_is_known() -> None:
    assert weighed("papers", "de") is None
    assert learned("talk_time", "de") is None


def test_what_is_asked_for_is_told_from_what_is_told() -> None:
    one = reading(f"{FACT} {DRIVE} Could we talk for forty minutes on the telephone?")
    odds = {told.part.flat[told.length.start : told.length.end]: o for told, o in one.timed}
    assert set(odds) == {"half an hour", "twenty minutes", "forty minutes"}
    assert (
        odds["forty minutes"] > _talk_time.LEAST > max(odds["half an hour"], odds["twenty minutes"])
    )
    assert [length.minutes for length in one.lengths] == [40]


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("six till half seven", 90),
        ("9.15-10.00", 45),
        ("two o'clock to about a quarter to three", 45),
        ("10 pm till midnight", 120),
        ("noon till about half past", 30),
        ("half-nine to ten-ish", 30),
        ("from six until a quarter to seven", 45),
        ("half past two to three", 30),
        ("eleven to 1", 120),
    ],
)
def test_hours_by_the_clock(said: str, minutes: int) -> None:
    one = reading(f"Could we meet {said}?")
    assert [(t.length.minutes, t.length.kind) for t in one.times_told] == [(minutes, "clock")]


@pytest.mark.parametrize(
    ("said", "better"),
    [
        ("Could we meet from four to five on Friday?", "Could we meet at four for fifteen minutes"),
        ("Let's say Thursday, from 3 to 3.45 pm.", "Let's say Thursday, at 3 pm for fifteen"),
        ("Could we do 4 to 5?", "Could we do 4, for fifteen minutes?"),
        ("Shall we say Monday, noon to one?", "Shall we say Monday, noon, for fifteen minutes?"),
        ("Half an hour on the phone would help me.", "Fifteen minutes on the phone would help me."),
        ("I could come for half a morning.", "I could come for fifteen minutes."),
    ],
)
def test_the_better_wording_reads_well(said: str, better: str) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {said}\n\nAna Lopez")
    (finding,) = found(letter, "too-much-time")
    mended = f"{letter.body[: finding.start]}{finding.replacement}{letter.body[finding.end :]}"
    assert better in mended


def test_a_reel_is_underlined_without_the_stop_behind_it() -> None:
    (finding,) = found(framed("My reel is at anna.example/work."), "resume-enclosed")
    assert finding.quote == "My reel is at anna.example/work"


@pytest.mark.parametrize("said", ["9 to 25", "from one to the next", "4 to 4"])
def test_what_is_no_hour_is_no_length(said: str) -> None:
    assert reading(f"It went {said}.").times_told == []


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("half a morning", 240),
        ("the whole of Saturday", 240),
        ("all afternoon", 240),
        ("the best part of an hour", 60),
        ("most of your lunch break", 60),
        ("the length of a lesson", 240),
        ("an hour-ish", 60),
        ("half n hour", 30),
        ("an hour and a quarter", 75),
    ],
)
def test_parts_of_a_day_and_odd_counts(said: str, minutes: int) -> None:
    told = reading(f"I thought of {said}.").times_told
    assert [one.length.minutes for one in told] == [minutes]


def test_no_letter_has_more_lengths_than_are_looked_at() -> None:
    one = reading("I waited for twenty minutes, and for half an hour. " * 300)
    assert len(one.times_told) == len(one.timed) == 60
    assert len(list(found(framed("My CV hangs on my site. " * 300), "resume-enclosed"))) <= 60


@pytest.mark.parametrize(
    ("said", "mention"),
    [
        ("My first showreel hangs on my site.", "my first showreel"),
        ("It is attached, for whoever likes to read.", "attached"),
        ("All I made stands at anna.example/work if you wish.", "anna.example/work"),
        ("Two pages about me come with this.", "two pages"),
    ],
)
def test_what_may_be_papers_is_looked_at(said: str, mention: str) -> None:
    one = reading(said)
    flat = one.body.flat
    assert [flat[m.start : m.end] for m in _papers.mentions(one, one.body)] == [mention]


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("For our careers module I have to do two informationals.", "informationals"),
        ("May I interview you about your years at sea?", "interview you"),
        ("Could we set up a career exploration chat?", "career exploration chat"),
        ("Would you be my interviewee?", "interviewee"),
    ],
)
def test_the_term_is_underlined_and_no_more(said: str, quote: str) -> None:
    assert [finding.quote for finding in found(framed(said), "names-the-term")] == [quote]


@pytest.mark.parametrize(
    "said",
    [
        "Your interview in the Harbour Gazette is why I write.",
        "You interview people for a living; I only sell them shoes.",
        "I ran information sessions for tenants.",
        "A chat about your career would help me.",
        'I read your "Informational interviews, and why I never say no" twice.',
    ],
)
def test_other_interviews_are_left_alone(said: str) -> None:
    assert found(framed(said), "names-the-term") == []


def test_papers_are_underlined_with_what_encloses_them() -> None:
    (finding,) = found(framed("My CV is attached."), "resume-enclosed")
    assert finding.quote == "My CV is attached"
    (finding,) = found(
        framed("I've tucked my work history in behind this page."), "resume-enclosed"
    )
    assert "work history" in finding.quote


def test_a_language_without_weights_goes_by_phrases() -> None:
    body = (
        "Sehr geehrte Frau Vega,\n\nich fahre seit zwei Stunden. Könnten wir eine halbe Stunde "
        "sprechen?\n\nAna Lopez"
    )
    one = Reading(Letter(LetterKind.REQUEST, body, "Karten", language="de"), ELENA)
    assert one.timed == []
    assert [length.minutes for length in one.lengths] == [30]
    assert _lengths.by_phrase(one.body.anatomy, lexicon("de")) == one.lengths


def test_each_line_to_learn_from_is_read() -> None:
    folders = {"lengths": r".*\[\[.+\]\].*", "papers": r"[^\[]+", "term": r"[^\[]+"}
    for folder, pattern in folders.items():
        lines = [
            line
            for path in sorted((weighing.LETTERS / folder).glob("*.txt"))
            for line in path.read_text("utf-8").splitlines()
        ]
        read = [said for _, _, said in weighing.marked(folder)]
        assert len(read) == len(lines) > 80
        assert all(re.fullmatch(pattern, said) for said in read)
    assert sum(row.so for row in talk_time.sentences()) > 300
    papers, term = (list(mentions.sentences(question)) for question in mentions.QUESTIONS)
    assert sum(row.so for row in papers) > 200
    assert sum(row.so for row in term) > 40
