"""What letters are called, on the pages and in the note that confirms one."""

from __future__ import annotations

from fifteen.method.words import LetterKind

TITLES = {
    LetterKind.REQUEST: "Request",
    LetterKind.INTRODUCTION_REQUEST: "Request for an introduction",
    LetterKind.CALL_SCRIPT: "Call",
    LetterKind.REMINDER: "Reminder",
    LetterKind.PUT_OFF_ANSWER: "Answer",
    LetterKind.TIMES: "Times",
    LetterKind.CONFIRMATION: "Confirmation",
    LetterKind.THANKS_MET: "Thank-you",
    LetterKind.THANKS_PHONE: "Thank-you",
    LetterKind.THANKS_DECLINED: "Thanks",
    LetterKind.PROMISE_THEIRS: "About what they offered",
    LetterKind.PROMISE_MINE: "Report back",
    LetterKind.KEEP_IN_TOUCH: "Keeping in touch",
    LetterKind.WHAT_CAME_OF_IT: "What came of it",
}

NOTED = {
    LetterKind.REQUEST: "Your request to",
    LetterKind.INTRODUCTION_REQUEST: "Your letter to",
    LetterKind.CALL_SCRIPT: "Your call to",
    LetterKind.REMINDER: "Your reminder to",
    LetterKind.PUT_OFF_ANSWER: "Your answer to",
    LetterKind.TIMES: "Your offer of times to",
    LetterKind.CONFIRMATION: "Your confirmation to",
    LetterKind.THANKS_MET: "Your thank-you to",
    LetterKind.THANKS_PHONE: "Your thank-you to",
    LetterKind.THANKS_DECLINED: "Your thanks to",
    LetterKind.PROMISE_THEIRS: "Your letter to",
    LetterKind.PROMISE_MINE: "Your letter to",
    LetterKind.KEEP_IN_TOUCH: "Your letter to",
    LetterKind.WHAT_CAME_OF_IT: "Your letter to",
}


def title(kind: LetterKind) -> str:
    """What a kind of letter is called on the pages."""
    return TITLES[kind]
