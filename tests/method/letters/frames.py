"""One small letter of Ana Lopez to Elena Vega of Arup, into which a case is set."""

from __future__ import annotations

from fifteen.method.letters.check import check
from fifteen.method.words import (
    Channel,
    Debrief,
    Finding,
    Letter,
    LetterContext,
    LetterKind,
    Tie,
)

ASK = (
    "Could we talk for fifteen minutes, by phone or near your office, about how you moved from "
    "teaching into hydrology?"
)
FACT = "I read your article on flood maps in the Delta magazine."
ELENA = LetterContext(host_name="Elena Vega", host_organisation="Arup", seeker_name="Ana Lopez")


def request(body: str, subject: str | None = "Your article on flood maps") -> Letter:
    """A request of mail whose body is given whole."""
    return Letter(LetterKind.REQUEST, body, subject)


def framed(middle: str) -> Letter:
    """A good request with a sentence or two more in its middle."""
    return request(f"Dear Ms Vega,\n\n{FACT} {middle} {ASK}\n\nKind regards,\nAna Lopez\n")


def found(letter: Letter, rule: str, context: LetterContext = ELENA) -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in check(letter, context) if finding.rule == rule]


def thanks(
    body: str,
    kind: LetterKind = LetterKind.THANKS_MET,
    debrief: Debrief | None = None,
) -> tuple[Letter, LetterContext]:
    """A letter of thanks and what is known around it."""
    letter = Letter(kind, f"Dear Ms Vega,\n\n{body}\n\nKind regards,\nAna Lopez\n", "Thank you")
    known = LetterContext(
        host_name="Elena Vega",
        host_organisation="Arup",
        seeker_name="Ana Lopez",
        debrief=debrief,
    )
    return letter, known


def tied(tie: Tie) -> LetterContext:
    """Elena, with a tie."""
    return LetterContext(host_name="Elena Vega", seeker_name="Ana Lopez", tie=tie)


__all__ = ["ASK", "ELENA", "FACT", "Channel", "found", "framed", "request", "thanks", "tied"]
