"""What letters and the ways they travel are called, and which kind one may change to."""

from __future__ import annotations

from fifteen.actions import _letter_words
from fifteen.method.words import Channel, LetterKind, Stage

CHANNELS = (
    (Channel.MAIL, "by mail"),
    (Channel.MESSAGE, "as a message"),
    (Channel.PHONE, "by phone"),
    (Channel.IN_PERSON, "in person"),
    (Channel.POST, "by post"),
)


def by(channel: str) -> str:
    """How it went, in words: "by mail"."""
    return dict(CHANNELS).get(Channel(channel), "") if channel else ""


def titled(kind: LetterKind) -> str:
    """What a kind is called where several stand beside each other."""
    return _TITLES.get(kind) or _letter_words.title(kind)


_TITLES = {
    LetterKind.CALL_SCRIPT: "Call script",
    LetterKind.TIMES: "Offer of times",
    LetterKind.THANKS_MET: "Thanks after meeting",
    LetterKind.THANKS_PHONE: "Thanks after a call",
    LetterKind.THANKS_DECLINED: "Thanks for an answer",
}

_FIRST = (LetterKind.REQUEST, LetterKind.INTRODUCTION_REQUEST, LetterKind.CALL_SCRIPT)
_OFFERED = {
    Stage.TO_ASK: _FIRST,
    Stage.ASKED: (
        LetterKind.REMINDER,
        LetterKind.CALL_SCRIPT,
        LetterKind.PUT_OFF_ANSWER,
        LetterKind.TIMES,
        LetterKind.THANKS_DECLINED,
    ),
    Stage.YES: (LetterKind.TIMES, LetterKind.CONFIRMATION, LetterKind.CALL_SCRIPT),
    Stage.BOOKED: (LetterKind.CONFIRMATION, LetterKind.TIMES),
    Stage.MET: (LetterKind.THANKS_MET, LetterKind.THANKS_PHONE),
    Stage.THANKED: (LetterKind.KEEP_IN_TOUCH, LetterKind.WHAT_CAME_OF_IT),
    Stage.RESTING: (LetterKind.THANKS_DECLINED, LetterKind.KEEP_IN_TOUCH),
}


def offered(kind: LetterKind, stage: Stage) -> tuple[tuple[str, str], ...]:
    """The kinds one may change to here; a letter about a promise stays what it is."""
    if kind in (LetterKind.PROMISE_MINE, LetterKind.PROMISE_THEIRS):
        return ()
    there = _OFFERED[stage]
    kinds = there if kind in there else (kind, *there)
    return tuple((str(k), titled(k)) for k in kinds)
