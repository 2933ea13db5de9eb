"""What to do with what they said last: the step, why, the row of the method, the letter."""

from __future__ import annotations

from fifteen.method.words import LetterKind, StepKind, Verb

ANSWER_STEPS = {
    (Verb.SAID_YES, 0): (
        StepKind.AGREE_TIME,
        "They said yes. Find a time that suits them, today if you can.",
        "R1",
        LetterKind.TIMES,
    ),
    (Verb.OFFERED_PHONE, 0): (
        StepKind.AGREE_TIME,
        "They would rather talk by phone. That is as good: agree on a time, or call now.",
        "R7",
        LetterKind.TIMES,
    ),
    (Verb.SAID_NO, 0): (
        StepKind.THANK_NO,
        "They said no. Thank them kindly, ask to be remembered, and move on.",
        "R2",
        LetterKind.THANKS_DECLINED,
    ),
    (Verb.PUT_OFF, 1): (
        StepKind.CLARIFY,
        "They put you off. Say once, plainly, that you want advice and no job from them.",
        "R3",
        LetterKind.PUT_OFF_ANSWER,
    ),
    (Verb.PUT_OFF, 2): (
        StepKind.OFFER_PHONE,
        "Put off again. Offer the phone instead and ask for one further name, then peace.",
        "R4",
        LetterKind.PUT_OFF_ANSWER,
    ),
    (Verb.PUT_OFF, 3): (
        StepKind.THANK_NO,
        "Put off for the third time. A kind letter closes it and asks to be remembered.",
        "R5",
        LetterKind.THANKS_DECLINED,
    ),
    (Verb.ASKED_BACK, 0): (
        StepKind.ANSWER_QUESTION,
        "They asked something back. Answer it, and say what the talk is for.",
        "R3",
        LetterKind.PUT_OFF_ANSWER,
    ),
    (Verb.NAMED_SOMEONE, 0): (
        StepKind.THANK_NO,
        "They named somebody else. Thank them for the name.",
        "R2",
        LetterKind.THANKS_DECLINED,
    ),
}
"""By what they said; of putting off, by how often (R3, R4, R5)."""

DATED = "They named a time. A short line that you will write again then is enough; no hurry."
"""Why whoever put off until a day, the first time, is answered."""
