"""A small named world for the drafts: Mira Halonen writes to Dr Ifeoma Nwosu."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zlib import crc32

from fifteen.method.letters.drafts import Draft, DraftFacts, Length, Tone, draft, versions
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
LATE = replace(RICH, put_offs=2, question="", reason="", page="https://host.example/t/abc")
MANNERS = tuple(itertools.product(Tone, Length))
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
    """A fixed sample of the whole matrix: kinds, ties, gaps, purposes, rich or bare facts,
    starting points, tones, lengths. Each tie of each kind is met in every tone and length."""
    for kind, tie, gap in itertools.product(LetterKind, TieKind, GAPS):
        for via in sorted({VIAS.get(tie, ""), ""}):
            host = on_host(tie, gap, via)
            known = (replace(RICH, host=host), replace(LATE, host=host), DraftFacts(host=host))
            drawn = crc32(f"{kind} {tie} {gap} {via}".encode())
            purpose = list(Purpose)[drawn % 4]
            facts = replace(known[drawn % 3], seeker=replace(MIRA, purpose=purpose))
            for version in versions(kind, facts):
                tone, length = MANNERS[crc32(f"{drawn} {version.key}".encode()) % len(MANNERS)]
                made = draft(kind, facts, version.key, tone, length)
                where = f"{kind} {tie} {gap} {via} {version.key} {purpose} {tone} {length}"
                yield where, facts, made


EVERY = tuple(every_draft())


def core(made: Draft) -> str:
    """The body without greeting and closing."""
    return " ".join(made.body.split("\n\n")[1:-1])


def words(made: Draft) -> int:
    return len(core(made).split())


def request(host: Host, version: str = "", seeker: Seeker = MIRA) -> Draft:
    return draft(LetterKind.REQUEST, DraftFacts(host=host, seeker=seeker), version)
