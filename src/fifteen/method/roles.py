"""What a role says of the person who has it: do they teach, lead, look for people (A10, C1)."""

from __future__ import annotations

import re

_TEACHES = re.compile(
    r"\b(?:teach\w*|professor|lecturer|instructor|tutor|train(?:er|ing)|coach|educat\w*|mentor"
    r"|faculty|dean)\b",
    re.IGNORECASE,
)
_FINDS_PEOPLE = re.compile(
    r"\b(?:recruit\w*|talent|human resources|hr|people (?:lead|partner|officer)|founder"
    r"|co-?founder|owner|managing partner|partner)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:head|director|chief|ceo|cto|cfo|coo|president|vp|vice.president|manager|lead|leader"
    r"|principal|chair)\b",
    re.IGNORECASE,
)
_LONGEST_ROLE = 200  # characters looked at


def teaches(role: str) -> bool:
    """Whether explaining is part of the role."""
    return bool(_TEACHES.search(role[:_LONGEST_ROLE]))


def leads(role: str) -> bool:
    """Whether others work under the role."""
    return bool(_LEADS.search(role[:_LONGEST_ROLE]))


def finds_people(role: str) -> bool:
    """Whether the role builds teams: recruiters, founders, partners."""
    return bool(_FINDS_PEOPLE.search(role[:_LONGEST_ROLE]))
