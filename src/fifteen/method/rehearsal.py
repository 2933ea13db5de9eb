"""Questions that come back at the seeker, and the quality each one looks for (Q7, Q8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fifteen.method.questions import sayable
from fifteen.method.words import Host


class Quality(StrEnum):
    """What a host sees in fifteen minutes, whether they look for it or not (Q7)."""

    COMPETENCE = "competence"
    INTELLIGENCE = "intelligence"
    HONESTY = "honesty"
    LIKEABILITY = "likeability"


@dataclass(frozen=True, slots=True)
class Likely:
    """A question the host may ask, what it lets you show, and a hint for the answer."""

    key: str
    text: str
    quality: Quality
    hint: str
    row: str = "Q7"


ROUND = 8  # questions in a quarter of an hour, somewhat less than two minutes each (Q8)


def round_of(
    questions: Sequence[Likely], sits: Mapping[str, bool | None], count: int = ROUND
) -> tuple[Likely, ...]:
    """The questions of one round, in the order they usually come: those that want polish are in
    it before those not said yet and those that sit, and each quality is asked for once (Q7).

    `sits`: by key, how an answer sounded when last said; missing where it was not said yet.
    """
    pressing = sorted(questions, key=lambda q: (_WANTED[sits.get(q.key)], questions.index(q)))
    first = [next(q for q in pressing if q.quality is quality) for quality in Quality]
    chosen = (first + [q for q in pressing if q not in first])[:count]
    return tuple(sorted(chosen, key=questions.index))


_WANTED = {False: 0, None: 1, True: 2}


def to_polish(
    questions: Sequence[Likely], sits: Mapping[str, bool | None]
) -> tuple[tuple[Quality, tuple[Likely, ...]], ...]:
    """What wants polish, by the quality it shows; qualities without any are left out."""
    wanting = [q for q in questions if sits.get(q.key) is False]
    by_quality = (
        (quality, tuple(q for q in wanting if q.quality is quality)) for quality in Quality
    )
    return tuple((quality, found) for quality, found in by_quality if found)


def likely(host: Host) -> tuple[Likely, ...]:
    """The questions to rehearse, those that come most often first, made out to this host."""
    known = sayable.of(host)
    return tuple(
        Likely(key, known.either(text, plain), quality, hint)
        for key, text, plain, quality, hint in _QUESTIONS
    )


_C, _I = Quality.COMPETENCE, Quality.INTELLIGENCE
_H, _L = Quality.HONESTY, Quality.LIKEABILITY

# key, text, the wording without facts ("" where the text has none), quality, hint
_BASE: tuple[tuple[str, str, str, Quality, str], ...] = (
    (
        "yourself",
        "So, tell me a little about yourself.",
        "",
        _L,
        "Four sentences: what you do, what you liked in it, what made you curious, why you are "
        "here. Then hand it back with your first question.",
    ),
    (
        "why-me",
        "What made you write to me?",
        "",
        _L,
        "The fact about them that made you write, and nothing more. No flattery.",
    ),
    (
        "why-field",
        "Why {field}?",
        "Why this kind of work?",
        _I,
        "One thing you saw or did that started it, and one thing you do not understand yet.",
    ),
    (
        "know-already",
        "What do you know about {organisation} already?",
        "What do you know about what we do?",
        _I,
        "Two things you read, then the question that reading left open.",
    ),
    (
        "do-now",
        "What are you doing at the moment?",
        "",
        _C,
        "Say it so that somebody outside your work can see it: one task, one result.",
    ),
    (
        "good-at",
        "What are you good at?",
        "",
        _C,
        "One thing, with one small story that shows it. Let them draw the conclusion.",
    ),
    (
        "why-leave",
        "Why do you want to leave what you do now?",
        "",
        _H,
        "What draws you on, not what drives you away. No word against anybody.",
    ),
    (
        "weak",
        "What do you think would be hardest for you here?",
        "",
        _H,
        "Name a real gap, and the first thing you have done about it.",
    ),
    (
        "experience",
        "Have you ever done anything like this?",
        "",
        _C,
        "The nearest thing you have done. Say where it was the same and where it was not.",
    ),
    (
        "learned",
        "What have others told you about {field} so far?",
        "What have others told you so far?",
        _I,
        "One belief that was corrected, and by what. Name nobody who would mind.",
    ),
    (
        "picture",
        "What do you imagine I do all day?",
        "",
        _I,
        "Say your picture plainly and ask what is wrong with it. Being corrected is the aim.",
    ),
    (
        "looking",
        "Are you looking for a job, then?",
        "",
        _H,
        "The truth in one sentence, and that today you came for advice: nothing is expected of "
        "them.",
    ),
    (
        "five-years",
        "Where would you like to be in a few years?",
        "",
        _H,
        "What you would like to be doing, not a title. “I am finding out” is a good answer.",
    ),
    (
        "elsewhere",
        "What else are you considering?",
        "",
        _H,
        "Say it. Somebody who compares openly is taken seriously.",
    ),
    (
        "salary",
        "What would you expect to earn?",
        "",
        _C,
        "Turn it round: you do not know the range yet, and would be glad to hear what is usual.",
    ),
    (
        "resume",
        "Could you send me your résumé?",
        "",
        _C,
        "Yes, gladly, tonight with your thanks. Ask what they would look at first.",
    ),
    (
        "help",
        "How can I help you?",
        "",
        _L,
        "You are helping just now. Then the one thing that would help most: a name to talk to.",
    ),
    (
        "outside",
        "And what do you do when you are not working?",
        "",
        _L,
        "One thing you truly like, told briefly, and ask them the same.",
    ),
)
_QUESTIONS = tuple((k, text, plain or text, q, hint) for k, text, plain, q, hint in _BASE)

KEYS = frozenset(key for key, *_ in _BASE)
ABOUT_THEM = frozenset(("why-me", "why-field", "know-already", "learned", "picture"))
"""The questions whose answer depends on who asks them."""
