"""Whoever works outside the fields a seeker wonders about is asked whom they know there."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from tests.method.letters.drafts_world import MIRA, VIAS, words
from tests.method.letters.test_drafts_checked import findings, unheld

from fifteen.method import approach
from fifteen.method.letters.drafts import DraftFacts, Length, Tone, draft, versions
from fifteen.method.words import Host, LetterKind, Purpose, Tie, TieKind

GRACE = Host("Grace Mbeki", "Physics teacher", "Tidewater School", tie=Tie(TieKind.COLLEAGUE))
OWN = "your work as a physics teacher"
FIELDS = ("grid modelling",)
KINDS = (LetterKind.REQUEST, LetterKind.CALL_SCRIPT, LetterKind.REMINDER)


@pytest.mark.parametrize("fields", [FIELDS, ("grid modelling", "exhibition design"), ("",)])
def test_the_letter_asks_whom_they_know_and_passes_its_own_check(fields: tuple[str, ...]) -> None:
    for tie, tone, length, purpose in itertools.product(TieKind, Tone, Length, Purpose):
        host = replace(GRACE, tie=Tie(tie, VIAS.get(tie, "")))
        seeker = replace(MIRA, purpose=purpose)
        facts = DraftFacts(host=host, seeker=seeker, whom_in=fields, own_past=True)
        for kind in KINDS:
            made = draft(kind, facts, tone=tone, length=length)
            told = f"{made.subject}\n{made.body}"
            assert not re.search(r"how you came|work as a|teacher", told.replace(OWN, "")), told
            assert kind is LetterKind.REMINDER or "hom you know in" in told
            assert all(field in told for field in fields) or kind is LetterKind.REMINDER
            assert unheld(findings(made, facts), made) == [], (tie, tone, length, made.body)
            if kind is LetterKind.REQUEST:
                assert words(made) <= (90 if fields == FIELDS else 100), made.body


def test_it_is_the_first_of_the_starting_points_and_the_only_one_about_ones_own_past() -> None:
    facts = DraftFacts(host=GRACE, seeker=MIRA, whom_in=FIELDS)
    assert [one.key for one in versions(LetterKind.REQUEST, facts)] == ["whom", "fact", "tie"]
    assert "as a physics teacher" in draft(LetterKind.REQUEST, facts, "fact").body
    past = replace(facts, own_past=True)
    assert [one.key for one in versions(LetterKind.REQUEST, past)] == ["whom"]


@pytest.mark.parametrize(
    ("tie", "role", "organisation", "asked"),
    [
        (TieKind.COLLEAGUE, "Physics teacher", "Tidewater School", (True, True)),
        (TieKind.COLLEAGUE, "Physics teacher", "Windward", (True, False)),
        (TieKind.WEAK, "Clerk", "Tidewater School", (True, True)),
        (TieKind.WEAK, "Clerk", "Windward", (False, False)),
        (TieKind.FRIEND, "Grid modeller", "Tidewater School", (False, False)),
        (TieKind.FRIEND, "", "", (False, False)),
    ],
)
def test_whom_to_ask_so(
    tie: TieKind, role: str, organisation: str, asked: tuple[bool, bool]
) -> None:
    host = Host("Grace Mbeki", role, organisation, tie=Tie(tie))
    seeker = replace(MIRA, employers=("Tidewater School",))
    assert approach.asks_whom(host, seeker, FIELDS) == asked


def test_without_a_field_only_ones_own_occupation_is_not_asked_about() -> None:
    seeker = replace(MIRA, background="Physics teacher for nine years")
    assert approach.asks_whom(GRACE, seeker, ()) == (True, True)
    clerk = replace(GRACE, role="Clerk", organisation="Windward")
    assert approach.asks_whom(clerk, seeker, ()) == (False, False)
