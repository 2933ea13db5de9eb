"""A small named world for the drafts: Mira Halonen writes to Dr Ifeoma Nwosu."""

from __future__ import annotations

import itertools
import re
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
    times=(
        "Tue 24 November, 10:00 your time (12:00 mine)",
        "Wed 25 November, 9:00 your time (11:00 mine)",
        "Thu 26 November, 15:00 your time (17:00 mine)",
    ),
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
    reasons=(
        ("named", "I have talked with Bo Lind, whom you named to me"),
        ("belief", "I had pictured it like this: “mostly drawing”. I know now that it is not so"),
        ("did", "I did what I said I would: read Networks of Power"),
        ("year", ""),
    ),
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
    """The whole matrix: kinds, ties, gaps, what the tie goes through or not, rich, late or bare
    facts, starting points, tones and lengths; purposes take turns. A letter that comes out word
    for word as an earlier one is handed out once, with the facts it came from first."""
    seen: set[tuple[str, ...]] = set()
    for kind, tie, gap in itertools.product(LetterKind, TieKind, GAPS):
        for via in sorted({VIAS.get(tie, ""), ""}):
            drawn = crc32(f"{kind} {tie} {gap} {via}".encode())
            seeker = replace(MIRA, purpose=list(Purpose)[drawn % 4])
            for bare in known(kind, on_host(tie, gap, via)):
                facts = replace(bare, seeker=seeker)
                for version in versions(kind, facts):
                    for tone, length in MANNERS:
                        made = draft(kind, facts, version.key, tone, length)
                        tied = str(facts.host.tie) if kind in BEFORE else ""  # as the check sees it
                        same = (kind, made.subject, made.body, tied)
                        if same in seen:
                            continue
                        seen.add(same)
                        where = (
                            f"{kind} {tie} {gap} {via} {version.key} {drawn % 4} {tone} {length}"
                        )
                        yield where, facts, made


def known(kind: LetterKind, host: Host) -> tuple[DraftFacts, ...]:
    """Everything, a later turn of it, and next to nothing; for news also a name they gave."""
    led = replace(RICH, led_to="Bo Lind", talked=False, follow_up="I talked with Bo Lind on 4 May")
    more = (led,) if kind is LetterKind.WHAT_CAME_OF_IT else ()
    return tuple(replace(facts, host=host) for facts in (RICH, LATE, *more, DraftFacts(host=host)))


EVERY = tuple(every_draft())


def core(made: Draft) -> str:
    """The body without greeting and closing."""
    return " ".join(made.body.split("\n\n")[1:-1])


def words(made: Draft) -> int:
    """The words a host reads: no dash before a time, and not our own clock in brackets."""
    return len(re.sub(r"(?m)^- | \(\d\d:\d\d mine\)$", "", core(made)).split())


def request(host: Host, version: str = "", seeker: Seeker = MIRA) -> Draft:
    return draft(LetterKind.REQUEST, DraftFacts(host=host, seeker=seeker), version)
