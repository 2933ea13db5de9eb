"""Every draft passes the check of every letter, but for the blanks that are marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from tests.method.letters.drafts_world import BEFORE, EVERY, MANNERS, MIRA

from fifteen.method.letters.check import check
from fifteen.method.letters.drafts import Draft, DraftFacts, draft, versions
from fifteen.method.words import (
    Channel,
    Debrief,
    Finding,
    Host,
    Letter,
    LetterContext,
    LetterKind,
    Level,
    Purpose,
    Seeker,
    Tie,
    TieKind,
)

NO_TALK_YET = (*BEFORE, LetterKind.TIMES, LetterKind.CONFIRMATION, LetterKind.THANKS_DECLINED)
# Where this rule finds nothing, either the fact is a marked blank or it stands in these words.
HELD_BY = {
    "nothing-personal": r"\[something of theirs|your (?:talk|interview) (?:on|in) \w+",
    "nothing-specific": r"\[the one thing they said|(?:telling me|letting me know) that|Bo Lind",
}


def findings(made: Draft, facts: DraftFacts) -> tuple[Finding, ...]:
    spoken = made.kind is LetterKind.CALL_SCRIPT
    channel = Channel.PHONE if spoken else Channel.MAIL
    letter = Letter(made.kind, made.body, made.subject or None, channel)
    return check(letter, context(made.kind, facts))


def context(kind: LetterKind, facts: DraftFacts) -> LetterContext:
    if kind is LetterKind.INTRODUCTION_REQUEST:
        return LetterContext(facts.introducer or None, seeker_name=facts.seeker.name)
    host = facts.host
    debrief = None if kind in NO_TALK_YET else facts.debrief
    return LetterContext(
        host.name or None, host.role, host.organisation, host.tie, facts.seeker.name, debrief
    )


def unheld(found: Iterable[Finding], made: Draft) -> list[Finding]:
    """The findings that neither a blank nor a fact in the letter accounts for."""
    return [
        finding
        for finding in found
        if finding.rule != "placeholder-left"
        and not (finding.rule in HELD_BY and re.search(HELD_BY[finding.rule], made.body))
    ]


@pytest.mark.parametrize("kind", LetterKind)
def test_no_draft_draws_a_finding_but_for_its_blanks(kind: LetterKind) -> None:
    for where, facts, made in EVERY:
        if made.kind is not kind:
            continue
        found = findings(made, facts)
        left = any(finding.rule == "placeholder-left" for finding in found)
        assert left is bool(made.blanks), (where, made.body)
        assert unheld(found, made) == [], (where, made.body)


ODD_HOSTS = (
    Host("Siobhán O’Neill-Ó Sé", "Head of Exhibitions", "The Lantern Museum", "museums"),
    Host("Dr Lena van der Berg", "Counsel, Energy & Rail", "Acme Inc.", "Law"),
    Host("王小明", "エンジニア", "Windward", "UX design"),
    Host("Madhavan", "Operations", "University of Calder", ""),
    Host("Prof. Dr. Hans Meyer", "10x ninja!!!", "Nordlicht GmbH & Co. KG", "grid modelling"),
    Host("ANA RUIZ, PhD", "Careers adviser", "Calder Job Agency", "careers advice"),
    Host("Jo Park", "Personnel manager", "Acme", "human resources", why="her talk on night shifts"),
    Host("Bo Lind", "journalist", "", "journalism", why="She was the first to report on peaks"),
)


def test_odd_names_and_roles_draw_no_stop() -> None:
    talk = Debrief(
        heard=("there will be an opening in her team in spring", "don't do a PhD!"),
        their_promises=("introduce me to Tom Lee", "reading list"),
        my_promises=("send her my notes",),
        resume_requested=True,
    )
    for host in ODD_HOSTS:
        for kind in LetterKind:
            for number, purpose in enumerate((Purpose.LEARN, Purpose.OPPORTUNITIES)):
                manner = MANNERS[(number + len(host.name) + len(kind)) % len(MANNERS)]
                facts = DraftFacts(
                    host=Host(
                        host.name, host.role, host.organisation, host.field, _TIE, why=host.why
                    ),
                    seeker=Seeker("Mira Halonen", MIRA.background, purpose=purpose),
                    introducer="Tom Lee",
                    debrief=talk,
                )
                for version in versions(kind, facts):
                    made = draft(kind, facts, version.key, *manner)
                    stops = [
                        found
                        for found in findings(made, facts)
                        if found.level is Level.STOP and found.rule != "placeholder-left"
                    ]
                    assert stops == [], (made.subject, made.body)


_TIE = Tie(TieKind.ALUMNI, "Calder University")
