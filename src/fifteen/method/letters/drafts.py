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
from fifteen.method.letters._drafts_desk import Desk, Text, blanks_in, desk_for, enveloped
from fifteen.method.letters._drafts_facts import Blank, Draft, DraftFacts, Version
from fifteen.method.letters._drafts_wording import phrasings, tidy
from fifteen.method.words import LetterKind, TieKind

__all__ = ["Blank", "Draft", "DraftFacts", "Version", "draft", "versions"]


def draft(kind: LetterKind, facts: DraftFacts, version: str = "") -> Draft:
    """The letter of this kind, from one of its starting points.

    An empty or unknown `version` gives the first one. Blanks are listed in the order in which they
    stand. `resume_may_be_enclosed` is true only where the method allows it (A8, F4, R5).
    """
    keys = [known.key for known in versions(kind, facts)]
    chosen = version if version in keys else keys[0]
    desk = desk_for(kind, facts, chosen)
    text = _COMPOSERS[kind](desk)
    body, subject = enveloped(desk, text), tidy(text.subject)
    blanks = blanks_in(f"{subject}\n{body}", facts)
    return Draft(kind, chosen, subject, body, blanks, text.may_enclose)


def versions(kind: LetterKind, facts: DraftFacts) -> tuple[Version, ...]:
    """The two or three starting points of a letter, the recommended one first."""
    return tuple(Version(key, phrasings(f"label.{label}")[0]) for key, label in _keys(kind, facts))


_COMPOSERS: dict[LetterKind, Callable[[Desk], Text]] = {
    LetterKind.REQUEST: before.request,
    LetterKind.INTRODUCTION_REQUEST: before.introduction_request,
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
    LetterKind.INTRODUCTION_REQUEST: ("forward", "brief"),
    LetterKind.CALL_SCRIPT: ("call", "voicemail"),
    LetterKind.REMINDER: ("friendly", "last"),
    LetterKind.CONFIRMATION: ("lines", "sentence"),
    LetterKind.THANKS_MET: ("said", "brief"),
    LetterKind.THANKS_PHONE: ("said", "brief", "resume"),
    LetterKind.THANKS_DECLINED: ("full", "brief", "resume"),
    LetterKind.PROMISE_THEIRS: ("offer", "brief"),
    LetterKind.PROMISE_MINE: ("report", "brief"),
    LetterKind.KEEP_IN_TOUCH: ("news", "again", "item"),
    LetterKind.WHAT_CAME_OF_IT: ("outcome", "brief"),
}


def _keys(kind: LetterKind, facts: DraftFacts) -> tuple[tuple[str, str], ...]:
    """Key and label of each starting point."""
    if kind is LetterKind.REQUEST:
        return _request_keys(facts)
    if kind is LetterKind.PUT_OFF_ANSWER:
        final = facts.put_offs >= replies.FINAL_PUT_OFF
        asked = ("question",) if facts.question.strip() and not final else ()
        keys = (*asked, "phone" if final else "clarify", "brief")
    elif kind is LetterKind.TIMES:
        offered = ("slots",) if any(time.strip() for time in facts.times) else ()
        page = ("page",) if facts.page.strip() else ()
        keys = (*offered, *page, "ask")
    else:
        keys = _FIXED[kind]
    return tuple((key, key) for key in keys)


def _request_keys(facts: DraftFacts) -> tuple[tuple[str, str], ...]:
    host = facts.host
    fact = "why" if host.why.strip() else "read" if host.read.strip() else "work"
    tie = host.tie.kind
    second = ("topic", "topic") if tie is TieKind.NONE else ("tie", f"tie_{tie.value}")
    return (("fact", fact), second, ("short", "short"))
