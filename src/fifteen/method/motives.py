"""Why this person may well say yes, for the seeker who doubts that anybody would (A10)."""

from __future__ import annotations

from dataclasses import dataclass

from fifteen.method import roles
from fifteen.method.numbers import Study, studies
from fifteen.method.questions import sayable
from fifteen.method.words import Host, Motive, Purpose, Seeker, TieKind

_CLOSE = (TieKind.FAMILY, TieKind.FRIEND, TieKind.COLLEAGUE, TieKind.DORMANT)


@dataclass(frozen=True, slots=True)
class MotiveReading:
    """The likeliest reason for a yes, and how to speak to it without saying it."""

    motive: Motive
    sentence: str
    how_to_speak: str
    row: str = "A10"


_DOUBTS = ("face_to_face", "by_mail", "advice", "awkward")


def doubts() -> tuple[Study, ...]:
    """For the seeker who doubts that anybody would agree (A10): what studies found."""
    return tuple(studies()[name] for name in _DOUBTS)


def likeliest(host: Host, seeker: Seeker) -> MotiveReading:
    """The likeliest of the three reasons for this host.

    It is told from the role, then from the tie; it speaks of what people like them often do,
    never of what this one has done, because that is not known.
    """
    role = host.role
    kind, via = host.tie.kind, sayable.of(host).via
    if roles.teaches(role):
        return _reading(
            Motive.MENTOR,
            "People who teach often enjoy a real question from somebody who wants to know.",
        )
    if kind in (TieKind.ALUMNI, TieKind.GROUP):
        shared = f"People from {via}" if via else "People who share a school or a group"
        return _reading(
            Motive.MEANING,
            f"{shared} often remember who helped them at the start, and like to pass it on.",
        )
    if roles.finds_people(role):
        return _reading(
            Motive.TALENT,
            "People who build a team often like to meet somebody curious before they need to.",
        )
    if roles.leads(role):
        return _leading(seeker)
    if kind in (TieKind.REFERRED, TieKind.INTRODUCED):
        by = f"through {via}" if via else "through somebody they know"
        return _reading(
            Motive.MEANING, f"People who are asked {by} often say yes; many were helped that way."
        )
    if kind in _CLOSE:
        return _reading(
            Motive.MEANING, "People who know you often wait to be asked; helping does them good."
        )
    return _reading(
        Motive.MENTOR,
        "People are seldom asked what they know, and those who are asked well often enjoy it.",
    )


def _leading(seeker: Seeker) -> MotiveReading:
    if seeker.purpose in (Purpose.WORK, Purpose.OPPORTUNITIES):
        return _reading(
            Motive.TALENT,
            "People who lead often keep an eye open for good people, long before there is a need.",
        )
    return _reading(
        Motive.MENTOR,
        "People who lead often have few to talk to freely, and like to explain how it really is.",
    )


_HOW = {
    Motive.MEANING: "Ask how they found their own way, early on, and tell them later what their "
    "help led to.",
    Motive.MENTOR: "Ask for their judgement, not for facts, and let them explain.",
    Motive.TALENT: "Be well prepared and brief; show what you can do by what you ask, and do not "
    "offer yourself.",
}


def _reading(motive: Motive, sentence: str) -> MotiveReading:
    return MotiveReading(motive, sentence, _HOW[motive])
