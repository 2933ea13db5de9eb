"""A job ask or enclosed papers can be left out by the sentence, where the letter stands so."""

from __future__ import annotations

import pytest

from fifteen.method.letters.check import check
from fifteen.method.words import Letter, LetterContext, LetterKind

START = "Dear Ana,\n\nI liked your talk on grids. Could we talk for fifteen minutes about it?"
END = "\n\nBest,\nMira"
HINT = "If anything opens up on your team, please keep me in mind."


def without(body: str, rule: str, kind: LetterKind = LetterKind.REQUEST) -> str | None:
    """The body without the sentences that the rule would leave out; None where it would not."""
    found = check(Letter(kind, body, "Grids"), LetterContext("Ana Ruiz"))
    cuts = [finding.cut for finding in found if finding.rule == rule]
    assert cuts, (rule, body)
    if cuts[0] is None:
        return None
    start, end, quote = cuts[0]
    assert body[start:end] == quote
    return body[:start] + body[end:]


@pytest.mark.parametrize(
    "body",
    [
        f"{START} {HINT}{END}",
        f"{START}\n\n{HINT}{END}",
        f"{START}\n{HINT}{END}",
        f"{START}\n\n{HINT} I could start at once.{END}",
    ],
)
def test_a_job_ask_is_left_out_with_its_sentence_and_blank(body: str) -> None:
    assert without(body, "asks-for-job") == f"{START}{END}"


def test_what_stands_around_it_stays() -> None:
    body = f"Dear Ana,\n\nI liked “Grün”. {HINT} Could we talk for fifteen minutes?{END}"
    left = f"Dear Ana,\n\nI liked “Grün”. Could we talk for fifteen minutes?{END}"
    assert without(body, "asks-for-job") == left


@pytest.mark.parametrize("kind", [LetterKind.REQUEST, LetterKind.REMINDER, LetterKind.THANKS_MET])
def test_enclosed_papers_are_left_out_by_the_sentence(kind: LetterKind) -> None:
    body = f"{START} I attach my résumé.{END}"
    assert without(body, "resume-enclosed", kind) == f"{START}{END}"


@pytest.mark.parametrize(
    "body",
    [
        f"Dear Ana,\n\nDo you have a job for me?{END}",  # nothing would be left
        "Dear Ana,\n\nI liked your talk. Could we talk for fifteen minutes about openings on your "
        f"team?{END}",  # nor would the ask for the talk
    ],
)
def test_a_sentence_the_letter_cannot_do_without_is_not_offered(body: str) -> None:
    assert without(body, "asks-for-job") is None


@pytest.mark.parametrize(
    ("behind", "left"),
    [
        (f"{END}\n\nP.S. My CV is attached.", END),
        (f"{END}\n\nPS: My CV is attached.", END),
        (f"{END}\n\nP.P.S. My CV is attached. I like maps.", f"{END}\n\nP.P.S. I like maps."),
        (f"\n\n1. I attach my CV.\n2. I like maps.{END}", f"\n\n2. I like maps.{END}"),
        (f"\n\n1. I like maps.\n2. I attach my CV.{END}", f"\n\n1. I like maps.{END}"),
        (f"\n\n- I attach my CV.\n- I like maps.{END}", f"\n\n- I like maps.{END}"),
    ],
)
def test_a_number_or_postscript_mark_goes_with_the_only_sentence_behind_it(
    behind: str, left: str
) -> None:
    body = f"{START}{behind}"
    assert without(body, "resume-enclosed", LetterKind.REMINDER) == f"{START}{left}"


@pytest.mark.parametrize(
    "said", ["My CV is attached. Best,\nHanna", "My CV is attached. Many thanks!\n\nBest,\nMira"]
)
def test_closing_words_alone_are_no_letter(said: str) -> None:
    assert without(f"Dear Ana,\n\n{said}", "resume-enclosed", LetterKind.REMINDER) is None
