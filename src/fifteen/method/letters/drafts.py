"""The drafts of the fourteen letters (LETTERS.md): natural, short, and true to what is known.

A draft claims nothing that its facts do not hold: what is missing is left out, or stands as a
marked blank in square brackets. The same facts always give the same letter; another person gets
other sentences, so that no two hosts hold the same one.
"""

from __future__ import annotations

from collections.abc import Callable

from fifteen.method.letters import _drafts_after as after
from fifteen.method.letters import _drafts_before as before
from fifteen.method.letters import _drafts_replies as replies
from fifteen.method.letters._drafts_desk import WHOM, Desk, Text, blanks_in, desk_for
from fifteen.method.letters._drafts_envelope import enveloped
from fifteen.method.letters._drafts_facts import (
    Blank,
    Draft,
    DraftFacts,
    Length,
    Tone,
    Version,
)
from fifteen.method.letters._drafts_introduction import introduction_request
from fifteen.method.letters._drafts_wording import phrasings, tidy
from fifteen.method.words import LetterKind, TieKind

__all__ = [
    "Blank",
    "Draft",
    "DraftFacts",
    "Length",
    "Tone",
    "Version",
    "blanks_in",
    "draft",
    "lengths",
    "tones",
    "versions",
]


def draft(
    kind: LetterKind,
    facts: DraftFacts,
    version: str = "",
    tone: Tone = Tone.PLAIN,
    length: Length = Length.USUAL,
) -> Draft:
    """The letter of this kind, from one of its starting points, in a tone and a length.

    An empty or unknown `version` gives the first one. Blanks are listed in the order in which they
    stand. `resume_may_be_enclosed` is true only where the method allows it (A8, F4, R5).
    """
    keys = [known.key for known in versions(kind, facts)]
    chosen = version if version in keys else keys[0]
    desk = desk_for(kind, facts, chosen, tone, length)
    text = _COMPOSERS[kind](desk)
    body, subject = enveloped(desk, text), tidy(text.subject)
    blanks = blanks_in(f"{subject}\n{body}", facts.host.why, facts.question)
    return Draft(kind, chosen, subject, body, blanks, text.may_enclose, tone, length)


def versions(kind: LetterKind, facts: DraftFacts) -> tuple[Version, ...]:
    """The starting points of a letter, the recommended one first; for some there is only one."""
    return tuple(Version(key, phrasings(f"label.{label}")[0]) for key, label in _keys(kind, facts))


def tones() -> tuple[Version, ...]:
    """The tones of a letter, the usual one first."""
    return tuple(Version(tone, phrasings(f"label.tone_{tone}")[0]) for tone in Tone)


def lengths() -> tuple[Version, ...]:
    """The lengths of a letter, the usual one first."""
    return tuple(Version(length, phrasings(f"label.length_{length}")[0]) for length in Length)


_COMPOSERS: dict[LetterKind, Callable[[Desk], Text]] = {
    LetterKind.REQUEST: before.request,
    LetterKind.INTRODUCTION_REQUEST: introduction_request,
    LetterKind.CALL_SCRIPT: before.call_script,
    LetterKind.REMINDER: before.reminder,
    LetterKind.PUT_OFF_ANSWER: replies.put_off_answer,
    LetterKind.TIMES: replies.times,
    LetterKind.CONFIRMATION: replies.confirmation,
    LetterKind.THANKS_DECLINED: replies.thanks_declined,
    LetterKind.THANKS_MET: after.thanks_met,
    LetterKind.THANKS_PHONE: after.thanks_phone,
    LetterKind.PROMISE_THEIRS: after.promise_theirs,
    LetterKind.PROMISE_MINE: after.promise_mine,
    LetterKind.KEEP_IN_TOUCH: after.keep_in_touch,
    LetterKind.WHAT_CAME_OF_IT: after.what_came_of_it,
}

_FIXED: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.INTRODUCTION_REQUEST: ("forward",),
    LetterKind.CALL_SCRIPT: ("call", "voicemail"),
    LetterKind.REMINDER: ("friendly", "last"),
    LetterKind.CONFIRMATION: ("lines", "sentence"),
    LetterKind.THANKS_MET: ("said",),
    LetterKind.THANKS_PHONE: ("said", "resume"),
    LetterKind.THANKS_DECLINED: ("full", "resume"),
    LetterKind.PROMISE_THEIRS: ("offer",),
    LetterKind.PROMISE_MINE: ("report",),
    LetterKind.KEEP_IN_TOUCH: ("news", "again", "item"),
    LetterKind.WHAT_CAME_OF_IT: ("outcome",),
}


def _keys(kind: LetterKind, facts: DraftFacts) -> tuple[tuple[str, str], ...]:
    """Key and label of each starting point."""
    if kind is LetterKind.REQUEST:
        return _request_keys(facts)
    if kind is LetterKind.PUT_OFF_ANSWER:
        dated = ("then",) if facts.until is not None and facts.put_offs == 1 else ()
        final = facts.put_offs >= replies.FINAL_PUT_OFF
        asked = ("question",) if facts.question.strip() and not final else ()
        keys = (*asked, *dated, "phone" if final else "clarify")
    elif kind is LetterKind.TIMES:
        offered = ("slots",) if any(time.strip() for time in facts.times) else ()
        page = ("page",) if facts.page.strip() else ()
        keys = (*offered, *page, "ask")
    elif kind is LetterKind.KEEP_IN_TOUCH:
        found = tuple(key for key, _ in facts.reasons)
        return *((key, f"touch_{key}") for key in found), *((key, key) for key in _FIXED[kind])
    else:
        keys = _FIXED[kind]
    return tuple((key, key) for key in keys)


def _request_keys(facts: DraftFacts) -> tuple[tuple[str, str], ...]:
    host = facts.host
    fact = "why" if host.why.strip() else "read" if host.read.strip() else "work"
    tie = host.tie.kind
    second = ("topic", "topic") if tie is TieKind.NONE else ("tie", f"tie_{tie.value}")
    times = (("times", "with_times"),) if any(time.strip() for time in facts.times) else ()
    page = (("page", "with_page"),) if facts.page.strip() else ()
    whom = ((WHOM, WHOM),) if facts.whom_in else ()
    if whom and facts.own_past:
        return whom
    return (*whom, ("fact", fact), second, *page, *times)
