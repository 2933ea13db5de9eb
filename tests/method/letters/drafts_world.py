"""A small named world for the drafts: Mira Halonen writes to Dr Ifeoma Nwosu."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from fifteen.method.letters.drafts import Draft, DraftFacts, draft, versions
from fifteen.method.words import (
    Debrief,
    Host,
    LetterKind,
    Medium,
    Purpose,
    Seeker,
    Tie,
    TieKind,
)

MIRA = Seeker(name="Mira Halonen", background="I have taught physics for nine years.")
IFEOMA = Host(
    name="Dr Ifeoma Nwosu",
    role="Grid modeller",
    organisation="Northlight Energy",
    field="grid modelling",
    why="her talk on winter peaks",
    read="interview in the Calder Gazette",
)
GAPS: dict[str, dict[str, str]] = {
    "all": {},
    "no why": {"why": ""},
    "no why, nothing read": {"why": "", "read": ""},
    "no role": {"why": "", "read": "", "role": ""},
    "no organisation": {"why": "", "read": "", "organisation": ""},
    "no field": {"why": "", "read": "", "field": ""},
    "organisation only": {"why": "", "read": "", "role": "", "field": ""},
    "name only": {"why": "", "read": "", "role": "", "organisation": "", "field": ""},
    "nothing": {"name": "", "why": "", "read": "", "role": "", "organisation": "", "field": ""},
}
VIAS = {
    TieKind.REFERRED: "Tom Lee",
    TieKind.INTRODUCED: "Tom Lee",
    TieKind.ALUMNI: "Calder University",
    TieKind.GROUP: "Association of Grid Engineers",
    TieKind.COLLEAGUE: "Acme",
    TieKind.WEAK: "LinkedIn",
}
TALK = Debrief(
    heard=("start with the grid code", "She said that the day is mostly phone calls."),
    their_promises=("introduce me to Jo Park",),
    my_promises=("read Networks of Power",),
)
RICH = DraftFacts(
    host=IFEOMA,
    seeker=MIRA,
    introducer="Tom Lee",
    request=date(2025, 11, 3),
    times=("Tue 24 Nov, 10:00 in London (12:00 in Helsinki)", "Wed 25 Nov, 9:00 (11:00)"),
    when="Tue 24 Nov, 10:00 in London (12:00 in Helsinki)",
    where="+44 20 7946 0000",
    medium=Medium.PHONE,
    debrief=TALK,
    put_offs=1,
    question="What would you like to know?",
    reason="too busy until March",
    named="Bo Lind",
    promise="",
    follow_up="started at Windward in May",
)
BEFORE = (
    LetterKind.REQUEST,
    LetterKind.INTRODUCTION_REQUEST,
    LetterKind.CALL_SCRIPT,
    LetterKind.REMINDER,
    LetterKind.PUT_OFF_ANSWER,
)


def on_host(kind: TieKind, gap: str = "all", via: str | None = None) -> Host:
    tie = Tie(kind, VIAS.get(kind, "") if via is None else via)
    return replace(IFEOMA, tie=tie, **GAPS[gap])


def every_draft() -> Iterator[tuple[str, DraftFacts, Draft]]:
    """The whole matrix: kinds, ties, gaps, purposes, rich or bare facts, starting points."""
    for kind, tie, gap in itertools.product(LetterKind, TieKind, GAPS):
        for via in {VIAS.get(tie, ""), ""}:
            host = on_host(tie, gap, via)
            bare = DraftFacts(host=host, seeker=MIRA)
            for number, facts in enumerate((replace(RICH, host=host), bare)):
                purpose = list(Purpose)[(len(gap) + number) % 4]
                facts = replace(facts, seeker=replace(MIRA, purpose=purpose))
                for version in versions(kind, facts):
                    made = draft(kind, facts, version.key)
                    yield f"{kind} {tie} {gap} {via} {version.key} {purpose}", facts, made


EVERY = tuple(every_draft())


def core(made: Draft) -> str:
    """The body without greeting and closing."""
    return " ".join(made.body.split("\n\n")[1:-1])


def words(made: Draft) -> int:
    return len(core(made).split())


def request(host: Host, version: str = "", seeker: Seeker = MIRA) -> Draft:
    return draft(LetterKind.REQUEST, DraftFacts(host=host, seeker=seeker), version)
