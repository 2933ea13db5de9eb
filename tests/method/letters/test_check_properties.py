"""What must hold for every letter: exact spans, no surprises from typing habits, no crash."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.method.letters.frames import ELENA, framed, request

from fifteen.method.letters.check import check
from fifteen.method.words import Finding, Letter, LetterContext, LetterKind

SENTENCES = st.sampled_from(
    [
        "I'm looking for a job in hydrology.",
        "If anything opens up on your team, let me know.",
        "Could you spare half an hour?",
        "Would you be open to an informational interview?",
        "I've attached my resume.",
        "I look forward to our meeting.",
        "I'm not asking for a job.",
        "Your maps helped our village.",
        "Please answer as soon as possible.",
        "Could you also look over my CV?",
    ]
)
LETTERS = st.lists(SENTENCES, max_size=4).map(lambda parts: framed(" ".join(parts)))


def rules(letter: Letter) -> list[str]:
    return sorted(f"{finding.rule}" for finding in check(letter, ELENA))


@given(LETTERS)
@settings(max_examples=40, deadline=None)
def test_curly_quotes_change_nothing(letter: Letter) -> None:
    curly = letter.body.replace("'", "’")
    assert [(f.rule, f.start, f.end) for f in check(request(curly), ELENA)] == [
        (f.rule, f.start, f.end) for f in check(letter, ELENA)
    ]


@given(LETTERS)
@settings(max_examples=40, deadline=None)
def test_capitals_change_no_rule(letter: Letter) -> None:
    assert set(rules(request(letter.body.upper()))) == set(rules(letter))


@given(LETTERS)
@settings(max_examples=40, deadline=None)
def test_quoted_mail_below_changes_nothing(letter: Letter) -> None:
    quoted = (
        "\n\nOn Mon, 3 Mar 2025 at 10:00, Elena Vega <elena@example.org> wrote:\n"
        "> Are you looking for a job? Send me your CV [today], half an hour is fine.\n"
    )
    assert check(request(letter.body + quoted), ELENA) == check(letter, ELENA)


@given(LETTERS, st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_blank_lines_change_no_rule(letter: Letter, more: int) -> None:
    assert rules(request(letter.body.replace("\n\n", "\n" * (2 + more)))) == rules(letter)


@given(LETTERS)
@settings(max_examples=40, deadline=None)
def test_windows_line_ends_change_no_rule(letter: Letter) -> None:
    assert rules(request(letter.body.replace("\n", "\r\n"))) == rules(letter)


def pasted(body: str) -> str:
    """The letter as a mail program or a page puts it on the clipboard."""
    escaped = body.replace("&", "&amp;").replace("'", "&#39;").replace("é", "&eacute;")
    blocks = (part.replace("\n", "<br>") for part in escaped.split("\n\n"))
    return "".join(f'<p class="MsoNormal"><span lang="EN">{part}</span></p>' for part in blocks)


@given(LETTERS)
@settings(max_examples=40, deadline=None)
def test_pasted_html_changes_no_rule_and_its_spans_hold_the_same_words(letter: Letter) -> None:
    html = request(pasted(letter.body))
    plain = [(f.rule, f.quote) for f in check(letter, ELENA)]
    found = [(f.rule, unescape(f.quote)) for f in check(html, ELENA)]
    assert found == plain


def test_a_blank_in_angle_brackets_is_no_html() -> None:
    letter = framed("I saw your work as a <role> at Arup.")
    assert "placeholder-left" in rules(letter)


def test_html_with_styles_and_comments_is_the_letter_alone() -> None:
    letter = framed("I've attached my résumé.")
    html = f"<style>p {{ color: red }}</style><!-- hire me -->{pasted(letter.body)}"
    assert rules(request(html)) == rules(letter)
    quotes = [f.quote for f in check(request(html), ELENA) if f.rule == "resume-enclosed"]
    assert [unescape(quote) for quote in quotes] == ["attached my résumé"]


OTHERS = st.sampled_from(["Ms Tanaka", "Mr Osei", "Sarah", "Dr. Lindqvist", "Piotr"])
THE_SAME = st.sampled_from(["Elena", "Ms. Vega", "Lena", "Dr Vega", "elena vega", "Señora Vega"])


@given(LETTERS, OTHERS)
@settings(max_examples=40, deadline=None)
def test_a_swapped_greeting_name_adds_the_wrong_name_and_nothing_else(
    letter: Letter, name: str
) -> None:
    swapped = request(letter.body.replace("Ms Vega", name, 1))
    assert rules(swapped) == sorted([*rules(letter), "wrong-name"])


@given(LETTERS, THE_SAME)
@settings(max_examples=40, deadline=None)
def test_another_form_of_the_same_name_changes_nothing(letter: Letter, name: str) -> None:
    assert rules(request(letter.body.replace("Ms Vega", name, 1))) == rules(letter)


@given(LETTERS)
@settings(max_examples=20, deadline=None)
def test_a_letter_read_twice_is_told_the_same(letter: Letter) -> None:
    assert check(letter, ELENA) == check(letter, ELENA)


def judged(body: str, kind: LetterKind = LetterKind.REQUEST) -> tuple[Finding, ...]:
    """The findings, each with its quote where it says it is."""
    findings = check(Letter(kind, body, body[:200], attachments=(body[:50],)), LetterContext())
    fields = {"body": body, "subject": body[:200], "attachments": body[:50]}
    for finding in findings:
        assert fields[finding.field][finding.start : finding.end] == finding.quote
    return findings


@given(st.text(max_size=400), st.sampled_from(list(LetterKind)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged_without_a_crash(text: str, kind: LetterKind) -> None:
    judged(text, kind)


@given(st.text(alphabet="\u0301\u200dabé’“”.,\n []{}<>-½ \u202eאﬁ\U0001f600", max_size=200))
@settings(max_examples=100, deadline=None)
def test_odd_characters_keep_spans_exact(text: str) -> None:
    judged(f"Dear Ms Vega,\n\nI am looking for a job. {text}\n\nBest,\nAna")


@pytest.mark.parametrize(
    "body",
    [
        "x" * 1_000_000,
        "looking for a " * 7_000,
        "job " * 25_000,
        "I am looking for a job at your company if anything opens up. " * 1_600,
        "not " * 25_000 + "looking for a job",
        "[" * 100_000,
        "{{" * 50_000,
        "\"'" * 50_000,
        "> On Monday wrote:\n" * 5_000,
        "On Monday, Ana wrote:\n" * 4_500,
        "Dear " * 20_000,
        "best,\n" * 16_000,
        " " * 100_000,
        "\n" * 100_000,
        "http://" * 14_000,
        "1-2-3-" * 16_000 + " min",
        "twenty-" * 14_000,
        "(" * 100_000,
        "_" * 100_000 + "a",
        "".join(chr(plane * 0x10000 + 0x41) for plane in range(17)) * 500,
        "\u202e\u05d0\u05d1 " * 20_000,
        "e\u0301" * 50_000,
        "\ud800" * 100,
        "<!--" * 25_000,
        "<style>" * 14_000,
        "<p " * 33_000,
        "&amp" * 25_000,
        "&amp;" * 20_000,
    ],
    ids=range(28),
)
def test_hostile_letters_end(body: str) -> None:
    judged(body)


def test_an_accent_written_apart_keeps_the_span() -> None:
    letter = framed("I have attached my re\u0301sume\u0301.")
    finding = next(f for f in check(letter, ELENA) if f.rule == "resume-enclosed")
    assert finding.quote.endswith("re\u0301sume\u0301")
    assert letter.body[finding.start : finding.end] == finding.quote
