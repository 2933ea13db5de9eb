"""How long a letter is, beside what is read of its kind (A9)."""

from __future__ import annotations

from fifteen.method.numbers import studies
from fifteen.method.words import LetterKind
from fifteen.store import read
from fifteen.store.models import Letter

_MOST = {
    LetterKind.REQUEST: "words_request_long",
    LetterKind.REMINDER: "words_reminder",
    LetterKind.THANKS_MET: "words_thanks",
    LetterKind.THANKS_PHONE: "words_thanks",
    LetterKind.KEEP_IN_TOUCH: "words_touch",
}


def told(letter: Letter, words: int) -> dict[str, object]:
    """The words, the most of its kind (nought where that is open), and for a request that grows
    long what a study found of long ones."""
    numbers = read.numbers_of(letter.person.campaign)
    name = _MOST.get(LetterKind(letter.kind), "")
    long = letter.kind == LetterKind.REQUEST and words > numbers.words_request_say
    return {
        "words": words,
        "most": getattr(numbers, name) if name else 0,
        "study": studies()["short"] if long else None,
    }
